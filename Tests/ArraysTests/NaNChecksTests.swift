import Testing
import Trees

@testable import Arrays

@Suite struct NaNChecksTests {
  private let x: NDArray

  init() throws { x = try NDArray([1.0, -2, 3]) }

  /// The error of a call under checks.
  private func found(infinities: Bool = false, _ body: () throws -> some Any) -> String? {
    do {
      _ = try withNaNChecks(infinities: infinities) { try body() }
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func eagerOperationsAreNamedWithTheirLine() throws {
    let line = #line + 1
    let message = found { try x.log() }
    #expect(
      message == "log at NaNChecksTests.swift:\(line) gave NaN from finite numbers. Its operands are float32[3]. "
        + "Print them with debugPrint(_:_:) before the call, or keep them in the operation's domain.")
    #expect(found { try x.exp() } == nil)
    #expect(try x.log().doubles()[1].isNaN)
  }

  @Test func theFirstOperationOfAProgramIsFound() throws {
    let line = #line + 3
    let function = jit { (x: NDArray) in
      let shifted = try x + 1
      let root = try shifted.sqrt()
      return try root * 2 + x
    }
    let message = try #require(found { try function(x) })
    #expect(message.hasPrefix("sqrt at NaNChecksTests.swift:\(line), inside jit, gave NaN from finite numbers."))
    #expect(try function(x).doubles()[1].isNaN)
    #expect(found { try function(NDArray([1.0, 2, 3])) } == nil)
  }

  @Test func derivativesPointToTheOperationTheyComeFrom() throws {
    let line = #line + 1
    let root = { (x: NDArray) in try x.sqrt().sum() }
    let zero = try NDArray([0.0, 1])
    // The derivative at zero is 0.5 / 0, which times zero is NaN.
    let scaled = { (x: NDArray) in try root(x * 0.0) }
    let message = try #require(found { try grad(scaled)(zero) })
    #expect(message.contains("NaNChecksTests.swift:") && message.contains(", inside grad, gave NaN"))
    let infinity = try #require(found(infinities: true) { try grad(root)(zero) })
    #expect(infinity.contains("at NaNChecksTests.swift:\(line), inside grad, gave an infinity"))
    #expect(found { try grad(root)(zero) } == nil)
  }

  @Test func whatIsNotFiniteAtTheStartIsNotReported() throws {
    let broken = try NDArray([Double.nan, 1])
    #expect(found { try broken + 1 } == nil)
    #expect(found { try jit { (x: NDArray) in try x * 2 }(broken) } == nil)
    #expect(found { try NDArray([Double.infinity]) - NDArray([Double.infinity]) } == nil)
  }

  @Test func infinitiesCountWhenAskedFor() throws {
    let one = try NDArray([1.0, 0])
    #expect(found { try 1 / one } == nil)
    #expect(found(infinities: true) { try 1 / one }?.contains("divide") == true)
    #expect(found(infinities: true) { try 1 / one }?.contains("gave an infinity") == true)
  }

  @Test func checksHoldForTheirTaskOnlyAndEndWithTheCall() async throws {
    let other = try await withNaNChecks { Task.detached { [x] in try x.log().doubles() } }.value
    #expect(other[1].isNaN)
    #expect(try x.log().doubles()[1].isNaN)
  }

  @Test func donatedArgumentsAreKeptForTheSearch() throws {
    let function = jit(donatingArgument: true) { (x: NDArray) in try x.log() }
    let argument = try NDArray([1.0, -2, 3]) + 0
    #expect(found { try function(argument) }?.hasPrefix("log at") == true)
    #expect(try argument.doubles() == [1, -2, 3])
  }

  @Test func printingIsNotRepeated() throws {
    let function = jit { (x: NDArray) in
      try debugPrint("nan check {}", x)
      return try x.log()
    }
    let counter = CallCounter()
    let message = withDebugOutput(to: { if $0.hasPrefix("nan check") { counter.add() } }) {
      found { try function(x) }
    }
    #expect(message != nil)
    #expect(counter.value == 1)
  }

  // MARK: Inside of loops, choices and checkpoints

  @Test func roundsOfScansAreNamed() throws {
    let line = #line + 3
    let shrinking = { (x: NDArray) in
      try scan(NDArray(2.5), length: 4) { value in
        let root = try value.sqrt()
        return (try value - 1, root)
      }.results + x
    }
    let zeros = try NDArray.zeros([4])
    let eager = try #require(found { try scan(NDArray(2.5), length: 4) { (try $0 - 1, try $0.sqrt()) }.results })
    #expect(eager.hasPrefix("sqrt at NaNChecksTests.swift:") && eager.contains(", inside round 3 of scan, gave NaN"))
    let compiled = try #require(found { try jit(shrinking)(zeros) })
    #expect(
      compiled.hasPrefix("sqrt at NaNChecksTests.swift:\(line), inside round 3 of scan, inside jit, gave NaN"),
      "\(compiled)")
    #expect(compiled.contains("Its operands are float32[]."))
    let reversed = found {
      try scan(NDArray(0.0), over: NDArray([-1.0, 4, 9]), reverse: true) { (try $0 + $1.sqrt(), $1) }.carry
    }
    #expect(reversed?.contains("inside round 2 of scan,") == true)
  }

  @Test func derivativesOfScansAreSearched() throws {
    let line = #line + 3
    let loss = { (x: NDArray) in
      try scan(NDArray(0.0), over: x) { sum, item in
        let root = try (item * 0.0).sqrt()
        return (try sum + root, [NDArray]())
      }.carry
    }
    let message = try #require(found { try grad(loss)(x) })
    #expect(
      message.contains("NaNChecksTests.swift:\(line), inside round 0 of scan, inside grad, gave NaN"), "\(message)")
  }

  @Test func branchesAndRoundsOfWhileLoopsAreNamed() throws {
    let line = #line + 3
    let choice = { (x: NDArray) in
      try cond(x.sum().greater(0)) {
        try x.log()
      } else: {
        x
      }
    }
    let chosen = try #require(found { try jit(choice)(x) })
    #expect(chosen.hasPrefix("log at NaNChecksTests.swift:\(line), inside branch 1 of cond, inside jit, gave NaN"))
    #expect(found { try jit(choice)(-x) } == nil)
    let loop = found {
      try whileLoop(Pair(NDArray(0), NDArray(1.0))) {
        try $0.first.less(3)
      } _: {
        Pair(try $0.first + 1, try ($0.second - 1).sqrt() - 1)
      }.second
    }
    #expect(
      loop?.hasPrefix("sqrt at") == true && loop?.contains("inside round 1 of while, gave NaN") == true, "\(loop ?? "")"
    )
  }

  @Test func checkpointsAndCustomDerivativesAreSearched() throws {
    let line = #line + 1
    let root = checkpoint { (x: NDArray) in try (x * 0.0).sqrt().sum() }
    let message = try #require(found { try grad(root)(x) })
    #expect(message.contains("NaNChecksTests.swift:\(line), inside checkpoint, inside grad, gave NaN"), "\(message)")
    let forward = checkpoint { (x: NDArray) in try x.log() }
    #expect(found { try forward(x) }?.contains("inside checkpoint, gave NaN") == true)
    let own = customJVP { (x: NDArray) in
      try x.log()
    } derivative: { x, change in
      (try x.log(), try change / x)
    }
    #expect(found { try jit(own)(x) }?.contains("inside custom_jvp, inside jit, gave NaN") == true)
  }

  @Test func loopsThatPrintAreSearchedWithoutPrintingAgain() throws {
    let function = jit { (x: NDArray) in
      try scan(NDArray(0.0), over: x) { sum, item in
        try debugPrint("searched {}", item)
        return (try sum + item.log(), [NDArray]())
      }.carry
    }
    var message: String?
    let lines = try printed("searched ") { message = found { try function(x) } }
    #expect(message?.contains("inside round 1 of scan") == true)
    #expect(lines == ["1.0", "-2.0", "3.0"])
  }
}
