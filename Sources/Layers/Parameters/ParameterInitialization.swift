public import Arrays
public import NamedAxes
public import Trees
public import Variables

/// The key from which a parameter of a name is initialized: the base key with the name's hash folded in.
///
/// The first four bytes of the SHA-1 of the name, most significant first, are folded in, so that a parameter's value
/// depends on its name and the base key alone.
///
/// - Throws: errors of the array engine.
public func deriveParameterKey(_ base: RandomKey, name: String) throws -> RandomKey {
  let word = SHA1.hash(name.utf8).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  return try base.foldIn(NDArray(word))
}

/// A parameter with a first value, or a slot for one when there is no key.
///
/// - Parameters:
///   - name: the label, from which the random key is derived.
///   - key: the base key, the same for all parameters of a model.
///   - metadata: what else the parameter's label carries.
///   - initializer: gives the value from the derived key.
/// - Throws: what the initializer throws.
public func makeParameter(
  name: String, key: RandomKey?, metadata: [String: String] = [:],
  initializer: (RandomKey) throws -> NamedArray
) throws -> any ParameterLike {
  guard let key else { return ParameterSlot(label: .name(name)) }
  let value = try initializer(deriveParameterKey(key, name: name))
  return Parameter(value, label: .name(name), metadata: metadata)
}

/// Checks that every parameter of a model has a value.
///
/// - Throws: ``LayerInputError/configuration(layer:problem:)`` that names the parameters without one.
public func assertNoParameterSlots(_ model: some PyTree) throws {
  var slots: [String] = []
  try model.forEachNode { path, node in
    if let slot = node as? ParameterSlot { slots.append("\(slot.label) at \(path)") }
  }
  guard slots.isEmpty else {
    throw LayerInputError.configuration(
      layer: "\(type(of: model))",
      problem: "Unexpected parameter slots found in the model: \(slots.joined(separator: ", "))")
  }
}
