extension CheckpointError: CustomStringConvertible {
  /// The message: which file and tensor, what was found, what was expected.
  public var description: String {
    let place = tensor.map { ", tensor \(shortened($0).debugDescription)" } ?? ""
    return "\(file)\(place): \(reason.description)"
  }
}

extension CheckpointError.Reason: CustomStringConvertible {
  /// What is wrong, as a sentence.
  public var description: String {
    switch self {
    case .system(let operation, let problem):
      "cannot \(operation): \(problem)."
    case .notARegularFile:
      "this is not a regular file."
    case .tooShort(let byteCount):
      "the file has \(byteCount) bytes, fewer than the 8 that hold the length of a safetensors header."
    case .headerTooLarge(let byteCount, let limit):
      "the header would have \(byteCount) bytes, more than the \(limit) that are allowed. This may be a file of "
        + "another format."
    case .headerExceedsFile(let byteCount, let available):
      "the header would have \(byteCount) bytes, but only \(available) follow in the file. It may be cut short, or of "
        + "another format."
    case .malformedHeader(let offset, let expected):
      "the header is malformed at byte \(offset): expected \(expected)."
    case .duplicateKey(let key):
      "the key \(shortened(key).debugDescription) stands there twice."
    case .missingField(let field):
      "its entry lacks \"\(field)\"."
    case .tooMany(let what, let limit):
      "there are more than \(limit) \(what)."
    case .unsupportedType(let name):
      "the element type \(shortened(name).debugDescription) is not supported. Supported are "
        + "\(SafetensorsType.allCases.map(\.rawValue).joined(separator: ", "))."
    case .invertedOffsets(let begin, let end):
      "its data end at \(end), before they begin at \(begin)."
    case .shapeOverflow(let shape):
      "the shape \(shape) has more elements than can be held."
    case .sizeMismatch(let shape, let dtype, let expected, let found):
      "the shape \(shape) of \(dtype) takes \(expected) bytes, but its data have \(found)."
    case .overlap(let other, let offset):
      "its data begin at \(offset), inside those of \(shortened(other).debugDescription)."
    case .gap(let offset, let byteCount):
      "\(byteCount) bytes before its data, from \(offset) on, belong to no tensor."
    case .trailingBytes(let count):
      "\(count) bytes after the last tensor belong to none."
    case .truncated(let needed, let available):
      "its data end at \(needed), but the file holds only \(available) bytes of data. It was cut short."
    case .changedSinceOpening:
      "the file was changed after it was opened. Read it again."
    case .notBoolean(let offset, let byte):
      "byte \(offset) is \(byte); the booleans of a tensor must be 0 or 1."
    case .noSuchTensor(let available):
      "there is no such tensor. \(list(available))"
    case .invalidName(let problem):
      "the name \(problem)."
    case .invalidAxes(let problem):
      "the axis names in the metadata do not fit: \(problem)."
    case .notNpy(let start):
      "this is no npy file: it begins with \(hexadecimal(start)), not with \(hexadecimal(NpyHeader.magic)) and a "
        + "version."
    case .unsupportedVersion(let major, let minor):
      "version \(major).\(minor) of the npy format is not known. Known are 1.0, 2.0 and 3.0."
    case .unsupportedNpyType(let name, let advice):
      "the element type \(shortened(name).debugDescription) is not supported. \(advice)"
    case .structuredType:
      "the elements are records of several fields. Save each field as an array of its own."
    case .notZip:
      "this is no npz file: it does not end as zip archives do. It may be cut short."
    case .malformedArchive(let offset, let expected):
      "the archive is malformed at byte \(offset): expected \(expected)."
    case .unsupportedMember(let problem):
      "the member cannot be read: \(problem)."
    case .malformedDeflate(let problem):
      "the deflated data are damaged: \(problem)."
    case .expandsTooFar(let byteCount, let packed, let limit):
      "it would grow from \(packed) to \(byteCount) bytes, more than the \(limit) that are allowed. If the file can be "
        + "trusted, read it with a greater expansionLimit."
    case .checksumMismatch(let expected, let found):
      "its checksum is \(String(found, radix: 16)), but \(String(expected, radix: 16)) is recorded. The file is damaged."
    case .malformedJSON(let offset, let expected):
      "the JSON is malformed at byte \(offset): expected \(expected)."
    case .tooLarge(let byteCount, let limit):
      "the file has \(byteCount) bytes, more than the \(limit) that are allowed for its kind."
    case .configuration(let key, let problem):
      "the key \(shortened(key).debugDescription) \(problem)."
    case .outsideFolder(let name, let problem):
      "the file \(shortened(name).debugDescription) \(problem). Only files in the folder itself are read."
    case .noWeights(let expected):
      "there are no weights in the folder. Expected \(expected.joined(separator: " or "))."
    case .missingShards(let names):
      "files that the index names are not there: \(shown(names))."
    case .repeatedTensors(let names):
      "tensors stand in more than one file: \(shown(names))."
    case .indexMismatch(let absent, let unlisted):
      "the file is not what the index says."
        + (absent.isEmpty ? "" : " It lacks \(shown(absent)).")
        + (unlisted.isEmpty ? "" : " The index does not list \(shown(unlisted)).")
    case .missingTensors(let names):
      "the model needs tensors that are not there: \(shown(names))."
    case .unreadTensors(let names):
      "the model has no place for these tensors: \(shown(names))."
    case .unexpectedShape(let found, let expected):
      "the shape is \(found), but the configuration demands \(expected)."
    case .unexpectedType(let found, let expected):
      "the element type is \(found), but must be \(expected)."
    }
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "nothing" }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }

  private func list(_ names: [String]) -> String {
    names.isEmpty ? "The file holds none." : "The file holds \(shown(names))."
  }

  /// The first of some names, and how many more there are.
  private func shown(_ names: [String]) -> String {
    names.prefix(8).map { shortened($0).debugDescription }.joined(separator: ", ")
      + (names.count > 8 ? " and \(names.count - 8) more" : "")
  }
}

/// A text that may come from a hostile file, of bounded length.
private func shortened(_ text: String) -> String {
  text.unicodeScalars.count <= 200 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(200))) + "..."
}
