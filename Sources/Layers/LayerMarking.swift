public import NamedAxes
internal import Selectors
public import Trees
public import Treescope

extension LayerError {
  /// The model with the layer marked at which it happened, what happened beside it, and the rest folded.
  ///
  /// - Parameter model: the layer that was called; any tree in which the path leads to the layer.
  public func marked(in model: any PyTree) -> Marked {
    Marked(model, Marks([Highlight(PartPath(path), note: "\(underlying)", role: .error)]))
  }
}

extension StructureMismatch {
  /// The tree that was checked with every place marked that does not match, and the rest folded.
  ///
  /// - Parameter tree: what was checked.
  public func marked(in tree: any PyTree) -> Marked {
    Marked(tree, Marks(problems.map { Highlight(PartPath($0.path), note: "\($0.kind)", role: .error) }))
  }
}

extension Layer {
  /// The layer with the place of an error marked that a call of it gave, the message beside it, and the rest folded.
  ///
  /// ```swift
  /// do {
  ///   output = try model(input)
  /// } catch {
  ///   print(model.marked(by: error))
  ///   throw error
  /// }
  /// ```
  ///
  /// - Parameter error: any error; one that has no place in the layer marks the whole.
  public func marked(by error: any Error) -> Marked {
    if let error = error as? LayerError { return error.marked(in: self) }
    return Marked(self, Marks([Highlight([], note: "\(error)", role: .error)]))
  }
}
