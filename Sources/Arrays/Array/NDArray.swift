internal import PJRT
internal import Synchronization

/// An array of numbers on a device, or a symbol for one while a function is traced.
///
/// Arrays are immutable values: operations give new arrays. Outside of transformations an operation runs at once, as
/// a compiled program of its own; inside it is recorded.
public struct NDArray: Sendable {
  /// Where the elements are.
  enum Storage: Sendable {
    case device(DeviceArray)
    case traced(Tracer)
    case literal(Literal)
    case placeholder
  }

  let storage: Storage

  /// The shape and the element type.
  public let type: ArrayType

  /// Whether the array came from Swift numbers alone, so that its dtype yields to that of what it meets.
  public let isWeaklyTyped: Bool

  init(_ tracer: Tracer, _ type: ArrayType, isWeak: Bool) {
    storage = .traced(tracer)
    self.type = type
    isWeaklyTyped = isWeak
  }

  init(_ buffers: DeviceArray, _ type: ArrayType, isWeak: Bool = false) {
    storage = .device(buffers)
    self.type = type
    isWeaklyTyped = isWeak
  }

  package init(literal: Literal, shape: [Int] = [], dtype: DType? = nil) {
    storage = .literal(literal)
    type = ArrayType(shape, dtype ?? literal.defaultDType)
    // A boolean yields to everything, weak or not.
    isWeaklyTyped = dtype == nil && type.dtype != .bool
  }

  init(placeholder type: ArrayType, isWeak: Bool) {
    self.init(.placeholder, type, isWeak: isWeak)
  }

  private init(_ storage: Storage, _ type: ArrayType, isWeak: Bool) {
    self.storage = storage
    self.type = type
    isWeaklyTyped = isWeak
  }

  /// The same array, marked as weakly typed or not.
  package func weak(_ isWeak: Bool) -> NDArray {
    isWeak == isWeaklyTyped ? self : NDArray(storage, type, isWeak: isWeak)
  }

  /// The size of each axis.
  public var shape: [Int] { type.shape }
  /// The number of axes.
  public var rank: Int { type.shape.count }
  /// The type of the elements.
  public var dtype: DType { type.dtype }
  /// The number of elements.
  public var count: Int { type.count }

  /// Whether the array is a symbol inside a transformation, without elements to read.
  public var isTraced: Bool {
    if case .traced = storage { true } else { false }
  }

  /// Whether the array is a ``placeholder(_:dtype:)``, without elements to read.
  public var isPlaceholder: Bool {
    if case .placeholder = storage { true } else { false }
  }

  var promotionType: PromotionType { PromotionType(dtype: dtype, isWeak: isWeaklyTyped) }
}

/// The device memory of an array: a buffer for each device that holds a part of it, most often one.
final class DeviceArray: Sendable {
  /// The buffer on the first device.
  let buffer: Buffer
  /// The buffers on further devices.
  let others: [Buffer]
  /// The number of the place of the function that took the memory, and one; 0 as long as the memory is here.
  private let taker = Atomic<UInt64>(0)

  init(_ buffer: Buffer, others: [Buffer] = []) {
    self.buffer = buffer
    self.others = others
  }

  /// The buffer on the first device.
  ///
  /// - Throws: ``ArrayError/donated(operation:type:function:)`` when a program was given the memory.
  @inline(__always)
  func buffer(for operation: @autoclosure () -> String, _ type: ArrayType) throws -> Buffer {
    let taker = taker.load(ordering: .relaxed)
    guard taker == 0 else {
      throw ArrayError.donated(
        operation: operation(), type: type, function: CallSite(number: UInt32(truncatingIfNeeded: taker - 1)))
    }
    return buffer
  }

  /// Whether a program was given the memory.
  var isTaken: Bool { taker.load(ordering: .relaxed) != 0 }

  /// Notes that a jitted function took the memory, if the plugin says so: it leaves memory that it only borrows.
  func noteDonation(to function: CallSite) throws {
    guard try buffer.isDeleted else { return }
    taker.store(UInt64(function.number) + 1, ordering: .relaxed)
  }
}
