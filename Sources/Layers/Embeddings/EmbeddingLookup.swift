internal import Arrays
public import NamedAxes
public import Trees
internal import Variables

/// Replaces each index by its vector in a table.
public struct EmbeddingLookup: Layer {
  /// The table.
  public var table: EmbeddingTable

  /// A lookup in the given table.
  public init(_ table: EmbeddingTable) { self.table = table }

  /// The vectors of the indices.
  ///
  /// - Parameters:
  ///   - input: integers; negative ones count from the end, those out of range give the nearest entry.
  ///   - side: the side inputs, of which none is used.
  /// - Returns: an array with the axes of the input and the embedding axes.
  /// - Throws: ``LayerInputError/dtype(layer:expected:found:)`` for anything but integers.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    guard input.dtype.isInteger else {
      throw LayerInputError.dtype(
        layer: table.embeddings.layerName, expected: "an integer dtype", found: "\(input.dtype)")
    }
    let vectors = try table.embeddings.value.untag(table.vocabularyAxis)
    return try nmap(input, vectors) { indices, vectors in try vectors.take(indices, axis: 0, outOfBounds: .clip) }
  }

  /// Presents the table as a child.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("table", &table)
  }
}
