public import Arrays
public import NamedAxes
public import Treescope

/// An array that stays in its file: shown like any other, and read only where it is looked at.
public struct StoredTensor: Sendable {
  /// The file.
  public let file: SafetensorsFile
  /// The name in the file.
  public let name: String
  /// The shape and element type that it is seen as.
  public let type: ArrayType
  /// The names of its axes; empty where they have positions only.
  public let axisNames: [AxisName]

  /// An array of a file.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - axes: Other axes of as many elements, with names; those of the file when absent.
  /// - Throws: ``CheckpointError`` when the file holds no array of this name, or one of another number of elements.
  public init(_ name: String, in file: SafetensorsFile, axes: NamedShape? = nil) throws {
    let stored = try file.type(of: name)
    let type = ArrayType(axes?.sizes ?? stored.shape, stored.dtype)
    guard type.count == stored.count else {
      throw CheckpointError(
        file: file.path, tensor: name, .unexpectedShape(found: stored.shape, expected: type.shape))
    }
    (self.file, self.name, self.type, axisNames) = (file, name, type, axes?.names ?? [])
  }
}

extension StoredTensor: RenderableArray {
  /// `NDArray` or, with names, `NamedArray`: what it is once it is read.
  public var arrayTypeName: String { axisNames.isEmpty ? "NDArray" : "NamedArray" }

  /// The axes by their names or their positions.
  public var renderedAxes: [RenderedAxis] {
    type.shape.enumerated().map { place, size in
      axisNames.isEmpty
        ? RenderedAxis(position: place, size: size) : RenderedAxis(name: "\(axisNames[place])", size: size)
    }
  }

  /// The name of the dtype.
  public var elementTypeName: String { "\(type.dtype)" }
  /// What the dtype is.
  public var elementKind: ElementKind { type.dtype.elementKind }

  /// The elements at all combinations of some places along each axis, read in runs that lie together.
  ///
  /// - Throws: ``CheckpointError`` when the file was changed since it was opened, or cannot be read.
  public func values(at places: [[Int]]) throws -> [Double] {
    let shape = type.shape
    guard places.count == shape.count, zip(places, shape).allSatisfy({ $0.allSatisfy((0..<$1).contains) }) else {
      throw CheckpointError(
        file: file.path, tensor: name, .unexpectedShape(found: shape, expected: places.map(\.count)))
    }
    // Axes that are wanted whole, from the last one on, make one block with a run of the axis before them.
    let whole = zip(places, shape).reversed().prefix { $0.count == $1 }.count
    let block = shape.suffix(whole).reduce(type.dtype.byteCount, *)
    var bytes: [UInt8] = []
    func gather(_ axis: Int, _ offset: Int) throws {
      guard axis < shape.count - whole else {
        return bytes += try file.bytes(of: name, offset * block..<(offset + 1) * block)
      }
      guard axis == shape.count - whole - 1 else {
        for place in places[axis] { try gather(axis + 1, (offset + place) * shape[axis + 1]) }
        return
      }
      for run in runs(places[axis]) {
        bytes += try file.bytes(of: name, (offset + run.lowerBound) * block..<(offset + run.upperBound) * block)
      }
    }
    try gather(0, 0)
    return bytes.withUnsafeBytes(type.dtype.doubles)
  }

  /// Ascending places as ranges of neighbours.
  private func runs(_ places: [Int]) -> [Range<Int>] {
    places.reduce(into: []) { runs, place in
      if let last = runs.last, last.upperBound == place {
        runs[runs.count - 1] = last.lowerBound..<place + 1
      } else {
        runs.append(place..<place + 1)
      }
    }
  }
}

extension StoredTensor: TreescopeRepresentable {
  /// As the array that it holds: one line with a summary where it is not large, and in pages a picture.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    let short = "<\(arrayTypeName) \(elementsAndAxes)"
    return renderer.array(
      self, line: "\(short)\(try summary())>", short: short + ">", color: .named(after: arrayTypeName))
  }

  /// The elements where they are few, or what they are like; empty for arrays so large that reading them takes time.
  private func summary(limit: Int = 100_000) throws -> String {
    guard type.count <= limit else { return "" }
    return try file.bytes(of: name, 0..<type.byteCount).withUnsafeBytes { bytes in
      (axisNames.isEmpty ? NDArray.elementText(bytes, type) : nil)
        ?? NDArray.summary(of: type.dtype.doubles(bytes), type.dtype)
    }
  }
}
