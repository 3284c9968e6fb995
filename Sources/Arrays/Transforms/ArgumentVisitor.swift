internal import Trees

/// What a compiled function shows its arguments to: they are compared with those of an earlier call, or taken apart.
struct ArgumentVisitor {
  private var purpose: Purpose
  /// The argument that is asked for as a whole, and its value.
  private let wanted: Int?
  private(set) var whole: Any?
  private var count = 0

  private enum Purpose {
    case matching(SignatureMatcher)
    case collecting(ArgumentSignature)
  }

  /// Compares the arguments with a key.
  ///
  /// - Parameter wanted: the argument to keep as it is.
  init(matching key: ArgumentSignature.Key, wanting wanted: Int?) {
    purpose = .matching(SignatureMatcher(key))
    self.wanted = wanted
  }

  private init(collecting signature: ArgumentSignature) {
    purpose = .collecting(signature)
    wanted = nil
  }

  /// The arguments taken apart.
  static func signature(
    plain isPlain: Bool = false, describing isDescribing: Bool = false,
    _ present: (inout ArgumentVisitor) throws -> Void
  ) throws -> ArgumentSignature {
    let empty = ArgumentSignature(plain: isPlain, describing: isDescribing)
    var visitor = ArgumentVisitor(collecting: empty)
    try present(&visitor)
    guard case .collecting(let signature) = visitor.purpose else { return empty }
    return signature
  }

  /// Whether the arguments matched.
  var isMatch: Bool {
    if case .matching(let matcher) = purpose { matcher.isMatch } else { false }
  }

  /// Shows the next argument.
  mutating func add(_ tree: some PyTree) throws {
    if count == wanted { whole = tree }
    count += 1
    switch purpose {
    case .matching(var matcher):
      try matcher.match(tree)
      purpose = .matching(matcher)
    case .collecting(var signature):
      // While it is changed it must be referred to once.
      purpose = .collecting(ArgumentSignature())
      try signature.add(tree)
      purpose = .collecting(signature)
    }
  }
}
