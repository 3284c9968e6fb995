internal import Synchronization

/// Which types are trees.
///
/// The runtime answers too, with a search that costs more than the rest of a step of a walk; here each type is searched
/// for once. Readers take no lock: answers are never taken back, and a full table only makes what it lacks slower.
enum TreeTypes {
  private struct Answer {
    let type: ObjectIdentifier
    let tree: (any PyTree.Type)?
  }

  private typealias Slot = Atomic<UnsafePointer<Answer>?>
  private static let slotCount = 4096
  private static let longestSearch = 16

  // Never freed: it lives as long as the types, which are never unloaded.
  nonisolated(unsafe) private static let slots: UnsafeMutablePointer<Slot> = {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: slotCount)
    for index in 0..<slotCount { (slots + index).initialize(to: Slot(nil)) }
    return slots
  }()

  /// The type as a tree; nil when its values are no trees, or when only the values inside tell, as for existentials.
  static func tree(_ type: Any.Type) -> (any PyTree.Type)? {
    let identity = ObjectIdentifier(type)
    let slots = slots
    var index = (UInt(bitPattern: identity) >> 4) &* 0x9E37_79B9_7F4A_7C15 >> 20
    for _ in 0..<longestSearch {
      let slot = slots + Int(index % UInt(slotCount))
      guard let answer = slot.pointee.load(ordering: .acquiring) else { return found(type, at: slot) }
      if answer.pointee.type == identity { return answer.pointee.tree }
      index += 1
    }
    return type as? any PyTree.Type
  }

  private static func found(_ type: Any.Type, at slot: UnsafeMutablePointer<Slot>) -> (any PyTree.Type)? {
    let tree = type as? any PyTree.Type
    let answer = UnsafeMutablePointer<Answer>.allocate(capacity: 1)
    answer.initialize(to: Answer(type: ObjectIdentifier(type), tree: tree))
    let (isFirst, _) = slot.pointee.compareExchange(
      expected: nil, desired: UnsafePointer(answer), ordering: .acquiringAndReleasing)
    if !isFirst { answer.deallocate() }
    return tree
  }
}
