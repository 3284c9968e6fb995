import Foundation
import PJRT
import TestSupport
import Testing

struct PluginDiscoveryTests {
  #if arch(x86_64)
    static let architecture = "x86_64"
    static let otherArchitecture = "aarch64"
  #else
    static let architecture = "aarch64"
    static let otherArchitecture = "x86_64"
  #endif

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func find(_ environment: [String: String], system: [String] = []) throws -> String {
    try PluginDiscovery(environment: environment, systemPrefixes: system).find()
  }

  private func cached(_ version: String, architecture: String = Self.architecture) -> String {
    "plugins/xla-cpu-pjrt-\(version)-\(architecture)/xla_cpu_pjrt.so"
  }

  @Test func theVariableWinsOverEverything() throws {
    let named = try folder.write("", to: "mine.so")
    try folder.write("", to: cached("1.0"))
    #expect(try find(["PENZAI_PJRT_PLUGIN": named, "PENZAI_CACHE_DIR": folder.path]) == named)
  }

  @Test func aVariableThatNamesNoFileIsAnError() throws {
    try folder.write("", to: cached("1.0"))
    #expect(throws: PluginError.fileNotFound(path: "/nowhere.so")) {
      try find(["PENZAI_PJRT_PLUGIN": "/nowhere.so", "PENZAI_CACHE_DIR": folder.path])
    }
  }

  @Test func anEmptyVariableCountsAsNotSet() throws {
    let plugin = try folder.write("", to: cached("1.0"))
    #expect(try find(["PENZAI_PJRT_PLUGIN": "", "PENZAI_CACHE_DIR": folder.path]) == plugin)
  }

  @Test func theCacheGivesTheNewestVersionOfThisArchitecture() throws {
    try folder.write("", to: cached("0.0.9"))
    let newest = try folder.write("", to: cached("0.0.10"))
    try folder.write("", to: cached("0.2.0", architecture: Self.otherArchitecture))
    try folder.write("", to: "plugins/xla-cpu-pjrt-0.3.0-\(Self.architecture)/README")
    #expect(try find(["PENZAI_CACHE_DIR": folder.path]) == newest)
  }

  @Test func theCacheFolderFollowsTheVariablesInOrder() throws {
    func cache(_ environment: [String: String]) -> String? { PluginDiscovery(environment: environment).cacheFolder }
    #expect(cache(["PENZAI_CACHE_DIR": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/c"]) == "/a")
    #expect(cache(["XDG_CACHE_HOME": "/b", "HOME": "/c"]) == "/b/penzai")
    #expect(cache(["HOME": "/c"]) == "/c/.cache/penzai")
    #expect(cache([:]) == nil)
  }

  @Test func theCacheComesBeforePythonPackages() throws {
    let python = try folder.write("", to: "venv/lib/python3.12/site-packages/xla_plugins/cpu/plugin.so")
    let environment = ["PENZAI_CACHE_DIR": folder.path, "VIRTUAL_ENV": folder.path + "/venv"]
    #expect(try find(environment) == python)
    let plugin = try folder.write("", to: cached("0.0.1"))
    #expect(try find(environment) == plugin)
  }

  @Test func xlaPluginsComeBeforeJAXPlugins() throws {
    let packages = "venv/lib/python3.12/site-packages"
    let jax = try folder.write("", to: "\(packages)/jax_plugins/cuda/plugin.so")
    #expect(try find(["VIRTUAL_ENV": folder.path + "/venv"]) == jax)
    let xla = try folder.write("", to: "\(packages)/xla_plugins/cpu/plugin.so")
    #expect(try find(["VIRTUAL_ENV": folder.path + "/venv"]) == xla)
  }

  @Test func newerPythonsComeFirst() throws {
    try folder.write("", to: "venv/lib/python3.9/site-packages/xla_plugins/cpu/plugin.so")
    let newer = try folder.write("", to: "venv/lib/python3.11/site-packages/xla_plugins/cpu/plugin.so")
    #expect(try find(["VIRTUAL_ENV": folder.path + "/venv"]) == newer)
  }

  @Test func packagesBesideThePythonOnThePathAreFound() throws {
    try folder.write("", to: "opt/bin/python3")
    let plugin = try folder.write("", to: "opt/lib/python3.12/site-packages/xla_plugins/cpu/plugin.so")
    #expect(try find(["PATH": "/nowhere:\(folder.path)/opt/bin"]) == plugin)
  }

  @Test func pyenvUserAndSystemPackagesAreFoundInThatOrder() throws {
    let name = "lib/python3.12/site-packages/xla_plugins/cpu/plugin.so"
    let system = folder.path + "/system"
    let environment = ["HOME": folder.path]
    let last = try folder.write("", to: "system/lib/python3/dist-packages/xla_plugins/cpu/plugin.so")
    #expect(try find(environment, system: [system]) == last)
    let user = try folder.write("", to: ".local/\(name)")
    #expect(try find(environment, system: [system]) == user)
    let pyenv = try folder.write("", to: ".pyenv/versions/3.12.1/\(name)")
    #expect(try find(environment, system: [system]) == pyenv)
  }

  @Test func findingNothingListsEveryPlaceAndWhatToDo() throws {
    try folder.write("", to: "venv/lib/python3.12/site-packages/numpy/core.so")
    let error = try #require(throws: PluginError.self) {
      try find(["PENZAI_CACHE_DIR": folder.path, "VIRTUAL_ENV": folder.path + "/venv"])
    }
    guard case .notFound(let searched) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(searched.count == 4)
    for part in [
      "PENZAI_PJRT_PLUGIN", folder.path + "/plugins", "python3.12/site-packages/xla_plugins",
      "python3.12/site-packages/jax_plugins", "make tour",
    ] {
      #expect(error.description.contains(part))
    }
  }

  @Test func noCacheFolderIsSaid() throws {
    let error = try #require(throws: PluginError.self) { try find([:]) }
    #expect(error.description.contains("none of PENZAI_CACHE_DIR, XDG_CACHE_HOME and HOME is set"))
  }
}
