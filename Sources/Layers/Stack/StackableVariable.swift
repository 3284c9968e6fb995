internal import Arrays
internal import NamedAxes
internal import Trees
internal import Variables

/// State that a layer stack can hand out layer by layer, whatever its type.
protocol StackableVariable: Variable {
  /// The named arrays of the state, in order.
  ///
  /// - Throws: ``LayerInputError/stackedVariable(variable:problem:)`` when there is anything else in it.
  func namedArrays() throws -> [NamedArray]
  /// A new variable with the same label and other arrays.
  func copy(with arrays: [NamedArray]) throws -> any StackableVariable
  /// A new variable with the same label and value, and more metadata.
  func copy(adding metadata: [String: String]) throws -> any StackableVariable
  /// Puts other arrays in place of those of the state.
  func update(arrays: [NamedArray]) throws
}

extension StateVariable: StackableVariable {
  func namedArrays() throws -> [NamedArray] {
    let value = value
    let arrays = try value.leaves(of: NamedArray.self)
    let others = try value.leavesWithPaths().filter { !($0.node is NDArray) }
    guard others.isEmpty, try value.leaves(of: NDArray.self).count == arrays.count else {
      throw LayerInputError.stackedVariable(
        variable: cellName, problem: "must hold only named arrays, found \(Value.self)")
    }
    return arrays
  }

  func copy(with arrays: [NamedArray]) throws -> any StackableVariable {
    StateVariable(try value.replacingLeaves(of: NamedArray.self, with: arrays), label: label, metadata: metadata)
  }

  func copy(adding metadata: [String: String]) throws -> any StackableVariable {
    StateVariable(value, label: label, metadata: self.metadata.merging(metadata) { $1 })
  }

  func update(arrays: [NamedArray]) throws { value = try value.replacingLeaves(of: NamedArray.self, with: arrays) }
}
