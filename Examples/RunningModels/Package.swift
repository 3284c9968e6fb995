// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "RunningModels",
  dependencies: [.package(name: "penzai", path: "../..")],
  targets: [
    .executableTarget(name: "RunningModels", dependencies: [.product(name: "Penzai", package: "penzai")])
  ]
)
