// swift-tools-version: 6.1
import CompilerPluginSupport
import PackageDescription

/// Settings shared by every target of the house.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target and the targets it may import; `make lint` holds its files to this list.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one room.
func tests(_ room: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(room)Tests",
    dependencies: [.target(name: room), "TestSupport"] + dependencies,
    swiftSettings: settings)
}

let package = Package(
  name: "penzai",
  products: [
    .library(name: "Penzai", targets: ["Penzai"]),
    .library(name: "PenzaiMacros", targets: ["PenzaiMacros"]),
    .library(name: "Treescope", targets: ["Treescope"]),
    .executable(name: "penzai", targets: ["penzai-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
  ],
  targets: [
    // Each room may import the rooms above it, never one below.
    .target(name: "CCallStacks"),
    .target(name: "CPJRT"),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    room("PJRT", ["CPJRT"]),
    room("StableHLO"),
    room("JSON"),
    room("Trees", ["CCallStacks"]),
    room("Treescope"),
    room("Arrays", ["CCallStacks", "PJRT", "StableHLO", "Trees", "Treescope"]),
    room("NamedAxes", ["Arrays", "Trees", "Treescope"]),
    room("Selectors", ["Trees", "Treescope"]),
    room("Variables", ["Arrays", "NamedAxes", "Trees", "Treescope"]),
    room("Layers", ["Arrays", "NamedAxes", "Selectors", "Trees", "Treescope", "Variables"]),
    room("Checkpoints", ["Arrays", "CZlib", "JSON", "NamedAxes", "Treescope", "Variables"]),
    room("Models", ["Arrays", "Checkpoints", "Layers", "NamedAxes", "Trees", "Treescope", "Variables"]),
    room("Optimizers", ["Arrays", "Trees", "Variables"]),
    room("Toolshed", ["Arrays", "Layers", "NamedAxes", "Optimizers", "Trees", "Variables"]),
    room("Edits", ["Arrays", "JSON", "Layers", "Models", "NamedAxes", "Toolshed", "Trees", "Variables"]),
    room(
      "Penzai",
      [
        "Arrays", "Checkpoints", "Edits", "JSON", "Layers", "Models", "NamedAxes", "Optimizers", "Selectors",
        "Toolshed", "Trees", "Treescope", "Variables",
      ]),

    // Nothing else compiles the HTTP server.
    room(
      "TreescopeServer",
      [
        "Treescope",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),

    // Macros stand apart: whoever does not import them never compiles swift-syntax.
    .macro(
      name: "PenzaiMacrosPlugin",
      dependencies: [
        .product(name: "SwiftCompilerPlugin", package: "swift-syntax"),
        .product(name: "SwiftDiagnostics", package: "swift-syntax"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
        .product(name: "SwiftSyntaxBuilder", package: "swift-syntax"),
        .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
      ],
      swiftSettings: settings),
    room("PenzaiMacros", ["Layers", "PenzaiMacrosPlugin", "Trees"]),

    .executableTarget(
      name: "penzai-cli",
      dependencies: [
        "Penzai", "TreescopeServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/penzai",
      swiftSettings: settings),

    .target(
      name: "TestSupport",
      dependencies: ["Arrays"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    .target(name: "BrowserSupport", path: "Tests/BrowserSupport", swiftSettings: settings),
    tests("PJRT", ["CPJRT"]),
    tests("StableHLO"),
    tests("JSON"),
    tests("Trees"),
    tests("Treescope", ["BrowserSupport"]),
    tests("TreescopeServer", ["BrowserSupport", "Treescope"]),
    tests("Arrays", ["PJRT", "StableHLO", "Trees", "Treescope"]),
    tests("NamedAxes", ["Arrays", "Trees", "Treescope"]),
    tests("Selectors", ["Trees", "Treescope"]),
    tests("Variables", ["Arrays", "NamedAxes", "Trees"]),
    tests("Layers", ["Arrays", "NamedAxes", "Selectors", "Trees", "Treescope", "Variables"]),
    tests("Checkpoints", ["Arrays", "NamedAxes", "Treescope", "Variables"]),
    tests("Models", ["Arrays", "Checkpoints", "Layers", "NamedAxes", "Selectors", "Trees", "Variables"]),
    tests("Optimizers", ["Arrays", "NamedAxes", "Trees", "Variables"]),
    tests("Toolshed", ["Arrays", "Layers", "Models", "NamedAxes", "Optimizers", "Variables"]),
    tests(
      "Edits",
      ["Arrays", "JSON", "Layers", "Models", "NamedAxes", "Selectors", "Toolshed", "Trees", "Variables"]),
    .testTarget(
      name: "PenzaiMacrosTests",
      dependencies: [
        "Penzai", "PenzaiMacros", "PenzaiMacrosPlugin", "TestSupport", "Trees",
        .product(name: "SwiftSyntaxMacrosGenericTestSupport", package: "swift-syntax"),
        .product(name: "SwiftSyntaxMacroExpansion", package: "swift-syntax"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["penzai-cli", "BrowserSupport", "Penzai", "TestSupport", "Treescope"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
