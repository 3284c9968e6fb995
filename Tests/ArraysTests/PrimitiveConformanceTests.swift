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
    let covered = Set(
      PrimitiveCases.all.map { ObjectIdentifier(type(of: $0.primitive)) }
        + PrimitiveCases.replaced.map { ObjectIdentifier($0) })
    let missing = PrimitiveTable.all.filter { !covered.contains(ObjectIdentifier($0)) }
    #expect(missing.map { "\($0)" } == [], "add cases to PrimitiveCases")
  }

  @Test func namesAreDistinct() {
    #expect(Set(PrimitiveTable.all.map { $0.name }).count == PrimitiveTable.all.count)
  }

  // MARK: Types and values

  /// One dtype of each class is run alone too: every eager call compiles a program.
  private static let eagerTypes: Set<DType> = [.bool, .int32, .uint8, .bfloat16, .float32, .complex64]

  /// On every dtype the executed types are the inferred ones; the values agree with those of eager calls.
  @Test(arguments: PrimitiveCases.all)
  func runsTheSameAloneAndCompiledTogether(item: PrimitiveCase) throws {
    var arguments: [NDArray] = []
    var graphs: [Graph] = []
    for dtype in item.dtypes {
      arguments += try item.arrays(dtype)
      graphs.append(try item.graph(dtype))
    }
    let together = try Trace.record("conformance", arguments.map(\.type)) { symbols in
      var rest = symbols[...]
      return try graphs.flatMap { graph in
        defer { rest = rest.dropFirst(graph.inputs.count) }
        return try Trace.required().inline(graph, Array(rest.prefix(graph.inputs.count)))
      }
    }.graph
    let engine = try Engine.shared.get()
    var results = try engine.compileQuickly(together).run(arguments, on: engine)[...]
    for (dtype, graph) in zip(item.dtypes, graphs) {
      let types = try item.primitive.resultTypes(item.types(dtype))
      #expect(graph.outputTypes == types)
      let compiled = results.prefix(types.count)
      results = results.dropFirst(types.count)
      for (result, type) in zip(compiled, types) { try expect(result, toHaveOnDevice: type) }
      guard Self.eagerTypes.contains(dtype) || dtype == item.dtypes.first else { continue }
      for (one, other) in zip(compiled, try item.primitive.apply(try item.arrays(dtype))) {
        try expect(other, toHaveOnDevice: one.type)
        #expect(distance(try one.doubles(), try other.doubles()) <= one.dtype.roundingTolerance, "\(dtype)")
      }
    }
    #expect(results.isEmpty)
  }

  /// Expects a type of an array and of the buffer that holds it.
  private func expect(_ array: NDArray, toHaveOnDevice type: ArrayType) throws {
    #expect(array.type == type)
    guard case .device(let device) = array.storage else {
      Issue.record("the array is not on the device")
      return
    }
    #expect(try device.buffer.dimensions == type.shape, "\(type)")
    #expect(try device.buffer.elementType == type.dtype.bufferType, "\(type)")
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
    #expect(
      dtype?.description
        == "sin: expected a floating point or complex dtype, found int32. Convert with astype(_:) first.")
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
    let dtype = try #require(item.derivativeTypes.first)
    let derivatives = try DerivativeGraphs(item.graph(dtype))
    let graph = try derivatives.joined()
    try BatchingCheck(graph: graph, name: "derivatives of \(item.primitive.label)") { seed in
      var numbers = NumberSequence(seed: seed + 100)
      return try item.arrays(dtype, seed: seed)
        + graph.inputTypes.dropFirst(item.operands.count).map { try numbers.direction(like: $0) }
    }.run(axisOptions: 2)
  }
}
