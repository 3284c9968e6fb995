internal import Arrays
public import NamedAxes
public import Trees
internal import Variables

/// Scores each entry of a table by its product with the input.
public struct EmbeddingDecode: Layer {
  /// The table.
  public var table: EmbeddingTable

  /// A decoder by the given table.
  public init(_ table: EmbeddingTable) { self.table = table }

  /// The sum over the embedding axes of the product of input and each vector: logits over the vocabulary axis.
  ///
  /// - Throws: ``LayerInputError/axes(layer:expected:found:)`` when an embedding axis is missing.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let vectors = try table.embeddings.value
    let embedding = vectors.namedShape.removing([table.vocabularyAxis])
    try input.requireAxes(embedding, for: table.embeddings.layerName)
    return try contract(embedding.names, input, vectors)
  }

  /// Presents the table as a child.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("table", &table)
  }
}
