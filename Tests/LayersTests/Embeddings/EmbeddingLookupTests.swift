import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct EmbeddingLookupTests {
  private func lookup() throws -> EmbeddingLookup {
    EmbeddingLookup(
      EmbeddingTable(embeddings: Parameter(try counting(["vocabulary": 3, "e": 2]), label: "t.embeddings")))
  }

  @Test func indicesBecomeTheirVectors() throws {
    let tokens = try NamedArray(NDArray([2, 0], shape: [2]), "seq")
    let output = try lookup()(tokens)
    #expect(output.namedShape == ["seq": 2, "e": 2])
    #expect(try values(output, "seq", "e") == [5, 6, 1, 2])
  }

  @Test func positionalIndicesGivePositionalAxes() throws {
    let output = try lookup()(NamedArray(NDArray([2, 0, 1])))
    #expect(output.positionalShape == [3])
    #expect(output.namedShape == ["e": 2])
  }

  @Test(arguments: [DType.int8, .uint8, .int32, .int64, .uint32])
  func anyIntegersAreIndices(_ dtype: DType) throws {
    let output = try lookup()(NamedArray(NDArray([1], dtype: dtype), "seq"))
    #expect(try values(output, "seq", "e") == [3, 4])
  }

  @Test func indicesOutOfRangeGiveTheNearestEntry() throws {
    let output = try lookup()(NamedArray(NDArray([3, 99, -1, -99]), "seq"))
    #expect(try values(output, "seq", "e") == [5, 6, 5, 6, 5, 6, 1, 2])
  }

  @Test func anythingButIntegersIsRefused() throws {
    let error = #expect(throws: LayerInputError.self) { _ = try lookup()(counting(["seq": 2])) }
    #expect(error == .dtype(layer: "t", expected: "an integer dtype", found: "float32"))
  }

  @Test func anAxisOfTheTableInTheInputIsRefused() throws {
    let tokens = try counting(["e": 3], dtype: .int32)
    #expect(throws: NamedAxisError.self) { _ = try lookup()(tokens) }
  }

  @Test func theTreeIsLawful() throws {
    #expect(treeLawViolations(in: try lookup()) == [])
  }
}
