public import Arrays
public import Checkpoints
internal import Layers
internal import NamedAxes
internal import Variables

/// A model of the families of Llama and Mistral in a folder as Hugging Face's transformers writes it.
///
/// The folder holds `config.json`, with the flat keys for rotations of older files or the nested ones of newer, and
/// `model.safetensors` or an index with several files. Opening it reads the configuration and the headers of the files
/// and checks that they fit together; the weights are read by ``load(placement:)``.
///
/// ```swift
/// let model = try LlamaFolder("TinyLlama").load()
/// let logits = try model(wrap(tokens, "batch", "seq"))
/// ```
public struct LlamaFolder: Sendable {
  /// The path of the folder, without links.
  public let path: String
  /// The family of the model.
  public let family: LlamaFamily
  /// The shape of the model.
  ///
  /// The type of its parameters is the one that the embeddings have in the files; others keep their own.
  public let config: LlamalikeTransformerConfig
  /// The parameters of the model and where each is kept, in the order in which the model uses them.
  public let weights: [LlamaWeight]
  /// The files of weights.
  public let tensors: SafetensorsFolder

  /// Opens a folder and checks that its configuration and its weights make a model.
  ///
  /// - Parameters:
  ///   - path: the path of the folder.
  ///   - activationDType: the type that the model computes in, whatever that of its parameters.
  ///   - useLayerStack: whether the blocks are one `LayerStack`; weights are then copied, whatever the placement.
  /// - Throws: `CheckpointError` naming the file and the key or tensor: for a key of the configuration that is not
  ///   handled, for a tensor that is missing, has another shape or no place in the model, and for anything that is
  ///   wrong with the files.
  public init(_ path: String, activationDType: DType = .float32, useLayerStack: Bool = false) throws {
    let folder = try ClosedFolder(path)
    let configuration = try LlamaConfiguration(ConfigurationFile(folder.file("config.json")))
    tensors = try SafetensorsFolder(folder)
    self.path = folder.path
    family = configuration.family
    var config = configuration.config
    config.useLayerStack = useLayerStack
    config.activationDType = activationDType
    config.rmsNormEpsDType = activationDType
    guard config.numDecoderBlocks <= tensors.count else {
      throw CheckpointError(
        file: folder.path + "/config.json",
        .configuration(
          key: "num_hidden_layers",
          problem: "is \(config.numDecoderBlocks), but there are only \(tensors.count) tensors"))
    }
    let tables = try LlamaTables(tensors, areTied: config.tieEmbedderAndLogits)
    config.tieEmbedderAndLogits = tables.logits == nil
    weights = LlamaWeight.all(of: config, tables)
    try LlamaWeight.check(weights, against: tensors, blocks: config.numDecoderBlocks, besides: tables.copy)
    config.parameterDType = try tensors.type(of: tables.embeddings).dtype
    self.config = config
  }

  /// The model with slots in place of its parameters.
  ///
  /// - Throws: `LayerInputError.configuration`.
  public func skeleton() throws -> TransformerLM { try TransformerLM.llamalike(config, key: nil) }

  /// The model with its weights.
  ///
  /// They take as much memory as the files, whatever the placement and however the tensors lie in them.
  ///
  /// - Parameter placement: where the weights are kept. Those that do not lie in line in the files are copied.
  /// - Throws: `CheckpointError` when a file was changed since it was opened, and errors of the array engine.
  public func load(placement: ArrayPlacement = .mapped) throws -> TransformerLM {
    let parameters = try weights.map { weight in
      let axes = weight.axes
      let array =
        axes.contains(LlamaWeight.stackAxis)
        ? try tensors.stacked(weight.tensors, shape: Array(axes.sizes.dropFirst()))
        : try tensors.array(weight.tensors[0], shape: axes.sizes, placement: placement)
      return Parameter(try NamedArray(array).tag(axes.names), label: .name(weight.label))
    }
    let model = try bindVariables(skeleton(), parameters)
    try assertNoParameterSlots(model)
    return model
  }
}

extension TransformerLM {
  /// Loads a model of the families of Llama and Mistral from a folder as Hugging Face's transformers writes it.
  ///
  /// - Parameters: as those of ``LlamaFolder/init(_:activationDType:useLayerStack:)`` and
  ///   ``LlamaFolder/load(placement:)``.
  /// - Throws: `CheckpointError` naming the file and the key or tensor.
  public static func load(
    from folder: String, activationDType: DType = .float32, useLayerStack: Bool = false,
    placement: ArrayPlacement = .mapped
  ) throws -> TransformerLM {
    try LlamaFolder(folder, activationDType: activationDType, useLayerStack: useLayerStack).load(placement: placement)
  }
}
