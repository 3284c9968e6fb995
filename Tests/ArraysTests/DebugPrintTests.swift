import Foundation
import PJRT
import StableHLO
import Synchronization
import TestSupport
import Testing

@testable import Arrays

@Suite struct DebugPrintTests {
  // MARK: Texts

  @Test func placesAreFilledInOrder() throws {
    let text = try TextTemplate("a = {}, {{b}} = {}!")
    #expect(text.filled(with: ["1", "2"]) == "a = 1, {b} = 2!")
    try text.requirePlaces(2)
    #expect(try TextTemplate("").filled(with: []) == "")
    #expect(try TextTemplate("{}{}").filled(with: ["x", "y"]) == "xy")
  }

  @Test(arguments: ["{", "}", "{x}", "a } b", "{{}"])
  func singleBracesAreRefused(text: String) {
    let error = #expect(throws: ArrayError.self) { try debugPrint(text) }
    #expect(error?.description.contains("the text \"\(text)\" has a single") == true)
  }

  @Test func theNumberOfArraysMustFit() throws {
    let x = try NDArray([1.0])
    let error = #expect(throws: ArrayError.self) { try debugPrint("{} and {}", x) }
    #expect(
      error?.description
        == "debugPrint: the text \"{} and {}\" has 2 places {}, the number of values is 1.")
  }

  @Test(arguments: DType.allCases)
  func elementsAreWrittenByTheirType(dtype: DType) throws {
    let x = try NDArray([0, 1, 1], shape: [3, 1], dtype: dtype)
    let lines = try printed("\(dtype): ") { try debugPrint("\(dtype): {}", x) }
    let (zero, one) =
      dtype == .bool
      ? ("false", "true")
      : dtype.isComplex ? ("0.0+0.0i", "1.0+0.0i") : dtype.isFloating ? ("0.0", "1.0") : ("0", "1")
    #expect(lines == ["[[\(zero)], [\(one)], [\(one)]]"])
    let compiled = try printed("\(dtype): ") {
      _ =
        try jit {
          try debugPrint("\(dtype): {}", $0); return $0
        }(x) as NDArray
    }
    #expect(compiled == lines)
  }

  @Test func wideIntegersAreExactAndManyElementsSummarized() throws {
    let lines = try printed("wide ") {
      try debugPrint("wide {}", NDArray([UInt64.max, 1 << 62 + 1]))
      try debugPrint("wide {} {}", NDArray.zeros([0, 2]), NDArray(2.5))
      try debugPrint("wide {}", NDArray.full([101], 3, dtype: .float32))
    }
    #expect(
      lines == ["[\(UInt64.max), \((1 << 62 + 1) as UInt64)]", "[] 2.5", "<NDArray float32(101) ≈3 ±0 [≥3, ≤3]>"])
  }

  @Test func otherValuesBecomePartOfTheText() throws {
    let function = jit { (x: NDArray) in
      try debugPrint("mixed {} of {{{}}}: {}, {}", 3, "{a}", x, [true])
      return x
    }
    #expect(try printed("mixed ") { _ = try function(NDArray([1.0])) } == ["3 of {{a}}: [1.0], [true]"])
  }

  // MARK: Transformations

  @Test func eagerCallsPrintAtOnce() throws {
    let x = try NDArray([1.0, 2])
    #expect(try printed("eager ") { try debugPrint("eager {}", x) } == ["[1.0, 2.0]"])
  }

  @Test func compiledProgramsPrintAtEachRun() throws {
    let function = jit { (x: NDArray) in
      try debugPrint("jit x = {}, sum {}", x, x.sum())
      return try x * 2
    }
    let lines = try printed("jit ") {
      for start in [1.0, 3.0] {
        let result = try function(NDArray([start, 2])).doubles()
        #expect(result == [2 * start, 4])
      }
    }
    #expect(lines == ["x = [1.0, 2.0], sum 3.0", "x = [3.0, 2.0], sum 5.0"])
  }

  @Test func callsStayInOrderAlsoWithoutArrays() throws {
    let function = jit { (x: NDArray) in
      for step in 0..<20 { try debugPrint("order \(step)") }
      try debugPrint("order {}", x.sum())
      return x
    }
    let lines = try printed("order ") { _ = try function(NDArray([1.0, 2])) }
    #expect(lines == (0..<20).map(String.init) + ["3.0"])
  }

  @Test func derivativesPrintOnceWithTheValuesOfTheForwardPass() throws {
    let loss = { (x: NDArray) in
      let square = try x * x
      try debugPrint("grad {}", square)
      return try square.sum()
    }
    let x = try NDArray([1.0, 2])
    #expect(try printed("grad ") { _ = try grad(loss)(x) } == ["[1.0, 4.0]"])
    #expect(try printed("grad ") { _ = try jit(grad(loss))(x) } == ["[1.0, 4.0]"])
    #expect(try printed("grad ") { _ = try jvp(loss, at: x, along: x) } == ["[1.0, 4.0]"])
    #expect(try printed("grad ") { _ = try vjp(loss, at: x).pullback(NDArray([1.0]).sum()) } == ["[1.0, 4.0]"])
    let twice = try printed("grad ") {
      _ = try grad { (x: NDArray) in try grad(loss)(x).sum() }(x)
    }
    #expect(twice == ["[1.0, 4.0]"])
  }

  @Test func mappedFunctionsPrintEachItem() throws {
    let x = try NDArray([1.0, 2, 3, 4], shape: [2, 2])
    let offset = try NDArray([10.0])
    let lines = try printed("map ") {
      _ = try vmap { (row: NDArray) in
        try debugPrint("map {} {}", row, offset)
        return row
      }(x)
    }
    #expect(lines == ["[1.0, 2.0] [10.0]", "[3.0, 4.0] [10.0]"])
    let columns = try printed("map ") {
      _ = try vmap(inputAxis: 1) { (column: NDArray) in
        try debugPrint("map {}", column)
        return column
      }(x)
    }
    #expect(columns == ["[1.0, 3.0]", "[2.0, 4.0]"])
    let nested = try printed("map ") {
      _ = try vmap { (row: NDArray) in
        try vmap { (item: NDArray) in
          try debugPrint("map {} of {}", item, row)
          return item
        }(row)
      }(x)
    }
    #expect(nested == ["1.0 of [1.0, 2.0]", "2.0 of [1.0, 2.0]", "3.0 of [3.0, 4.0]", "4.0 of [3.0, 4.0]"])
    let same = try printed("map ") {
      _ = try vmap { (row: NDArray) in
        try debugPrint("map {}", offset)
        return row
      }(x)
    }
    #expect(same == ["[10.0]"])
  }

  @Test func unusualTextReachesTheProgramUnchanged() throws {
    let text = "text \"quoted\" \\ back\nline {{}} ≈ äöü \u{1F600}"
    let lines = try printed("text ") {
      _ =
        try jit {
          try debugPrint(text); return $0
        }(NDArray([1.0])) as NDArray
    }
    #expect(lines == [String(text.dropFirst(5)).replacingOccurrences(of: "{{}}", with: "{}")])
  }

  @Test func arraysArriveRowMajor() throws {
    let x = try NDArray((0..<6).map(Double.init), shape: [2, 3])
    let function = jit { (x: NDArray) in
      let turned = try x.transposed([1, 0])
      try debugPrint("layout {}", turned)
      return try x.transposed([1, 0]).dotGeneral(x, contracting: ([1], [0]))
    }
    let lines = try printed("layout ") { _ = try function(x) }
    #expect(lines == ["[[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]"])
  }

  // MARK: Graphs and caches

  @Test func printingIsKeptByPruningAndShownInGraphs() throws {
    let graph = try Trace.record("test", [ArrayType([2], .float32)]) { inputs in
      _ = try inputs[0].exp()
      try debugPrint("graph {}", inputs[0].sin())
      return [inputs[0]]
    }.graph.pruned()
    #expect(graph.hasEffects)
    #expect(
      graph.description == """
        { lambda a: float32[2]
            b: float32[2] = sin a
            debug_print[text: "graph {}", lanes: []] b
          in (a) }
        """)
  }

  @Test func programsFromDiskPrintToo() throws {
    let folder = try TemporaryFolder()
    let engine = try Engine.shared.get()
    let graph = try Trace.record("test", [ArrayType([2], .float32)]) { inputs in
      try debugPrint("disk {}", inputs[0] * 3)
      return [try inputs[0] + 1]
    }.graph.pruned()
    let cache = DiskCache(folder: folder.path, byteLimit: 1 << 24, fingerprint: "debug print")
    let x = try NDArray([1.0, 2])
    let steps = Mutex<[CompileEvent.Step]>([])
    for _ in 0..<2 {
      let lines = try withCompileLog({ event in steps.withLock { $0.append(event.step) } }) {
        try printed("disk ") { _ = try engine.compile(graph, cache: cache).run([x], on: engine) }
      }
      #expect(lines == ["[3.0, 6.0]"])
    }
    #expect(steps.withLock { $0 } == [.compile, .load])
  }

  @Test func failuresOnTheHostFailTheComputation() throws {
    let engine = try Engine.shared.get()
    var builder = FunctionBuilder()
    let argument = builder.argument(TensorType([], .float32))
    builder.hostCall("penzai_host_call", [argument], attributes: [("function", "nobody")], orderedAttribute: "ordered")
    let program = try engine.client.compile(builder.module(returning: [argument]))
    let message = #expect(throws: (any Error).self) {
      for buffer in try program.execute([engine.buffer(of: NDArray(1.0))]) { try buffer.waitUntilReady() }
    }
    #expect(message.map { "\($0)" }?.contains("no function nobody for programs to call") == true)
  }
}
