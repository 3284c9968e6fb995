import Arrays
import Testing

/// What array functions say about arguments that do not fit.
@Suite struct FunctionMisuseTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    var name: String
    var message: String
    var body: @Sendable () throws -> NDArray
    var testDescription: String { name }

    init(_ name: String, _ message: String, _ body: @escaping @Sendable () throws -> NDArray) {
      self.name = name
      self.message = message
      self.body = body
    }

    /// Expects an ``ArrayError`` with the message.
    func expectMessage() throws {
      do {
        let result = try body()
        Issue.record("\(name) gave \(result.type)")
      } catch {
        #expect("\(error)".contains(message), "found: \(error)")
        #expect(error is ArrayError)
      }
    }
  }

  private static func ones(_ shape: Int...) throws -> NDArray { try NDArray.ones(shape) }
  private static func index(_ shape: Int...) throws -> NDArray { try NDArray.zeros(shape, dtype: .int32) }

  static let mistakes: [Mistake] = [
    Mistake("sizes of a sum", "add: shapes [2, 3] and [4] do not broadcast") { try ones(2, 3) + ones(4) },
    Mistake("sizes of a remainder", "remainder: shapes [2] and [3] do not") { try ones(2) % ones(3) },
    Mistake("sizes of clip", "clipped: shapes [2] and [3] do not") { try ones(2).clipped(to: ones(3)) },
    Mistake("sizes of hypot", "hypot: shapes [2] and [3] do not") { try ones(2).hypot(ones(3)) },
    Mistake("matmul of a number", "matmul: expected arrays of one axis or more") { try ones().matmul(ones(2)) },
    Mistake(
      "inner sizes of matmul", "last axis of the left operand, of size 3, to match axis 0 of the right one, of size 4"
    ) {
      try ones(2, 3).matmul(ones(4, 5))
    },
    Mistake("batches of matmul", "matmul: shapes [2, 1, 3] and [4, 3, 1] do not broadcast") {
      try ones(2, 1, 3).matmul(ones(4, 3, 1))
    },
    Mistake("inner sizes of dot", "dot: expected equal sizes of the axes 1 and 0") { try ones(2, 3).dot(ones(2)) },
    Mistake("axes of tensordot", "tensordot: 3 axes cannot be summed over") {
      try ones(2, 3).tensordot(ones(2, 3), axes: 3)
    },
    Mistake("pairs of tensordot", "tensordot: axes [0, 1] and [0] do not pair up") {
      try ones(2, 3).tensordot(ones(2, 3), axes: ([0, 1], [0]))
    },
    Mistake("repeated axis", "tensordot: axis -2 is given more than once") {
      try ones(2, 2).tensordot(ones(2, 2), axes: ([0, -2], [0, 1]))
    },
    Mistake("axis of mean", "mean: axis 2 is out of range for an array with 2 axes (valid: -2..<2)") {
      try ones(2, 3).mean([2])
    },
    Mistake("axis of variance", "variance: axis 1 is given more than once") { try ones(2, 3).variance([1, 1]) },
    Mistake("axis of a deviation", "standardDeviation: axis 0 was asked of an array without axes") {
      try ones().standardDeviation([0])
    },
    Mistake("axis of softmax", "softmax: axis 5 is out of range") { try ones(2).softmax([5]) },
    Mistake("axis of logSoftmax", "logSoftmax: axis -2 is out of range") { try ones(2).logSoftmax([-2]) },
    Mistake("axis of logSumExp", "logSumExp: axis 1 is out of range") { try ones(2).logSumExp([1]) },
    Mistake("axis of standardized", "standardized: axis 1 is out of range") { try ones(2).standardized([1]) },
    Mistake("axis of norm", "norm: axis 1 is out of range") { try ones(2).norm(axes: [1]) },
    Mistake("greatest of nothing", "norm: axis 0 of shape [0] has no elements") { try ones(0).norm(.greatest) },
    Mistake("axis of cumulativeSum", "cumulativeSum: axis 3 is out of range") { try ones(2).cumulativeSum(axis: 3) },
    Mistake("axis of cumulativeProduct", "cumulativeProduct: axis 3 is") { try ones(2).cumulativeProduct(axis: 3) },
    Mistake("negative tiles", "tiled: sizes must not be negative, found shape [-1]") { try ones(2).tiled([-1]) },
    Mistake("negative repeats", "repeated: sizes must not be negative") { try ones(2).repeated(-2, axis: 0) },
    Mistake("repeats that do not fit", "axis 0 of size 2 needs as many counts, found 3") {
      try ones(2).repeated([1, 2, 3], axis: 0)
    },
    Mistake("shifts that do not fit", "rolled: 2 shifts were given for 1 axes") {
      try ones(2, 2).rolled(by: [1, 1], axes: [0])
    },
    Mistake("triangle of a vector", "lowerTriangle: expected an array of two axes or more, found an array with 1 axis")
    {
      try ones(2).lowerTriangle()
    },
    Mistake("diagonal of one axis", "diagonal: axis 0 is given more than once") {
      try ones(2, 2).diagonal(axes: (0, 0))
    },
    Mistake("indices of take", "take: expected indices of an integer dtype, found float32") {
      try ones(2).take(ones(1), axis: 0)
    },
    Mistake("take of nothing", "take: index 0 is out of range for axis 0 of size 0") {
      try ones(0).take(index(1), axis: 0)
    },
    Mistake("axes of takeAlong", "takeAlong: expected indices with as many axes as the array, 2") {
      try ones(2, 2).takeAlong(index(2), axis: 0)
    },
    Mistake("sizes of takeAlong", "takeAlong: shapes [1, 2] and [1, 3] do not broadcast") {
      try ones(4, 2).takeAlong(index(1, 3), axis: 0)
    },
    Mistake("size of a box", "dynamicSliced: 1 starts and sizes [3] do not fit an array of shape [2]") {
      try ones(2).dynamicSliced(at: [NDArray(0)], sizes: [3])
    },
    Mistake("step of arange", "arange: the step must not be zero") { try NDArray.arange(0, 3, step: 0) },
    Mistake("endless arange", "arange: there is no range from 0.0 to inf") { try NDArray.arange(0.0, .infinity) },
    Mistake("count of linspace", "linspace: sizes must not be negative") {
      try NDArray.linspace(0, 1, count: -1)
    },
    Mistake("size of eye", "eye: sizes must not be negative, found shape [-1, -1]") { try NDArray.eye(-1) },
    Mistake("indices of oneHot", "oneHot: expected indices of an integer dtype") {
      try NDArray.oneHot(ones(2), count: 3)
    },
    Mistake("stack of nothing", "stack: at least one array is needed") { try NDArray.stack([]) },
    Mistake("shapes of stack", "stack: expected arrays of one shape, found [2] and [3]") {
      try NDArray.stack([ones(2), ones(3)])
    },
    Mistake("places of split", "split: the places [3, 1] do not ascend within axis 0 of size 4") {
      try ones(4).split(at: [3, 1])[0]
    },
    Mistake("moved axes", "movingAxes: 2 axes were given for 1 places") { try ones(2, 2).movingAxes([0, 1], to: [0]) },
    Mistake("order of polygamma", "polygamma: the order must not be negative") { try ones(2).polygamma(-1) },
    Mistake("dtype of random integers", "integers: expected an integer dtype, found float32") {
      try RandomKey(0).integers([2], to: 3, dtype: .float32)
    },
    Mistake("empty truncation", "truncatedNormal: the interval from 1.0 to 1.0 is empty") {
      try RandomKey(0).truncatedNormal([2], from: 1, to: 1)
    },
    Mistake("logits of integers", "categorical: expected a floating point dtype, found int32") {
      try RandomKey(0).categorical(index(3))
    },
  ]

  @Test(arguments: mistakes) func saysWhatIsWrong(_ mistake: Mistake) throws {
    try mistake.expectMessage()
  }
}
