internal import Trees

/// Edits of a tree as data: a list of steps, each of which turns one tree into the next.
///
/// ```swift
/// let recorder = try EditRecorder(model)
/// try recorder.edit("watch") { try select($0).at(instancesOf: Affine.self).apply { Residual($0) } }
/// try Data(recorder.script.json.utf8).write(to: url)
///
/// let edited = try EditScript(parsing: Data(contentsOf: url)).replayed(on: freshModel)
/// ```
///
/// A script holds what edits did, not how they were asked for: subtrees put at paths, elements inserted and removed,
/// values given to variables. Closures leave nothing in it but what they returned. What an edit reuses of the tree, such
/// as a layer that it wraps, is kept as a path, so that no weights are copied.
///
/// A script is data: parsing one makes no tree and calls no code of a model. Replaying calls the builders of the types in
/// the registry that the caller gives, and nothing else; no name in a script is looked up anywhere but there.
public struct EditScript: Hashable, Sendable {
  /// One step: edits done one after another, as one.
  struct Step: Hashable, Sendable {
    var note: String?
    var edits: [Edit] = []
  }

  var steps: [Step] = []

  /// A script that changes nothing.
  public init() {}

  /// How many steps there are.
  public var stepCount: Int { steps.count }

  /// How many edits all steps have together.
  public var editCount: Int { steps.reduce(0) { $0 + $1.edits.count } }

  /// Whether the script changes nothing.
  public var isEmpty: Bool { editCount == 0 }

  /// The steps of this script, then those of another.
  ///
  /// The numbers of variables are each script's own, so those of the other are moved behind these.
  public static func + (first: EditScript, second: EditScript) -> EditScript {
    var result = first
    let offset = (first.variableNumbers.max() ?? -1) + 1
    result.steps += second.steps.map { step in
      Step(note: step.note, edits: step.edits.map { $0.movingVariables(by: offset) })
    }
    return result
  }

  private var variableNumbers: [Int] { steps.flatMap { $0.edits.compactMap(\.tree).flatMap(\.variableNumbers) } }
}

/// A change of a tree at one path.
///
/// The edits of a step are done in order, each in the tree that the one before has left. What they take from the tree by
/// ``WrittenTree/reference(_:)`` they take from the tree at the beginning of the step, in which only the variables that
/// the step sets have their new values.
enum Edit: Hashable, Sendable {
  /// Puts a new variable in place of the one at a path, wherever the tree holds it.
  case set(TreePath, WrittenTree)
  /// Puts a subtree in the place of another.
  case replace(TreePath, WrittenTree)
  /// Puts an element before the one at a path, or at the end of an array.
  case insert(TreePath, WrittenTree)
  /// Takes an element out of its array.
  case remove(TreePath)

  var path: TreePath {
    switch self {
    case .set(let path, _), .replace(let path, _), .insert(let path, _), .remove(let path): path
    }
  }

  var tree: WrittenTree? {
    switch self {
    case .set(_, let tree), .replace(_, let tree), .insert(_, let tree): tree
    case .remove: nil
    }
  }

  var isSetting: Bool { if case .set = self { true } else { false } }

  fileprivate func movingVariables(by offset: Int) -> Edit {
    switch self {
    case .set(let path, let tree): .set(path, tree.movingVariables(by: offset))
    case .replace(let path, let tree): .replace(path, tree.movingVariables(by: offset))
    case .insert(let path, let tree): .insert(path, tree.movingVariables(by: offset))
    case .remove: self
    }
  }
}

extension WrittenTree {
  fileprivate var variableNumbers: [Int] {
    switch self {
    case .reference: []
    case .node(let node): node.children.flatMap(\.tree.variableNumbers)
    case .variable(let number, let node): [number] + (node?.children.flatMap(\.tree.variableNumbers) ?? [])
    }
  }

  fileprivate func movingVariables(by offset: Int) -> WrittenTree {
    func moved(_ node: WrittenNode) -> WrittenNode {
      var node = node
      for position in node.children.indices {
        node.children[position].tree = node.children[position].tree.movingVariables(by: offset)
      }
      return node
    }
    return switch self {
    case .reference: self
    case .node(let node): .node(moved(node))
    case .variable(let number, let node): .variable(number + offset, node.map(moved))
    }
  }
}

extension EditScript: CustomStringConvertible {
  /// A line for each step and each edit.
  public var description: String {
    steps.enumerated().flatMap { position, step in
      ["step \(position)" + (step.note.map { ": \($0)" } ?? "")] + step.edits.map { "  \($0)" }
    }.joined(separator: "\n")
  }
}

extension Edit: CustomStringConvertible {
  var description: String {
    switch self {
    case .set(let path, let tree): "set \(path) to a \(tree.summary)"
    case .replace(let path, let tree): "replace \(path) by \(tree.summary)"
    case .insert(let path, let tree): "insert at \(path): \(tree.summary)"
    case .remove(let path): "remove \(path)"
    }
  }
}
