/// How Swift's ABI stores an existential of one protocol: only the last word differs between `any Layer` and `any PyTree`.
///
/// A cast turns one into the other, too, by searching the conformances of the value's type at every step of a walk, which takes longer
/// than all else. What is stored in another way is cast.
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
func tree<Declared>(in value: Declared) -> (any PyTree)? {
  guard isExistentialOfOneProtocol(Declared.self) else { return value as? any PyTree }
  let (size, alignment) = (MemoryLayout<any PyTree>.size, MemoryLayout<any PyTree>.alignment)
  return withUnsafeTemporaryAllocation(byteCount: size, alignment: alignment) { place in
    let place = place.baseAddress.unsafelyUnwrapped
    place.initializeMemory(as: Declared.self, to: value)
    let words = place.assumingMemoryBound(to: ExistentialWords.self)
    let type = TreeTypes.tree(words.pointee.type)
    guard type != nil else {
      return place.assumingMemoryBound(to: Declared.self).move() as? any PyTree
    }
    // A metatype is stored as the type and the witness table; were it no optional, Swift would open it here.
    words.pointee.witnesses = unsafeBitCast(type, to: (UInt, UInt).self).1
    return place.assumingMemoryBound(to: (any PyTree).self).move()
  }
}

/// Puts a tree into the place of a value, and returns whether it fits there.
@inline(__always)
func store<Declared>(_ tree: any PyTree, in value: inout Declared) -> Bool {
  if isExistentialOfOneProtocol(Declared.self) {
    let stored = withUnsafeMutablePointer(to: &value) { place in
      let place = UnsafeMutableRawPointer(place)
      let words = place.assumingMemoryBound(to: ExistentialWords.self)
      guard words.pointee.type == type(of: tree) else { return false }
      // Of the same type as before: the witness table stays.
      let witnesses = words.pointee.witnesses
      place.assumingMemoryBound(to: (any PyTree).self).pointee = tree
      words.pointee.witnesses = witnesses
      return true
    }
    if stored { return true }
  }
  guard let fitting = tree as? Declared else { return false }
  value = fitting
  return true
}
