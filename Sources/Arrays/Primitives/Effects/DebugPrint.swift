internal import PJRT
internal import StableHLO

/// Text that is printed while a program runs, with arrays in the places that it leaves open.
struct DebugPrint: Primitive {
  static let name = "debug_print"

  var text: TextTemplate
  /// The axes that the operation is mapped over, the outermost first; the text is printed for each item.
  var lanes: [Lane] = []

  /// An axis that stands first in some of the operands, once the axes of earlier lanes are taken off.
  struct Lane: Hashable, Sendable, CustomStringConvertible {
    var size: Int
    var isCarried: [Bool]

    var description: String { "\(size) in \(isCarried.indices.filter { isCarried[$0] })" }
  }

  var hasEffect: Bool { true }

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    try text.requirePlaces(operands.count)
    return []
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    builder.hostCall(
      HostCall.target, operands,
      attributes: [(HostCall.functionAttribute, Self.name), ("text", text.source), ("lanes", encodedLanes)],
      orderedAttribute: HostCall.orderedAttribute)
    return []
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply(primals), [])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let arrays = try operands.map { try $0.axis == nil ? $0.array : $0.placed(at: 0, size: size) }
    let lane = Lane(size: size, isCarried: operands.map { $0.axis != nil })
    _ = try DebugPrint(text: text, lanes: [lane] + lanes).apply(arrays)
    return []
  }
}

// MARK: On the host

extension DebugPrint {
  /// Prints what a running program hands over.
  static func print(_ call: HostCall) throws {
    let text = try TextTemplate(call.attributes["text"] ?? "")
    let arrays = try call.arguments.map { argument in
      guard let dtype = DType.allCases.first(where: { $0.bufferType == argument.elementType }) else {
        throw ArrayError.argument(operation: "debugPrint", problem: "there is no dtype for \(argument.elementType)")
      }
      return HostArray(type: ArrayType(argument.dimensions, dtype), bytes: argument.bytes)
    }
    try text.requirePlaces(arrays.count)
    print(text, arrays, lanes(from: call.attributes["lanes"] ?? "")[...])
  }

  /// Prints the text for each item of the outermost lane.
  private static func print(_ text: TextTemplate, _ arrays: [HostArray], _ lanes: ArraySlice<Lane>) {
    guard let lane = lanes.first else { return DebugOutput.write(text.filled(with: arrays.map(\.text))) }
    for index in 0..<lane.size {
      print(text, zip(arrays, lane.isCarried).map { $1 ? $0[index] : $0 }, lanes.dropFirst())
    }
  }

  /// The lanes as the program carries them: `3:10,2:11`, a one for each operand that has the axis.
  private var encodedLanes: String {
    lanes.map { "\($0.size):" + $0.isCarried.map { $0 ? "1" : "0" }.joined() }.joined(separator: ",")
  }

  private static func lanes(from text: String) -> [Lane] {
    text.split(separator: ",").compactMap { lane in
      let parts = lane.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let size = Int(parts[0]) else { return nil }
      return Lane(size: size, isCarried: parts[1].map { $0 == "1" })
    }
  }
}
