import Foundation

/// The models that were recorded from transformers.
enum SampleModels {
  /// The path of the folder of a model.
  static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Golden/transformers/\(name)").path
  }
}
