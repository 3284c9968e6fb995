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

  /// Long tables of 16 bits are widened piece by piece, which must not show.
  @Test func longTablesInHalfPrecisionAreWidened() throws {
    let vectors = try NamedArray(RandomKey(1).normal([4, 20_001])).tag("e", "vocabulary").astype(.bfloat16)
    let input = try NamedArray(RandomKey(2).normal([3, 4])).tag("batch", "e")
    func scores(_ vectors: NamedArray) throws -> NamedArray {
      try EmbeddingDecode(EmbeddingTable(embeddings: Parameter(vectors, label: "t")))(input)
    }
    let (found, expected) = (try scores(vectors), try scores(vectors.astype(.float32)))
    #expect(found.namedShape == ["batch": 3, "vocabulary": 20_001] && found.dtype == .float32)
    for (found, expected) in zip(try found.data.doubles(), try expected.data.doubles()) {
      try #require(abs(found - expected) < 1e-5)
    }
    let gradient = try grad { (vectors: NamedArray) in try scores(vectors).sum().unwrap() }(vectors)
    let (last, sums) = (
      try gradient.unwrap("vocabulary", "e").doubles().suffix(4), try input.sum("batch").data.doubles()
    )
    for (found, expected) in zip(last, sums) { #expect(abs(found - expected) < 0.02) }
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
