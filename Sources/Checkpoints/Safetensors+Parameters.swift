internal import Arrays
internal import JSON
public import NamedAxes
public import Variables

extension Safetensors {
  /// Writes the values of parameters to a file under their labels.
  ///
  /// Positional axes come first in the arrays, then the named ones; the names are kept in the metadata, so that
  /// ``SafetensorsFile/parameters()`` gives the parameters back and other programs find plain arrays.
  ///
  /// - Parameters:
  ///   - parameters: frozen parameters, no two of one label.
  ///   - metadata: texts kept beside the arrays; keys that begin with `penzai.` are taken.
  ///   - path: the path of the file; its folder must exist.
  /// - Throws: ``CheckpointError`` naming the path; for parameters without a name of their own and for axis names that
  ///   equal nothing but themselves, which no file can hold.
  public static func write(
    parameters: [ParameterValue], metadata: [String: String] = [:], to path: String
  ) throws {
    var metadata = metadata
    if let taken = metadata.keys.first(where: { $0.hasPrefix("penzai.") }) {
      throw CheckpointError(
        file: path, .invalidName(problem: "\(taken.debugDescription) of metadata begins with penzai., which is taken"))
    }
    var tensors: [(name: String, array: NDArray)] = []
    for parameter in parameters {
      guard case .name(let name) = parameter.label else {
        throw CheckpointError(
          file: path, tensor: parameter.label.text,
          .invalidName(problem: "is only a number. Give the parameter a label"))
      }
      let value = try parameter.value.withPositionalPrefix()
      if let unique = value.names.first(where: { AxisName($0.text) != $0 }) {
        throw CheckpointError(
          file: path, tensor: name, .invalidAxes(problem: "\(unique) is a unique name, which cannot be written"))
      }
      metadata[axesKey(name)] = "[\(value.names.map { jsonString($0.text) }.joined(separator: ","))]"
      if !parameter.metadata.isEmpty {
        let texts = parameter.metadata.sorted { $0.key < $1.key }
        let members = texts.map { "\(jsonString($0.key)):\(jsonString($0.value))" }
        metadata[notesKey(name)] = "{\(members.joined(separator: ","))}"
      }
      tensors.append((name, value.data))
    }
    try write(tensors, metadata: metadata, to: path)
  }

  static func axesKey(_ name: String) -> String { "penzai.axes:" + name }
  static func notesKey(_ name: String) -> String { "penzai.metadata:" + name }
}

extension SafetensorsFile {
  /// An array with the names that were kept for its axes; without any, all axes are positional.
  ///
  /// - Throws: as ``array(_:shape:placement:)`` does; ``CheckpointError`` when the names do not fit the array.
  public func namedArray(_ name: String) throws -> NamedArray {
    let array = NamedArray(try array(name))
    guard let text = metadata[Safetensors.axesKey(name)] else { return array }
    var names: [AxisName] = []
    try scan(text, name) { scanner in
      try scanner.array { names.append(AxisName(try $0.string())) }
    }
    let rank = array.positionalShape.count
    guard names.count <= rank else {
      throw invalidAxes(name, "\(names.count) names are kept for \(rank) axes")
    }
    guard Set(names).count == names.count else { throw invalidAxes(name, "a name stands there twice") }
    let positional = (0..<rank - names.count).map { _ in AxisName.unique() }
    return try array.tag(positional + names).untag(positional)
  }

  /// All arrays as frozen parameters, labelled with their names.
  ///
  /// - Throws: as ``namedArray(_:)`` does.
  public func parameters() throws -> [ParameterValue] {
    try names.map { name in
      var notes: [String: String] = [:]
      if let text = metadata[Safetensors.notesKey(name)] {
        try scan(text, name) { scanner in try scanner.object { notes[$1] = try $0.string() } }
      }
      return ParameterValue(try namedArray(name), label: .name(name), metadata: notes)
    }
  }

  private func scan(_ text: String, _ name: String, _ body: (inout JSONScanner) throws -> Void) throws {
    try Array(text.utf8).withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      do {
        try body(&scanner)
        scanner.skipSpace()
        guard scanner.isAtEnd else { throw scanner.failure("the end of the text") }
      } catch let failure as JSONScanner.Failure {
        throw invalidAxes(name, "expected \(failure.expected) at byte \(failure.offset)")
      }
    }
  }

  private func invalidAxes(_ name: String, _ problem: String) -> CheckpointError {
    CheckpointError(file: path, tensor: name, .invalidAxes(problem: problem))
  }
}
