import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct LayerBindingTests {
  private func model() throws -> Sequential {
    Sequential([
      try Affine.fromConfig(name: "a", key: RandomKey(0), inputAxes: ["f": 2], outputAxes: ["f": 2]),
      Record(seen: StateVariable([NamedArray](), label: "seen")),
    ])
  }

  @Test func variablesGoBackIntoTheirSlots() throws {
    let model = try model()
    let (slots, variables) = try unbindVariables(model)
    let bound = try slots.bindVariables(variables)
    #expect(
      try bound.leaves(of: Parameter.self).map(ObjectIdentifier.init)
        == model.leaves(of: Parameter.self).map(ObjectIdentifier.init))
    _ = try bound(counting(["f": 2]))
    #expect(try model.leaves(of: StateVariable<[NamedArray]>.self)[0].value.count == 1)
  }

  @Test func frozenValuesFitAndSlotsMayStay() throws {
    let (slots, parameters) = try unbindParameters(model())
    let frozen = try slots.bindVariables(parameters.map { $0.frozen() })
    #expect(try frozen.leaves(of: Parameter.self).isEmpty)
    let half: any Layer = try slots.bindVariables([parameters[0]])
    #expect(throws: LayerInputError.self) { try assertNoParameterSlots(#require(half as? Sequential)) }
  }

  @Test func variablesWithoutASlotAreRefusedUnlessAllowed() throws {
    let (slots, parameters) = try unbindParameters(model())
    let others = parameters + [Parameter(try counting(["f": 2]), label: "other")]
    let error = #expect(throws: VariableError.self) { _ = try slots.bindVariables(others) }
    #expect(error?.description.contains("other") == true)
    #expect(try slots.bindVariables(others, allowingUnused: true).leaves(of: Parameter.self).count == parameters.count)
  }
}
