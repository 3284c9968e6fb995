import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Treescope
import Variables

struct LayerDescriptionTests {
  private func affine(key: RandomKey?) throws -> Affine {
    try Affine.fromConfig(
      name: "net", key: key, inputAxes: ["in": 2], outputAxes: ["out": 3], linearInitializer: .constant(0.5))
  }

  @Test func aModelPrintsAsATreeWithNamedShapes() throws {
    let model = Sequential([try affine(key: RandomKey(0)), Elementwise(.relu), Softmax("out"), Residual(Identity())])
    #expect(
      "\(model)" == """
        Sequential(
          sublayers: [
            Affine( # Sequential
              sublayers: [
                Linear(
                  weights: Parameter(
                    label: "net/Linear.weights",
                    value: <NamedArray float32(| in:2, out:3) ≈0.50 ±0 [≥0.50, ≤0.50]>,
                  ),
                  inputAxisNames: ["in"],
                  outputAxisNames: ["out"],
                ),
                AddBias(
                  bias: Parameter(
                    label: "net/AddBias.bias",
                    value: <NamedArray float32(| out:3) ≈0 ±0 [≥0, ≤0] zero:3>,
                  ),
                  newAxisNames: [],
                ),
              ],
            ),
            Elementwise(function: relu),
            Softmax(axes: ["out"]),
            Residual(delta: Identity()),
          ],
        )
        """)
  }

  @Test func slotsPrintTheirLabels() throws {
    let text = try affine(key: nil).description
    #expect(text.contains(#"weights: ParameterSlot(label: "net/Linear.weights"),"#))
    #expect(text.contains(#"bias: ParameterSlot(label: "net/AddBias.bias"),"#))
  }

  @Test func kindsOfSequentialLayersSayThatTheyAre() throws {
    let narrow = RenderOptions(width: 20)
    #expect(render(Block([Zero(), Zero(), Zero()]), options: narrow).hasPrefix("Block( # Sequential\n"))
    #expect(render(Sequential([Zero(), Zero(), Zero()]), options: narrow).hasPrefix("Sequential(\n"))
    #expect(Block([Zero()]).description == "Block(sublayers: [Zero()])")
  }

  @Test func levelsPastTheDepthAreFolded() throws {
    var model: any Layer = Sequential([try affine(key: RandomKey(0)), Zero()])
    for _ in 0..<20 { model = Residual(model) }
    let lines = "\(model)".split(separator: "\n")
    // Twelve open, the thirteenth in one line, twelve closed.
    #expect(lines.count == 25)
    #expect(lines[12].trimmingPrefix(#/ +/#) == "delta: Residual(delta: Residual(…)),")
    #expect(render(model).contains("Zero()"))
  }

  @Test func thePlaceOfAnErrorIsMarked() throws {
    let model = Sequential([Identity(), Residual(Sequential([Zero(), try affine(key: RandomKey(0))]))])
    let error = try #require(throws: LayerError.self) { _ = try model(counting(["in": 5])) }
    #expect(error.path.description == ".sublayers[1].delta.sublayers[1].sublayers[0]")
    let lines = model.rendered(marking: error).split(separator: "\n")
    let marked = try #require(lines.first { $0.contains("▶") })
    #expect(marked.contains("Linear("))
    #expect(marked.contains("axis in: size 5 does not match the expected 2"))
    // The rest is folded.
    #expect(lines.count < model.description.split(separator: "\n").count)
    #expect(lines.count { $0.contains("▶") } == 1)
  }

  @Test func printingToAStreamGivesPlainText() throws {
    let model = try affine(key: RandomKey(0))
    var stream = Collector()
    print(model, to: &stream)
    #expect(stream.text == model.description + "\n")
    #expect(!stream.text.contains("\u{1B}"))
    var written = ""
    model.write(to: &written)
    #expect(written == model.description)
  }

  @Test func colouredTextHasTheColoursOfTheLayers() throws {
    let model = Sequential([try affine(key: RandomKey(0))])
    var options = RenderOptions(style: .ansi)
    options.colorDepth = .trueColor
    let text = render(model, options: options)
    #expect(text.contains("38;2;235;168;117mLinear("))
    #expect(text.contains("38;2;101;207;188mAddBias("))
    #expect(text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == model.description)
  }

  @Test func pagesHaveTheOriginalsPairsOfColours() throws {
    let page = renderPage(Sequential([try affine(key: nil), Identity(), NamedGroup("one", [Zero()])]))
    // Outline and, after the slash, what is inside; nothing for a tint.
    for pair in ["#eba875/", "#cdcdcd/", "#93cce1/#cdcdcd"] { #expect(page.contains("\"\(pair)\""), "\(pair)") }
    #expect(page.contains("\"#eba875\""), "the linear map itself has one colour")
    #expect(renderPage(StateVariableSlot<Int>(label: "s")).contains("\"#f57603/#cdcdcd\""))
  }

  /// A stream that is no string.
  private struct Collector: TextOutputStream {
    var text = ""
    mutating func write(_ string: String) { text += string }
  }
}
