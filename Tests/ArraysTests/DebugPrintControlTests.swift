import PJRT
import TestSupport
import Testing

@testable import Arrays

/// Printing from within loops, choices and checkpoints, alone and under transformations.
@Suite struct DebugPrintControlTests {
  private let x: NDArray

  init() throws { x = try NDArray([1.0, 2, 3]) }

  /// The sums of the numbers so far, each printed.
  private func sums(_ mark: String, _ x: NDArray) throws -> NDArray {
    try scan(NDArray(0.0), over: x) { sum, item in
      let next = try sum + item * item
      try debugPrint("\(mark){} {}", item, next)
      return (next, next)
    }.carry
  }

  private static let rounds = ["1.0 1.0", "2.0 5.0", "3.0 14.0"]

  // MARK: Loops

  @Test func scansPrintEachRound() throws {
    #expect(try printed("scan ") { _ = try sums("scan ", x) } == Self.rounds)
    #expect(try printed("scan ") { _ = try jit { try sums("scan ", $0) }(x) as NDArray } == Self.rounds)
    let backward = try printed("scan ") {
      _ = try scan(NDArray(0.0), over: x, reverse: true) { sum, item in
        try debugPrint("scan {}", item)
        return (try sum + item, sum)
      }
    }
    #expect(backward == ["3.0", "2.0", "1.0"])
    let unrolled = try printed("scan ") {
      _ = try scan(NDArray(0.0), over: NDArray.iota([5]), unroll: 2) { sum, item in
        try debugPrint("scan {}", item)
        return (try sum + item, sum)
      }
    }
    #expect(unrolled == ["0", "1", "2", "3", "4"])
  }

  @Test func derivativesOfScansPrintEachRoundOnce() throws {
    #expect(try printed("slope ") { _ = try grad { try sums("slope ", $0) }(x) } == Self.rounds)
    #expect(try printed("slope ") { _ = try jit(grad { try sums("slope ", $0) })(x) } == Self.rounds)
    #expect(try printed("slope ") { _ = try jvp({ try sums("slope ", $0) }, at: x, along: x) } == Self.rounds)
    let second = try printed("slope ") {
      _ = try grad { (x: NDArray) in try grad { try sums("slope ", $0) }(x).sum() }(x)
    }
    #expect(second == Self.rounds)
    let slope = try grad { try sums("slope ", $0) }(x)
    #expect(try slope.doubles() == [2, 4, 6])
  }

  @Test func mappedScansPrintEachItemInEachRound() throws {
    let rows = try NDArray([1.0, 2, 3, 4], shape: [2, 2])
    let expected = ["1.0 1.0", "3.0 9.0", "2.0 5.0", "4.0 25.0"]
    #expect(try printed("rows ") { _ = try vmap { try sums("rows ", $0) }(rows) as NDArray } == expected)
    let slopes = try printed("rows ") {
      _ = try vmap { (row: NDArray) in try grad { try sums("rows ", $0) }(row) }(rows) as NDArray
    }
    #expect(slopes == expected)
  }

  @Test func whatIsTheSameInEachRoundIsPrintedInEachRound() throws {
    let scale = try NDArray([2.0])
    let body = { (x: NDArray) in
      try scan(NDArray(0.0), over: x) { sum, item in
        try debugPrint("same {}", scale.exp().log().round())
        try debugPrint("same")
        return (try sum + item * scale.sum().exp(), [NDArray]())
      }.carry
    }
    let expected = ["[2.0]", "", "[2.0]", "", "[2.0]", ""]
    let lines = try printed("same") { _ = try body(x) }.map { $0.trimmingPrefix(" ") }
    #expect(lines.map(String.init) == expected)
    let slopes = try printed("same") { _ = try grad(body)(x) }.map { $0.trimmingPrefix(" ") }
    #expect(slopes.map(String.init) == expected)
  }

  @Test func whileLoopsPrintInConditionAndBody() throws {
    let doubling = { (x: NDArray) in
      try whileLoop(x) { value in
        try debugPrint("while < {}", value)
        return try value.less(8)
      } _: { value in
        let next = try value * 2
        try debugPrint("while = {}", next)
        return next
      }
    }
    let three = NDArray(3.0)
    let expected = ["< 3.0", "= 6.0", "< 6.0", "= 12.0", "< 12.0"]
    #expect(try printed("while ") { _ = try doubling(three) } == expected)
    #expect(try printed("while ") { _ = try jit(doubling)(three) } == expected)
    #expect(try printed("while ") { _ = try jvp(doubling, at: three, along: NDArray(1.0)) } == expected)
    let linear = try printed("while ") {
      let (value, slope) = try linearize(doubling, at: three)
      #expect(try value.item(as: Float.self) == 12)
      for step in [1.0, 2] { #expect(try slope(NDArray(step)).item(as: Float.self) == 4 * Float(step)) }
    }
    #expect(linear == expected)
    // Items that are done are still computed while others go on, so they print as well.
    let mapped = try printed("while = ") { _ = try vmap(doubling)(NDArray([1.0, 5])) as NDArray }
    #expect(mapped == ["2.0", "10.0", "4.0", "20.0", "8.0", "20.0"])
  }

  @Test func loopsWithoutResultsHavePrintedWhenTheyReturn() throws {
    for _ in 0..<20 {
      let lines = try printed("nothing ") {
        _ = try foriLoop(0..<3, [NDArray]()) { step, none in
          try debugPrint("nothing {}", step)
          return none
        }
      }
      #expect(lines == ["0", "1", "2"])
    }
  }

  // MARK: Choices and checkpoints

  @Test func theChosenBranchPrints() throws {
    let root = { (x: NDArray) in
      try cond(x.sum().greater(0)) {
        try debugPrint("branch true {}", x)
        return try (x * x).sum()
      } else: {
        try debugPrint("branch false")
        return try x.sum()
      }
    }
    for (sign, expected) in [(1.0, "true [1.0, 2.0, 3.0]"), (-1.0, "false")] {
      let x = try x * NDArray(sign)
      #expect(try printed("branch ") { _ = try root(x) } == [expected])
      #expect(try printed("branch ") { _ = try jit(root)(x) } == [expected])
      #expect(try printed("branch ") { _ = try grad(root)(x) } == [expected])
    }
    // A choice for each item runs all branches for all items.
    let rows = try NDArray([1.0, -1], shape: [2, 1])
    let all = try printed("branch ") { _ = try vmap(root)(rows) as NDArray }
    #expect(all == ["false", "true [1.0]", "true [-1.0]"])
  }

  @Test func checkpointsPrintInTheForwardPassAlone() throws {
    for policy in [CheckpointPolicy.saveNothing, .saveEverything] {
      let loss = checkpoint(policy: policy) { (x: NDArray) in
        let squares = try x * x
        try debugPrint("checkpoint {}", squares)
        try debugPrint("checkpoint end")
        return try squares.sin().sum()
      }
      let expected = ["[1.0, 4.0, 9.0]", "end"]
      #expect(try printed("checkpoint ") { _ = try loss(x) } == expected)
      #expect(try printed("checkpoint ") { _ = try grad(loss)(x) } == expected)
      #expect(try printed("checkpoint ") { _ = try vmap(grad(loss))(x.expanded(at: 0)) as NDArray } == expected)
      let layered = { (x: NDArray) in
        try scan(x, length: 2) { (try loss($0) * $0, [NDArray]()) }.carry.sum()
      }
      #expect(try printed("checkpoint ") { _ = try grad(layered)(x) }.count == 4)
    }
  }

  @Test func textBeforeAnOperationDoesNotTakeItsPlaceInDerivatives() throws {
    let loss = { (x: NDArray) in
      try debugPrint("text")
      let y = try x.exp()
      return try (y * y).sum()
    }
    #expect(try printed("text") { _ = try grad(loss)(x) } == [""])
    var slope: [Double] = []
    _ = try printed("text") { slope = try grad(loss)(NDArray([0.0, 0])).doubles() }
    #expect(slope == [2, 2])
  }

  // MARK: Order

  @Test func textsInsideStandBetweenThoseAround() throws {
    let function = jit { (x: NDArray) in
      try debugPrint("order before {}", x.sum())
      let total = try scan(NDArray(0.0), over: x) { sum, item in
        try debugPrint("order round {}", item)
        try cond(item.greater(1.5)) {
          try debugPrint("order large")
          return NDArray(0.0)
        } else: {
          NDArray(0.0)
        }.debugged("order chosen")
        return (try sum + item, [NDArray]())
      }.carry
      // Nothing computed joins this text to the loop.
      try debugPrint("order between")
      _ = try whileLoop(NDArray(0)) {
        try $0.less(2)
      } _: { step in
        try debugPrint("order while {}", step)
        return try step + 1
      }
      try debugPrint("order after")
      return total
    }
    let expected = [
      "before 6.0", "round 1.0", "chosen", "round 2.0", "large", "chosen", "round 3.0", "large", "chosen", "between",
      "while 0", "while 1", "after",
    ]
    for _ in 0..<20 { #expect(try printed("order ") { _ = try function(x) } == expected) }
  }

  // MARK: Plugins that cannot call back

  @Test func pluginsWithoutTheExtensionAreNamed() throws {
    let folder = try TemporaryFolder()
    let real = try Engine.shared.get().pluginPath
    let header = try folder.pluginHeaderFolder()
    let path = try folder.compileLibrary(
      """
      #include <dlfcn.h>
      #include <string.h>
      #include "pjrt.h"
      const PJRT_Api *GetPjrtApi(void) {
        static PJRT_Api api;
        const PJRT_Api *(*get)(void) = dlsym(dlopen("\(real)", RTLD_NOW), "GetPjrtApi");
        memcpy(&api, get(), sizeof api);
        api.extension_start = NULL;
        return &api;
      }
      """, includes: [header], named: "without_extensions")
    let plugin = try Plugin.load(path: path)
    let engine = try Engine(on: plugin)
    #expect(!engine.callsHostFunctions)
    let error = #expect(throws: ArrayError.self) { try engine.requireHostCalls(for: "debugPrint") }
    #expect(
      error?.description == "debugPrint: programs on cpu cannot call back (the plugin \(plugin.path) has no FFI "
        + "extension for the host). Return the values from the function and print them outside.")
    let refusal = #expect(throws: PJRTError.self) { try plugin.registerHostFunction("nobody") { _ in } }
    #expect(refusal?.message == "The plugin has no FFI extension.")
    // All else works.
    let graph = try Trace.record("test", [ArrayType([2], .float32)]) { [try $0[0] + 1] }.graph
    #expect(try engine.compile(graph).outputTypes == [ArrayType([2], .float32)])
  }
}

extension NDArray {
  /// Prints a text after the array is asked for.
  fileprivate func debugged(_ text: String) throws { try debugPrint(text) }
}

extension TemporaryFolder {
  /// The folder of our declarations of the PJRT API.
  fileprivate func pluginHeaderFolder(_ file: String = #filePath) throws -> String {
    // Tests/ArraysTests/<this file>: the package is three steps up.
    file.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Sources/CPJRT/include"
  }
}
