internal import PJRT

/// What a jitted function takes away from its caller: the memory of some of its inputs.
struct Donation {
  /// The positions of the inputs that the program may overwrite.
  var positions: [Int] = []
  /// Those among them that belong to arguments; the others are arrays of variables.
  var arguments: Set<Int> = []
  /// Where the function was jitted.
  var function = CallSite.unknown

  /// The buffers of a call, those to be given away being no one else's: where numbers and the arrays of variables are
  /// shared they are copied.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for an argument that occurs twice in the call.
  func detach(_ positions: [Int], of inputs: [NDArray], _ buffers: inout [Buffer], on engine: Engine) throws {
    var seen: Set<ObjectIdentifier> = []
    let shared = Set(buffers.map { ObjectIdentifier($0) }.filter { !seen.insert($0).inserted })
    for position in positions {
      let isShared = shared.contains(ObjectIdentifier(buffers[position]))
      if case .device = inputs[position].storage {
        guard isShared else { continue }
        guard !arguments.contains(position) else {
          throw ArrayError.argument(
            operation: "jit",
            problem:
              "an array of type \(inputs[position].type), donated to the function that was jitted at \(function), "
              + "occurs more than once in the call. Give another array in its other places, or leave donating: out")
        }
      }
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
    return Donation(
      positions: inputs.indices.filter { given.contains(inputs[$0]) },
      arguments: Set(inputs.indices.filter { arguments.contains(inputs[$0]) }), function: function)
  }
}
