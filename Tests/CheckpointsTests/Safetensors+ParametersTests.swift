import Arrays
import Checkpoints
import NamedAxes
import TestSupport
import Testing
import Variables

@Suite struct SafetensorsParametersTests {
  let folder: TemporaryFolder
  var path: String { folder.path + "/model.safetensors" }

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func parametersComeBackWithTheirAxes() throws {
    let weights = try NamedArray(NDArray([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], shape: [2, 3]), "in", "out \"x\"")
    let parameters = [
      ParameterValue(weights, label: "mlp/Linear.weights", metadata: ["trainable": "no", "\"": "\\"]),
      ParameterValue(NamedArray(try NDArray([1, 2, 3])), label: "steps"),
      ParameterValue(NamedArray(try NDArray.full([], 1.5)), label: "gain"),
    ]
    try Safetensors.write(parameters: parameters, metadata: ["by": "test"], to: path)
    let file = try Safetensors.read(path)
    #expect(file.metadata["by"] == "test")
    let found = try file.parameters()
    #expect(found.count == 3)
    for parameter in parameters {
      let other = try #require(found.first { $0.label == parameter.label })
      #expect(other.value.namedShape.names == parameter.value.namedShape.names)
      #expect(other.value.positionalShape == parameter.value.positionalShape)
      #expect(try other.value.data.bytes() == parameter.value.data.bytes())
      #expect(other.metadata == parameter.metadata)
    }
  }

  @Test func positionalAxesComeFirst() throws {
    let array = try NamedArray(NDArray.iota([2, 3, 4], axis: 1, dtype: .float32), "a", "b", "c").untag("c", "b")
    try Safetensors.write(parameters: [ParameterValue(array, label: "x")], to: path)
    let file = try Safetensors.read(path)
    #expect(try file.type(of: "x").shape == [4, 3, 2])
    let found = try file.namedArray("x")
    #expect(found.positionalShape == [4, 3])
    #expect(found.names == ["a"])
    #expect(try found.tag("c", "b").unwrap("a", "b", "c").bytes() == array.tag("c", "b").unwrap("a", "b", "c").bytes())
  }

  @Test func parametersCanBePutBack() throws {
    let parameter = Parameter(NamedArray(try NDArray([1.0, 2.0])), label: "w")
    let (model, parameters) = try unbindParameters([parameter] as [any ParameterLike])
    try Safetensors.write(parameters: parameters.map { $0.frozen() }, to: path)
    let bound = try bindVariables(model, Safetensors.read(path).parameters())
    #expect(try bound[0].value.data.doubles() == [1, 2])
  }

  @Test func whatAFileCannotHoldIsRefused() throws {
    let value = NamedArray(try NDArray([1.0]))
    func refusal(_ parameter: ParameterValue, metadata: [String: String] = [:]) throws -> String {
      let error = #expect(throws: CheckpointError.self) {
        try Safetensors.write(parameters: [parameter], metadata: metadata, to: path)
      }
      return "\(try #require(error))"
    }
    #expect(try refusal(ParameterValue(value, label: .automatic(3))).contains("Give the parameter a label"))
    #expect(try refusal(ParameterValue(value.tag([.unique("u")]), label: "w")).contains("unique name"))
    #expect(try refusal(ParameterValue(value, label: "w"), metadata: ["penzai.axes:w": "[]"]).contains("is taken"))
    #expect(throws: CheckpointError(file: path, tensor: "w", .duplicateKey("w"))) {
      try Safetensors.write(
        parameters: [ParameterValue(value, label: "w"), ParameterValue(value, label: "w")], to: path)
    }
    #expect(try folder.contents == [])
  }

  @Test(arguments: [#"["a","b"]"#, #"["a""#, #"["a"] x"#, "[1]", "", "{}"])
  func axisNamesThatDoNotFitAreRefused(_ axes: String) throws {
    try Safetensors.write(["x": NDArray([1.0])], metadata: ["penzai.axes:x": axes], to: path)
    let error = #expect(throws: CheckpointError.self) { try Safetensors.read(path).parameters() }
    #expect(error?.tensor == "x")
    #expect("\(try #require(error))".contains("the axis names in the metadata do not fit"))
  }

  @Test func repeatedAxisNamesAreRefused() throws {
    try Safetensors.write(["x": NDArray.zeros([1, 1])], metadata: ["penzai.axes:x": #"["a","a"]"#], to: path)
    #expect(throws: CheckpointError.self) { try Safetensors.read(path).namedArray("x") }
  }

  @Test func filesOfOthersHavePositionalAxes() throws {
    try Safetensors.write(["x": NDArray.zeros([2, 3])], to: path)
    #expect(try Safetensors.read(path).namedArray("x").positionalShape == [2, 3])
  }
}
