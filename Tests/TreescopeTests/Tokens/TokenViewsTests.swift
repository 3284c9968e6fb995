import Testing

@testable import Treescope

struct TokenViewsTests {
  private let tokens = ["a", "b\n"]

  @Test func tokensShowTheirValues() throws {
    #expect(try render(renderTokens(tokens, coloredBy: [1, -1])) == #"ab\n"#)
    #expect(throws: ArrayPictureError.self) { try renderTokens(tokens, coloredBy: [1]) }
  }

  @Test func attentionGoesToThePage() throws {
    let weights = SampleArray([2, 2, 2]) { Double($0[0] + $0[2]) }
    let part = try renderAttention(weights, tokens: tokens, headNames: ["x", "y"])
    let data = try #require(Island(part).pictures.first)
    #expect(data["q"] as? [String] == ["a", #"b\n"#])
    #expect(data["h"] as? [String] == ["x", "y"])
    #expect(render(part) == "<attention of 2 heads from 2 to 2 tokens>")
    #expect(throws: ArrayPictureError.self) { try renderAttention(weights, tokens: ["a"]) }
    #expect(throws: ArrayPictureError.self) { try renderAttention(weights, tokens: tokens, headNames: ["x"]) }
  }

  @Test func logitsShowTheLikeliestTokens() throws {
    let logits = SampleArray([2, 3]) { [[0, 2, 1], [.infinity, 0, -.infinity]][$0[0]][$0[1]] }
    let part = try renderLogits(logits, tokens: tokens, vocabulary: ["x", "y", "z"], count: 2)
    #expect(
      render(part) == """
        <logits at 2 positions>
          position  token  next 1  next 2
          0         "a"    y 0.67  z 0.24
          1         "b\\n"  x 1     y 0
        """)
    let error = #expect(throws: ArrayPictureError.self) {
      try renderLogits(logits, tokens: tokens, vocabulary: ["x"])
    }
    #expect("\(try #require(error))".contains("[2, 3]"))
  }
}
