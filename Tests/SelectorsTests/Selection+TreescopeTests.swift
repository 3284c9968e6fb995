import Selectors
import Testing
import Trees
import Treescope

struct SelectionTreescopeTests {
  private let chain = Chain(sublayers: [
    Linear(1, name: "one"), Chain(sublayers: [Identity(), Linear(2)]), Chain(sublayers: [Identity(), Identity()]),
  ])

  @Test func aSelectionIsItsTreeWithMarks() throws {
    #expect(
      try render(select(chain).at(instancesOf: Linear.self)) == """
        select( # 2 nodes selected: Linear
          Chain(
            sublayers: [
              ▶ Linear(weight: Weight(value: 1), name: "one"), # selected
              Chain(
                sublayers: [
                  Identity(),
                  ▶ Linear(weight: Weight(value: 2), name: "linear"), # selected
                ],
              ),
              Chain(sublayers: [Identity(), Identity()]),
            ],
          ),
        ).at(several: { [<2 places, marked above>] })
        """)
  }

  @Test func aSelectedNodeOfSeveralLinesHasABarBeside() throws {
    let inner = try select(chain).at(\.sublayers[1])
    #expect(
      render(inner, options: RenderOptions(width: 32)) == """
        select( # 1 node selected: Chain
          Chain(
            sublayers: [
              Linear(…),
              ▶ Chain( # selected
              ┃   sublayers: [
              ┃     Identity(),
              ┃     Linear(
              ┃       weight: Weight(
              ┃         value: 2,
              ┃       ),
              ┃       name: "linear",
              ┃     ),
              ┃   ],
              ┃ ),
              Chain(sublayers: […]),
            ],
          ),
        ).at(several: { […] })
        """)
  }

  @Test func theBarHasTheColourOfTheMark() throws {
    let text = try render(select(chain).at(\.sublayers[2]), options: RenderOptions(width: 24, style: .ansi))
    #expect(text.contains("      \u{1B}[1;36m┃\u{1B}[0m   sublayers"), "\(text)")
    #expect(text.contains("\u{1B}[1;36m▶ \u{1B}[0m"))
  }

  @Test func allAndNothingAreSelectionsToo() throws {
    #expect(
      render(select(Identity())) == """
        select( # 1 node selected: Identity
          ▶ Identity(), # selected
        )
        """)
    let nothing = try select(chain).at(instancesOf: Float.self)
    #expect(
      render(nothing, options: RenderOptions(width: 60)) == """
        select( # nothing selected
          Chain(sublayers: […]),
        ).at(several: { [] })
        """)
  }

  @Test func asSourceTheSelectedPlacesAreNamed() throws {
    var options = RenderOptions()
    options.isRoundtrip = true
    let block = Block(attention: Linear(1), extra: Linear(2), table: ["a b": 1], watched: 0)
    let text = try render(select(block).at(several: { [$0.extra.weight, $0.table["a b"]] }), options: options)
    #expect(text.hasSuffix(#").at(several: { [$0.extra.weight, $0.table["a b"]] })"#), "\(text)")
  }

  @Test func selectionsAreShownWithinOtherValues() throws {
    let text = try render(["first": select(chain).at(\.sublayers[0]), "second": select(chain).at(\.sublayers[1])])
    #expect(text.occurrences(of: "▶ Linear(weight: Weight(value: 1)") == 1)
    #expect(text.occurrences(of: "▶ Chain(") == 1)
    #expect(!text.contains("Not shown"))
  }

  @Test func partsAreShownWithHoles() throws {
    let (chosen, rest) = try select(chain).at(instancesOf: Linear.self).partition()
    #expect(
      render(chosen, options: RenderOptions(width: 60)) == """
        TreePart( # 2 nodes
          Chain(
            sublayers: [
              Linear(weight: Weight(value: 1), name: "one"),
              Chain(
                sublayers: [
                  <not in this part>,
                  Linear(weight: Weight(value: 2), name: "linear"),
                ],
              ),
              <not in this part>,
            ],
          ),
        )
        """)
    #expect(render(rest).contains("Chain(sublayers: [Identity(), <not in this part>])"))
    #expect(!render(rest).contains("Linear"))
  }

  @Test func partsOfNothingAndOfAllAreShown() throws {
    let (all, none) = try select(chain).partition()
    #expect(render(none) == "TreePart(<not in this part>)")
    #expect(render(all).contains("Identity()") && !render(all).contains("<not in this part>"))
  }
}

extension String {
  /// How often another text occurs.
  fileprivate func occurrences(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
