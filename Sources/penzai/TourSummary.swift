import Foundation

/// What a run of the tour found, for machines.
struct TourSummary: Codable, Equatable {
  struct Losses: Codable, Equatable {
    var training: Double
    var heldOut: Double
  }

  struct Activation: Codable, Equatable {
    var layer: String
    var shape: String
    var mean: Double
    var deviation: Double
    var fractionPositive: Double
  }

  struct Ablation: Codable, Equatable {
    var layer: String
    var heldOutBefore: Double
    var heldOutAblated: Double
    var heldOutRestored: Double
  }

  var seed: Int
  var steps: Int
  var vocabularySize: Int
  var trainingCharacters: Int
  var heldOutCharacters: Int
  var parameterCount: Int
  var before: Losses
  var after: Losses
  var sample: String
  var activations: [Activation]
  var ablation: Ablation
  var weights: String
  /// The time that training took; everything else depends on text, steps and seed alone.
  var trainingSeconds: Double

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }
}
