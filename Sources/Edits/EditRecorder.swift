internal import Trees

/// Does edits of a tree and writes down what they did.
///
/// ```swift
/// var recorder = try EditRecorder(model)
/// try recorder.edit("skip the second block") {
///   try select($0).at(instancesOf: TransformerBlock.self).pick(at: 1).set(Identity())
/// }
/// let edited = recorder.tree
/// let text = recorder.script.json
/// ```
///
/// Any function from tree to tree can be recorded: what is kept is the difference between its argument and its result,
/// so every way to select and replace counts, now and in future. Nodes that the result shares with the argument are
/// kept as paths. Values that variables were given, by the function or since the last edit, are part of the step.
public struct EditRecorder<Root> {
  /// The tree as it is now.
  public private(set) var tree: Root
  /// The edits so far.
  public private(set) var script = EditScript()
  private var snapshot: TreeSnapshot
  private var writer: TreeWriter

  /// A recorder of edits of a tree.
  ///
  /// - Parameters:
  ///   - tree: where the edits start from; it is never changed, but its variables are if edits change them.
  ///   - registry: names the types that the script will hold.
  /// - Throws: `TreeError.notATree` when the value or a child is no tree; ``EditError`` naming the path of
  ///   an array that cannot be read.
  public init(_ tree: Root, with registry: EditRegistry = .library) throws {
    self.tree = tree
    snapshot = try TreeSnapshot(of: Self.tree(tree))
    writer = TreeWriter(registry)
  }

  /// Does an edit and appends it to the script as a step; one that changes nothing is no step.
  ///
  /// - Parameters:
  ///   - note: what the edit is for, kept in the script.
  ///   - body: gives the edited tree.
  /// - Returns: the edited tree.
  /// - Throws: what `body` throws; ``EditError`` naming the type that is not registered, or the static value that cannot
  ///   be written, and its path. Tree and script are then as before.
  @discardableResult
  public mutating func edit(_ note: String? = nil, _ body: (Root) throws -> Root) throws -> Root {
    let edited = try body(tree)
    let after = try TreeSnapshot(of: Self.tree(edited))
    var newWriter = writer
    let step = try newWriter.step(TreeComparison(snapshot, after), from: snapshot, note: note)
    if !step.edits.isEmpty { script.steps.append(step) }
    (tree, snapshot, writer) = (edited, after, newWriter)
    return edited
  }

  private static func tree(_ value: Root) throws -> any PyTree {
    guard let tree = value as? any PyTree else {
      throw TreeError.notATree(path: TreePath(), type: "\(type(of: value as Any))")
    }
    return tree
  }
}
