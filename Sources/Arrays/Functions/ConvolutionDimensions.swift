/// Which axes of a convolution's operands and result are batch, features and space.
///
/// Each array is spelled by a letter an axis: `N` for the batch, `C` for features, `I` and `O` for the features that a
/// kernel takes and gives, any other letters for space, the same ones in all three: `"NHWC"`, `"HWIO"`, `"NHWC"`.
public struct ConvolutionDimensions: Hashable, Sendable {
  /// The axes of the array that is convolved.
  public var input: String
  /// The axes of the kernel.
  public var kernel: String
  /// The axes of the result.
  public var output: String

  /// Axes spelled by letters.
  public init(input: String, kernel: String, output: String) {
    self.input = input
    self.kernel = kernel
    self.output = output
  }

  /// Features before space: `NCHW`, `OIHW` and so on, for any number of axes of space.
  static func featuresFirst(_ spaceCount: Int) -> ConvolutionDimensions {
    // Letters for space beside those with a meaning.
    let letters = "XYZUVWABDEFGHJKLMPQRST".prefix(spaceCount)
    return ConvolutionDimensions(input: "NC\(letters)", kernel: "OI\(letters)", output: "NC\(letters)")
  }

  /// For each array the places of batch or result features, of features, and of space in the kernel's order.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the letters do not fit together.
  func axes(rank: Int, for operation: String) throws -> (input: [Int], kernel: [Int], output: [Int]) {
    let space = kernel.filter { !"OI".contains($0) }
    func places(_ text: String, _ name: String, _ leading: String) throws -> [Int] {
      let letters = Array(text)
      guard letters.count == rank else {
        throw ArrayError.argument(
          operation: operation,
          problem: "the dimensions \"\(text)\" of the \(name) are for \(letters.count) axes, the arrays have \(rank)")
      }
      return try (leading + space).map { letter in
        guard letters.count(where: { $0 == letter }) == 1, let place = letters.firstIndex(of: letter) else {
          throw ArrayError.argument(
            operation: operation,
            problem: "the dimensions \"\(text)\" of the \(name) must have the letter \(letter) once")
        }
        return place
      }
    }
    return try (places(input, "input", "NC"), places(kernel, "kernel", "OI"), places(output, "output", "NC"))
  }
}
