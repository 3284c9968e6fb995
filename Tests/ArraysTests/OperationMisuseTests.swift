import Arrays
import Testing

/// What convolutions, pools, factorizations, products, einsum and complex numbers say when they are misused.
@Suite struct OperationMisuseTests {
  struct Misuse: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Words that the message must hold.
    var words: [String]
    var call: @Sendable () throws -> Any

    init(_ name: String, _ words: String..., call: @escaping @Sendable () throws -> Any) {
      (testDescription, self.words, self.call) = (name, words, call)
    }
  }

  private static func ones(_ shape: Int..., dtype: DType = .float32) throws -> NDArray {
    try NDArray.ones(shape, dtype: dtype)
  }

  static let misuses: [Misuse] = [
    Misuse("ranks", "convolved", "one rank", "[2, 3, 8]", "[4, 3]") { try ones(2, 3, 8).convolved(with: ones(4, 3)) },
    Misuse("no axes", "convolved", "one rank") { try ones().convolved(with: ones()) },
    Misuse("channels", "array's 3 features", "kernel's 2 times the 1 feature groups") {
      try ones(2, 3, 8).convolved(with: ones(4, 2, 3))
    },
    Misuse("groups", "kernel's 4 result features", "3 groups") {
      try ones(2, 3, 8).convolved(with: ones(4, 1, 3), featureGroupCount: 3)
    },
    Misuse("no groups", "0 feature groups") { try ones(2, 3, 8).convolved(with: ones(4, 3, 3), featureGroupCount: 0) },
    Misuse("batch groups", "a batch of 2 to fall into 4 groups") {
      try ones(2, 3, 8).convolved(with: ones(4, 3, 3), batchGroupCount: 4)
    },
    Misuse("strides", "1 strides are needed", "found 2") {
      try ones(2, 3, 8).convolved(with: ones(4, 3, 3), strides: [1, 1])
    },
    Misuse("negative stride", "strides must be positive", "[-1]") {
      try ones(2, 3, 8).convolved(with: ones(4, 3, 3), strides: [-1])
    },
    Misuse("padding pairs", "1 pairs of padding", "found 0") {
      try ones(2, 3, 8).convolved(with: ones(4, 3, 3), padding: .amounts([]))
    },
    Misuse("huge padding", "amounts of padding", "less than 2³¹") {
      try ones(2, 3, 8).convolved(with: ones(4, 3, 3), padding: .amounts([(0, Int.max)]))
    },
    Misuse("huge dilation", "less than 2³¹") {
      try ones(2, 3, 8).convolved(with: ones(4, 3, 3), kernelDilation: [Int.max])
    },
    Misuse("dimensions", "\"NHWC\"", "4 axes", "have 3") {
      try ones(2, 3, 8).convolved(
        with: ones(4, 3, 3), dimensions: ConvolutionDimensions(input: "NHWC", kernel: "HWIO", output: "NHWC"))
    },
    Misuse("letters", "\"NCC\"", "letter C once") {
      try ones(2, 3, 8).convolved(
        with: ones(4, 3, 3), dimensions: ConvolutionDimensions(input: "NCC", kernel: "OIH", output: "NCH"))
    },
    Misuse("convolved dtype", "convolved", "bool") {
      try ones(2, 3, 8, dtype: .bool).convolved(with: ones(4, 3, 3, dtype: .bool))
    },
    Misuse("sequences", "convolve", "one axis", "2 axes") { try ones(2, 3).convolve(ones(3)) },
    Misuse("empty sequence", "correlate", "must not be empty") { try ones(0).correlate(ones(3)) },
    Misuse("pool axis", "maxPool", "axis -2", "1 axis") { try ones(4).maxPool([2, 2]) },
    Misuse("pool window", "sizes of the window must be positive", "[0]") { try ones(4).sumPool([0]) },
    Misuse("pool strides", "averagePool", "1 strides", "found 2") { try ones(4).averagePool([2], strides: [1, 2]) },
    Misuse("pool complex", "order", "complex64") { try ones(4, dtype: .complex64).maxPool([2]) },
    Misuse("cholesky", "cholesky", "square matrices", "[2, 3]") { try ones(2, 3).cholesky() },
    Misuse("solve rows", "solve", "3 rows", "[3, 3]", "[2]") { try ones(3, 3).solve(ones(2)) },
    Misuse("solve batch", "solve", "do not broadcast") { try ones(2, 3, 3).solve(ones(4, 3, 1)) },
    Misuse("inverse", "inverse", "square matrices", "[3]") { try ones(3).inverse() },
    Misuse("determinant of complex", "complex64") { try ones(2, 2, dtype: .complex64).determinant() },
    Misuse("matrix power", "matrixPower", "[2, 3]") { try ones(2, 3).matrixPower(2) },
    Misuse("cross", "cross", "3 elements", "[2]") { try ones(2).cross(ones(2)) },
    Misuse("vdot", "vdot", "as many elements", "[2]", "[3]") { try ones(2).vdot(ones(3)) },
    Misuse("vecdot", "vecdot", "one length", "[2]", "[3]") { try ones(2).vecdot(ones(3)) },
    Misuse("multiDot of one", "multiDot", "two matrices or more", "found 1") { try NDArray.multiDot([ones(2, 2)]) },
    Misuse("multiDot rank", "a matrix in place 1", "1 axis") {
      try NDArray.multiDot([ones(2, 2), ones(2), ones(2, 2)])
    },
    Misuse("multiDot sizes", "as many columns") { try NDArray.multiDot([ones(2, 3), ones(2, 2)]) },
    Misuse("einsum numbers", "einsum(\"[0, -1]\")", "must not be negative, found -1") {
      try NDArray.einsum([(ones(2, 2), [0, -1])])
    },
    Misuse("einsum sizes", "[0, 1], [1, 2]", "subscript 1 has size 3", "size 4") {
      try NDArray.einsum([(ones(2, 3), [0, 1]), (ones(4, 5), [1, 2])])
    },
    Misuse("einsum output", "subscript 7 of the output is on no operand") {
      try NDArray.einsum([(ones(2), [0])], [7])
    },
    Misuse("einsum text", "\"1\" is no label") { try NDArray.einsum("a1->a", ones(2, 2)) },
    Misuse("glu", "glu", "odd size") { try ones(2, 3).glu() },
    Misuse("ldexp", "ldexp", "integer", "float32") { try ones(2).ldexp(ones(2)) },
    Misuse("gcd", "gcd", "integer", "float32") { try ones(2).gcd(ones(2)) },
    Misuse("order of complex", "order", "complex64") { try ones(2, dtype: .complex64) .< ones(2) },
    Misuse("parts of complex", "complex", "complex64") { try NDArray.complex(ones(2, dtype: .complex64), ones(2)) },
    Misuse("rfft", "rfft", "use fft", "complex64") { try ones(2, dtype: .complex64).rfft() },
    Misuse("no points", "fft", "at least one point") { try ones(0).fft() },
    Misuse("derivative of betainc", "betainc", "derivative by a and b") {
      try grad { (a: NDArray) in try NDArray.betainc(a, 2, 0.5) }(ones())
    },
    Misuse("derivative of zeta", "zeta", "derivative by s") {
      try grad { (s: NDArray) in try s.zeta(2.0) }(NDArray([3.0], shape: []))
    },
    Misuse("gradient of complex", "grad", "one floating point number", "complex64") {
      try grad { (x: NDArray) in try NDArray.complex(x, x) }(ones())
    },
  ]

  @Test(arguments: misuses) func messagesSayWhatIsWrong(_ misuse: Misuse) {
    do {
      Issue.record("no error, but \(try misuse.call())")
    } catch {
      for word in misuse.words { #expect("\(error)".contains(word), "\(error)") }
    }
  }
}
