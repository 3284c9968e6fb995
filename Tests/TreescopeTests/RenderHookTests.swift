import Testing
import Treescope

struct RenderHookTests {
  @Test func hooksStandBeforeTypes() {
    let hidden = RenderHook { value, _, _ in (value as? Int).map { _ in .text("•") } }
    let marked = RenderHook { value, _, usual in value is [Int] ? .sequence(["list ", usual()]) : nil }
    var options = RenderOptions()
    options.hooks = [hidden, marked]
    #expect(render(["a": [1, 2]], options: options) == #"["a": list [•, •]]"#)
  }

  @Test func aHookBeginsAnewWithEveryRendering() {
    let counting = RenderHook(beginning: {
      var seen = 0
      return { value, _, usual in
        guard value is Int else { return nil }
        seen += 1
        return .sequence([usual(), .text("#\(seen)")])
      }
    })
    var options = RenderOptions()
    options.hooks = [counting]
    for _ in 0..<2 { #expect(render([7, 8], options: options) == "[7#1, 8#2]") }
  }
}
