/// A picture: drawn by a page when it comes into view, told in words by text.
///
/// What a page needs is worked out when the page is written, so that text never pays for pictures.
public final class Figure: Sendable {
  /// What text shows in place of the picture.
  let words: Part
  /// How many elements of arrays the picture would like to show, if it can do with fewer.
  let elementCount: Int
  /// Writes what the page's script draws the picture from, showing at most so many elements.
  let write: @Sendable (inout JSONWriter, Int) throws -> Void

  init(
    words: Part, elementCount: Int = 0, write: @escaping @Sendable (inout JSONWriter, Int) throws -> Void
  ) {
    self.words = words
    self.elementCount = elementCount
    self.write = write
  }
}

extension Figure: Hashable {
  /// Whether both are the same picture.
  public static func == (left: Figure, right: Figure) -> Bool { left === right }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
