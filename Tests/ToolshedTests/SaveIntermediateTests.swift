import Arrays
import Layers
import Models
import NamedAxes
import Testing
import Toolshed
import Variables

@Suite struct SaveIntermediateTests {
  private let saved = StateVariable([NamedArray]())
  private let input: NamedArray

  init() throws { input = try NamedArray(NDArray([-1.0, 2, -3], shape: [3]), "features") }

  private func watched() -> MLP {
    MLP([SaveIntermediate(saved), Elementwise(.relu), SaveIntermediate(saved)])
  }

  private func values() throws -> [[Double]] { try saved.value.map { try $0.unwrap("features").doubles() } }

  @Test func inputsPassAndAreKeptInTheOrderInWhichLayersRan() throws {
    let output = try watched()(input)
    #expect(try output.unwrap("features").doubles() == [0, 2, 0])
    #expect(try values() == [[-1, 2, -3], [0, 2, 0]])
    _ = try watched()(input * 2)
    #expect(try values() == [[-1, 2, -3], [0, 2, 0], [-2, 4, -6], [0, 4, 0]])
  }

  @Test func compiledModelsSaveOnceACall() throws {
    let model = watched()
    let run = jit { (input: NamedArray) in try model(input) }
    for count in 1...2 {
      _ = try run(input)
      #expect(saved.value.count == 2 * count)
    }
    saved.value = []
    #expect(try run(input * 3).unwrap("features").doubles() == [0, 6, 0])
    #expect(try values() == [[-3, 6, -9], [0, 6, 0]])
  }

  @Test func whatIsSavedInsideGradientsAreValues() throws {
    let model = watched()
    let gradient = try grad { (input: NamedArray) in try model(input).squared().sum().unwrap() }(input)
    #expect(try gradient.unwrap("features").doubles() == [0, 4, 0])
    #expect(try values() == [[-1, 2, -3], [0, 2, 0]])
  }

  @Test func statesCanBeTakenOutAndPassed() throws {
    let (slots, variables) = try unbindStateVariables(watched())
    #expect(variables.count == 1)
    let other = StateVariable([NamedArray](), label: saved.label)
    _ = try bindVariables(slots, [other])(input)
    #expect(other.value.count == 2)
    #expect(saved.value.isEmpty)
  }

  @Test func modelsWithoutTheirStateDoNotRun() throws {
    let slots = try unbindStateVariables(watched()).tree
    let unbound = #expect(throws: LayerError.self) { try slots(input) }
    #expect(unbound.map { "\($0.path)" } == ".sublayers[0]")
    #expect(unbound?.description.contains("bindVariables") == true)
    let frozen = try freezeVariables(watched())
    let error = #expect(throws: LayerError.self) { try frozen(input) }
    #expect(error?.description.contains("frozen") == true)
    #expect(saved.value.isEmpty)
  }
}
