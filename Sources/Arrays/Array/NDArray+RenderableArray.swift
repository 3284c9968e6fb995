internal import PJRT
public import Treescope

extension NDArray: RenderableArray {
  /// `NDArray`.
  public var arrayTypeName: String { "NDArray" }

  /// The axes by their positions.
  public var renderedAxes: [RenderedAxis] {
    shape.enumerated().map { RenderedAxis(position: $0.offset, size: $0.element) }
  }

  /// The name of the dtype.
  public var elementTypeName: String { "\(dtype)" }

  /// What the dtype is.
  public var elementKind: ElementKind { dtype.elementKind }

  /// False for symbols inside a transformation, for placeholders, and once the array was donated.
  public var isReadable: Bool { !isTraced && !isPlaceholder && !isDonated }

  /// Whether a jitted function has taken the memory of the array.
  var isDonated: Bool {
    if case .device(let array) = storage { array.isTaken } else { false }
  }

  /// The device of each part of the array; nil for arrays that are on none.
  public var sharding: ArraySharding? {
    guard case .device(let array) = storage, array.others.isEmpty else { return nil }
    guard let device = try? array.buffer.device, case let id = device.id else { return nil }
    let platform = (try? Engine.shared.get().platformName) ?? ""
    return ArraySharding(platform: platform.uppercased(), shards: [.init(devices: [id], ranges: shape.map { 0..<$0 })])
  }

  /// The elements at all combinations of some places along each axis; of complex numbers, the real parts.
  ///
  /// On a CPU they are read where they lie. Elsewhere the device takes them out first, if they are few, so that the
  /// array is not copied whole.
  ///
  /// - Throws: ``ArrayError/readInsideTrace(operation:transformation:type:)`` while a function is traced, and errors of
  ///   the computation.
  public func values(at places: [[Int]]) throws -> [Double] {
    let numbers = try numbers(at: places)
    return dtype.isComplex ? stride(from: 0, to: numbers.count, by: 2).map { numbers[$0] } : numbers
  }

  /// The imaginary parts of the elements at all combinations of some places along each axis.
  ///
  /// - Throws: As ``values(at:)`` does.
  public func imaginaryValues(at places: [[Int]]) throws -> [Double] {
    let numbers = try numbers(at: places)
    return dtype.isComplex
      ? stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] } : numbers.map { _ in 0 }
  }

  /// The elements at some places, complex ones as real and imaginary parts by turns.
  private func numbers(at places: [[Int]]) throws -> [Double] {
    guard places.count == rank, zip(places, shape).allSatisfy({ places, size in places.allSatisfy { 0..<size ~= $0 } })
    else {
      throw ArrayError.argument(operation: "values(at:)", problem: "the places lie outside of the shape \(shape)")
    }
    let wanted = places.reduce(1) { $0 * $1.count }
    if case .literal(let literal) = storage {
      return Array(repeatElement(try NDArray(literal: literal, dtype: dtype).doubles(), count: wanted).joined())
    }
    if case .device = storage, wanted < count / 4, try Engine.shared.get().platformName != "cpu" {
      return try taken(places).doubles()
    }
    return try withUnsafeBytes { bytes in dtype.doubles(at: places, of: shape, in: bytes) }
  }

  /// The part at some places along each axis, taken out on the device, whatever is being traced.
  func taken(_ places: [[Int]]) throws -> NDArray {
    try Trace.$current.withValue(nil) {
      var part = self
      for (axis, places) in places.enumerated() where places.count < shape[axis] {
        part = try part.take(NDArray(places.map { Int64($0) }), axis: axis)
      }
      return part
    }
  }
}

extension DType {
  /// What elements of this type are to pictures.
  package var elementKind: ElementKind {
    switch category {
    case .boolean: .boolean
    case .signed, .unsigned: .integer
    case .floating: .floating
    case .complex: .complex
    }
  }

  /// The elements at all combinations of some places along each axis of a dense row-major array, as doubles.
  fileprivate func doubles(at places: [[Int]], of shape: [Int], in bytes: UnsafeRawBufferPointer) -> [Double] {
    let size = byteCount
    var strides = [Int](repeating: size, count: shape.count)
    for axis in stride(from: shape.count - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    let count = places.reduce(1) { $0 * $1.count }
    let gathered = [UInt8](unsafeUninitializedCapacity: count * size) { elements, initialized in
      let memory = UnsafeMutableRawBufferPointer(elements)
      var next = 0
      func gather(_ axis: Int, _ offset: Int) {
        guard axis < places.count else {
          UnsafeMutableRawBufferPointer(rebasing: memory[next..<next + size])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + size]))
          next += size
          return
        }
        for place in places[axis] { gather(axis + 1, offset + place * strides[axis]) }
      }
      gather(0, 0)
      initialized = next
    }
    return gathered.withUnsafeBytes(doubles)
  }
}
