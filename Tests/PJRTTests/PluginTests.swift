import Foundation
import PJRT
import TestSupport
import Testing

struct PluginTests {
  @Test func loadingTellsVersionAttributesAndExtensions() throws {
    let plugin = try Shared.plugin.get()
    #expect(plugin.apiVersion.major == 0)
    #expect(plugin.apiVersion.minor >= 60)
    #expect(plugin.path.hasSuffix(".so"))
    guard case .integers(let version)? = plugin.attributes["stablehlo_current_version"] else {
      Issue.record("no stablehlo_current_version in \(plugin.attributes)")
      return
    }
    #expect(version.count == 3)
    #expect(plugin.extensions.contains(.ffi))
    #expect(PluginExtension.ffi.description == "FFI")
    #expect(PluginExtension(type: 999).description == "extension 999")
  }

  @Test func theSameFileGivesTheSamePlugin() throws {
    let plugin = try Shared.plugin.get()
    let folder = try TemporaryFolder()
    let link = folder.path + "/link.so"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: plugin.path)
    #expect(try Plugin.load(path: plugin.path) === plugin)
    #expect(try Plugin.load(path: link) === plugin)
  }

  @Test func aMissingFileIsNamed() throws {
    let error = try #require(throws: PluginError.self) { try Plugin.load(path: "/nowhere/plugin.so") }
    #expect(error == .fileNotFound(path: "/nowhere/plugin.so"))
    #expect(error.description.contains("/nowhere/plugin.so"))
  }

  @Test func aTextFileIsNoSharedLibrary() throws {
    let path = try TemporaryFolder().writeKept("hello")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = try #require(throws: PluginError.self) { try Plugin.load(path: path) }
    #expect(error == .notASharedLibrary(path: path))
    #expect(error.description.contains("is not a shared library"))
  }

  @Test func aFolderIsNoSharedLibrary() throws {
    let folder = try TemporaryFolder()
    #expect(throws: PluginError.notASharedLibrary(path: folder.path)) { try Plugin.load(path: folder.path) }
  }

  @Test func aBrokenLibraryKeepsTheLinkersReason() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("\u{7f}ELF and then nothing of the kind", to: "broken.so")
    let error = try #require(throws: PluginError.self) { try Plugin.load(path: path) }
    guard case .cannotLoad(path, let reason) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(reason.contains("broken.so"))
  }

  @Test func anotherSharedLibraryIsNoPlugin() throws {
    let folder = try TemporaryFolder()
    let path = try folder.compileLibrary("int answer(void) { return 42; }\n", named: "other")
    let error = try #require(throws: PluginError.self) { try Plugin.load(path: path) }
    #expect(error == .notAPlugin(path: path))
    #expect(error.description.contains("does not export GetPjrtApi"))
  }

  /// A plugin whose table begins as given and whose functions, if any, all fail to exist.
  private func fakePlugin(size: String, major: Int, minor: Int, in folder: TemporaryFolder) throws -> String {
    let header = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/CPJRT/include").standardizedFileURL.path
    return try folder.compileLibrary(
      """
      #include "pjrt.h"
      static PJRT_Api api = {.struct_size = \(size), .pjrt_api_version = {.major_version = \(major), .minor_version = \(minor)}};
      const PJRT_Api *GetPjrtApi(void) { return &api; }
      """, includes: [header], named: "fake")
  }

  @Test func anotherMajorVersionIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try fakePlugin(size: "sizeof(PJRT_Api)", major: 7, minor: 3, in: folder)
    let error = try #require(throws: PluginError.self) { try Plugin.load(path: path) }
    #expect(
      error
        == .incompatibleVersion(
          path: path, found: PluginVersion(major: 7, minor: 3), supported: PluginVersion(major: 0, minor: 81)))
    #expect(error.description.contains("7.3"))
  }

  @Test func aTableThatEndsTooSoonIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try fakePlugin(
      size: "offsetof(PJRT_Api, PJRT_LoadedExecutable_Execute)", major: 0, minor: 12, in: folder)
    let error = try #require(throws: PluginError.self) { try Plugin.load(path: path) }
    #expect(error.description.contains("PJRT_LoadedExecutable_Execute"))
    #expect(error.description.contains("0.12"))
  }

  @Test func aTableWithoutEvenAVersionIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try fakePlugin(size: "8", major: 0, minor: 81, in: folder)
    let error = try #require(throws: PluginError.self) { try Plugin.load(path: path) }
    guard case .missingFunctions(path, let names, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(names.contains("PJRT_Client_Create"))
  }
}

extension TemporaryFolder {
  /// Writes a file that outlives the folder's value.
  fileprivate func writeKept(_ text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("penzai-" + UUID().uuidString)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.resolvingSymlinksInPath().path
  }
}
