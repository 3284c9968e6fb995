import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct NamedEinsumTests {
  @Test func namesAreTheirOwnSymbols() throws {
    let layer = NamedEinsum([["i", "j"], ["j"]], to: ["i"])
    let output = try layer.callAsFunction([counting(["i": 2, "j": 2]), counting(["j": 2])], [:])
    #expect(try values(output, "i") == [5, 11])
  }

  @Test func aSymbolThatStandsTwiceTakesTheDiagonal() throws {
    let layer = NamedEinsum([["a": "i", "b": "i"]], to: ["out": "i"])
    #expect(try values(layer.callAsFunction([counting(["a": 2, "b": 2])], [:]), "out") == [1, 4])
  }

  @Test func otherAxesRunAlong() throws {
    let layer = NamedEinsum([["i": "i"], ["i": "i"]], to: [:])
    let (x, y) = (try counting(["batch": 2, "i": 2]), try counting(["i": 2, "batch": 2]))
    // [1, 2] · [1, 3] and [3, 4] · [2, 4].
    #expect(try values(layer.callAsFunction([x, y], [:]), "batch") == [7, 22])
  }

  private func refusal(_ layer: NamedEinsum, _ input: [NamedArray]) -> String {
    do {
      _ = try Sequential([layer]).call(input, [:])
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func inputsThatDoNotFitAreRefused() throws {
    let layer = NamedEinsum([["i": "s"], ["j": "s"]], to: [:])
    let size = try refusal(layer, [counting(["i": 2]), counting(["j": 3])])
    #expect(size.hasPrefix("At .sublayers[0] (NamedEinsum): the input of NamedEinsum") && size.contains("j"), "\(size)")
    let missing = try refusal(layer, [counting(["i": 2, "b": 4]), counting(["j": 2])])
    #expect(missing.contains("b") && missing.contains("[1]"), "\(missing)")
    let dtype = try refusal(layer, [counting(["i": 2], dtype: .int32), counting(["j": 2])])
    #expect(dtype.contains("expected dtype floating, found int32"), "\(dtype)")
    #expect(try refusal(layer, [counting(["i": 2])]).contains("[1]"))
    #expect(try refusal(layer, [counting(["i": 2]), counting(["j": 2, "x": 1]).untag("x")]).contains("positional"))
  }

  @Test func axesThatMakeNoSumAreRefused() throws {
    let x = try counting(["i": 2])
    #expect(refusal(NamedEinsum([["i"]], to: ["k"]), [x]).contains("symbols that no operand has: k"))
    #expect(refusal(NamedEinsum([["i"]], to: ["a": "i", "b": "i"]), [x]).contains("nor the result a name or a symbol"))
    #expect(refusal(NamedEinsum([], to: []), []).contains("at least one operand"))
  }

  @Test func anAxisOfSizeZeroSumsToZero() throws {
    let layer = NamedEinsum([["i", "j"], ["j"]], to: ["i"])
    let output = try layer.callAsFunction([NamedArray.ones(["i": 2, "j": 0]), NamedArray.ones(["j": 0])], [:])
    #expect(try values(output, "i") == [0, 0])
  }

  @Test func theTreeIsLawful() {
    #expect(treeLawViolations(in: NamedEinsum([["i": "s"]], to: ["k": "s"])) == [])
  }
}
