import Testing
import Treescope

private final class Knot {
  var next: Knot?
  var label = "k"
}

private final class Weights {
  var size = 3
}

private struct Broken: TreescopeRepresentable {
  struct Failure: Error, CustomStringConvertible {
    var description: String { "no \u{1B}device" }
  }

  func treescopePart(with renderer: PartRenderer) throws -> Part { throw Failure() }
}

private struct Linear: TreescopeRepresentable {
  var weights: Any = Summary()
  var bias: Int?
  var name = "ffn"

  func treescopePart(with renderer: PartRenderer) -> Part {
    renderer.constructor(
      Self.self, [.child("weights", weights), .child("bias", bias as Any), .static("name", name)],
      color: .rgb(0xEB, 0xA8, 0x75), comment: "Layer")
  }
}

private struct Summary: TreescopeRepresentable {
  func treescopePart(with renderer: PartRenderer) -> Part {
    .oneLine("<NDArray float32(3, 4) ≈0.1 ±1.0 [≥-2.1, ≤2.2]>", short: "<NDArray float32(3, 4)>")
  }
}

struct PartRendererTests {
  @Test func aTypeSaysHowItIsShown() {
    #expect(
      render([Linear()]) == """
        [Linear(weights: <NDArray float32(3, 4) ≈0.1 ±1.0 [≥-2.1, ≤2.2]>, bias: nil, name: "ffn")]
        """)
    #expect(
      render(Linear(), options: RenderOptions(width: 70)) == """
        Linear( # Layer
          weights: <NDArray float32(3, 4) ≈0.1 ±1.0 [≥-2.1, ≤2.2]>,
          bias: nil,
          name: "ffn",
        )
        """)
    #expect(
      render(Linear(), options: RenderOptions(width: 70, maximumDepth: 0)) == """
        Linear(weights: <NDArray float32(3, 4)>, bias: nil, name: "ffn")
        """)
  }

  @Test func aPartShowsItself() {
    #expect(render(Part.text("as it is")) == "as it is")
    #expect(render([Part.enclosed("<", ["a", "b"], ">")]) == "[<a, b>]")
  }

  @Test func anErrorIsShownInPlace() {
    #expect(render([1, Broken(), 2] as [Any]) == #"[1, <Broken failed to render: no \u{1B}device>, 2]"#)
  }

  @Test func cyclesEnd() {
    let knot = Knot()
    knot.next = knot
    #expect(render(knot) == #"Knot(next: <cyclic reference to Knot>, label: "k")"#)
    knot.next = nil
  }

  @Test func instancesThatOccurAgainAreMarkedEverywhere() {
    let (first, second, third) = (Weights(), Weights(), Weights())
    let options = RenderOptions(width: 30)
    #expect(
      render([third, second, first, second, first, nil] as [Weights?], options: options) == """
        [
          Weights(size: 3),
          Weights(size: 3), # Repeated object 1
          Weights(size: 3), # Repeated object 2
          Weights(size: 3), # Repeated object 1
          Weights(size: 3), # Repeated object 2
          nil,
        ]
        """)
  }

  @Test func instancesMadeForARenderingAreNotMistakenForEachOther() {
    struct Maker: TreescopeRepresentable {
      func treescopePart(with renderer: PartRenderer) -> Part {
        .enclosed("(", (0..<50).map { _ in renderer.part(of: Weights()) }, ")", expansion: .expanded)
      }
    }
    #expect(!render(Maker()).contains("Repeated"))
  }

  @Test func deepValuesAreCutOff() {
    var list: Any = 0
    for _ in 0..<20_000 { list = [list] }
    var options = RenderOptions(width: 1_000)
    options.nestingLimit = 3
    #expect(render(list, options: options) == "[[[<Array<Any>…>]]]")
    #expect(render(list).contains("<Array<Any>…>"))
    // Taken apart from the outside, so that releasing it does not recur.
    while let next = (list as? [Any])?.first { list = next }
  }

  @Test func aLongChainOfInstancesIsCutOff() {
    let head = Knot()
    var last = head
    for _ in 0..<100_000 {
      let next = Knot()
      last.next = next
      last = next
    }
    #expect(render(head).contains("<Knot…>"))
    var knot: Knot? = head
    while let current = knot {
      knot = current.next
      current.next = nil
    }
  }

  @Test func theNumberOfValuesIsBounded() {
    var options = RenderOptions()
    options.valueLimit = 4
    #expect(render([[1, 2], [3]], options: options) == "[[1, 2], <Array<Int>…>]")
    let row = Array(repeating: 7, count: 1_000)
    let cube = Array(repeating: Array(repeating: Array(repeating: row, count: 1_000), count: 1_000), count: 1_000)
    options.valueLimit = 1_000
    #expect(render(cube, options: options).utf8.count < 200_000)
  }
}
