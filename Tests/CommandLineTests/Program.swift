import Foundation
import TestSupport

/// Runs of the `penzai` program as a user starts it.
struct Program {
  /// What a run printed and how it ended.
  struct Run {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The program beside the tests' own bundle.
  static let url = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "penzai")

  /// Starts the program and waits for its end, without blocking the thread that other tests run on.
  static func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Run {
    let folder = try TemporaryFolder()
    let running = try Running(arguments, environment: environment, folder: folder)
    let status = await running.end()
    return Run(status: status, output: try running.output, errors: try running.errors)
  }

  /// A run that has not ended, or whose end nobody waited for.
  struct Running {
    let process = Process()
    private let folder: TemporaryFolder
    private let ends: AsyncStream<Int32>

    /// Starts the program, its output going to files in a folder.
    init(_ arguments: [String], environment: [String: String] = [:], folder: TemporaryFolder) throws {
      self.folder = folder
      process.executableURL = Program.url
      process.arguments = arguments
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try Self.sink(folder.file("stdout"))
      process.standardError = try Self.sink(folder.file("stderr"))
      let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
      ends = stream
      process.terminationHandler = { process in
        continuation.yield(process.terminationStatus)
        continuation.finish()
      }
      try process.run()
    }

    /// Waits for the end and gives the exit code, or the signal.
    func end() async -> Int32 {
      for await status in ends { return status }
      return -1
    }

    var output: String { get throws { try String(contentsOfFile: folder.file("stdout"), encoding: .utf8) } }
    var errors: String { get throws { try String(contentsOfFile: folder.file("stderr"), encoding: .utf8) } }

    private static func sink(_ path: String) throws -> FileHandle {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      return try FileHandle(forWritingTo: URL(filePath: path))
    }
  }
}
