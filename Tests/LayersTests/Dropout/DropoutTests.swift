import Arrays
import Layers
import NamedAxes
import Selectors
import Testing
import Trees
import Variables

struct DropoutTests {
  private func stream() throws -> RandomStream { RandomStream(baseKey: try RandomKey(7)) }

  @Test func elementsAreDroppedOrScaledUp() throws {
    let output = try StochasticDropout(dropRate: 0.25)(NamedArray.ones(["a": 40, "b": 50]), [.randomStream: stream()])
    let found = try values(output, "a", "b")
    #expect(found.allSatisfy { $0 == 0 || abs($0 - 1 / 0.75) < 1e-6 })
    #expect((400...600).contains(found.count { $0 == 0 }))
  }

  @Test func sharedAxesDropTheSame() throws {
    let layer = StochasticDropout(dropRate: 0.5, shareAcrossAxes: ["b"])
    let output = try layer(NamedArray.ones(["a": 30, "b": 2]), [.randomStream: stream()])
    let found = try values(output, "b", "a")
    #expect(Array(found.prefix(30)) == Array(found.suffix(30)))
  }

  @Test func everyCallTakesOneKey() throws {
    let stream = try stream()
    let layer = StochasticDropout(dropRate: 0.5)
    let first = try values(layer(NamedArray.ones(["a": 64]), [.randomStream: stream]), "a")
    let second = try values(layer(NamedArray.ones(["a": 64]), [.randomStream: stream]), "a")
    #expect(first != second)
    #expect(try stream.offset.value.item(as: Int32.self) == 2)
  }

  @Test(arguments: [(0.0, 3.0), (1.0, 0.0)])
  func theExtremesDropNothingOrAll(_ rate: Double, _ expected: Double) throws {
    let output = try StochasticDropout(dropRate: rate)(NamedArray.full(["a": 8], 3.0), [.randomStream: stream()])
    #expect(try values(output, "a").allSatisfy { $0 == expected })
  }

  @Test func disablingAndEnablingKeepsEverything() throws {
    let layer = StochasticDropout(dropRate: 0.3, shareAcrossAxes: ["b"], randomStreamInputName: "mine")
    let again = layer.disabled().enabled()
    #expect(again.dropRate == 0.3 && again.shareAcrossAxes == ["b"] && again.randomStreamInputName == "mine")
    let model = try select(Sequential([layer])).at(instancesOf: StochasticDropout.self).apply { $0.disabled() }
    #expect(try values(model(counting(["a": 2])), "a") == [1, 2])
  }

  @Test func theRateIsALeaf() throws {
    let model = Sequential([StochasticDropout(dropRate: 0.5), DisabledDropout(dropRate: 0.25, shareAcrossAxes: [])])
    #expect(try model.leaves(of: Double.self) == [0.5, 0.25])
  }

  @Test func onlyNoRateMakesADisabledLayer() {
    #expect((maybeDropout(nil) as? DisabledDropout)?.dropRate == 0)
    #expect((maybeDropout(0) as? StochasticDropout)?.dropRate == 0)
  }

  @Test func aMissingStreamIsNamedWithWhatIsGiven() throws {
    let model = Sequential([StochasticDropout(dropRate: 0.5)])
    let error = #expect(throws: LayerError.self) { _ = try model(counting(["a": 2]), ["stream": 1]) }
    #expect(
      error?.underlying as? LayerInputError
        == .missingSideInput(layer: "StochasticDropout", key: "random_stream", given: ["stream"]))
    #expect(error?.path.description == ".sublayers[0]")
    let wrong = #expect(throws: LayerError.self) { _ = try model(counting(["a": 2]), [.randomStream: 1]) }
    #expect(wrong?.description.contains("must be RandomStream, found Int") == true)
  }

  @Test(arguments: [-0.1, 1.5, .nan])
  func aRateOutOfRangeIsRefused(_ rate: Double) throws {
    let side: SideInputs = [.randomStream: try stream()]
    let error = #expect(throws: LayerInputError.self) {
      _ = try StochasticDropout(dropRate: rate)(counting(["a": 2]), side)
    }
    #expect(error?.description.contains("dropRate must be from 0 to 1, found \(rate)") == true)
  }

  @Test func integersAreRefused() throws {
    let side: SideInputs = [.randomStream: try stream()]
    #expect(throws: LayerInputError.self) {
      _ = try StochasticDropout(dropRate: 0.5)(counting(["a": 2], dtype: .int32), side)
    }
  }

  @Test func theTreesAreLawful() {
    let layer = StochasticDropout(dropRate: 0.5, shareAcrossAxes: ["a"])
    #expect(treeLawViolations(in: Sequential([layer, layer.disabled()])) == [])
  }
}
