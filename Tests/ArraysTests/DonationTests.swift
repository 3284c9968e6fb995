import Testing

@testable import Arrays

/// Arrays whose memory a jitted function takes.
@Suite struct DonationTests {
  private let x: NDArray

  init() throws {
    x = try NDArray([1.0, 2, 3])
  }

  private func message(_ body: () throws -> some Any) -> String {
    let error = #expect(throws: ArrayError.self) { _ = try body() }
    return error?.description ?? ""
  }

  @Test func useAfterDonationSaysWhoTookTheMemory() throws {
    let increment = jit(donatingArgument: true) { (x: NDArray) in try x + 1 }
    #expect(try increment(x).doubles() == [2, 3, 4])
    let uses: [(String, () throws -> Void)] = [
      ("doubles", { _ = try x.doubles() }), ("elements", { _ = try x.elements(as: Float.self) }),
      ("withUnsafeBytes", { try x.withUnsafeBytes { _ in } }), ("waitUntilReady", { try x.waitUntilReady() }),
      ("add", { _ = try x + 1 }), ("jit", { _ = try increment(x) }), ("jit", { _ = try jit { try x * $0 }(x) }),
      ("vmap", { _ = try vmap { (x: NDArray) in try x.sin() }(x) }),
    ]
    for (operation, use) in uses {
      let text = message(use)
      #expect(text.hasPrefix("\(operation): this float32[3] array was donated"), "\(text)")
      #expect(text.contains("jitted at DonationTests.swift:"), "\(text)")
      #expect(text.contains("Use that function's result") && text.contains("donating:"), "\(text)")
    }
  }

  @Test func theErrorIsTyped() throws {
    _ = try jit(donatingArgument: true) { (x: NDArray) in try x + 1 }(x)
    let error = #expect(throws: ArrayError.self) { try x.doubles() }
    guard case .donated(let operation, let type, _) = error else {
      Issue.record("found \(error.map { "\($0)" } ?? "nothing")")
      return
    }
    #expect(operation == "doubles")
    #expect(type == ArrayType([3], .float32))
  }

  @Test func argumentsThatThereAreNotCannotBeDonated() throws {
    let add = jit(donating: [5]) { (x: NDArray, y: NDArray) in try x + y }
    let text = message { try add(x, 1) }
    #expect(text.contains("donating: names argument 5"), "\(text)")
    #expect(text.contains("has 2 arguments, counted from 0"), "\(text)")
    let negative = jit(donating: [-1]) { (x: NDArray, y: NDArray, z: NDArray) in try x + y + z }
    let second = message { try negative(x, 1, 2) }
    #expect(second.contains("names argument -1") && second.contains("has 3 arguments"), "\(second)")
    let repeated = jit(donating: [1, 0, 1]) { (x: NDArray, y: NDArray) in try x + y }
    #expect(message { try repeated(x, 1) } == "jit: donating: names argument 1 more than once.")
    #expect(try x.doubles() == [1, 2, 3])
  }

  @Test func arraysThatOccurTwiceInTheCallAreCopied() throws {
    let add = jit(donating: [0]) { (x: NDArray, y: [NDArray]) in try x + y[0] }
    #expect(try add(x, [x]).doubles() == [2, 4, 6])
    let both = jit(donating: [0, 1]) { (x: NDArray, y: NDArray) in try x + y }
    #expect(try both(x, x).doubles() == [2, 4, 6])
    let within = jit(donatingArgument: true) { (x: [NDArray]) in try x[0] * x[1] }
    #expect(try within([x, x]).doubles() == [1, 4, 9])
    // Copies were taken, so the array is still there.
    #expect(try x.doubles() == [1, 2, 3])
    #expect(try add(x, [NDArray([4.0, 5, 6])]).doubles() == [5, 7, 9])
    #expect(message { try x + 1 }.contains("was donated"))
  }

  @Test func variablesThatShareTheirMemoryAreCopied() throws {
    let (first, second) = (TestCell(x), TestCell(x))
    let step = jit(donatingVariables: true) { (change: NDArray) -> NDArray in
      first.writeState(try first.array + change)
      second.writeState(try second.array * change)
      return change
    }
    _ = try step(NDArray(2.0))
    #expect(try first.array.doubles() == [3, 4, 5])
    #expect(try second.array.doubles() == [2, 4, 6])
    #expect(try x.doubles() == [1, 2, 3])
  }
}
