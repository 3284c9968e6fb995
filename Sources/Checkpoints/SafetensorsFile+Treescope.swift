public import Treescope

extension SafetensorsFile {
  /// An array that stays in the file until it is looked at.
  ///
  /// - Throws: ``CheckpointError`` when the file holds no array of this name.
  public subscript(name: String) -> StoredTensor {
    get throws { try StoredTensor(name, in: self) }
  }
}

extension SafetensorsFile: TreescopeRepresentable {
  /// The path, the metadata, and the arrays: those whose names begin alike, up to a dot, lie in one node.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    var fields = [field("path", renderer.part(of: path))]
    if !metadata.isEmpty { fields.append(field("metadata", renderer.part(of: metadata).at(.field("metadata")))) }
    fields.append(field("arrays", try TensorGroup(names).part(of: self, with: renderer)))
    return .enclosed("SafetensorsFile(", fields, ")", role: .typeName, color: .named(after: "SafetensorsFile"))
  }

  private func field(_ label: String, _ part: Part) -> Part { .sequence([.text(label, .childLabel), ": ", part]) }
}

/// Names by what they begin with: `layers.0.bias` lies in `layers`, and there in `0`.
private struct TensorGroup {
  /// The members in the order of the names.
  private var members: [Member] = []

  private struct Member {
    var label: String
    var content: Content
  }

  private enum Content {
    case tensor(String)
    case group(TensorGroup)
  }

  /// How many dots in a name count.
  private static let depthLimit = 20

  init(_ names: [String]) {
    let names = names.map { name in
      (
        name: name,
        steps: name.split(separator: ".", maxSplits: TensorGroup.depthLimit, omittingEmptySubsequences: false)[...]
      )
    }
    self.init(names)
  }

  private init(_ names: [(name: String, steps: ArraySlice<Substring>)]) {
    var places: [Substring: Int] = [:]
    var groups: [(label: Substring, names: [(name: String, steps: ArraySlice<Substring>)])] = []
    for (name, steps) in names {
      guard let first = steps.first else { continue }
      // A name that ends where others go on stands beside them.
      if steps.count > 1, let place = places[first] {
        groups[place].names.append((name, steps.dropFirst()))
      } else {
        if steps.count > 1 { places[first] = groups.count }
        groups.append((first, [(name, steps.dropFirst())]))
      }
    }
    members = groups.map { label, names in
      guard names.count > 1 else {
        let rest = names[0].steps.map { "." + $0 }.joined()
        return Member(label: label + rest, content: .tensor(names[0].name))
      }
      return TensorGroup.member(String(label), TensorGroup(names))
    }
  }

  /// A group with one member is that member, under both labels.
  private static func member(_ label: String, _ group: TensorGroup) -> Member {
    guard group.members.count == 1, let only = group.members.first else {
      return Member(label: label, content: .group(group))
    }
    return Member(label: "\(label).\(only.label)", content: only.content)
  }

  func part(of file: SafetensorsFile, with renderer: PartRenderer) throws -> Part {
    try Part.enclosed(
      "[",
      members.prefix(renderer.options.elementLimit).map { member in
        let label = renderer.part(of: member.label)
        return switch member.content {
        case .tensor(let name):
          Part.sequence([label, ": ", renderer.part(of: try file[name]).at(.entry(name))])
        case .group(let group): .sequence([label, ": ", try group.part(of: file, with: renderer)])
        }
      } + rest(renderer), "]")
  }

  private func rest(_ renderer: PartRenderer) -> [Part] {
    let count = members.count - renderer.options.elementLimit
    return count > 0 ? [renderer.remainder(count, "entry")] : []
  }
}
