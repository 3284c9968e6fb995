import Penzai

/// The tensors of a safetensors file as lines of text.
struct FileOutline {
  private(set) var text = ""

  /// One line for each tensor, and the metadata.
  ///
  /// - Parameter depth: how many parts of the names, between dots, count; tensors that differ in later ones only are
  ///   summed up. All when absent.
  /// - Throws: errors of the file.
  init(_ file: SafetensorsFile, depth: Int?) throws {
    let types = try file.names.map { (name: $0, type: try file.type(of: $0)) }
    let metadata = file.metadata.sorted { $0.key < $1.key }.map { key, value in
      "metadata \(InspectCommand.shown(key)): \(InspectCommand.shown(value))"
    }
    let header = "\(InspectCommand.shown(file.path)): \(ParameterSum(types.map(\.type)).text("tensor"))"
    var places: [Substring: Int] = [:]
    var groups: [(beginning: Substring, name: String, types: [ArrayType])] = []
    for (name, type) in types {
      let beginning = Self.beginning(of: name, depth: depth ?? .max)
      if let place = places[beginning] {
        groups[place].types.append(type)
      } else {
        places[beginning] = groups.count
        groups.append((beginning, name, [type]))
      }
    }
    let tensors = groups.map { beginning, name, types in
      guard types.count == 1 else {
        return "\(InspectCommand.shown(String(beginning)))…  (\(ParameterSum(types).text("tensor")))"
      }
      return "\(InspectCommand.shown(name))  \(types[0])  \(ParameterSum.bytes(types[0].byteCount))"
    }
    text = ([header] + metadata + tensors).joined(separator: "\n")
  }

  /// The first parts of a name between dots, with the dot after them where more follow.
  private static func beginning(of name: String, depth: Int) -> Substring {
    var dots = 0
    let end = name.firstIndex { character in
      if character == "." { dots += 1 }
      return dots == depth
    }
    return end.map { name[...$0] } ?? name[...]
  }
}
