/// Devices in a grid with named axes, over which arrays are divided.
public struct DeviceMesh: Hashable, Sendable {
  /// What the devices are: `CPU`.
  public let platform: String
  /// The axes, each with a name.
  public let axes: [RenderedAxis]
  /// The numbers of the devices, the last axis fastest.
  public let devices: [Int]

  /// A mesh of devices.
  ///
  /// - Parameters:
  ///   - platform: What the devices are.
  ///   - axes: The names and sizes of the axes.
  ///   - devices: The numbers of the devices, the last axis fastest; by default counted from zero.
  /// - Throws: ``ArrayPictureError/sizes(_:)`` for a name given twice, a size below one, or another number of devices
  ///   than there are places.
  public init(platform: String, axes: KeyValuePairs<String, Int>, devices: [Int]? = nil) throws {
    guard Set(axes.map(\.key)).count == axes.count else {
      throw ArrayPictureError.sizes("the mesh has the axes \(axes.map(\.key)); each needs a name of its own")
    }
    var count = 1
    for (name, size) in axes {
      let (product, overflows) = count.multipliedReportingOverflow(by: size)
      guard size > 0, !overflows, product <= DeviceMesh.deviceLimit else {
        throw ArrayPictureError.sizes(
          "axis \(name) of the mesh has size \(size); sizes start at one and make at most "
            + "\(DeviceMesh.deviceLimit) places")
      }
      count = product
    }
    guard devices.map({ $0.count == count }) ?? true else {
      throw ArrayPictureError.sizes("the mesh has \(count) places, but \(devices?.count ?? 0) devices were given")
    }
    self.platform = platform
    self.axes = axes.map { RenderedAxis(name: $0.key, size: $0.value) }
    self.devices = devices ?? Array(0..<count)
  }

  private static let deviceLimit = 1 << 20

  /// The place along each axis of a device, by its position in ``devices``.
  func coordinates(of position: Int) -> [Int] {
    var rest = position
    return axes.reversed().map { axis in
      defer { rest /= axis.size }
      return rest % axis.size
    }.reversed()
  }
}

extension DeviceMesh: TreescopeRepresentable {
  /// One line, and in pages the grid.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    let shape = axes.map { "\($0.name ?? ""): \($0.size)" }.joined(separator: ", ")
    let line = Part.text("<DeviceMesh \(platform)(\(shape))>", .summary)
    let content = try picture
    let figure = Figure(words: .empty) { json, _ in content.write(to: &json) }
    return .node(Node(.sequence([line, .figure(figure)]), summary: line, color: .named(after: "DeviceMesh")))
  }

  /// The numbers of the devices as boxes of digits.
  private var picture: ArrayPictureContent {
    get throws {
      try ArrayPictureContent(
        MeshGrid(mesh: self),
        ArrayPicture { picture in
          picture.pixelsPerCell = 21
          for device in devices { picture.valueItemLabels[device] = "\(platform) \(device)" }
        })
    }
  }
}

/// The numbers of the devices of a mesh as an array.
private struct MeshGrid: RenderableArray {
  let mesh: DeviceMesh

  var arrayTypeName: String { "Mesh" }
  var renderedAxes: [RenderedAxis] { mesh.axes }
  var elementTypeName: String { "int32" }
  var elementKind: ElementKind { .integer }

  func values(at places: [[Int]]) throws -> [Double] {
    var positions = [0]
    for (places, axis) in zip(places, mesh.axes) {
      positions = positions.flatMap { position in places.map { position * axis.size + $0 } }
    }
    return positions.map { Double(mesh.devices[$0]) }
  }
}

extension ArraySharding {
  /// How an array lies on the devices of a mesh, as its axes are divided.
  ///
  /// - Parameters:
  ///   - sizes: The size of each axis of the array.
  ///   - mesh: The devices.
  ///   - partition: For each axis of the array, the axes of the mesh over which it is divided, the slowest first; none
  ///     for an axis that every device has whole. Mesh axes named nowhere hold copies.
  /// - Throws: ``ArrayPictureError/sizes(_:)`` for a number of lists that is not the number of axes, names that the mesh
  ///   does not have or that are used twice, and sizes that cannot be divided evenly.
  public init(of sizes: [Int], over mesh: DeviceMesh, dividing partition: [[String]]) throws {
    guard partition.count == sizes.count else {
      throw ArrayPictureError.sizes("the array has \(sizes.count) axes, but \(partition.count) are divided")
    }
    let names = mesh.axes.compactMap(\.name)
    var used: Set<String> = []
    for name in partition.joined() where !names.contains(name) || !used.insert(name).inserted {
      throw ArrayPictureError.sizes("axis \(name) of the mesh is used twice or not there; its axes are \(names)")
    }
    let places = partition.map { $0.compactMap(names.firstIndex) }
    for (size, places) in zip(sizes, places) {
      let parts = places.reduce(1) { $0 * mesh.axes[$1].size }
      guard size >= 0, size.isMultiple(of: parts) else {
        throw ArrayPictureError.sizes("an axis of size \(size) cannot be divided into \(parts) even parts")
      }
    }
    let shards = mesh.devices.enumerated().map { position, device in
      let coordinates = mesh.coordinates(of: position)
      let ranges = zip(sizes, places).map { size, places in
        let parts = places.reduce(1) { $0 * mesh.axes[$1].size }
        let part = places.reduce(0) { $0 * mesh.axes[$1].size + coordinates[$1] }
        return part * (size / parts)..<(part + 1) * (size / parts)
      }
      return Shard(devices: [device], ranges: ranges)
    }
    self.init(platform: mesh.platform, shards: shards)
  }
}

/// A picture of how an array is divided over the devices of a mesh, which needs no array.
///
/// - Parameters:
///   - axes: The axes of the array.
///   - mesh: The devices.
///   - partition: For each axis of the array, the axes of the mesh over which it is divided, the slowest first.
/// - Throws: As ``ArraySharding/init(of:over:dividing:)`` does.
public func renderSharding(
  of axes: [RenderedAxis], over mesh: DeviceMesh, dividing partition: [[String]]
) throws -> Part {
  let sharding = try ArraySharding(of: axes.map(\.size), over: mesh, dividing: partition)
  return try renderSharding(of: DividedArray(renderedAxes: axes, sharding: sharding))
}

/// An array of which only the axes and the devices are known.
private struct DividedArray: RenderableArray {
  let renderedAxes: [RenderedAxis]
  let sharding: ArraySharding?

  var arrayTypeName: String { "array" }
  var elementTypeName: String { "" }
  var elementKind: ElementKind { .other }
  var isReadable: Bool { false }

  func values(at places: [[Int]]) throws -> [Double] {
    throw ArrayPictureError.notVisible(elementType: arrayTypeName, reason: "only its division is known")
  }
}
