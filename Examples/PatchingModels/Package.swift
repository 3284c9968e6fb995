// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "PatchingModels",
  dependencies: [.package(name: "penzai", path: "../..")],
  targets: [
    .executableTarget(name: "PatchingModels", dependencies: [.product(name: "Penzai", package: "penzai")])
  ]
)
