/// How Swift's ABI stores an existential of one protocol; only the last word of `any Layer` and `any PyTree` differs.
///
/// A cast turns one into the other, too, by searching the conformances of the value's type at every step of a walk, which
/// takes longer than all else. What is stored in another way is cast.
private struct ExistentialWords {
  var value: (UInt, UInt, UInt)
  var type: Any.Type
  var witnesses: UInt
}

/// The kind of the metadata of existential types in the ABI.
private var existentialKind: UInt { 0x303 }

/// Whether values of a type are stored in words as above.
@inline(__always)
private func isExistentialOfOneProtocol<Declared>(_ type: Declared.Type) -> Bool {
  MemoryLayout<Declared>.size == MemoryLayout<any PyTree>.size
    && unsafeBitCast(type as Any.Type, to: UnsafePointer<UInt>.self).pointee == existentialKind
}

/// A value as a tree, if it is one.
@inline(__always)
func tree<Declared>(in value: inout Declared) -> (any PyTree)? {
  guard isExistentialOfOneProtocol(Declared.self) else { return value as? any PyTree }
  return withUnsafeMutablePointer(to: &value) { boxedTree(at: UnsafeMutableRawPointer($0)) }
}

/// Puts a tree into the place of a value, and returns whether it fits there.
@inline(__always)
func store<Declared>(_ tree: any PyTree, in value: inout Declared) -> Bool {
  if isExistentialOfOneProtocol(Declared.self) {
    let fits = withUnsafeMutablePointer(to: &value) { replaceBoxed(at: UnsafeMutableRawPointer($0), by: tree) }
    if fits { return true }
  }
  return storeByCast(tree, in: &value)
}

/// Puts a tree into the place of a value by a cast; apart, as its mere presence costs the fast way a search for types.
@inline(never)
private func storeByCast<Declared>(_ tree: any PyTree, in value: inout Declared) -> Bool {
  guard let fitting = tree as? Declared else { return false }
  value = fitting
  return true
}

/// The tree in an existential of one protocol.
private func boxedTree(at place: UnsafeMutableRawPointer) -> (any PyTree)? {
  var words = place.assumingMemoryBound(to: ExistentialWords.self).pointee
  let type = TreeTypes.tree(words.type)
  guard type != nil else { return nil }
  // A metatype is stored as the type and the witness table; were it no optional, Swift would open it here.
  words.witnesses = unsafeBitCast(type, to: (UInt, UInt).self).1
  return withUnsafeBytes(of: &words) { words -> (any PyTree)? in words.load(as: (any PyTree).self) }
}

/// Puts a tree into the place of a value in an existential of one protocol, if it is of the type of that value.
private func replaceBoxed(at place: UnsafeMutableRawPointer, by tree: any PyTree) -> Bool {
  let words = place.assumingMemoryBound(to: ExistentialWords.self)
  guard words.pointee.type == type(of: tree) else { return false }
  // Of the same type as before: the witness table stays.
  let witnesses = words.pointee.witnesses
  place.assumingMemoryBound(to: (any PyTree).self).pointee = tree
  words.pointee.witnesses = witnesses
  return true
}
