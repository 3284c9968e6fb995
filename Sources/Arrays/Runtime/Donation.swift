internal import PJRT

/// What a jitted function takes away from its caller: the memory of some of its inputs.
struct Donation {
  /// The positions of the inputs that the program may overwrite.
  var positions: [Int] = []
  /// Where the function was jitted.
  var function = CallSite.unknown

  /// Makes the buffers of a call that are to be given away no one else's: numbers, and arrays that occur more than once
  /// in the call, are copied and stay readable.
  func detach(_ positions: [Int], of inputs: [NDArray], _ buffers: inout [Buffer], on engine: Engine) throws {
    var seen: Set<ObjectIdentifier> = []
    let shared = Set(buffers.map { ObjectIdentifier($0) }.filter { !seen.insert($0).inserted })
    for position in positions {
      if case .device = inputs[position].storage, !shared.contains(ObjectIdentifier(buffers[position])) { continue }
      buffers[position] = try buffers[position].copy(to: engine.device)
    }
  }

  /// Notes which arrays are gone.
  func note(_ positions: [Int], of inputs: [NDArray], given buffers: [Buffer]) throws {
    for position in positions {
      if case .device(let array) = inputs[position].storage, array.buffer === buffers[position] {
        try array.noteDonation(to: function)
      }
    }
  }

  /// The same for some of the inputs only.
  func restricted(to inputs: [Int]) -> Donation {
    let given = Set(positions)
    return Donation(positions: inputs.indices.filter { given.contains(inputs[$0]) }, function: function)
  }
}
