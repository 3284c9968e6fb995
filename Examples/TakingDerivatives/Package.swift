// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "TakingDerivatives",
  dependencies: [.package(name: "penzai", path: "../..")],
  targets: [
    .executableTarget(name: "TakingDerivatives", dependencies: [.product(name: "Penzai", package: "penzai")])
  ]
)
