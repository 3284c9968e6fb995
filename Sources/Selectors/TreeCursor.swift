public import Trees

/// One step of a cursor: a key, or a property that turned out not to be stored.
enum CursorStep {
  case key(TreeKey)
  case unnamed(keyPath: String)
}

/// Stands for a node while a path is being written: `\.body.sublayers[2]` or `{ $0.body.sublayers[2] }`.
///
/// It records the steps and touches no tree. Where the type of a node is known, its properties complete and give
/// cursors of their types; past an existential, such as an element of `[any Layer]`, any name is accepted and is
/// looked for in the tree when the path is used; `at(_:as:)` says what type is to be found there. The `?` of an optional
/// is left out.
///
/// A step must be a stored property that the type's `walk` presents as a child. Properties with observers or wrappers
/// look computed to Swift, so `at(path:)` has to be used for them.
@dynamicMemberLookup
public struct TreeCursor<Value> {
  /// The steps so far.
  let steps: [CursorStep]

  init(steps: [CursorStep] = []) {
    self.steps = steps
  }

  /// The cursor one step on.
  func stepping<Next>(_ step: CursorStep) -> TreeCursor<Next> {
    TreeCursor<Next>(steps: steps + [step])
  }

  /// A property of a node whose type is known.
  public subscript<Next>(dynamicMember property: KeyPath<Value, Next>) -> TreeCursor<Next> {
    stepping(storedName(of: property).map { .key(.field($0)) } ?? .unnamed(keyPath: "\(property)"))
  }

  /// A property of a node whose type is not known, or of the value inside an optional.
  @_disfavoredOverload
  public subscript(dynamicMember name: String) -> TreeCursor<any PyTree> {
    stepping(.key(.field(name)))
  }

  /// An element of an array.
  public subscript<Element>(index: Int) -> TreeCursor<Element> where Value == [Element] {
    stepping(.key(.index(index)))
  }

  /// An element of an array of unknown type.
  @_disfavoredOverload
  public subscript(index: Int) -> TreeCursor<any PyTree> {
    stepping(.key(.index(index)))
  }

  /// An entry of a dictionary.
  public subscript<Entry>(key: String) -> TreeCursor<Entry> where Value == [String: Entry] {
    stepping(.key(.entry(key)))
  }

  /// An entry of a dictionary of unknown type.
  @_disfavoredOverload
  public subscript(key: String) -> TreeCursor<any PyTree> {
    stepping(.key(.entry(key)))
  }

  /// The path from where the cursor started.
  ///
  /// - Throws: `TreeError.notAProperty` for a step that is no stored property.
  public func path() throws -> TreePath {
    var path = TreePath()
    for step in steps {
      switch step {
      case .key(let key): path.keys.append(key)
      case .unnamed(let keyPath): throw TreeError.notAProperty(path: path, keyPath: keyPath)
      }
    }
    return path
  }
}

/// The name of the stored property that a key path of one step leads to; nil for a computed one.
///
/// Swift prints such a key path as `\Type.name` and, when the property is computed, `\Type.<computed ...>`.
private func storedName(of property: AnyKeyPath) -> String? {
  let text = property.debugDescription
  guard !text.hasSuffix(">"), let dot = text.lastIndex(of: ".") else { return nil }
  return String(text[text.index(after: dot)...])
}
