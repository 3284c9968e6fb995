import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct EmbeddingTableTests {
  @Test func vectorsHaveVarianceOneOverTheirSize() throws {
    let table = try EmbeddingTable.fromConfig(
      name: "embedder", key: RandomKey(0), vocabularySize: 100, embeddingAxes: ["e": 20, "f": 20])
    #expect(table.embeddings.label == "embedder.embeddings")
    let value = try table.embeddings.value
    #expect(value.names == ["vocabulary", "e", "f"])
    let numbers = try value.data.doubles()
    let variance = numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)
    #expect(abs(variance * 400 - 1) < 0.03)
  }

  @Test func theVocabularyAxisMustBeNoEmbeddingAxis() {
    let error = #expect(throws: LayerInputError.self) {
      _ = try EmbeddingTable.fromConfig(
        name: "embedder", key: nil, vocabularySize: 5, embeddingAxes: ["words": 3], vocabularyAxis: "words")
    }
    #expect(error?.description.contains("vocabulary axis words") == true)
  }

  @Test func theTreeIsLawful() throws {
    for key in [nil, try RandomKey(0)] {
      let table = try EmbeddingTable.fromConfig(name: "e", key: key, vocabularySize: 5, embeddingAxes: ["e": 3])
      #expect(treeLawViolations(in: table) == [])
    }
  }

  @Test func aSharedTableGetsTheSumOfBothGradients() throws {
    func loss(_ model: Sequential) throws -> NDArray {
      let tokens = try NamedArray(NDArray([0, 2, 2, -1]), "seq")
      let logits = try model(tokens)
      return try (logits * counting(["seq": 4, "vocabulary": 5])).sum().unwrap()
    }
    func gradients(of model: Sequential) throws -> [NamedArray] {
      let (slots, parameters) = try unbindParameters(model)
      let gradient = try grad { (values: [ParameterValue]) in try loss(bindVariables(slots, values)) }(
        parameters.map { $0.frozen() })
      return gradient.map(\.value)
    }
    let value = try RandomKey(1).normal([5, 3])
    func table(_ label: VariableLabel) throws -> EmbeddingTable {
      EmbeddingTable(embeddings: Parameter(try NamedArray(value, "vocabulary", "e"), label: label))
    }
    let shared = try table("shared")
    let tied = try gradients(of: Sequential([EmbeddingLookup(shared), EmbeddingDecode(shared)]))
    let apart = try gradients(of: Sequential([EmbeddingLookup(table("in")), EmbeddingDecode(table("out"))]))
    #expect(tied.count == 1)
    #expect(apart.count == 2)
    let sum = try values(apart[0] + apart[1], "vocabulary", "e")
    for (found, expected) in zip(try values(tied[0], "vocabulary", "e"), sum) {
      #expect(abs(found - expected) < 1e-5 * max(1, abs(expected)))
    }
    #expect(try values(apart[0], "vocabulary", "e") != values(apart[1], "vocabulary", "e"))
  }
}
