import Penzai
import PenzaiMacros
import Testing

/// Multiplies each place of an axis by a parameter.
@Layer
struct Gain {
  var factor: any ParameterLike
  @Static let axis: AxisName

  static func fromConfig(name: String, key: RandomKey?, axis: AxisName, size: Int) throws -> Gain {
    let factor = try makeParameter(name: "\(name).factor", key: key) { _ in
      try NamedArray(NDArray.full([size], 2, dtype: .float32)).tag(axis)
    }
    return Gain(factor: factor, axis: axis)
  }

  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    guard input.namedShape.contains(axis) else {
      throw LayerInputError.axes(layer: "Gain", expected: NamedShape([(axis, 1)]), found: input.namedShape)
    }
    return try input * factor.value
  }
}

/// Runs one of two layers, with properties of every kind.
@Layer
struct Switch<Other: Layer> where Other.Input == NamedArray, Other.Output == NamedArray {
  var first: any Layer
  var second: Other
  var extra: [any Layer] = []
  var optional: Gain?
  @Static var usesFirst = true
  var name: String { usesFirst ? "first" : "second" }

  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    usesFirst
      ? try run(first, at: "first", input: input, side: side) : try run(second, at: "second", input: input, side: side)
  }
}

/// Gives the sum of a pair of arrays.
@Layer
struct SumOfPair {
  func callAsFunction(_ input: [NamedArray], _ side: SideInputs) throws -> NamedArray { try input[0] + input[1] }
}

struct LayerMacroTests {
  private let input: NamedArray

  init() throws { input = try NamedArray(NDArray([1, 2, 3] as [Float]), "features") }

  private func gain(_ name: String = "gain", key: RandomKey? = nil) throws -> Gain {
    try Gain.fromConfig(name: name, key: key ?? RandomKey(0), axis: "features", size: 3)
  }

  @Test func writtenLayersAreLawful() throws {
    #expect(treeLawViolations(in: try gain()) == [])
    #expect(treeLawViolations(in: SumOfPair()) == [])
    var model = Switch(first: try gain("a"), second: Sequential([try gain("b")]))
    #expect(treeLawViolations(in: model) == [])
    model.extra = [Identity(), try gain("c")]
    model.optional = try gain("d")
    #expect(treeLawViolations(in: model) == [])
  }

  @Test func childrenAndStaticPropertiesAreToldApart() throws {
    let model = Switch(first: try gain("a"), second: Identity(), optional: try gain("b"))
    #expect(
      try model.leavesWithPaths(of: Parameter.self).map(\.path.description) == [".first.factor", ".optional?.factor"])
    var other = model
    other.usesFirst = false
    #expect(try model.structure() != other.structure())
    let axis = Gain(factor: try gain().factor, axis: "other")
    #expect(try gain().structure() != axis.structure())
  }

  @Test func writtenLayersRunInModels() throws {
    let model = Sequential([try gain("a"), Switch(first: Identity(), second: try gain("b"), usesFirst: false)])
    #expect(try model(input).unwrap("features").doubles() == [4, 8, 12])
    let jitted = jit { (model: Sequential, input: NamedArray) in try model(input) }
    #expect(try jitted(model, input).unwrap("features").doubles() == [4, 8, 12])
  }

  @Test func theirErrorsTellTheWay() throws {
    let model = Sequential([Switch(first: Residual(try gain()), second: Identity())])
    let wrong = try NamedArray(NDArray([1, 2] as [Float]), "other")
    let error = #expect(throws: LayerError.self) { _ = try model(wrong) }
    #expect(error?.path.description == ".sublayers[0].first.delta")
    #expect(error?.layer == "Gain")
  }

  @Test func aLayerOfOtherTypesIsFoundByItsMethod() throws {
    let output = try SumOfPair().call([input, input], [:])
    #expect(try (output as? NamedArray)?.unwrap("features").doubles() == [2, 4, 6])
    let error = #expect(throws: LayerInputError.self) { _ = try SumOfPair().call(input, [:]) }
    #expect(error == .inputType(layer: "SumOfPair", expected: "Array<NamedArray>", found: "NamedArray"))
  }

  @Test func parametersAreTakenOutAndDifferentiated() throws {
    let (slots, parameters) = try unbindParameters(Sequential([try gain()]))
    #expect(parameters.map(\.label) == ["gain.factor"])
    let gradient = try grad { (values: [ParameterValue]) in
      try bindVariables(slots, values)(input).sum().unwrap()
    }(parameters.map { $0.frozen() })
    #expect(try gradient[0].value.unwrap("features").doubles() == [1, 2, 3])
    #expect(throws: LayerError.self) { _ = try slots(input) }
  }

  @Test func theyAreSelectedAndReplaced() throws {
    let model = Switch(first: try gain("a"), second: Sequential([try gain("b"), Identity()]))
    #expect(try select(model).at(instancesOf: Gain.self).count == 2)
    let edited = try select(model).at(\.second.sublayers[0]).set(Identity())
    #expect(try select(edited).at(instancesOf: Gain.self).paths.map(\.description) == [".first"])
    let error = #expect(throws: TreeError.self) { _ = try select(model).at(\.second).set(Identity()) }
    #expect(error == .wrongType(path: ["second"], declared: "Sequential", offered: "Identity"))
  }

  @Test func theyPrintTheirProperties() throws {
    #expect(
      render(try gain(), options: RenderOptions(width: 60)) == """
        Gain(
          factor: Parameter(
            label: "gain.factor",
            value: <NamedArray float32(| features:3) ≈2 ±0 [≥2, ≤2]>,
          ),
          axis: "features",
        )
        """)
  }
}
