import Foundation

/// What a fresh process of this program prints.
///
/// - Parameter variables: what its environment has besides that of this process.
func output(ofProcess arguments: [String], _ variables: [String: String] = [:]) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
  process.arguments = arguments
  process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: bytes, as: UTF8.self)
}

/// The number that a fresh process of this program prints.
func number(ofProcess arguments: String..., variables: [String: String] = [:]) throws -> Double {
  let text = try output(ofProcess: arguments, variables).trimmingCharacters(in: .whitespacesAndNewlines)
  guard let number = Double(text) else { throw CocoaError(.coderInvalidValue) }
  return number
}

/// How long a fresh process of this program takes, in seconds.
@discardableResult
func secondsOfProcess(_ argument: String) throws -> Double { try seconds { _ = try output(ofProcess: [argument]) } }
