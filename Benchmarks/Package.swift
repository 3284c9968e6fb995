// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "penzai-benchmarks",
  dependencies: [.package(name: "penzai", path: "..")],
  targets: [
    .executableTarget(name: "figures", dependencies: [.product(name: "Penzai", package: "penzai")])
  ],
  swiftLanguageModes: [.v6]
)
