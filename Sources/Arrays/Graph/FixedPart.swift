/// What never changes of a variable and functions may depend on, such as its label.
///
/// A function that was compiled for one variable serves another when the fixed parts are equal. That is compared at every
/// call, so the content is boxed once, and a part is known to equal itself.
public final class FixedPart: Hashable, Sendable, CustomStringConvertible {
  private let content: any Hashable & Sendable

  /// A fixed part from its content.
  public init(_ content: some Hashable & Sendable) { self.content = content }

  /// Whether the contents are equal.
  public static func == (left: FixedPart, right: FixedPart) -> Bool {
    left === right || AnyHashable(left.content) == AnyHashable(right.content)
  }

  /// Feeds the content into the hasher.
  public func hash(into hasher: inout Hasher) { content.hash(into: &hasher) }

  /// The content in words.
  public var description: String { "\(content)" }
}
