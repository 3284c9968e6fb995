internal import FoundationEssentials
internal import Glibc

/// The program that opens a page: the one that `BROWSER` names, or `xdg-open` or `open` where there is a screen.
package struct BrowserOpener: Hashable, Sendable {
  /// The path of the program.
  let program: String

  /// The program of an environment; nil where there is none.
  package init?(environment: [String: String]) {
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
    guard let program = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else { return nil }
    self.program = program
  }

  /// Opens a file or an address without waiting; a page that no browser takes is still there.
  package func open(_ page: String) {
    // The shell goes at once and leaves the program to the system, so that none has to be waited for later.
    let words = ["/bin/sh", "-c", "\"$0\" \"$1\" >/dev/null 2>&1 </dev/null &", program, page]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    // The browser is to end on signals that this process may hold back.
    var attributes = posix_spawnattr_t()
    var signals = sigset_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process = pid_t()
    guard posix_spawn(&process, "/bin/sh", nil, &attributes, &arguments, environ) == 0 else { return }
    waitpid(process, nil, 0)
  }
}
