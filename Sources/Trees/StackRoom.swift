internal import CCallStacks

/// How much of the stack must be left for what is done at the bottom of a walk, in bytes.
private let stackReserve = 128 * 1024

/// Lets a walk go down one more level while the stack of the thread allows.
///
/// A walk goes down a tree on the stack. That of a very deep one would end the process when the stack is full.
///
/// - Throws: ``TreeError/tooDeep(path:levels:)``.
@usableFromInline
func requireStackRoom() throws {
  guard penzai_stack_room() > stackReserve else { throw TreeError.tooDeep(path: TreePath(), levels: 1) }
}
