/// Turns values into parts, and keeps what one rendering needs to know: limits, instances seen, instances being shown.
///
/// A value comes out as its type says if it is ``TreescopeRepresentable``, and else as reflection finds it.
public final class PartRenderer {
  /// The limits to keep.
  public let options: RenderOptions
  /// How many values enclose the current one.
  private var depth = 0
  /// How many values have been shown.
  private var shown = 0
  /// The instances met, in order; kept alive, so that no other instance takes over an identity.
  private var instances: [ObjectIdentifier: (number: Int, object: AnyObject)] = [:]
  /// The instances around the current value.
  private var enclosing: Set<ObjectIdentifier> = []
  /// Whether the outermost value is shown as one that stands by itself.
  private var showsRoot = false
  /// The hooks, begun for this rendering.
  private let hooks: [RenderHook.Body]

  /// A renderer for one value.
  public init(options: RenderOptions = RenderOptions()) {
    self.options = options
    hooks = options.hooks.map { $0.begin() }
  }

  /// The part that shows a value which is not within another one; see ``TreescopeRootRepresentable``.
  public func rootPart(of value: Any) -> Part {
    showsRoot = true
    defer { showsRoot = false }
    return part(of: value)
  }

  /// The part that shows a value.
  ///
  /// What a type throws while it renders is shown in its place. A class instance inside itself is shown as a cyclic
  /// reference, and values beyond the limits as `<Type…>`.
  public func part(of value: Any) -> Part {
    guard depth < options.nestingLimit, shown < options.valueLimit else {
      return .text("<\(typeName(type(of: value)))…>", .abbreviation)
    }
    depth += 1
    shown += 1
    defer { depth -= 1 }
    guard type(of: value) is AnyClass, !(value is AnyKeyPath) else {
      return hooked(value, hooks[...])
    }

    let object = value as AnyObject
    let identity = ObjectIdentifier(object)
    guard enclosing.insert(identity).inserted else {
      return .text("<cyclic reference to \(typeName(type(of: value)))>", .abbreviation)
    }
    defer { enclosing.remove(identity) }
    let number = instances[identity]?.number ?? instances.count
    instances[identity] = (number, object)
    return .instance(number, hooked(value, hooks[...]))
  }

  /// The part that the first hook gives which cares, or that of the value itself.
  private func hooked(_ value: Any, _ hooks: ArraySlice<RenderHook.Body>) -> Part {
    guard let hook = hooks.first else { return contents(of: value) }
    let rest = { self.hooked(value, hooks.dropFirst()) }
    return hook(value, self, rest) ?? rest()
  }

  private func contents(of value: Any) -> Part {
    guard let representable = value as? any TreescopeRepresentable else { return reflection(of: value) }
    do {
      // Depth one is the outermost value.
      if showsRoot, depth == 1, let root = value as? any TreescopeRootRepresentable {
        return try root.treescopeRootPart(with: self)
      }
      return try representable.treescopePart(with: self)
    } catch {
      return .text("<\(typeName(type(of: value))) failed to render: \(error)>", .error)
    }
  }
}

extension Part: TreescopeRepresentable {
  /// A part shows itself.
  public func treescopePart(with renderer: PartRenderer) -> Part { self }
}
