import Arrays
import Synchronization

/// The lines printed during a call that begin with a mark, which is taken off: other tests print too.
func printed(_ mark: String, _ body: () throws -> Void) throws -> [String] {
  let lines = Mutex<[String]>([])
  try withDebugOutput(to: { line in
    if line.hasPrefix(mark) { lines.withLock { $0.append(String(line.dropFirst(mark.count))) } }
  }) { try body() }
  return lines.withLock { $0 }
}
