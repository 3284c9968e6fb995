internal import FoundationEssentials

/// A viewer that runs and has shown that it is the one that left its address.
package struct RunningViewer: ~Copyable {
  /// Its address.
  package let address: ViewerAddress
  /// The connection over which it gave its proof, so that values go to nobody else.
  private let connection: LoopbackConnection

  /// The viewer whose address a file holds; nil where none runs, or none that this version can talk to.
  ///
  /// Takes up to two seconds where something else keeps the port and says nothing.
  package init?(_ file: ViewerFile) {
    guard let address = file.address, address.version == ViewerAddress.currentVersion,
      let connection = try? LoopbackConnection(port: address.port)
    else { return nil }
    let question = ViewerAddress.randomSecret()
    guard let answer = try? connection.request("GET", "/proof/\(question)", seconds: 1),
      answer.status == 200, answer.text == address.proof(for: question)
    else { return nil }
    self.address = address
    self.connection = connection
  }

  /// Shows a value, and gives the address of the page that shows it.
  ///
  /// - Throws: ``PageError/notTaken(viewer:reason:)``.
  func show(_ fragment: PageFragment) throws(PageError) -> String {
    let viewer = "http://127.0.0.1:\(address.port)"
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .withoutEscapingSlashes
      let body = [UInt8](try encoder.encode(fragment))
      guard body.count <= address.byteLimit else {
        throw LoopbackConnection.Failure(reason: "the value takes \(body.count) bytes of at most \(address.byteLimit)")
      }
      let answer = try connection.request(
        "POST", "/values",
        headers: [("Authorization", "Bearer \(address.secret)"), ("Content-Type", "application/json")], body: body,
        seconds: 30)
      guard answer.status == 201 else {
        throw LoopbackConnection.Failure(reason: "it answered \(answer.status): \(escaped(answer.text))")
      }
      return answer.text
    } catch let failure as LoopbackConnection.Failure {
      throw PageError.notTaken(viewer: viewer, reason: failure.reason)
    } catch {
      throw PageError.notTaken(viewer: viewer, reason: "\(error)")
    }
  }
}
