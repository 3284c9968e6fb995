// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "StatefulModels",
  dependencies: [.package(name: "penzai", path: "../..")],
  targets: [
    .executableTarget(
      name: "StatefulModels",
      dependencies: [
        .product(name: "Penzai", package: "penzai"),
        .product(name: "PenzaiMacros", package: "penzai"),
      ])
  ]
)
