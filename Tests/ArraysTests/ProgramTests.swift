import PJRT
import Testing

@testable import Arrays

@Suite struct ProgramTests {
  /// The products of four rows with matrices of a type, one after the other.
  private func products(with dtype: DType) throws -> Graph {
    let matrices = Array(repeating: ArrayType([1024, 1024], dtype), count: 8)
    return try Trace.record("test", [ArrayType([4, 1024], .float32)] + matrices) { operands in
      [try operands.dropFirst().reduce(operands[0]) { try $0.matmul($1.astype(.float32)) }]
    }.graph
  }

  private func temporaries(of graph: Graph, _ options: CompileOptions) throws -> Int {
    try Engine.shared.get().client.compile(graph.stableHLO(), options: options).memoryStatistics.temporaries
  }

  @Test func weightsOf16BitsAreWidenedOneAfterTheOther() throws {
    let engine = try Engine.shared.get()
    let graph = try products(with: .bfloat16)
    guard engine.client.platformName == "cpu" else { return }
    let oneMatrix = 4 << 20
    #expect(try temporaries(of: graph, engine.compileOptions) > 4 * oneMatrix)
    #expect(try temporaries(of: graph, engine.compileOptions(for: graph)) < 3 * oneMatrix)
  }

  @Test func onlyProgramsThatWidenLargeInputsAreCompiledOtherwise() throws {
    let engine = try Engine.shared.get()
    let graph = try products(with: .float32)
    #expect(!graph.widensInputs(ofAtLeast: 1))
    #expect(engine.compileOptions(for: graph) == engine.compileOptions)
    let narrow = try products(with: .float16)
    #expect(narrow.widensInputs(ofAtLeast: 2 << 20) && !narrow.widensInputs(ofAtLeast: 2 << 20 + 1))
    let narrowed = try Trace.record("test", [ArrayType([1024], .float32)]) { [try $0[0].astype(.bfloat16)] }.graph
    #expect(!narrowed.widensInputs(ofAtLeast: 1))
  }
}
