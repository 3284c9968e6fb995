import Testing
import Treescope

private struct Opaque: Hashable {
  var id: String
}

struct CollectionsTests {
  @Test func arraysAndSlicesShowTheirElements() {
    #expect(render([Int]()) == "[]")
    #expect(render([[1], [], [2, 3]]) == "[[1], [], [2, 3]]")
    #expect(render([1, 2, 3][1...]) == "[2, 3]")
    #expect(render(ContiguousArray([1])) == "[1]")
  }

  @Test func dictionariesAreOrderedByKey() {
    #expect(render([String: Int]()) == "[:]")
    #expect(render(["b": 2, "a": 1, "c": 3]) == #"["a": 1, "b": 2, "c": 3]"#)
    #expect(render([10: "x", 9: "y"]) == #"[9: "y", 10: "x"]"#)
  }

  @Test func keysWithoutOrderAreOrderedByTheirText() {
    let dictionary = [Opaque(id: "b"): 1, Opaque(id: "a"): 2]
    #expect(render(dictionary) == #"[Opaque(id: "a"): 2, Opaque(id: "b"): 1]"#)
    #expect(render([2, "a", 1] as Set<AnyHashable>) == #"Set(["a", 1, 2])"#)
  }

  @Test func setsAreOrdered() {
    #expect(render(Set<Int>()) == "Set()")
    #expect(render(Set([3, 1, 2])) == "Set([1, 2, 3])")
  }

  @Test func largeCollectionsShowTheFirstElementsAndCountTheRest() {
    let options = RenderOptions(elementLimit: 3)
    #expect(render([1, 2, 3], options: options) == "[1, 2, 3]")
    #expect(render([1, 2, 3, 4], options: options) == "[1, 2, 3, <1 more element…>]")
    #expect(
      render(Array(0..<1_000_000), options: RenderOptions(elementLimit: 20)).hasSuffix("19, <999,980 more elements…>]"))
    #expect(render(Set(0..<50_000), options: options) == "Set([0, 1, 2, <49,997 more elements…>])")
    let dictionary = Dictionary(uniqueKeysWithValues: (0..<50_000).map { ($0, -$0) })
    #expect(render(dictionary, options: options) == "[0: 0, 1: -1, 2: -2, <49,997 more elements…>]")
  }
}
