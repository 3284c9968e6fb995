import Testing
import Treescope

struct LiteralsTests {
  @Test func numbersShowTheirDigits() {
    #expect(render([Int8.min, -1, 0]) == "[-128, -1, 0]")
    #expect(render(UInt64.max) == "18446744073709551615")
    #expect(render([0.1, 1e-5, 1e16, .nan, -.infinity] as [Double]) == "[0.1, 1e-05, 1e+16, nan, -inf]")
    #expect(render([0.1, 3] as [Float]) == "[0.1, 3.0]")
  }

  @Test func booleansAreLiterals() {
    #expect(render([true, false]) == "[true, false]")
  }

  @Test func optionalsShowWhatTheyHold() {
    #expect(render(Int?.none as Any) == "nil")
    #expect(render(Int?.some(3) as Any) == "3")
    #expect(render(Int??.some(nil) as Any) == ".some(nil)")
    #expect(render([nil, 1] as [Int?]) == "[nil, 1]")
  }

  @Test func rangesShowTheirBounds() {
    #expect(render(1..<5) == "1..<5")
    #expect(render("a"..."f") == #""a"..."f""#)
  }
}
