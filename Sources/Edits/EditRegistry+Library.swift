public import Arrays
internal import Foundation
internal import JSON
internal import Layers
internal import Models
internal import NamedAxes
internal import Toolshed
internal import Trees
internal import Variables

extension EditRegistry {
  /// The library's own types: numbers, texts, arrays, variables, layers, models, and the functions of elements.
  public static let library: EditRegistry = {
    var registry = EditRegistry()
    registry.registerValues()
    registry.registerArrays()
    registry.registerVariables()
    registry.registerCombinators()
    registry.registerLinearLayers()
    registry.registerNormalizations()
    registry.registerConvolutions()
    registry.registerDropout()
    registry.registerElementwiseLayers()
    registry.registerEmbeddings()
    registry.registerAttention()
    registry.registerModels()
    return registry
  }()

  private mutating func registerValues() {
    registerLeaf(Bool.self)
    registerLeaf(String.self)
    registerLeaf(Int.self)
    registerLeaf(Int8.self)
    registerLeaf(Int16.self)
    registerLeaf(Int32.self)
    registerLeaf(Int64.self)
    registerLeaf(UInt.self)
    registerLeaf(UInt8.self)
    registerLeaf(UInt16.self)
    registerLeaf(UInt32.self)
    registerLeaf(UInt64.self)
    registerLeaf(Float.self)
    registerLeaf(Double.self)
    registerContainers(of: Bool.self)
    registerContainers(of: String.self)
    registerContainers(of: Int.self)
    registerContainers(of: Float.self)
    registerContainers(of: Double.self)
  }

  private mutating func registerArrays() {
    registerLeaf(NDArray.self)
    registerContainers(of: NDArray.self)
    register(NamedArray.self) { try NamedArray(data: $0.child("data"), checkedAxes: $0.constant("axes")) }
    registerContainers(of: NamedArray.self)
    register(RandomKey.self) { try RandomKey(data: $0.child("data")) }
    register(NamedRandomKey.self) { try NamedRandomKey(words: $0.child("words")) }
  }

  private mutating func registerVariables() {
    register(Parameter.self) {
      Parameter(try $0.child("value"), label: try $0.constant("label"), metadata: try $0.constant("metadata"))
    }
    register(ParameterValue.self) {
      ParameterValue(try $0.child("value"), label: try $0.constant("label"), metadata: try $0.constant("metadata"))
    }
    register(ParameterSlot.self) { ParameterSlot(label: try $0.constant("label")) }
    registerContainers(of: (any ParameterLike).self)
    registerState(of: NDArray.self)
    registerState(of: NamedArray.self)
    registerState(of: [NamedArray].self)
    registerState(of: KeyValueCache.self)
    register(RandomStream.self) { RandomStream(baseKey: try $0.child("baseKey"), offset: try $0.child("offset")) }
  }

  /// Registers the state variables of a type of state, their frozen values and their slots.
  public mutating func registerState<Value: StateValue>(of type: Value.Type) {
    register(StateVariable<Value>.self) {
      StateVariable(
        try $0.child("value"), label: try $0.constant("label", as: VariableLabel.self),
        metadata: try $0.constant("metadata"))
    }
    register(StateVariableValue<Value>.self) {
      StateVariableValue(try $0.child("value"), label: try $0.constant("label"), metadata: try $0.constant("metadata"))
    }
    register(StateVariableSlot<Value>.self) { StateVariableSlot(label: try $0.constant("label")) }
  }

  private mutating func registerCombinators() {
    registerContainers(of: (any Layer).self)
    register(sequential: Sequential.self)
    register(NamedGroup.self) { NamedGroup(try $0.constant("name"), try $0.child("sublayers")) }
    register(CheckedSequential.self) {
      CheckedSequential(
        inputLike: try $0.constant("inputLike"), outputLike: try $0.constant("outputLike"), try $0.child("sublayers"))
    }
    register(CheckStructure.self) { CheckStructure(try $0.constant("expected")) }
    register(Residual.self) { Residual(try $0.child("delta")) }
    register(BranchAndAddTogether.self) { BranchAndAddTogether(try $0.child("branches")) }
    register(BranchAndMultiplyTogether.self) { BranchAndMultiplyTogether(try $0.child("branches")) }
    register(Identity.self) { _ in Identity() }
    register(Zero.self) { _ in Zero() }
    register(LayerStack.self) {
      LayerStack(
        try $0.child("stackedSublayers"), stackAxis: try $0.constant("stackAxis"),
        stackAxisSize: try $0.constant("stackAxisSize"))
    }
    register(SaveIntermediate.self) { SaveIntermediate(try $0.child("saved")) }
  }

  private mutating func registerLinearLayers() {
    register(Linear.self) {
      Linear(
        weights: try $0.child("weights"), inputAxisNames: try $0.constant("inputAxisNames"),
        outputAxisNames: try $0.constant("outputAxisNames"))
    }
    register(AddBias.self) {
      AddBias(bias: try $0.child("bias"), newAxisNames: try $0.constant("newAxisNames"))
    }
    register(sequential: Affine.self)
    register(sequential: LinearInPlace.self)
    register(RenameAxes.self) { RenameAxes(from: try $0.constant("old"), to: try $0.constant("new")) }
    register(ConstantRescale.self) { ConstantRescale(by: try $0.child("by")) }
    register(NamedEinsum.self) { NamedEinsum(try $0.constant("inputAxes"), to: try $0.constant("outputAxes")) }
  }

  private mutating func registerNormalizations() {
    register(Standardize.self) {
      Standardize(across: try $0.constant("across"), epsilon: try $0.constant("epsilon"))
    }
    register(RMSStandardize.self) {
      RMSStandardize(across: try $0.constant("across"), epsilon: try $0.child("epsilon"))
    }
    register(sequential: LayerNorm.self)
    register(sequential: RMSLayerNorm.self)
  }

  private mutating func registerConvolutions() {
    register(Conv.self) {
      Conv(
        kernel: try $0.child("kernel"), spatialAxisNames: try $0.constant("spatialAxisNames"),
        inputAxisNames: try $0.constant("inputAxisNames"), outputAxisNames: try $0.constant("outputAxisNames"),
        strides: try $0.constant("strides"), padding: try $0.constant("padding"),
        inputDilation: try $0.constant("inputDilation"), kernelDilation: try $0.constant("kernelDilation"))
    }
    register(ConvTranspose.self) {
      ConvTranspose(
        kernel: try $0.child("kernel"), spatialAxisNames: try $0.constant("spatialAxisNames"),
        inputAxisNames: try $0.constant("inputAxisNames"), outputAxisNames: try $0.constant("outputAxisNames"),
        strides: try $0.constant("strides"), padding: try $0.constant("padding"),
        kernelDilation: try $0.constant("kernelDilation"))
    }
    register(sequential: ConvInPlace.self)
    register(MaxPool.self) { MaxPool(try $0.constant("window", as: PoolingWindow.self)) }
    register(MinPool.self) { MinPool(try $0.constant("window", as: PoolingWindow.self)) }
    register(AveragePool.self) {
      AveragePool(
        try $0.constant("window", as: PoolingWindow.self), countingPadding: try $0.constant("countsPadding"))
    }
  }

  private mutating func registerDropout() {
    register(StochasticDropout.self) {
      StochasticDropout(
        dropRate: try $0.child("dropRate"), shareAcrossAxes: try $0.constant("shareAcrossAxes"),
        randomStreamInputName: try $0.constant("randomStreamInputName"))
    }
    register(DisabledDropout.self) {
      DisabledDropout(
        dropRate: try $0.child("dropRate"), shareAcrossAxes: try $0.constant("shareAcrossAxes"),
        randomStreamInputName: try $0.constant("randomStreamInputName"))
    }
  }

  private mutating func registerElementwiseLayers() {
    let functions: [ElementwiseFunction] = [
      .relu, .geluExact, .geluApproximate, .silu, .tanh, .sigmoid, .softplus, .exp,
    ]
    for function in functions { register(function) }
    register(Elementwise.self) { Elementwise(try $0.constant("function")) }
    register(Softmax.self) { Softmax(try $0.constant("axes", as: [AxisName].self)) }
    register(TanhSoftCap.self) { TanhSoftCap(softCap: try $0.child("softCap")) }
    register(CastToDType.self) { CastToDType(try $0.constant("dtype")) }
  }

  private mutating func registerEmbeddings() {
    register(EmbeddingTable.self) {
      EmbeddingTable(embeddings: try $0.child("embeddings"), vocabularyAxis: try $0.constant("vocabularyAxis"))
    }
    register(EmbeddingLookup.self) { EmbeddingLookup(try $0.child("table")) }
    register(EmbeddingDecode.self) { EmbeddingDecode(try $0.child("table")) }
    register(ApplyRoPE.self) {
      ApplyRoPE(
        embeddingAxis: try $0.constant("embeddingAxis"), maxWavelength: try $0.constant("maxWavelength"),
        positionsInputName: try $0.constant("positionsInputName"), scaleFactor: try $0.constant("scaleFactor"),
        frequencyScaling: try $0.constant("frequencyScaling"))
    }
    register(ApplyRoPEToSubset.self) {
      ApplyRoPEToSubset(
        embeddingAxis: try $0.constant("embeddingAxis"), maxWavelength: try $0.constant("maxWavelength"),
        ropeSubsetSize: try $0.constant("ropeSubsetSize"), positionsInputName: try $0.constant("positionsInputName"),
        scaleFactor: try $0.constant("scaleFactor"))
    }
  }

  private mutating func registerAttention() {
    register(Attention.self) {
      Attention(
        inputToQuery: try $0.child("inputToQuery"), inputToKey: try $0.child("inputToKey"),
        inputToValue: try $0.child("inputToValue"), queryKeyToAttention: try $0.child("queryKeyToAttention"),
        attentionValueToOutput: try $0.child("attentionValueToOutput"))
    }
    register(KeyValueCache.self) { KeyValueCache(keys: try $0.child("keys"), values: try $0.child("values")) }
    register(KVCachingAttention.self) {
      KVCachingAttention(
        inputToQuery: try $0.child("inputToQuery"), inputToKey: try $0.child("inputToKey"),
        inputToValue: try $0.child("inputToValue"), queryKeyToAttention: try $0.child("queryKeyToAttention"),
        attentionValueToOutput: try $0.child("attentionValueToOutput"),
        sequenceAxis: try $0.constant("sequenceAxis"), kvCacheEndIndexKey: try $0.constant("kvCacheEndIndexKey"),
        kvCache: try $0.child("kvCache"))
    }
    register(ApplyExplicitAttentionMask.self) {
      ApplyExplicitAttentionMask(
        maskInputName: try $0.constant("maskInputName"), maskedOutValue: try $0.child("maskedOutValue"))
    }
    register(ApplyCausalAttentionMask.self) {
      ApplyCausalAttentionMask(
        maskedOutValue: try $0.child("maskedOutValue"),
        queryPositionsInputName: try $0.constant("queryPositionsInputName"),
        kvPositionsInputName: try $0.constant("kvPositionsInputName"), seqAxis: try $0.constant("seqAxis"),
        kvSeqAxis: try $0.constant("kvSeqAxis"))
    }
    register(ApplyCausalSlidingWindowAttentionMask.self) {
      ApplyCausalSlidingWindowAttentionMask(
        slidingWindowSize: try $0.constant("slidingWindowSize"), maskedOutValue: try $0.child("maskedOutValue"),
        queryPositionsInputName: try $0.constant("queryPositionsInputName"),
        kvPositionsInputName: try $0.constant("kvPositionsInputName"), seqAxis: try $0.constant("seqAxis"),
        kvSeqAxis: try $0.constant("kvSeqAxis"))
    }
  }

  private mutating func registerModels() {
    register(sequential: MLP.self)
    register(sequential: DropoutMLP.self)
    register(sequential: TransformerBlock.self)
    register(sequential: TransformerFeedForward.self)
    register(TransformerLM.self) { TransformerLM(body: try $0.child("body"), metadata: try $0.constant("metadata")) }
  }
}
