/// A say in how any value is shown, whatever its type says of itself.
///
/// Hooks are asked for every value, the first one first; one that has nothing to say gives nil.
public final class RenderHook: Sendable {
  let body: @Sendable (Any, PartRenderer, () -> Part) -> Part?

  /// A hook.
  ///
  /// - Parameter part: Gives the part of a value, or nil to leave it to others. It gets the value, the renderer for the
  ///   values inside, and the part as it would be without this hook, to build on.
  public init(_ part: @escaping @Sendable (_ value: Any, _ renderer: PartRenderer, _ usual: () -> Part) -> Part?) {
    body = part
  }
}

extension RenderHook: Hashable {
  /// Whether both are the same hook.
  public static func == (left: RenderHook, right: RenderHook) -> Bool { left === right }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
