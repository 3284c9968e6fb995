public import Arrays
public import NamedAxes

/// The sizes of a transformer's axes, kept with it so that edits can tell the shapes of what flows inside.
public struct TransformerMetadata: Hashable, Sendable {
  /// The axes of heads that queries, keys and values have.
  public var commonHeadAxes: NamedShape
  /// The axes of heads that only queries have.
  public var queryOnlyHeadAxes: NamedShape
  /// The size of the residual stream.
  public var embeddingDim: Int
  /// The size of queries, keys and values of one head.
  public var projectionDim: Int
  /// The number of neurons in each feed-forward layer.
  public var mlpHiddenDim: Int
  /// The number of tokens.
  public var vocabSize: Int
  /// The type of activations and of caches.
  public var activationDType: DType

  /// Metadata of the given sizes.
  public init(
    commonHeadAxes: NamedShape, queryOnlyHeadAxes: NamedShape, embeddingDim: Int, projectionDim: Int,
    mlpHiddenDim: Int, vocabSize: Int, activationDType: DType
  ) {
    self.commonHeadAxes = commonHeadAxes
    self.queryOnlyHeadAxes = queryOnlyHeadAxes
    self.embeddingDim = embeddingDim
    self.projectionDim = projectionDim
    self.mlpHiddenDim = mlpHiddenDim
    self.vocabSize = vocabSize
    self.activationDType = activationDType
  }
}
