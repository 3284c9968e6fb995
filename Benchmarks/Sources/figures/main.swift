import Foundation
import Penzai

/// An answer to the driver, one JSON line.
struct Answer: Encodable {
  var name: String
  var unit: String?
  var value: Double?
  var error: String?

  func say() throws {
    print(String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
    fflush(nil)
  }
}

if CommandLine.arguments.contains("--first-result") {
  let sum = try NDArray([Float](repeating: 1, count: 8)) + NDArray([Float](repeating: 1, count: 8))
  print(try sum.elements(as: Float.self)[0])
  exit(0)
}

if CommandLine.arguments.contains("--eager-memory") {
  print(try megabytesOfEagerWork())
  exit(0)
}

if CommandLine.arguments.contains("--transformer-build") {
  print(try secondsOfBuildingATransformer())
  exit(0)
}

if CommandLine.arguments.contains("--stack-compile"), let blocks = CommandLine.arguments.last.flatMap({ Int($0) }) {
  print(try secondsOfCompilingAStack(blocks: blocks))
  exit(0)
}

// Reads a name a line, runs one round of that figure and answers, like the peer's server.
var rounds: [String: () throws -> Double] = [:]
while let name = readLine() {
  guard let figure = figures.first(where: { $0.name == name }) else {
    try Answer(name: name, error: "no such figure").say()
    continue
  }
  do {
    let round = try rounds[name] ?? figure.prepare()
    rounds[name] = round
    try Answer(name: name, unit: figure.unit, value: try round()).say()
  } catch {
    try Answer(name: name, error: "\(error)").say()
  }
}
