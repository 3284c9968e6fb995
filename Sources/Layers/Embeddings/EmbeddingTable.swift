public import Arrays
public import NamedAxes
public import Trees
public import Variables

/// A table of vectors, one for each entry of a vocabulary; lookups and decoders share it.
public struct EmbeddingTable: PyTree, Sendable {
  /// The vectors: the vocabulary axis and the embedding axes.
  public var embeddings: any ParameterLike
  /// The axis of the vocabulary.
  public let vocabularyAxis: AxisName

  /// A table of the given vectors.
  public init(embeddings: any ParameterLike, vocabularyAxis: AxisName = "vocabulary") {
    self.embeddings = embeddings
    self.vocabularyAxis = vocabularyAxis
  }

  /// Builds a table, labelled `{name}.embeddings`.
  ///
  /// - Parameters:
  ///   - name: the parameter is labelled `{name}.embeddings`.
  ///   - key: the base key; without one the parameter is a slot.
  ///   - vocabularySize: the number of entries.
  ///   - embeddingAxes: the axes of one vector.
  ///   - vocabularyAxis: the axis of the entries.
  ///   - initializer: without one, normal numbers of variance 1 over the size of a vector.
  ///   - dtype: the type of the elements.
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when the vocabulary axis is an embedding axis, too.
  public static func fromConfig(
    name: String, key: RandomKey?, vocabularySize: Int, embeddingAxes: NamedShape,
    vocabularyAxis: AxisName = "vocabulary",
    initializer: Initializer = .varianceScaling(1, .output, .normal), dtype: DType = .float32
  ) throws -> EmbeddingTable {
    guard !embeddingAxes.contains(vocabularyAxis) else {
      throw LayerInputError.configuration(
        layer: name,
        problem: "the vocabulary axis \(vocabularyAxis) must not be one of the embedding axes \(embeddingAxes)")
    }
    let embeddings = try makeParameter(name: "\(name).embeddings", key: key) { key in
      try initializer(
        key, InitializerAxes(output: embeddingAxes, parallel: NamedShape([(vocabularyAxis, vocabularySize)])), dtype)
    }
    return EmbeddingTable(embeddings: embeddings, vocabularyAxis: vocabularyAxis)
  }

  /// Presents the vectors as a child, the axis as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("embeddings", &embeddings)
    try walker.constant("vocabularyAxis", vocabularyAxis)
  }
}
