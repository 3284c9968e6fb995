internal import FoundationEssentials
internal import Glibc

/// Writes a value as a page of its own and opens it in the reader's browser.
///
/// Where there is no browser to open, as on a server, the page is written all the same, and its path is printed.
///
/// - Parameters:
///   - value: Any value.
///   - title: The title; by default the type of the value.
///   - file: Where to write the page; by default a new file in the folder of temporary files.
///   - options: Size, limits and pictures.
/// - Returns: The path of the page.
/// - Throws: ``PageError/notWritten(path:reason:)``.
@discardableResult
public func show(
  _ value: Any, title: String? = nil, file: String? = nil, options: RenderOptions = RenderOptions()
) throws -> String {
  try show(value, title: title, file: file, options: options, environment: ProcessInfo.processInfo.environment)
}

/// As ``show(_:title:file:options:)`` in a given environment.
func show(
  _ value: Any, title: String?, file: String?, options: RenderOptions, environment: [String: String]
) throws -> String {
  let url =
    file.map { URL(filePath: $0) }
    ?? FileManager.default.temporaryDirectory.appending(path: "treescope-\(UUID().uuidString).html")
  do {
    try Data(renderPage(value, title: title, options: options).utf8).write(to: url, options: .atomic)
    // What a page shows may be private, and the folder of temporary files is everyone's.
    if file == nil { try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path) }
  } catch {
    throw PageError.notWritten(path: url.path, reason: "\(error)")
  }
  if let opener = browserOpener(environment) {
    start(opener, with: url.path)
  } else {
    print("The page is \(url.path)")
  }
  return url.path
}

/// Starts a program without waiting for it; a page that no browser takes is still written.
private func start(_ program: String, with argument: String) {
  // The shell goes at once and leaves the program to the system, so that none has to be waited for later.
  let words = ["/bin/sh", "-c", "\"$0\" \"$1\" >/dev/null 2>&1 </dev/null &", program, argument]
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  var process = pid_t()
  guard posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ) == 0 else { return }
  waitpid(process, nil, 0)
}

/// The program that opens a page: the one that `BROWSER` names, or `xdg-open` or `open` where there is a screen.
func browserOpener(_ environment: [String: String]) -> String? {
  let names: [String]
  if let chosen = environment["BROWSER"], !chosen.isEmpty {
    names = [String(chosen.prefix { $0 != ":" })]
  } else if environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil {
    names = ["xdg-open"]
  } else {
    #if os(macOS)
      names = ["open"]
    #else
      names = []
    #endif
  }
  let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
  let paths = names.flatMap { name in name.hasPrefix("/") ? [name] : folders.map { "\($0)/\(name)" } }
  return paths.first { FileManager.default.isExecutableFile(atPath: $0) }
}

/// Why a page could not be shown.
public enum PageError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file could not be written.
  case notWritten(path: String, reason: String)

  /// What failed, where and why.
  public var description: String {
    switch self {
    case .notWritten(let path, let reason):
      "the page could not be written to \(path): \(reason); give `file` a path in a folder you may write to"
    }
  }
}
