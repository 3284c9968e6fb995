extension PageFragment: Codable {
  private enum CodingKeys: String, CodingKey {
    case title, json, plainText
  }

  /// Reads what another program made ready.
  ///
  /// - Throws: A `DecodingError` for data that could end the script element that it is to stand in.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    title = try values.decode(String.self, forKey: .title)
    json = try values.decode(String.self, forKey: .json)
    plainText = try values.decode(String.self, forKey: .plainText)
    // The writer of fragments has escapes for these wherever they occur.
    guard json.utf8.allSatisfy({ $0 >= 0x20 && ![0x26, 0x3C, 0x3E, 0x7F].contains($0) }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .json, in: values, debugDescription: "the fragment holds signs that fragments write as escapes")
    }
  }

  /// Writes the title, the data and the plain text.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(title, forKey: .title)
    try values.encode(json, forKey: .json)
    try values.encode(plainText, forKey: .plainText)
  }
}
