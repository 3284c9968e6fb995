import Foundation
import PJRT
import TestSupport
import Testing

@testable import Arrays

/// What every primitive must do, whatever it computes.
@Suite struct PrimitiveConformanceTests {
  // MARK: The table

  @Test func tableHasEveryPrimitiveOfTheSources() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Arrays/Primitives").standardizedFileURL
    let declaration = /(?m)^\s*(?:public |package )?struct (\w+)(?:<[^>]*>)?\s*:([^{]*)\{/
    let listed = Set(PrimitiveTable.all.map { "\($0)" })
    var found: Set<String> = []
    let files = try #require(FileManager.default.enumerator(atPath: folder.resolvingSymlinksInPath().path))
    for case let file as String in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in text.matches(of: declaration) where match.2.contains("Primitive") {
        found.insert(String(match.1))
      }
    }
    #expect(found.count > 50)
    #expect(found.subtracting(listed).sorted() == [], "add these to PrimitiveTable")
    #expect(listed.subtracting(found).sorted() == [], "the table has what the sources have not")
    #expect(listed.count == PrimitiveTable.all.count, "a primitive is listed twice")
  }

  @Test func everyPrimitiveOfTheTableHasACase() {
    let covered = Set(PrimitiveCases.all.map { ObjectIdentifier(type(of: $0.primitive)) })
    let missing = PrimitiveTable.all.filter { !covered.contains(ObjectIdentifier($0)) }
    #expect(missing.map { "\($0)" } == [], "add cases to PrimitiveCases")
  }

  @Test func namesAreDistinct() {
    #expect(Set(PrimitiveTable.all.map { $0.name }).count == PrimitiveTable.all.count)
  }

  // MARK: Types and values

  /// Alone and in one program with its likes, on every dtype: the executed types are the inferred ones and the
  /// values agree.
  @Test(arguments: PrimitiveCases.all)
  func runsTheSameAloneAndCompiledTogether(item: PrimitiveCase) throws {
    var arguments: [NDArray] = []
    var graphs: [Graph] = []
    var eager: [(dtype: DType, result: NDArray)] = []
    for dtype in item.dtypes {
      let arrays = try item.arrays(dtype)
      let graph = try item.graph(dtype)
      #expect(try item.primitive.resultTypes(item.types(dtype)) == graph.outputTypes)
      for (result, type) in zip(try item.primitive.apply(arrays), graph.outputTypes) {
        #expect(result.type == type, "\(dtype)")
        guard case .device(let device) = result.storage else {
          Issue.record("the result is not on the device")
          continue
        }
        #expect(try device.buffer.dimensions == type.shape, "\(dtype)")
        #expect(try device.buffer.elementType == type.dtype.bufferType, "\(dtype)")
        eager.append((dtype, result))
      }
      graphs.append(graph)
      arguments += arrays
    }
    let together = try Trace.record("conformance", arguments.map(\.type)) { symbols in
      var rest = symbols[...]
      return try graphs.flatMap { graph in
        defer { rest = rest.dropFirst(graph.inputs.count) }
        return try Trace.required().inline(graph, Array(rest.prefix(graph.inputs.count)))
      }
    }.graph
    let compiled = try Engine.shared.get().run(together, arguments)
    #expect(compiled.count == eager.count)
    for (one, (dtype, other)) in zip(compiled, eager) {
      #expect(one.type == other.type)
      let gap = distance(try one.doubles(), try other.doubles())
      #expect(gap <= max(one.dtype.roundingTolerance, other.dtype.roundingTolerance), "\(dtype)")
    }
  }

  @Test(arguments: PrimitiveCases.all.filter { !$0.rejected.isEmpty })
  func refusesOperandsThatDoNotFit(item: PrimitiveCase) {
    for types in item.rejected {
      #expect(throws: ArrayError.self, "\(types)") { try item.primitive.resultTypes(types) }
    }
  }

  @Test func messagesNameThePrimitiveAndBothTypes() {
    let shapes = #expect(throws: ArrayError.self) {
      try Add().resultTypes([ArrayType([2], .float32), ArrayType([3], .float32)])
    }
    #expect(shapes?.description == "add: expected operands of one shape, found [2] and [3].")
    let dtype = #expect(throws: ArrayError.self) { try Sine().resultTypes([ArrayType([2], .int32)]) }
    #expect(dtype?.description == "sin: expected a floating point dtype, found int32. Convert with astype(_:) first.")
  }

  // MARK: Batching

  /// Under vmap, with each operand batched at the first axis, at the last one or not at all: the same as in a loop.
  @Test(arguments: PrimitiveCases.all.filter { !$0.operands.isEmpty })
  func batchesAsALoop(item: PrimitiveCase) throws {
    let dtype = item.dtypes.contains(.float64) ? .float64 : item.dtypes[0]
    try BatchingCheck(graph: item.graph(dtype), name: "\(item.primitive.label)") {
      try item.arrays(dtype, seed: $0)
    }.run(axisOptions: 3)
  }

  /// The batched derivatives are those of the items.
  @Test(arguments: PrimitiveCases.all.filter(\.isDifferentiable))
  func batchesItsDerivativesAsALoop(item: PrimitiveCase) throws {
    let derivatives = try DerivativeGraphs(item.graph(.float64))
    for (graph, name) in [(derivatives.jvp, "jvp"), (derivatives.pullback, "pullback")] {
      try BatchingCheck(graph: graph, name: "\(name) of \(item.primitive.label)") { seed in
        var numbers = NumberSequence(seed: seed + 100)
        return try item.arrays(.float64, seed: seed)
          + graph.inputTypes.dropFirst(item.operands.count).map { try numbers.direction(like: $0) }
      }.run(axisOptions: item.operands.count > 2 ? 2 : 3)
    }
  }
}
