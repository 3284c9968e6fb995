import Selectors
import Testing
import Trees
import Treescope

struct SelectionShowingTests {
  @Test func selectedNodesArePointedOut() throws {
    let chain = Chain(sublayers: [Identity(), Chain(sublayers: [Identity()])])
    let inner = try select(chain).at(\.sublayers[1].sublayers[0])
    #expect(
      inner.rendered() == """
        Chain(
          sublayers: [
            Identity(),
            Chain(
              sublayers: [
                ▶ Identity(), # selected
              ],
            ),
          ],
        )
        """)
    #expect(
      select(chain).rendered()
        == "▶ Chain(sublayers: [Identity(), Chain(sublayers: [Identity()])]) # selected")
  }

  @Test func whatIsNotSelectedFolds() throws {
    let chain = Chain(sublayers: [Chain(sublayers: Array(repeating: Identity(), count: 30)), Linear(1, name: "one")])
    let text = try select(chain).at(\.sublayers[1].weight).rendered(onlySelected: true)
    #expect(text.contains("weight: ▶ Weight(value: 1), # selected"))
    #expect(text.split(separator: "\n").count < 12)
    let wide = try select(chain).at(\.sublayers[1]).rendered(options: RenderOptions(width: 40))
    #expect(wide.split(separator: "\n").count > 30)
  }

  @Test func optionalsAndEntriesArePointedOut() throws {
    let block = Block(attention: Linear(1), extra: Linear(2), table: ["a": 1], watched: 0)
    let text = try select(block).at(several: { [$0.extra.weight, $0.table["a"]] }).rendered()
    #expect(text.contains("weight: ▶ Weight(value: 2), # selected"))
    #expect(text.contains(#""a": ▶ 1, # selected"#))
  }
}
