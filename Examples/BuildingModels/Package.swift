// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "BuildingModels",
  dependencies: [.package(name: "penzai", path: "../..")],
  targets: [
    .executableTarget(
      name: "BuildingModels",
      dependencies: [
        .product(name: "Penzai", package: "penzai"),
        .product(name: "PenzaiMacros", package: "penzai"),
      ])
  ]
)
