import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct ParameterInitializationTests {
  /// Names, and the first four bytes of their SHA-1.
  static let vectors: [(name: String, word: UInt32)] = [
    ("", 0xDA39_A3EE), ("abc", 0xA999_3E36),
    ("mlp/Affine_0/Linear.weights", 0x5544_D1AB), ("größe/λ.weights", 0xBEA4_62D7),
  ]

  @Test(arguments: vectors)
  func theKeyIsTheBaseKeyWithTheHashOfTheNameFoldedIn(_ name: String, _ word: UInt32) throws {
    let base = try RandomKey(7)
    let expected = try base.foldIn(NDArray(word)).data.doubles()
    #expect(try deriveParameterKey(base, name: name).data.doubles() == expected)
  }

  @Test func aParameterHasTheValueOfTheDerivedKey() throws {
    let base = try RandomKey(3)
    let parameter = try makeParameter(name: "p", key: base, metadata: ["by": "test"]) { key in
      try NamedArray(key.uniform([4]), "a")
    }
    let derived = try deriveParameterKey(base, name: "p").uniform([4]).doubles()
    #expect(try values(parameter.value, "a") == derived)
    #expect(parameter.label == "p")
    #expect((parameter as? Parameter)?.metadata == ["by": "test"])
  }

  @Test func withoutAKeyThereIsASlotAndNothingIsComputed() throws {
    let slot = try makeParameter(name: "p", key: nil) { _ in
      Issue.record("the initializer was called")
      return try counting(["a": 1])
    }
    #expect(slot is ParameterSlot)
    #expect(slot.label == "p")
    let error = #expect(throws: VariableError.self) { _ = try slot.value }
    #expect(error == .unbound(slot: #"ParameterSlot(label: "p")"#))
    #expect(error?.description.contains("build the model with a random key") == true)
  }

  @Test func aModelWithoutSlotsPasses() throws {
    try assertNoParameterSlots(
      Affine.fromConfig(name: "net", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["b": 2]))
  }

  @Test func slotsInAModelAreNamedWithTheirPlaces() throws {
    let model = try Residual(Affine.fromConfig(name: "net", key: nil, inputAxes: ["a": 2], outputAxes: ["a": 2]))
    let error = #expect(throws: LayerInputError.self) { try assertNoParameterSlots(model) }
    #expect(
      error?.description == """
        (Residual) Unexpected parameter slots found in the model: "net/Linear.weights" at \
        .delta.sublayers[0].weights, "net/AddBias.bias" at .delta.sublayers[2].bias.
        """)
  }
}
