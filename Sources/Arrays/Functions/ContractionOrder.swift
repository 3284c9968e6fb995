/// In which order the factors of a sum of products are multiplied pair by pair.
///
/// Of up to eight factors the order with the fewest multiplications is found by dynamic programming over the subsets of
/// factors; of more, the pair whose product saves the most memory is taken again and again. Source: Smith and Gray,
/// "opt_einsum", Journal of Open Source Software 3 (2018); Pfeifer, Haegeman and Verstraete, "Faster identification of
/// optimal contraction sequences for tensor networks", 2014.
struct ContractionOrder {
  /// A factor, or the product of two.
  indirect enum Tree: Hashable {
    case factor(Int)
    case product(Tree, Tree)

    /// The factors below, from left to right.
    var leaves: [Int] {
      switch self {
      case .factor(let place): [place]
      case .product(let left, let right): left.leaves + right.leaves
      }
    }
  }

  /// The order.
  private(set) var tree: Tree
  /// How many multiplications it takes.
  private(set) var multiplications: Double

  private let labels: [Set<Int>]
  private let output: Set<Int>
  private let sizes: [Int: Double]

  private static let mostForSearch = 8

  /// The best order that is found.
  ///
  /// - Parameters:
  ///   - factors: the labels of the axes of each factor, of which there is at least one.
  ///   - output: the labels of the result.
  ///   - sizes: the size of each label.
  init(_ factors: [[Int]], output: [Int], sizes: [Int: Int]) {
    labels = factors.map(Set.init)
    self.output = Set(output)
    // Sizes of products may be beyond what integers hold.
    self.sizes = sizes.mapValues { Double($0) }
    (tree, multiplications) = (.factor(0), 0)
    if factors.count > 1 {
      (tree, multiplications) = factors.count <= Self.mostForSearch ? search() : greedy()
    }
  }

  /// A product of some factors: the labels that it has, its cost, and how it came to be.
  private struct Candidate {
    var tree: Tree
    var labels: Set<Int>
    var cost: Double
  }

  /// The cheapest product of each subset of factors, from those of its parts.
  private func search() -> (Tree, Double) {
    let whole = 1 << labels.count - 1
    var best = [Candidate?](repeating: nil, count: whole + 1)
    for place in labels.indices { best[1 << place] = Candidate(tree: .factor(place), labels: labels[place], cost: 0) }
    for subset in 1...whole where best[subset] == nil {
      let outside = labels.indices.filter { subset & 1 << $0 == 0 }
      let needed = outside.reduce(output) { $0.union(labels[$1]) }
      var part = (subset - 1) & subset
      while part > 0 {
        // Each pair of parts once: the left one holds the first factor.
        if part & -part == subset & -subset, let left = best[part], let right = best[subset ^ part] {
          let candidate = product(left, right, needed)
          if candidate.cost < best[subset]?.cost ?? .infinity { best[subset] = candidate }
        }
        part = (part - 1) & subset
      }
    }
    return best[whole].map { ($0.tree, $0.cost) } ?? greedy()
  }

  /// The pair with the smallest product, less what the pair itself holds, multiplied first.
  private func greedy() -> (Tree, Double) {
    var terms = labels.enumerated().map { Candidate(tree: .factor($0), labels: $1, cost: 0) }
    while terms.count > 1 {
      var (best, least) = ((0, 1), Double.infinity)
      for i in terms.indices {
        for j in terms.indices where j > i {
          let rest = needed(by: terms, beside: (i, j))
          let kept = terms[i].labels.union(terms[j].labels).intersection(rest)
          let growth = size(kept) - size(terms[i].labels) - size(terms[j].labels)
          if growth < least { (best, least) = ((i, j), growth) }
        }
      }
      let joined = product(terms[best.0], terms[best.1], needed(by: terms, beside: best))
      terms.remove(at: best.1)
      terms[best.0] = joined
    }
    return (terms[0].tree, terms[0].cost)
  }

  private func needed(by terms: [Candidate], beside pair: (Int, Int)) -> Set<Int> {
    terms.indices.reduce(output) { $1 == pair.0 || $1 == pair.1 ? $0 : $0.union(terms[$1].labels) }
  }

  private func product(_ left: Candidate, _ right: Candidate, _ needed: Set<Int>) -> Candidate {
    let all = left.labels.union(right.labels)
    return Candidate(
      tree: .product(left.tree, right.tree), labels: all.intersection(needed),
      cost: left.cost + right.cost + size(all))
  }

  private func size(_ labels: Set<Int>) -> Double { labels.reduce(1) { $0 * (sizes[$1] ?? 1) } }
}
