internal import Glibc

extension RenderOptions {
  /// What suits standard output: the terminal's width and colours, or plain text where it is no terminal.
  ///
  /// Colours are off where `NO_COLOR` is set and not empty, or `TERM` is `dumb`; `COLORTERM` tells of RGB colours.
  public static var standardOutput: RenderOptions {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    var size = winsize()
    let isMeasured = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    return output(
      isTerminal: isTerminal, columns: isMeasured ? Int(size.ws_col) : nil,
      variable: { name in getenv(name).map { String(cString: $0) } })
  }

  /// What suits an output of the given kind and environment.
  static func output(isTerminal: Bool, columns: Int?, variable: (String) -> String?) -> RenderOptions {
    var options = RenderOptions()
    guard isTerminal else { return options }
    // A width of zero is a terminal that does not know.
    if let columns, columns > 0 { options.width = columns }
    let noColor = variable("NO_COLOR").map { !$0.isEmpty } ?? false
    options.style = noColor || variable("TERM") == "dumb" ? .plain : .ansi
    let depth = variable("COLORTERM")
    options.colorDepth = depth == "truecolor" || depth == "24bit" ? .trueColor : .palette
    return options
  }
}
