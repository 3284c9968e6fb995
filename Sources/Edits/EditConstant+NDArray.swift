public import Arrays
internal import Foundation
public import JSON
internal import NamedAxes

extension NDArray: EditConstant {
  /// The dtype, the shape, and the bytes of the elements in base64, row-major and little-endian.
  ///
  /// - Throws: ``EditError`` for an array without elements to read: a symbol, or one that was donated.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    let bytes: [UInt8]
    do { bytes = try self.bytes() } catch { throw EditError(.unwritable(problem: "\(error)")) }
    return .object(
      [
        .init("dtype", dtype.written(with: registry)), .init("shape", try shape.written(with: registry)),
        .init("bytes", .string(Data(bytes).base64EncodedString())),
      ] + (isWeaklyTyped ? [.init("weak", .bool(true))] : []))
  }

  /// An array from its dtype, shape and bytes.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> NDArray {
    var object = try JSONObject(json)
    let dtype = try object.read("dtype") { try DType.read($0, with: registry) }
    let shape = try object.read("shape") { try [Int].read($0, with: registry) }
    let isWeak = try object.readIfPresent("weak") { try Bool.read($0, with: registry) } ?? false
    let bytes = try object.read("bytes") { json in
      guard let bytes = Data(base64Encoded: try json.text()) else {
        throw EditError(.unexpected(expected: "bytes in base64", found: json.kind))
      }
      guard byteCount(shape, dtype) == bytes.count else {
        throw EditError(.unexpected(expected: "the bytes of \(dtype)\(shape)", found: "\(bytes.count) bytes"))
      }
      // Any other byte in the place of a truth value is none.
      if dtype == .bool, let other = bytes.first(where: { $0 > 1 }) {
        throw EditError(.unexpected(expected: "bytes of 0 and 1", found: "\(other)"))
      }
      return bytes
    }
    try object.finish()
    return try bytes.withUnsafeBytes { try NDArray(bytes: $0, type: ArrayType(shape, dtype)) }.weak(isWeak)
  }

  /// The bytes that a shape takes; nil when it is no shape, or takes more than can be counted.
  private static func byteCount(_ shape: [Int], _ dtype: DType) -> Int? {
    var count = dtype.byteCount
    for size in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: Swift.max(size, 1))
      guard size >= 0, !overflows else { return nil }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }
}

extension NamedArray {
  /// An array whose last axes are what a script says.
  ///
  /// - Throws: ``EditError`` unless there are at most as many axes as the data has, all different.
  init(data: NDArray, checkedAxes axes: [Axis]) throws {
    let ranks = axes.compactMap { if case .positional(let rank) = $0 { rank } else { nil } }
    guard axes.count <= data.rank, Set(axes).count == axes.count, ranks.sorted() == Array(0..<ranks.count) else {
      throw EditError(
        place: ".axes",
        .unexpected(
          expected: "at most \(data.rank) different names and, from 0 on, numbers of positional axes",
          found: "\(axes.count) that are not"))
    }
    self.init(data: data, axes: axes)
  }
}
