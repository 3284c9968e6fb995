internal import FoundationEssentials

/// Shows a value in the viewer that `penzai view` runs, or else as a page of its own in the reader's browser.
///
/// A viewer takes the value at once and keeps those before it; the environment variable `PENZAI_VIEWER` names another
/// file by which to find it, and `off` leaves it alone. Without a viewer, or with a file to write, the page is a file.
/// Where there is no browser to open it, as on a server, the page is written all the same, and its path is printed.
///
/// - Parameters:
///   - value: Any value.
///   - title: The title; by default the type of the value.
///   - file: Where to write the page; by default a new file in the folder of temporary files.
///   - options: Size, limits and pictures.
/// - Returns: Where the value is shown.
/// - Throws: ``PageError``.
@discardableResult
public func show(
  _ value: Any, title: String? = nil, file: String? = nil, options: RenderOptions = RenderOptions()
) throws -> ShownPlace {
  try show(value, title: title, file: file, options: options, environment: ProcessInfo.processInfo.environment)
}

/// Where a value is shown.
public enum ShownPlace: Hashable, Sendable {
  /// In a page of its own, the file of this path.
  case file(String)
  /// Among the values of a viewer, whose page has this address.
  case viewer(String)
}

/// As ``show(_:title:file:options:)`` in a given environment.
func show(
  _ value: Any, title: String?, file: String?, options: RenderOptions, environment: [String: String]
) throws -> ShownPlace {
  let fragment = PageFragment(value, title: title, options: options)
  if file == nil, let viewer = ViewerFile(environment: environment).flatMap({ RunningViewer($0) }) {
    return .viewer(try viewer.show(fragment))
  }
  let path = file ?? temporaryPath()
  try Page(title: fragment.title, fragments: [fragment]).write(to: path)
  // What a page shows may be private, and the folder of temporary files is everyone's.
  if file == nil { try restrict(path) }
  if let opener = BrowserOpener(environment: environment) {
    opener.open(path)
  } else {
    print("The page is \(path)")
  }
  return .file(path)
}

private func temporaryPath() -> String {
  FileManager.default.temporaryDirectory.appending(path: "treescope-\(UUID().uuidString).html").path
}

private func restrict(_ path: String) throws(PageError) {
  do {
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  } catch {
    throw .notWritten(path: path, reason: "\(error)")
  }
}

/// Why a value could not be shown.
public enum PageError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file could not be written.
  case notWritten(path: String, reason: String)
  /// The viewer that runs did not take the value.
  case notTaken(viewer: String, reason: String)

  /// What failed, where and why.
  public var description: String {
    switch self {
    case .notWritten(let path, let reason):
      "the page could not be written to \(path): \(reason); give `file` a path in a folder you may write to"
    case .notTaken(let viewer, let reason):
      "the viewer at \(viewer) did not take the value: \(reason); show less of it, or set PENZAI_VIEWER to off to write "
        + "pages instead"
    }
  }
}
