import CPJRT
import Synchronization
import TestSupport
import Testing

@testable import PJRT

/// Our declarations of XLA's FFI, and programs that call functions of the host.
struct HostFunctionTests {
  // MARK: The ABI

  private struct Entry: Decodable, Hashable {
    var `struct`: String?
    var field: String?
    var offset: Int?
    var size: Int?
    var constant: String?
    var value: Int?
  }

  @Test func declarationsMatchXLAsHeader() throws {
    var count = 0
    let fields = UnsafeBufferPointer(start: penzai_ffi_fields(&count), count: count).map {
      Entry(struct: String(cString: $0.struct_name), field: String(cString: $0.name), offset: $0.offset, size: $0.size)
    }
    let constants = UnsafeBufferPointer(start: penzai_ffi_enumerators(&count), count: count).map {
      Entry(constant: String(cString: $0.name), value: Int($0.value))
    }
    // XLA appends fields: the structs within others grow with its version, those before them do not move.
    let growing: Set = ["XLA_FFI_Metadata", "XLA_FFI_Api"]
    let expected = Set(try Golden<Entry>.load("ffi_abi"))
    for entry in fields + constants { #expect(expected.contains(entry), "\(entry)") }
    #expect(Set(fields + constants).count == expected.count)
    #expect(growing.isSubset(of: Set(fields.compactMap(\.struct))))
    #expect(MemoryLayout<PJRT_FFI_Extension>.size == 48)
    #expect(MemoryLayout<PJRT_FFI_Register_Handler_Args>.size == 56)
  }

  // MARK: Calls

  /// What a function of the host was given.
  private struct Received: Equatable {
    var types: [ElementType]
    var dimensions: [[Int]]
    var bytes: [[UInt8]]
    var attributes: [String: String]
  }

  private func program(_ function: String, _ type: String, extra: String = "") -> String {
    """
    module @call {
      func.func public @main(%a: tensor<2x3x\(type)>, %b: tensor<\(type)>) -> tensor<2x3x\(type)> {
        %0 = stablehlo.custom_call @penzai_host_call(%a, %b) {
          api_version = 4 : i32, has_side_effect = true,
          backend_config = {function = "\(function)"\(extra)},
          operand_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<> : tensor<0xindex>],
          result_layouts = [dense<> : tensor<0xindex>]
        } : (tensor<2x3x\(type)>, tensor<\(type)>) -> tensor<i32>
        return %a : tensor<2x3x\(type)>
      }
    }
    """
  }

  private func run(_ text: String, _ type: ElementType, _ a: [UInt8], _ b: [UInt8]) throws {
    let client = try Shared.client.get()
    let device = client.devices[0]
    let x = try a.withUnsafeBytes { try client.makeBuffer($0, type: type, dimensions: [2, 3], device: device) }
    let y = try b.withUnsafeBytes { try client.makeBuffer($0, type: type, dimensions: [], device: device) }
    for buffer in try client.compile(text).execute([x, y]) { try buffer.waitUntilReady() }
  }

  private static let types: [(ElementType, String)] = [
    (.pred, "i1"), (.s8, "i8"), (.s16, "i16"), (.s32, "i32"), (.s64, "i64"), (.u8, "ui8"), (.u16, "ui16"),
    (.u32, "ui32"), (.u64, "ui64"), (.f16, "f16"), (.bf16, "bf16"), (.f32, "f32"), (.f64, "f64"),
  ]

  @Test(arguments: types)
  func arraysAndTextsArrive(type: ElementType, spelling: String) throws {
    let received = Mutex<[Received]>([])
    let name = "arrays_\(spelling)"
    try Shared.plugin.get().registerHostFunction(name) { call in
      received.withLock {
        $0.append(
          Received(
            types: call.arguments.map(\.elementType), dimensions: call.arguments.map(\.dimensions),
            bytes: call.arguments.map { Array($0.bytes) }, attributes: call.attributes))
      }
    }
    let a = (0..<6 * type.hostByteWidth).map { UInt8($0 % 2) }
    let b = (0..<type.hostByteWidth).map { _ in UInt8(1) }
    try run(program(name, spelling, extra: ", text = \"a \\22b\\22\""), type, a, b)
    #expect(
      received.withLock { $0 } == [
        Received(
          types: [type, type], dimensions: [[2, 3], []], bytes: [a, b],
          attributes: ["function": name, "text": "a \"b\""])
      ])
  }

  @Test func theLastArgumentOfOrderedCallsIsLeftOut() throws {
    let count = Mutex(0)
    try Shared.plugin.get().registerHostFunction("ordered") { call in count.withLock { $0 = call.arguments.count } }
    try run(program("ordered", "f32", extra: ", ordered = \"\""), .f32, [UInt8](repeating: 0, count: 24), [0, 0, 0, 0])
    #expect(count.withLock { $0 } == 1)
  }

  @Test func aLaterFunctionReplacesAnEarlierOneOfItsName() throws {
    let calls = Mutex<[String]>([])
    let plugin = try Shared.plugin.get()
    let (a, b) = ([UInt8](repeating: 0, count: 24), [UInt8](repeating: 0, count: 4))
    for name in ["first", "second"] {
      try plugin.registerHostFunction("replaced") { _ in calls.withLock { $0.append(name) } }
      try run(program("replaced", "f32"), .f32, a, b)
    }
    #expect(calls.withLock { $0 } == ["first", "second"])
  }

  @Test func whatAFunctionThrowsFailsTheComputation() throws {
    struct Broken: Error, CustomStringConvertible { var description: String { "the host is out of paper" } }
    try Shared.plugin.get().registerHostFunction("broken") { _ in throw Broken() }
    let zeros = [UInt8](repeating: 0, count: 24)
    let error = try failure { try run(program("broken", "f32"), .f32, zeros, [0, 0, 0, 0]) }
    #expect(error.message.contains("the host is out of paper"))
    let missing = try failure { try run(program("missing_function", "f32"), .f32, zeros, [0, 0, 0, 0]) }
    #expect(missing.message.contains("no function missing_function"))
  }
}
