// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "AttentionMasks",
  dependencies: [.package(name: "penzai", path: "../..")],
  targets: [
    .executableTarget(name: "AttentionMasks", dependencies: [.product(name: "Penzai", package: "penzai")])
  ]
)
