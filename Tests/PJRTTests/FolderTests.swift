import TestSupport
import Testing

@testable import PJRT

struct FolderTests {
  @Test func newerNamesHaveGreaterNumbers() {
    #expect(Folder.isNewer("python3.10", "python3.9"))
    #expect(!Folder.isNewer("python3.9", "python3.10"))
    #expect(Folder.isNewer("plugin-1.0.1", "plugin-1.0"))
    #expect(Folder.isNewer("python3.12", "python3"))
    #expect(!Folder.isNewer("a-1", "a-1"))
  }

  @Test func pathsAreTakenApart() {
    #expect(Folder("/a/b").name == "b")
    #expect(Folder("/a/b/").name == "b")
    #expect(Folder.parent(of: "/a/b") == "/a")
    #expect(Folder.parent(of: "b") == nil)
  }

  @Test func onlySharedLibrariesAreListed() throws {
    let temporary = try TemporaryFolder()
    try temporary.write("", to: "b.so")
    try temporary.write("", to: "a.so")
    try temporary.write("", to: "c.txt")
    try temporary.write("", to: "folder.so/inside")
    #expect(Folder(temporary.path).libraries() == [temporary.path + "/a.so", temporary.path + "/b.so"])
    #expect(Folder(temporary.path).folders().map(\.name) == ["folder.so"])
    #expect(Folder(temporary.path + "/nowhere").libraries().isEmpty)
  }
}
