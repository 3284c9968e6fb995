import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct EmbeddingDecodeTests {
  private func decode() throws -> EmbeddingDecode {
    EmbeddingDecode(
      EmbeddingTable(embeddings: Parameter(try counting(["vocabulary": 3, "e": 2]), label: "t.embeddings")))
  }

  @Test func entriesAreScoredByTheirProducts() throws {
    let output = try decode()(counting(["seq": 2, "e": 2]))
    #expect(output.namedShape == ["seq": 2, "vocabulary": 3])
    #expect(try values(output, "seq", "vocabulary") == [5, 11, 17, 11, 25, 39])
  }

  @Test func anEmbeddingAxisOfAnotherSizeIsRefused() throws {
    let error = #expect(throws: LayerInputError.self) { _ = try decode()(counting(["e": 3])) }
    #expect(error == .axes(layer: "t", expected: ["e": 2], found: ["e": 3]))
  }

  @Test func positionalAxesAreRefused() throws {
    let error = #expect(throws: NamedAxisError.self) {
      _ = try decode()(counting(["seq": 2, "e": 2]).untag("seq"))
    }
    #expect(error?.description.contains("positional") == true)
  }

  @Test func theTreeIsLawful() throws {
    #expect(treeLawViolations(in: try decode()) == [])
  }
}
