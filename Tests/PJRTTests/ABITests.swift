import CPJRT
import Foundation
import PJRT
import TestSupport
import Testing

/// Compares our declarations of the PJRT C ABI with the header that the plugin brings along.
struct ABITests {
  struct Field {
    let owner: String
    let name: String
    let offset: Int
    let size: Int
  }

  static let fields: [Field] = {
    var count = 0
    return UnsafeBufferPointer(start: penzai_pjrt_fields(&count), count: count).map {
      Field(
        owner: String(cString: $0.struct_name), name: String(cString: $0.name), offset: $0.offset, size: $0.size)
    }
  }()

  /// Assertions about every struct, field, constant and function, in C, for the plugin's header.
  static func assertions(leavingOut omitted: String? = nil) -> String {
    var lines: [String] = []
    for field in fields where field.name != omitted {
      let (owner, name) = (field.owner, field.name)
      lines.append("_Static_assert(offsetof(\(owner), \(name)) == \(field.offset), \"offset of \(owner).\(name)\");")
      lines.append("_Static_assert(sizeof(((\(owner) *)0)->\(name)) == \(field.size), \"size of \(owner).\(name)\");")
    }
    var count = 0
    for entry in UnsafeBufferPointer(start: penzai_pjrt_structs(&count), count: count) {
      let name = String(cString: entry.name)
      lines.append("_Static_assert(sizeof(\(name)) == \(entry.size), \"size of \(name)\");")
      // Just as many initializers as there are fields: the compiler is told to accept neither fewer nor more.
      lines.append("const \(name) fields_of_\(name) = {\(initializers(of: name, leavingOut: omitted))};")
    }
    for constant in UnsafeBufferPointer(start: penzai_pjrt_enumerators(&count), count: count) {
      let name = String(cString: constant.name)
      lines.append("_Static_assert(\(name) == \(constant.value), \"value of \(name)\");")
    }
    return "#include \"pjrt_c_api.h\"\n" + lines.joined(separator: "\n") + "\n"
  }

  /// Zero for every field of a struct; the members of a union, which share an offset, are one field.
  private static func initializers(of owner: String, leavingOut omitted: String?) -> String {
    let fields = fields.filter { $0.owner == owner && $0.name != omitted }
    let sizes = Dictionary(fields.map { ($0.offset, $0.size) }, uniquingKeysWith: max)
    return sizes.sorted { $0.key < $1.key }.map { $0.value > 8 ? "{0}" : "0" }.joined(separator: ", ")
  }

  /// Compiles a text against the plugin's header and returns what the compiler complains about.
  static func complaints(about text: String) throws -> (status: Int32, text: String) {
    let header = URL(fileURLWithPath: try Shared.plugin.get().path)
      .deletingLastPathComponent().appendingPathComponent("include/pjrt_c_api.h")
    try #require(
      FileManager.default.fileExists(atPath: header.path), "The plugin has no header at \(header.path)")
    let folder = try TemporaryFolder()
    let source = try folder.write(text, to: "check.c")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "cc", "-std=c11", "-fsyntax-only", "-Werror", "-Wmissing-field-initializers",
      "-isystem", header.deletingLastPathComponent().path, source,
    ]
    let output = Pipe()
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test func declarationsMatchThePluginsHeader() throws {
    let result = try Self.complaints(about: Self.assertions())
    #expect(result.status == 0, "\(result.text.prefix(4000))")
  }

  @Test(arguments: ["callback", "num_args", "host_layout", "launch_id", "minor_version", "PJRT_Buffer_Destroy"])
  func aMissingFieldIsNoticed(_ name: String) throws {
    #expect(Self.fields.contains { $0.name == name })
    let result = try Self.complaints(about: Self.assertions(leavingOut: name))
    #expect(result.status != 0)
    #expect(result.text.contains("missing"), "\(result.text.prefix(1000))")
  }

  @Test func everyFunctionThatIsCalledHasItsArgumentsDescribed() {
    let described = Set(Self.fields.map(\.owner))
    var count = 0
    let entries = UnsafeBufferPointer(start: penzai_pjrt_entries(&count), count: count)
    #expect(Self.fields.count { $0.owner == "PJRT_Api" } == 3 + count)
    for entry in entries where entry.is_called {
      #expect(described.contains(String(cString: entry.name) + "_Args"))
    }
  }
}
