// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Visualization",
  dependencies: [.package(name: "penzai", path: "../..")],
  targets: [
    .executableTarget(name: "Visualization", dependencies: [.product(name: "Penzai", package: "penzai")])
  ]
)
