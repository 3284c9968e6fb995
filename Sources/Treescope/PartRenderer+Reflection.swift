extension PartRenderer {
  /// The part that shows a value by its stored properties, whatever its type says of itself.
  ///
  /// - Parameters:
  ///   - value: Any value.
  ///   - color: The colour of the type's name.
  ///   - comment: A remark on the first line.
  ///   - kind: What each stored property is to the tree.
  public func reflection(
    of value: Any, color: PartColor? = nil, comment: String? = nil, kind: (String) -> Field.Kind = { _ in .static }
  ) -> Part {
    if let type = value as? Any.Type { return .typeName(type, ".self", role: .type) }
    if value is AnyKeyPath { return .text("\(value)", .type) }
    let mirror = Mirror(reflecting: value)
    let type = type(of: value)
    switch mirror.displayStyle {
    case .tuple:
      let elements = fields(of: mirror).map { tupleElement($0) }
      return .enclosed("(", elements, ")", contents: counted(elements.count, "element"))
    case .enum:
      return enumCase(value, mirror, color: color)
    case .collection, .set, .dictionary:
      let contents = elements(mirror.children) { _, child in part(of: child.value) }
      return .enclosed(opening: .typeName(type, "("), [contents], .text(")", .typeName), color: color)
    case nil where mirror.children.isEmpty:
      return opaque(type)
    default:
      if let described = foundationDescription(value, type) { return described }
      let fields = fields(of: mirror).map { label, value in
        let step = label.map(PathStep.field)
        return Field(label, value, kind: label.map(kind) ?? .static, step: step)
      }
      return constructor(type, fields, color: color, comment: comment)
    }
  }

  /// The stored properties that a mirror shows, those of superclasses first; without a label where there is none.
  private func fields(of mirror: Mirror) -> [(label: String?, value: Any)] {
    var mirrors = [mirror]
    while let parent = mirrors.last?.superclassMirror { mirrors.append(parent) }
    return mirrors.reversed().flatMap { mirror in
      mirror.children.compactMap { label, value in
        guard let label else { return (nil, value) }
        if label == "$defaultActor" { return nil }
        let lazyPrefix = "$__lazy_storage_$_"
        return (label.hasPrefix(lazyPrefix) ? String(label.dropFirst(lazyPrefix.count)) : label, value)
      }
    }
  }

  /// An element of a tuple, whose mirror labels it `.0` where it has no name.
  private func tupleElement(_ element: (label: String?, value: Any)) -> Part {
    guard let label = element.label else { return part(of: element.value) }
    guard label.hasPrefix(".") else {
      return .sequence([.text(label, .staticLabel), ": ", part(of: element.value).at(.field(label))])
    }
    return part(of: element.value).at(.field(String(label.dropFirst())))
  }

  private func enumCase(_ value: Any, _ mirror: Mirror, color: PartColor?) -> Part {
    guard let payload = mirror.children.first, let label = payload.label else {
      return caseWithoutPayload(value, mirror.subjectType)
    }
    let inner = Mirror(reflecting: payload.value)
    let values = inner.displayStyle == .tuple ? fields(of: inner) : [(nil, payload.value)]
    // No path leads into a payload: Swift has no key paths for it.
    let parts = values.map { label, value in
      let part = part(of: value).at(nil)
      guard let label, !label.hasPrefix(".") else { return part }
      return .sequence([.text(label, .staticLabel), ": ", part])
    }
    return .enclosed(
      opening: .typeName(mirror.subjectType, ".\(label)("), parts, .text(")", .typeName), color: color,
      contents: counted(parts.count, "value"))
  }

  private func caseWithoutPayload(_ value: Any, _ type: Any.Type) -> Part {
    // Only the printed form of a value tells its case, and a type may print anything, even what called this.
    guard !Describing.isActive else { return .text("<\(typeName(type))>", .keyword) }
    let printed = Describing.$isActive.withValue(true) { String(describing: value) }
    let isName = printed.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    let part =
      isName ? Part.typeName(type, ".\(printed)", role: .keyword) : .text("<\(typeName(type)) \(printed)>", .keyword)
    guard let raw = (value as? any RawRepresentable)?.rawValue, (raw as? String) != printed else { return part }
    return .sequence([part, .comment("rawValue: \(self.part(of: raw).oneLineText)")])
  }

  /// A value without parts: a function, or something only its type tells of.
  private func opaque(_ type: Any.Type) -> Part {
    let name = typeName(type)
    return .text(name.contains(" -> ") ? "<function \(name)>" : "<\(name)>", .type)
  }

  /// The printed form of a value of Foundation's, whose stored properties say little.
  private func foundationDescription(_ value: Any, _ type: Any.Type) -> Part? {
    guard _typeName(type, qualified: true).hasPrefix("Foundation"), value is any CustomStringConvertible else {
      return nil
    }
    return .oneLine("<\(typeName(type)) \(value)>", short: "<\(typeName(type))…>")
  }
}

/// Whether a value is being asked for its printed form.
private enum Describing {
  @TaskLocal static var isActive = false
}
