internal import Trees
public import Treescope

extension ShapePattern: TreescopeRepresentable {
  /// The tree that is wanted, with a line for each array; `*` where anything goes.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    switch self {
    case .array(let spec): renderer.part(of: spec)
    case .wildcard(let words): .text(words.map { "<\($0)>" } ?? "*", .summary)
    case .value(let value): renderer.part(of: value.value)
    case .absent: .text("nil", .keyword)
    case .node(let node): node.part(with: renderer)
    }
  }
}

extension ShapePattern: CustomStringConvertible {
  /// The tree that is wanted, as it is printed.
  public var description: String { render(self) }
}

extension PatternNode {
  fileprivate func part(with renderer: PartRenderer) -> Part {
    let parts = children.map { child in
      let value = renderer.part(of: child.pattern)
      return switch child.key {
      case .index(let index): value.at(.index(index))
      case .entry(let name): Part.sequence([.text(name.debugDescription, .string), ": ", value.at(.entry(name))])
      case .field(let name): Part.sequence([.text(name, .childLabel), ": ", value.at(.field(name))])
      case .unwrapped: value.at(.unwrapped)
      }
    }
    let settings = (constants ?? []).map { constant in
      let label = if case .field(let name) = constant.key { name } else { "\(constant.key)" }
      return Part.sequence([
        .text(label, .staticLabel), ": ", renderer.part(of: constant.value.value).at(.field(label)),
      ])
    }
    return switch form {
    case .list: .enclosed("[", parts, "]")
    case .dictionary: parts.isEmpty ? "[:]" : .enclosed("[", parts, "]")
    case .fields: .enclosed("\(type?.description ?? "")(", parts + settings, ")", role: .typeName)
    }
  }
}
