internal import Arrays
internal import Checkpoints

/// The tensors of a folder that hold the embeddings and the map to the logits.
struct LlamaTables {
  /// The table of embeddings.
  let embeddings: String
  /// The map to the logits; `nil` where the table serves for it, too.
  let logits: String?
  /// A tensor that repeats the table and is not read.
  let copy: String?

  /// The tables of a model whose configuration says whether they are tied.
  ///
  /// What files hold in spite of that counts, as it does for transformers 5: of tied models either tensor will do, and
  /// where both are there they are one only if they are equal.
  ///
  /// - Throws: ``CheckpointError`` when a file was changed since it was opened.
  init(_ tensors: SafetensorsFolder, areTied: Bool) throws {
    let (table, map) = ("model.embed_tokens.weight", "lm_head.weight")
    switch (areTied, tensors.contains(table), tensors.contains(map)) {
    case (true, true, true):
      let areEqual = try tensors.areEqual(table, map)
      (embeddings, logits, copy) = (table, areEqual ? nil : map, areEqual ? map : nil)
    case (true, false, true): (embeddings, logits, copy) = (map, nil, nil)
    case (true, _, false): (embeddings, logits, copy) = (table, nil, nil)
    case (false, _, _): (embeddings, logits, copy) = (table, map, nil)
    }
  }
}
