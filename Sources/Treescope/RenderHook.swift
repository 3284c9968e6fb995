/// A say in how any value is shown, whatever its type says of itself.
///
/// Hooks are asked for every value, the first one first; one that has nothing to say gives nil.
public final class RenderHook: Sendable {
  /// Gives the part of a value, or nil to leave it to others.
  ///
  /// It gets the value, the renderer for the values inside, and the part as it would be without this hook.
  public typealias Body = (_ value: Any, _ renderer: PartRenderer, _ usual: () -> Part) -> Part?

  /// What the hook does for one rendering.
  let begin: @Sendable () -> Body

  /// A hook.
  ///
  /// - Parameter part: Gives the part of a value, or nil to leave it to others. It gets the value, the renderer for the
  ///   values inside, and the part as it would be without this hook, to build on.
  public init(_ part: @escaping @Sendable (_ value: Any, _ renderer: PartRenderer, _ usual: () -> Part) -> Part?) {
    begin = { part }
  }

  /// A hook with a state of its own for every rendering, such as what it has met so far.
  ///
  /// - Parameter makePart: Called as a rendering begins; gives what the hook does for it.
  public init(beginning makePart: @escaping @Sendable () -> Body) {
    begin = makePart
  }
}

extension RenderHook: Hashable {
  /// Whether both are the same hook.
  public static func == (left: RenderHook, right: RenderHook) -> Bool { left === right }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
