import Penzai

/// The character-level language model of the tour: the next character from the ones before it.
///
/// It looks up the last characters, mixes them, refines the mixture, and scores each character of the vocabulary.
struct CharacterModel: SequentialLayer {
  var sublayers: [any Layer]

  init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  /// How many characters the model looks back.
  static let context = 16
  private static let embedding = 24
  private static let hidden = 192

  /// Builds the model for a vocabulary.
  static func fromConfig(name: String = "model", key: RandomKey?, vocabularySize: Int) throws -> CharacterModel {
    let table = try EmbeddingTable.fromConfig(
      name: "\(name)/embedder", key: key, vocabularySize: vocabularySize, embeddingAxes: ["embedding": embedding])
    return CharacterModel([
      EmbeddingLookup(table),
      try Affine.fromConfig(
        name: "\(name)/mix", key: key, inputAxes: ["context": context, "embedding": embedding],
        outputAxes: ["features": hidden]),
      Elementwise(.geluApproximate),
      Residual(
        Sequential([
          try Affine.fromConfig(
            name: "\(name)/refine", key: key, inputAxes: ["features": hidden], outputAxes: ["features": hidden]),
          Elementwise(.geluApproximate),
        ])),
      try Affine.fromConfig(
        name: "\(name)/score", key: key, inputAxes: ["features": hidden],
        outputAxes: ["vocabulary": vocabularySize]),
    ])
  }
}

/// Windows of a text and the character after each.
struct TextWindows {
  /// The numbers of all characters: `int32[characters]`.
  private let characters: NDArray

  init(_ numbers: [Int32]) throws { characters = try NDArray(numbers) }

  /// The windows that start at given places, and the characters that follow them.
  ///
  /// - Parameter starts: `int32` with the axis `batch`.
  static func windows(_ characters: NDArray, at starts: NDArray) throws -> (NamedArray, NamedArray) {
    let offsets = try NDArray.iota([CharacterModel.context + 1])
    let all = try characters.take(starts.expanded(at: 1) + offsets, axis: 0)
    return (
      try wrap(all.sliced(0..<CharacterModel.context, axis: 1), "batch", "context"),
      try wrap(all.sliced(CharacterModel.context..<CharacterModel.context + 1, axis: 1).squeezed([1]), "batch")
    )
  }

  /// The arrays that a step takes: the whole text stays on the device.
  var array: NDArray { characters }

  /// How many windows there are.
  var count: Int { characters.count - CharacterModel.context }
}

/// The mean over the batch of the negative logarithm of the probability of the right character.
func crossEntropy(_ logits: NamedArray, _ target: NamedArray) throws -> NDArray {
  let logProbabilities = try logits.logSoftmax(["vocabulary"])
  let isTarget = try nmap(target) { target in
    try NDArray.iota([logProbabilities.namedShape["vocabulary"] ?? 0]).equal(target)
  }.tag("vocabulary")
  return try -(logProbabilities * isTarget.astype(logProbabilities.dtype)).sum("vocabulary").mean().unwrap()
}
