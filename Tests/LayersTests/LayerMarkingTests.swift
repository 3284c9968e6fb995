import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Treescope
import Variables

/// The printed model with the place at which a call of it failed.
struct LayerMarkingTests {
  private func model() throws -> Sequential {
    let linear = try Linear.fromConfig(
      name: "inner", key: RandomKey(0), inputAxes: ["features": 3], outputAxes: ["out": 4], initializer: .constant(1))
    let other = try Affine.fromConfig(name: "other", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["b": 2])
    return Sequential([other, Residual(Sequential([linear]))])
  }

  private func error(_ run: () throws -> Any) throws -> any Error {
    do {
      Issue.record("no error, but \(try run())")
      throw LayerInputError.configuration(layer: "", problem: "no error")
    } catch { return error }
  }

  @Test func theLayerIsMarkedAndTheMessageStandsBeside() throws {
    let model = try Sequential([Identity(), self.model().sublayers[1]])
    let error = try error { try model(counting(["features": 5])) }
    #expect(
      "\(model.marked(by: error))" == """
        Sequential(
          sublayers: [
            Identity(),
            Residual(
              delta: Sequential(
                sublayers: [
                  ▶ Linear( # (inner) The input does not fit: expected the axes {features: 3} beside any others, found \
        {features: 5}.
                  ┃ #   axis features: size 5 does not match the expected 3
                  ┃   weights: Parameter(
                  ┃     label: "inner.weights",
                  ┃     value: <NamedArray float32(| features:3, out:4) ≈1 ±0 [≥1, ≤1]>,
                  ┃   ),
                  ┃   inputAxisNames: ["features"],
                  ┃   outputAxisNames: ["out"],
                  ┃ ),
                ],
              ),
            ),
          ],
        )
        """)
    let located = try #require(error as? LayerError)
    #expect("\(located.marked(in: model))" == "\(model.marked(by: error))")
  }

  @Test func whereNothingFailedIsFolded() throws {
    let error = try error { try model()(counting(["features": 5])) }
    let text = render(try model().marked(by: error), options: RenderOptions(width: 80))
    #expect(text.contains("▶ Linear(") && text.contains("other/Linear"), "the first layer failed")
    #expect(text.contains("\n    Residual(delta: Sequential(…)),\n"), "\(text)")
  }

  @Test func errorsWithoutAPlaceMarkTheWhole() throws {
    let linear = try Linear.fromConfig(name: "l", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["b": 2])
    let error = try error { try linear(counting(["a": 3])) }
    let text = "\(linear.marked(by: error))"
    #expect(text.hasPrefix("▶ Linear(") && text.contains(" # (l) The input does not fit"), "\(text)")
  }

  @Test func errorsInsideStacksAreMarked() throws {
    let stack = LayerStack(
      AddBias(bias: Parameter(try counting(["blocks": 2, "f": 1]), label: "b")), stackAxis: "blocks", stackAxisSize: 3)
    let error = try error { try stack(counting(["f": 1])) }
    let text = "\(stack.marked(by: error))"
    #expect(text.contains("value: ▶ <NamedArray"), "\(text)")
    #expect(text.contains("axis blocks: size 2 does not match the expected 3"))
    #expect(!text.contains("Not shown"))
  }

  @Test func missingParametersAreMarked() throws {
    let model = Sequential([try Affine.fromConfig(name: "first", key: nil, inputAxes: ["a": 2], outputAxes: ["b": 2])])
    let error = try error { try model(counting(["a": 2])) }
    let text = "\(model.marked(by: error))"
    #expect(text.contains("▶ Linear("))
    #expect(text.contains(#"first/Linear.weights"#))
  }

  @Test func mismatchesAreMarkedInWhatWasChecked() throws {
    let value: [String: any PyTree] = [
      "x": [
        try NamedArray(NDArray.placeholder([8, 3]), "batch", "features"),
        try NDArray.placeholder([2, 5], dtype: .int32),
      ] as [any PyTree],
      "mode": "train",
    ]
    let pattern = ShapePattern.dictionary([
      "x": .list([
        .array(named: ["batch": 8, "channels": 4], dtype: .floating), .array([2, 6], dtype: .floating),
      ]),
      "mode": .equal("test"),
    ])
    let mismatch = try #require(try error { try checkStructure(of: value, matches: pattern) } as? StructureMismatch)
    #expect(
      "\(mismatch.marked(in: value))" == """
        [
          "mode": ▶ "train", # expected "test", found "train".
          "x": [
            ▶ <NamedArray float32(| batch:8, features:3) (placeholder)>, # expected named shape {batch: 8, channels: 4}, \
        found {batch: 8, features: 3}:
            ┃ #   axis channels: missing
            ┃ #   unexpected axes {features: 3}
            ▶ <NDArray int32(2, 5) (placeholder)>, # expected dtype floating, found int32.
            ┃ # expected positional shape [2, 6], found [2, 5]:
            ┃ #   axis 1: expected 6, found 5
          ],
        ]
        """)
  }

  @Test func checksInAModelMarkTheLayerThatChecks() throws {
    let checked = CheckedSequential(
      inputLike: .array(named: ["a": 2]), outputLike: .any, [Identity()])
    let model = Sequential([Identity(), checked])
    let error = try error { try model(counting(["a": 3])) }
    let text = "\(model.marked(by: error))"
    #expect(text.contains("▶ CheckedSequential(") && text.contains("axis a: expected 2, found 3"), "\(text)")
  }

  @Test func stacksSayTheirAxis() throws {
    let stack = LayerStack(Identity(), stackAxis: "blocks", stackAxisSize: 3)
    #expect(render(stack, options: RenderOptions(width: 40)).hasPrefix("LayerStack( # 3 layers along blocks\n"))
  }

  @Test func pagesMarkThePlaceToo() throws {
    let error = try error { try model()(counting(["features": 5])) }
    let page = try renderPage(model().marked(by: error))
    #expect(page.contains("The input does not fit"))
    #expect(page.contains("<title>Sequential</title>"))
  }
}
