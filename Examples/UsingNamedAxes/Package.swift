// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "UsingNamedAxes",
  dependencies: [.package(name: "penzai", path: "../..")],
  targets: [
    .executableTarget(name: "UsingNamedAxes", dependencies: [.product(name: "Penzai", package: "penzai")])
  ]
)
