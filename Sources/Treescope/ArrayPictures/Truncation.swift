internal import Glibc

/// How much of each axis a picture shows: at most so many places at each end, or all where nil.
///
/// Axes are cut from the smallest up. What an axis may keep is proportional to the square root of its size, so that the
/// picture keeps something of the array's proportions; past the cutoff it grows with the logarithm of the size, by ten
/// places a doubling. An axis keeps at least `minimumEdgeItems` at each end.
///
/// - Parameters:
///   - shape: The sizes of the axes.
///   - maximumSize: How many elements the picture may have, as far as the least edges allow.
///   - cutoffSizePerAxis: How many places an axis may keep in full.
///   - minimumEdgeItems: The least number of places at each end of an axis that is cut.
func balancedTruncation(
  _ shape: [Int], maximumSize: Int, cutoffSizePerAxis: Int, minimumEdgeItems: Int
) -> [Int?] {
  var edges = [Int?](repeating: nil, count: shape.count)
  let axes = shape.indices.sorted { (shape[$0], $0) < (shape[$1], $1) }
  let cutoff = Double(max(cutoffSizePerAxis, 1))
  // Empty axes have nothing to cut; they would make the logarithms infinite.
  let weights = axes.map { log(Double(max(shape[$0], 1)).squareRoot()) }
  let caps = axes.map { axis in
    let size = Double(shape[axis])
    return size <= cutoff ? size : cutoff + 10 * log2(size / cutoff)
  }
  let least = 2 * minimumEdgeItems + 1
  var room = Double(max(maximumSize, 1))
  for (place, axis) in axes.enumerated() {
    let scale = (log(room) - weights[place...].reduce(0, +)) / Double(axes.count - place)
    let share = exp(scale + weights[place])
    let limit = min(share, caps[place]).rounded(.down)
    if shape[axis] <= least || Double(shape[axis]) <= limit {
      room /= share
    } else if limit < Double(least) {
      edges[axis] = minimumEdgeItems
      room /= Double(least)
    } else {
      for later in place..<axes.count {
        let size = min(exp(scale + weights[later]), caps[later]).rounded(.down)
        edges[axes[later]] = Int(size) / 2
      }
      break
    }
  }
  return edges
}
