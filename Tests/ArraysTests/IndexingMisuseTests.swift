import Arrays
import Testing

/// What updates, sorting and the functions on them say about arguments that do not fit.
@Suite struct IndexingMisuseTests {
  typealias Mistake = FunctionMisuseTests.Mistake

  private static func ones(_ shape: Int...) throws -> NDArray { try NDArray.ones(shape) }
  private static func index(_ shape: Int...) throws -> NDArray { try NDArray.zeros(shape, dtype: .int32) }
  private static func mask(_ shape: Int...) throws -> NDArray { try NDArray.full(shape, true) }

  static let updates: [Mistake] = [
    Mistake("place outside", "Indexing: index 3 is out of range for axis 0 of size 2") { try ones(2).at[3].set(1) },
    Mistake("too many", "Indexing: 2 indices were given for an array with 1 axis") { try ones(2).at[0, 0].set(1) },
    Mistake("too many for a mask", "Indexing: 3 indices were given for an array with 2 axes") {
      try ones(2, 2).at[mask(2, 2), 0].set(1)
    },
    Mistake("step zero", "Indexing: the step of a slice must not be 0") { try ones(2).at[.slice(by: 0)].add(1) },
    Mistake("two ellipses", "Indexing: only one .ellipsis can stand") { try ones(2).at[.ellipsis, .ellipsis].set(1) },
    Mistake("index of floats", "Indexing: expected an index array of integers, or a mask of booleans, found float32") {
      try ones(2).at[ones(1)].set(1)
    },
    Mistake("values of another shape", "Indexing: expected values that broadcast to shape [2, 2], found [3]") {
      try ones(4, 3).at[1..<3, ..<2].set(ones(3))
    },
    Mistake("values with too many axes", "Indexing: expected values that broadcast to shape [3], found [1, 3]") {
      try ones(2, 3).at[0].multiply(ones(1, 3))
    },
    Mistake("values at index arrays", "Indexing: expected values that broadcast to shape [5, 3], found [4, 3]") {
      try ones(2, 3).at[index(5)].min(ones(4, 3))
    },
    Mistake("floats into integers", "Indexing: expected values that fit into int32, found float32") {
      try index(2).at[0].set(0.5)
    },
    Mistake("wider values", "Indexing: expected values that fit into float32, found float64") {
      try ones(2).at[0].max(NDArray([1.0], dtype: .float64))
    },
    Mistake("index arrays of several shapes", "Indexing: shapes [2] and [3] do not broadcast") {
      try ones(4, 4).at[index(2), index(3)].set(1)
    },
    Mistake("mask of another shape", "Indexing: expected a mask of the sizes [2] of its axes, found [3]") {
      try ones(2, 3).at[mask(3)].set(1)
    },
    Mistake("values for a mask", "how many elements a mask chooses is not known: use where(_:_:_:)") {
      try ones(4).at[mask(4)].set(ones(4))
    },
    Mistake("mask among index arrays", "a mask of booleans cannot stand beside other index arrays") {
      try ones(2, 3).at[index(2), mask(3)].set(1)
    },
    Mistake("index array behind a mask", "a mask of booleans cannot stand beside other index arrays") {
      try ones(2, 3).at[mask(2), index(3)].set(1)
    },
    Mistake("reading by a mask", "choose by booleans with where(_:_:_:)") { try ones(2).at[mask(2)].get() },
    Mistake("slopes of repeated products", "promise that with uniqueIndices: true") {
      try grad { (y: NDArray) in try ones(2).at[index(3)].multiply(y).sum() }(ones(3))
    },
  ]

  static let boxes: [Mistake] = [
    Mistake("starts of a box", "dynamicSliced: 1 starts and sizes [1, 1] do not fit an array of shape [2, 2]") {
      try ones(2, 2).dynamicSliced(at: [0], sizes: [1, 1])
    },
    Mistake("negative box", "dynamicSliced: 1 starts and sizes [-1] do not fit") {
      try ones(2).dynamicSliced(at: [0], sizes: [-1])
    },
    Mistake("size along an axis", "dynamicSliced: 2 starts and sizes [2, 5] do not fit an array of shape [2, 3]") {
      try ones(2, 3).dynamicSliced(at: 0, size: 5, axis: 1)
    },
    Mistake("axis of a box", "dynamicSliced: axis 2 is out of range") { try ones(2).dynamicSliced(at: 0, axis: 2) },
    Mistake("start of floats", "dynamicSliced: expected indices of an integer dtype, found float32") {
      try ones(2).dynamicSliced(at: 0.5, axis: 0)
    },
    Mistake("start with axes", "updatingSlice: expected starts without axes, found an array with 1 axis") {
      try ones(2).updatingSlice(with: ones(1), at: [index(1)])
    },
    Mistake("update too large", "updatingSlice: 1 starts and sizes [3] do not fit an array of shape [2]") {
      try ones(2).updatingSlice(with: ones(3), at: [0])
    },
    Mistake("update of another dtype", "updatingSlice: expected values that fit into int32, found float32") {
      try index(2).updatingSlice(with: ones(1), at: [0])
    },
    Mistake("axis of an update", "updatingSlice: axis -2 is out of range") {
      try ones(2).updatingSlice(with: ones(1), at: 0, axis: -2)
    },
    Mistake("indices of putting", "puttingAlong: expected indices of an integer dtype") {
      try ones(2).puttingAlong(1, at: ones(2), axis: 0)
    },
    Mistake("axes of putting", "puttingAlong: expected indices with as many axes as the array, 2") {
      try ones(2, 2).puttingAlong(1, at: index(2), axis: 0)
    },
    Mistake("sizes of putting", "puttingAlong: shapes [1, 2] and [1, 3] do not broadcast") {
      try ones(4, 2).puttingAlong(1, at: index(1, 3), axis: 0)
    },
    Mistake("putting on more than there is", "puttingAlong: shapes [1, 1] and [1, 3] do not broadcast") {
      try ones(4, 1).puttingAlong(1, at: index(1, 3), axis: 0)
    },
    Mistake("putting nowhere", "puttingAlong: index 0 is out of range for axis 0 of size 0") {
      try ones(0).puttingAlong(1, at: index(1), axis: 0)
    },
  ]

  static let orders: [Mistake] = [
    Mistake("axis of sorted", "sorted: axis 1 is out of range for an array with 1 axis") {
      try ones(2).sorted(axis: 1)
    },
    Mistake("sorting a number", "sorted: axis -1 was asked of an array without axes") { try ones().sorted() },
    Mistake("axis of argsorted", "argsorted: axis 5 is out of range") { try ones(2).argsorted(axis: 5) },
    Mistake("no keys", "lexsort: at least one key is needed") { try NDArray.lexsort([]) },
    Mistake("keys of several shapes", "lexsort: expected keys of one shape, found [2] and [3]") {
      try NDArray.lexsort([ones(2), ones(3)])
    },
    Mistake("axis of lexsort", "lexsort: axis 1 is out of range") { try NDArray.lexsort([ones(2)], axis: 1) },
    Mistake("more than there are", "topK: 3 elements were asked of axis -1 of size 2") { try ones(2).topK(3).values },
    Mistake("fewer than none", "topK: -1 elements were asked of axis 0 of size 2") {
      try ones(2).topK(-1, axis: 0).values
    },
    Mistake("axis of topK", "topK: axis 1 is out of range") { try ones(2).topK(1, axis: 1).values },
    Mistake("place of a partition", "partitioned: index 2 is out of range for axis -1 of size 2") {
      try ones(2).partitioned(at: 2)
    },
    Mistake("place of places", "argpartitioned: index -3 is out of range") { try ones(2).argpartitioned(at: -3) },
    Mistake("search in a matrix", "searchSorted: expected a sorted array of one axis, found an array with 2 axes") {
      try ones(2, 2).searchSorted(1)
    },
    Mistake("edges of bins", "digitized: expected edges of one axis") { try ones(2).digitized(ones(2, 2)) },
    Mistake("distinct of none", "unique: an array of shape [0] has no elements") { try ones(0).unique(size: 1).values },
    Mistake("negative number of distinct", "unique: sizes must not be negative") {
      try ones(2).unique(size: -1).values
    },
    Mistake("counts of a matrix", "bincount: expected an array of one axis") { try index(2, 2).bincount(length: 3) },
    Mistake("counts of floats", "bincount: expected indices of an integer dtype") { try ones(2).bincount(length: 3) },
    Mistake("negative counts", "bincount: sizes must not be negative") { try index(2).bincount(length: -3) },
    Mistake("weights of counts", "bincount: expected weights of shape [2], found [3]") {
      try index(2).bincount(length: 3, weights: ones(3))
    },
    Mistake("no bins", "histogram: 0 bins cannot divide the elements of an array of shape [2]") {
      try ones(2).histogram(bins: 0).counts
    },
    Mistake("backward bins", "histogram: 3 bins cannot divide the range from 1.0 to 0.0") {
      try ones(2).histogram(bins: 3, range: (1, 0)).counts
    },
    Mistake("single edge", "histogram: two edges are needed at least, found 1") {
      try ones(2).histogram(edges: ones(1)).counts
    },
    Mistake("nonzero of a number", "nonzero: expected an array of one axis or more") { try ones().nonzero(size: 1)[0] },
    Mistake("negative number of places", "nonzero: sizes must not be negative") { try ones(2).nonzero(size: -1)[0] },
    Mistake("long condition", "compressed: expected a condition of one axis, of size 2 at most, found [3]") {
      try ones(2).compressed(mask(3), size: 1, axis: 0)
    },
    Mistake("axis of compressed", "compressed: axis 1 is out of range") {
      try ones(2).compressed(mask(2), size: 1, axis: 1)
    },
    Mistake("choosing by floats", "choose: expected indices of an integer dtype") { try ones(2).choose([ones(2)]) },
    Mistake("choosing from none", "choose: at least one choice is needed") { try index(2).choose([]) },
    Mistake("cases of select", "select: 1 conditions were given for 2 cases") {
      try NDArray.select([mask(2)], [ones(2), ones(2)])
    },
    Mistake("sizes of select", "select: shapes [] and [2] and [3] do not broadcast") {
      try NDArray.select([mask(2)], [ones(3)])
    },
    Mistake("axes of flat places", "ravelMultiIndex: 1 index arrays were given for shape [2, 2]") {
      try NDArray.ravelMultiIndex([index(2)], shape: [2, 2])
    },
    Mistake("flat places of floats", "unravelIndex: expected indices of an integer dtype") {
      try NDArray.unravelIndex(ones(2), shape: [2])[0]
    },
  ]

  static let statistics: [Mistake] = [
    Mistake("parts of a matrix", "quantile: expected parts without axes or on one") {
      try ones(2).quantile(ones(1, 1))
    },
    Mistake("middle of none", "median: axis 0 of shape [0] has no elements") { try ones(0).median() },
    Mistake("axis of quantile", "nanQuantile: axis 1 is given more than once") {
      try ones(2, 2).nanQuantile(0.5, axes: [1, 1])
    },
    Mistake("axis of cumulativeMax", "cumulativeMax: axis 1 is out of range") { try ones(2).cumulativeMax(axis: 1) },
    Mistake("axis of cumulativeLogSumExp", "cumulativeLogSumExp: axis -2 is out") {
      try ones(2).cumulativeLogSumExp(axis: -2)
    },
    Mistake("axis of nanSum", "nanSum: axis 1 is out of range") { try ones(2).nanSum([1]) },
    Mistake("greatest of none", "nanMax: axis 0 of shape [0] has no elements") { try ones(0).nanMax() },
    Mistake("place in none", "nanArgmin: axis 0 of shape [0] has no elements") { try ones(0).nanArgmin() },
    Mistake("axis of nanVariance", "nanVariance: axis 1 is out of range") { try ones(2).nanVariance([1]) },
    Mistake("spread of none", "peakToPeak: axis 0 of shape [0] has no elements") { try ones(0).peakToPeak() },
    Mistake("weights of an average", "average: expected weights of shape [2, 3] or [3], found [2]") {
      try ones(2, 3).average([1], weights: ones(2))
    },
    Mistake("weights of logSumExp", "logSumExp: shapes [2] and [3] do not broadcast") {
      try ones(2).logSumExp(weights: ones(3))
    },
    Mistake("cube of variables", "covariance: expected an array of two axes at most") {
      try ones(1, 2, 3).covariance()
    },
    Mistake("observations", "concatenate: expected arrays that agree on every axis but 0, found [1, 3] and [1, 4]") {
      try ones(3).correlation(with: ones(4))
    },
    Mistake("axes of a matrix norm", "matrixNorm: axis 0 is given more than once") {
      try ones(2, 2).matrixNorm(axes: (0, 0))
    },
    Mistake("root of degree zero", "norm: there is no root of degree zero") { try ones(2).norm(.power(0)) },
    Mistake("least of none", "norm: axis 0 of shape [0] has no elements") { try ones(0).norm(.least) },
    Mistake("columns of none", "matrixNorm: axis 1 of shape [2, 0] has no elements") {
      try ones(2, 0).matrixNorm(.greatestColumn)
    },
    Mistake("order of differences", "differences: the order must not be negative, found -1") {
      try ones(2).differences(order: -1)
    },
    Mistake("axis of differences", "differences: axis -1 was asked of an array without axes") {
      try ones().differences()
    },
    Mistake("ends of differences", "concatenate: expected arrays that agree on every axis but 1") {
      try ones(2, 3).differences(prepending: ones(3, 1))
    },
    Mistake("places of a trapezoid", "trapezoid: expected places on one axis or of shape [2, 3], found [3, 2]") {
      try ones(2, 3).trapezoid(ones(3, 2))
    },
    Mistake("points and values", "interpolated: expected points and values on one axis of one size, found [2] and [3]")
    {
      try ones(2).interpolated(ones(2), ones(3))
    },
    Mistake("period of zero", "interpolated: 2 points and the period 0.0 tell nothing") {
      try ones(2).interpolated(ones(2), ones(2), period: 0)
    },
  ]

  @Test(arguments: updates + boxes + orders + statistics) func saysWhatIsWrong(_ mistake: Mistake) throws {
    try mistake.expectMessage()
  }
}
