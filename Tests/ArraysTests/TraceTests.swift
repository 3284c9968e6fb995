import Testing

@testable import Arrays

@Suite struct TraceTests {
  private static let vector = ArrayType([2], .float32)

  /// The error of a call; unlike the macros' own closures this one has a line in the file.
  private func caught(_ body: () throws -> some Any) -> ArrayError? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? ArrayError
    }
  }

  private func names(_ graph: Graph) -> [String] { graph.equations.map { type(of: $0.primitive).name } }

  @Test func capturedArraysBecomeInputsOnce() throws {
    let (a, b) = (try NDArray([1.0, 2]), try NDArray([1.0, 2]))
    let record = try Trace.record("test", [Self.vector]) { try [$0[0] * a + a - b] }
    #expect(record.graph.inputs.count == 3)
    #expect(try record.captures.map { try $0.doubles() } == [[1, 2], [1, 2]])
    #expect(names(record.graph) == ["multiply", "add", "subtract"])
  }

  @Test func literalsBecomeConstantsOnceAndNeverInputs() throws {
    let record = try Trace.record("test", [Self.vector]) { try [($0[0] * 2.5 + 2.5) * 2.5] }
    #expect(record.graph.inputs.count == 1)
    #expect(names(record.graph).filter { $0 == "full" }.count == 1)
  }

  @Test func literalsOfOppositeZerosStayApart() throws {
    let record = try Trace.record("test", [Self.vector]) { try [$0[0] / 0.0, $0[0] / -0.0] }
    let results = try Engine.shared.get().run(record.graph, [NDArray([1.0, 1.0])])
    #expect(try results[0].doubles() == [.infinity, .infinity])
    #expect(try results[1].doubles() == [-.infinity, -.infinity])
  }

  @Test func programsOfOppositeZerosStayApart() throws {
    let x = try NDArray([1.0, 1.0])
    let divide = { (zero: Double) in try jit { (x: NDArray) in try x / zero }(x) }
    #expect(try divide(0.0).doubles() == [.infinity, .infinity])
    #expect(try divide(-0.0).doubles() == [-.infinity, -.infinity])
  }

  @Test func nestedTracesTakeOuterSymbolsAsInputs() throws {
    let concrete = try NDArray([3.0, 4])
    let outer = try Trace.record("outer", [Self.vector]) { outerInputs in
      let inner = try Trace.record("inner", [Self.vector]) { try [$0[0] * outerInputs[0] + concrete] }
      #expect(inner.graph.inputs.count == 3)
      #expect(try inner.captures.map(\.isTraced) == [true, false])
      return try inner.graph.call([outerInputs[0]] + inner.captures)
    }
    #expect(outer.graph.inputs.count == 2)
    #expect(names(outer.graph) == ["multiply", "add"])
  }

  @Test func constantFunctionsRecordTheirConstants() throws {
    let graph = try Trace.record("test", []) { _ in [try NDArray.full([2], 7)] }.graph
    #expect(try Engine.shared.get().run(graph, [])[0].elements(as: Int32.self) == [7, 7])
  }

  @Test func resultsThatEscapeSayWhereTheyWereMadeAndUsed() throws {
    var leaked: NDArray?
    let made = #line + 2
    _ = try grad { (x: NDArray) in
      leaked = try x.sin()
      return try x.sum()
    }(NDArray([1.0, 2.0]))
    let symbol = try #require(leaked)
    let used = #line + 2
    let outside = caught {
      try symbol.cos()
    }
    #expect(
      outside?.description
        == "cos: this float32[2] array is a symbol from inside grad, which has ended. It is the result of sin at "
        + "TraceTests.swift:\(made) and is used at TraceTests.swift:\(used). "
        + "It was stored somewhere outside the function; return it from the function instead.")
    let line = #line + 1
    let inside = caught { try jit { (x: NDArray) in try x + symbol }(NDArray([1.0, 2.0])) }
    #expect(
      inside?.description.contains("sin at TraceTests.swift:\(made) and is used at TraceTests.swift:\(line).") == true)
  }

  @Test func symbolsUsedInWhatAMacroWroteNameTheFunction() throws {
    var leaked: NDArray?
    _ = try jit { (x: NDArray) in
      leaked = x
      return x
    }(NDArray([1.0, 2.0]))
    let symbol = try #require(leaked)
    let error = #expect(throws: ArrayError.self) { try symbol.cos() }
    #expect(error?.description.contains("symbolsUsedInWhatAMacroWroteNameTheFunction") == true)
  }

  @Test func symbolsThatEscapeSayWhereTheyCameFrom() throws {
    var leaked: NDArray?
    let call = #line + 1
    _ = try grad { (x: NDArray) in
      leaked = x
      return try x.sum()
    }(NDArray([1.0, 2.0]))
    let symbol = try #require(leaked)
    let outside = #expect(throws: ArrayError.self) { try symbol + 1 }
    #expect(outside?.description.contains("symbol from inside grad, which has ended") == true)
    #expect(
      outside?.description.contains("It is an argument of the function, transformed at TraceTests.swift:\(call), and")
        == true)
    let inside = #expect(throws: ArrayError.self) { try jit { (x: NDArray) in try x + symbol }(NDArray([1.0, 2.0])) }
    #expect(inside?.description.contains("add: this float32[2] array is a symbol from inside grad") == true)
    #expect(inside?.description.contains("return it from the function instead") == true)
  }

  @Test(arguments: ["jit", "grad", "vmap", "jvp"])
  func readingASymbolNamesTheTransformationAndGivesAdvice(transformation: String) throws {
    let read: (NDArray) throws -> NDArray = { x in
      if try x.sum().item(as: Float.self) > 0 { return x }
      return try x.sum()
    }
    let x = try NDArray([1.0, 2.0])
    let error = #expect(throws: ArrayError.self) {
      switch transformation {
      case "jit": _ = try jit(read)(x)
      case "grad": _ = try grad(read)(x)
      case "vmap": _ = try vmap(read)(x)
      default: _ = try jvp(read, at: x, along: x)
      }
    }
    let message = error?.description ?? ""
    #expect(
      message.hasPrefix("item: the value of this float32[] array is not known while \(transformation) traces"))
    #expect(message.contains("where(_:_:_:)"))
  }

  @Test func errorsInsideAFunctionEndItsTrace() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) { try jit { (_: NDArray) -> NDArray in throw Stop() }(NDArray([1.0])) }
    #expect(Trace.current == nil)
    #expect(try (NDArray([1.0]) + 1).doubles() == [2])
  }

  @Test func tasksThatTraceAtOnceDoNotMix() async throws {
    try await withThrowingTaskGroup(of: (Int, [String], Int).self) { group in
      for number in 1...8 {
        group.addTask {
          let record = try Trace.record("task \(number)", [Self.vector]) { inputs in
            var x = inputs[0]
            for _ in 0..<(50 * number) { x = try x.sin() }
            return [x]
          }
          return (number, record.graph.equations.map { type(of: $0.primitive).name }, record.graph.inputs.count)
        }
      }
      for try await (number, names, inputs) in group {
        #expect(names == [String](repeating: "sin", count: 50 * number))
        #expect(inputs == 1)
      }
    }
  }

  @Test func otherTasksRunEagerlyWhileOneTraces() async throws {
    var other: Task<[Double], any Error>?
    let record = try Trace.record("test", [Self.vector]) { inputs in
      other = Task.detached { try (NDArray([1.0, 2.0]) + 1).doubles() }
      return [try inputs[0].exp()]
    }
    #expect(record.graph.equations.count == 1)
    #expect(try await other?.value == [2, 3])
  }

  @Test func tasksThatOutliveTheirTraceAreTold() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    var late: Task<NDArray, any Error>?
    _ = try jit { (x: NDArray) in
      late = Task {
        for await _ in stream {}
        return try NDArray([1.0, 2.0]).sin()
      }
      return x
    }(NDArray([1.0, 2.0]))
    continuation.finish()
    let task = try #require(late)
    let error = await #expect(throws: ArrayError.self) { try await task.value }
    #expect(error?.description.contains("sin: this task began inside jit, which has ended") == true)
  }
}
