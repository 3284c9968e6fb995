/// What can go wrong between a tree and an operation over it.
///
/// Every path starts at the root that the operation started at.
public enum TreeError: Error, Hashable, Sendable {
  /// A property presented as a child holds a value that is no tree.
  case notATree(path: TreePath, type: String)
  /// A child was replaced by a value that its property cannot hold.
  case wrongType(path: TreePath, declared: String, offered: String)
  /// A path leaves the tree: the node at `path`, of type `type`, has `children` but none under the first of `rest`.
  case noChild(path: TreePath, type: String, children: [TreeKey], rest: [TreeKey])
  /// A path to something that is not stored in the tree as a child, such as a computed property.
  case notAProperty(path: TreePath, keyPath: String)
  /// Leaves to put into a tree are more or fewer than the tree has.
  case wrongLeafCount(type: String, expected: Int, offered: Int)
  /// Two trees that should have one structure differ, first at `path`.
  case differentStructure(path: TreePath, difference: String)
  /// Two trees were compared, and the leaf at `path` has no `==`.
  case notComparable(path: TreePath, type: String)
  /// Two parts of one tree both have the node at `path`, or one of them a node inside it.
  case overlappingParts(path: TreePath)
  /// The parts of a tree do not make up the whole: the leaves at `paths` are in none of them.
  case missingParts(paths: [TreePath])
  /// A tree is nested more deeply than the stack of the thread allows: `levels` were entered, the first along `path`.
  case tooDeep(path: TreePath, levels: Int)
  /// A text that is no printed path; `expected` says what should stand at `offset`, counted in Unicode scalars.
  case unreadablePath(text: String, offset: Int, expected: String)
}

extension TreeError: LocatedError {
  /// The same error, its path starting one step higher.
  public func located(inside key: TreeKey) -> TreeError {
    func under(_ path: TreePath) -> TreePath { TreePath([key] + path.keys) }
    switch self {
    case .notATree(let path, let type):
      return .notATree(path: under(path), type: type)
    case .wrongType(let path, let declared, let offered):
      return .wrongType(path: under(path), declared: declared, offered: offered)
    case .noChild(let path, let type, let children, let rest):
      return .noChild(path: under(path), type: type, children: children, rest: rest)
    case .notAProperty(let path, let keyPath):
      return .notAProperty(path: under(path), keyPath: keyPath)
    case .differentStructure(let path, let difference):
      return .differentStructure(path: under(path), difference: difference)
    case .notComparable(let path, let type):
      return .notComparable(path: under(path), type: type)
    case .overlappingParts(let path):
      return .overlappingParts(path: under(path))
    case .missingParts(let paths):
      return .missingParts(paths: paths.map(under))
    case .tooDeep(let path, let levels):
      // The whole path would be copied at each of thousands of levels.
      return .tooDeep(path: TreePath(Array(under(path).keys.prefix(tooDeepPathLength))), levels: levels + 1)
    case .wrongLeafCount, .unreadablePath:
      return self
    }
  }
}

/// How many steps of the path of a tree that is nested too deeply are told.
private let tooDeepPathLength = 8
