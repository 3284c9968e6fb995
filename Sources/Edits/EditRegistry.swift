internal import Arrays
internal import JSON
public import Layers
public import Trees

/// The types that scripts may name, and how each is built: all that a script can make happen.
///
/// ```swift
/// var registry = EditRegistry.library
/// registry.register(Rescale.self) { Rescale(factor: try $0.child("factor"), axis: try $0.constant("axis")) }
/// ```
///
/// A builder gets the children and static values under the names that the type's `walk` gives them, and calls an
/// initializer of the type, so that what it checks is checked for scripts, too.
public struct EditRegistry: Sendable {
  /// Builds a tree of one type.
  typealias Builder = @Sendable (inout NodeReader) throws -> any PyTree
  /// Gives the static values of a leaf, whose walk presents none.
  typealias LeafWriter = @Sendable (any PyTree, EditRegistry) throws -> [JSONValue.Member]

  struct Entry: Sendable {
    var type: ObjectIdentifier
    var build: Builder
    var writeLeaf: LeafWriter?
  }

  private var entries: [String: Entry] = [:]
  private var names: [ObjectIdentifier: String] = [:]
  private var functions: [String: ElementwiseFunction] = [:]

  /// A registry without any types; ``library`` is the one to begin with.
  public init() {}

  /// Registers a type.
  ///
  /// - Parameters:
  ///   - type: the type; a class must be a variable.
  ///   - name: what scripts call it; the type's own name unless given. A type registered under the name before loses it.
  ///   - build: makes a value of what a script says; see ``NodeReader``.
  public mutating func register<Tree: PyTree & SendableMetatype>(
    _ type: Tree.Type, as name: String? = nil, _ build: @escaping @Sendable (inout NodeReader) throws -> Tree
  ) {
    enter(type, as: name, build, writeLeaf: nil)
  }

  /// Registers a type of leaves that write themselves.
  public mutating func registerLeaf<Leaf: PyTree & EditConstant & SendableMetatype>(
    _ type: Leaf.Type, as name: String? = nil
  ) {
    enter(type, as: name, { try $0.constant("value", as: Leaf.self) }) { leaf, registry in
      guard let leaf = leaf as? Leaf else { return [] }
      return [JSONValue.Member("value", try leaf.written(with: registry))]
    }
  }

  /// Registers the arrays and the optionals of an element, and the dictionaries from strings to it.
  public mutating func registerContainers<Element>(of element: Element.Type) {
    register([Element].self) { try $0.elements() }
    register(Element?.self) { try $0.has(.unwrapped) ? $0.child(.unwrapped, as: Element.self) : nil }
    register([String: Element].self) { reader in
      var result: [String: Element] = [:]
      for case .entry(let name) in reader.keys { result[name] = try reader.child(.entry(name)) }
      return result
    }
  }

  /// Registers a type of layers that are nothing but their sublayers.
  public mutating func register<Group: SequentialLayer>(sequential type: Group.Type, as name: String? = nil) {
    register(type, as: name) { Group(try $0.child("sublayers")) }
  }

  /// Registers a function of elements by its name, so that scripts may refer to it.
  public mutating func register(_ function: ElementwiseFunction) { functions[function.name] = function }

  mutating func enter<Tree: PyTree & SendableMetatype>(
    _ type: Tree.Type, as name: String?, _ build: @escaping @Sendable (inout NodeReader) throws -> Tree,
    writeLeaf: LeafWriter?
  ) {
    let name = name ?? "\(type)"
    let identity = ObjectIdentifier(type)
    if let former = names.updateValue(name, forKey: identity) { entries[former] = nil }
    if let loser = entries[name]?.type, loser != identity { names[loser] = nil }
    entries[name] = Entry(type: identity, build: { try build(&$0) }, writeLeaf: writeLeaf)
  }

  /// The names of the registered types, sorted.
  public var typeNames: [String] { entries.keys.sorted() }

  func name(of type: Any.Type) -> String? { names[ObjectIdentifier(type)] }
  func entry(_ name: String) -> Entry? { entries[name] }
  func function(_ name: String) -> ElementwiseFunction? { functions[name] }
}
