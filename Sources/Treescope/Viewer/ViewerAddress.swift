/// What a program must know to show values in the viewer that runs.
package struct ViewerAddress: Codable, Hashable, Sendable {
  /// The port on this machine.
  package var port: UInt16
  /// The secret that only programs of the same user can read.
  package var secret: String
  /// The process of the viewer, to name in messages.
  package var process: Int32
  /// How many bytes a request may bring at most.
  package var byteLimit: Int
  /// How values are sent; a viewer of another version is left alone.
  package var version = currentVersion

  /// How this version of the library sends values.
  package static let currentVersion = 1

  /// An address that speaks as this version of the library does.
  package init(port: UInt16, secret: String, process: Int32, byteLimit: Int) {
    (self.port, self.secret, self.process, self.byteLimit) = (port, secret, process, byteLimit)
  }

  /// What a viewer answers to a question that nobody could foresee, to show that it knows the secret.
  package func proof(for question: String) -> String {
    authenticationCode(of: "penzai view \(port) \(question)".utf8, key: Array(secret.utf8)).map(hexadecimal).joined()
  }

  /// Text of random bytes, which nobody guesses.
  package static func randomSecret() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<16).map { _ in hexadecimal(.random(in: .min ... .max, using: &generator)) }.joined()
  }
}

/// Two hexadecimal digits.
private func hexadecimal(_ byte: UInt8) -> String { String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }
