public import Arrays
internal import Foundation

/// Data recorded from the original systems: one file of `Tests/Golden`, made by `Scripts/golden`.
public struct Golden<Case: Decodable & Sendable>: Decodable, Sendable {
  /// What the file is about.
  public let subject: String
  /// The recorded cases, in order.
  public let cases: [Case]

  /// The cases of a subject.
  ///
  /// - Throws: errors of reading and decoding the file.
  public static func load(_ subject: String) throws -> [Case] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "Golden/\(subject).json"))
    return try JSONDecoder().decode(Golden.self, from: data).cases
  }
}

/// A recorded array.
public struct GoldenArray: Decodable, Sendable {
  /// The element type, by NumPy's name.
  public let dtype: String
  /// The shape.
  public let shape: [Int]
  private let data: Data

  /// The bytes of the elements, little-endian and row-major.
  public var bytes: [UInt8] { [UInt8](data) }

  /// The array on the device.
  ///
  /// - Throws: errors of the array engine.
  public func array() throws -> NDArray {
    guard let dtype = DType(rawValue: dtype) else {
      throw ArrayError.argument(operation: "golden data", problem: "unknown dtype \(dtype)")
    }
    return try data.withUnsafeBytes { try NDArray(bytes: $0, type: ArrayType(shape, dtype)) }
  }
}

/// How far two arrays are apart, if they are further apart than allowed; `nil` when they agree.
///
/// Shapes and dtypes must be equal. Elements agree when they are within `absolute + relative * |expected|`, both NaN,
/// or the same infinity; with both tolerances zero the bits must be equal, NaNs aside.
public func difference(
  _ actual: NDArray, _ expected: NDArray, relative: Double = 0, absolute: Double = 0
) throws -> String? {
  guard actual.type == expected.type else { return "type \(actual.type), expected \(expected.type)" }
  let (x, y) = (try actual.doubles(), try expected.doubles())
  for (position, (found, wanted)) in zip(x, y).enumerated() {
    if found == wanted || (found.isNaN && wanted.isNaN) { continue }
    if Swift.abs(found - wanted) <= absolute + relative * Swift.abs(wanted), wanted.isFinite { continue }
    return "element \(position) is \(found), expected \(wanted)"
  }
  return nil
}
