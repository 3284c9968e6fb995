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
}
