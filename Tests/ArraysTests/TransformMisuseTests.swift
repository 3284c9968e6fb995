import Arrays
import Testing

/// What transformations, loops, choices, collectives and random numbers say when they are misused.
@Suite struct TransformMisuseTests {
  private typealias Mistake = FunctionMisuseTests.Mistake

  private static func ones(_ shape: Int..., dtype: DType = .float32) throws -> NDArray {
    try NDArray.ones(shape, dtype: dtype)
  }
  private static func index(_ shape: Int...) throws -> NDArray { try NDArray.zeros(shape, dtype: .int32) }

  static let derivatives: [FunctionMisuseTests.Mistake] = [
    Mistake("loss with axes", "must give one floating point number, found an array of type float32[2]") {
      try grad { (x: NDArray) in x }(ones(2))
    },
    Mistake("loss of integers", "must give one floating point number, found an array of type int32[]") {
      try grad { (x: NDArray) in try x.sum().astype(.int32) }(ones(2))
    },
    Mistake("integer argument", "the argument has dtype int32, which has no derivative") {
      try grad { (x: NDArray) in try x.sum() }(index(2))
    },
    Mistake("shape of a tangent", "jvp: array 0 of the tangent is float32[3], that of the argument is float32[2]") {
      try jvp({ try $0.sin() }, at: ones(2), along: ones(3)).1
    },
    Mistake("shape of a cotangent", "vjp: array 0 of the cotangent is float32[3], that of the result is float32[2]") {
      try vjp({ (x: NDArray) in try x.sin() }, at: ones(2)).pullback(ones(3))
    },
    Mistake("Jacobian of integers", "has dtype int32, which has no derivative") {
      try jacobianForward { (x: NDArray) in x }(index(2)) as NDArray
    },
    Mistake("transpose of a curve", "sin has no transpose rule") {
      try linearTranspose({ (x: NDArray) in try x.sin() }, at: ones(2))(ones(2))
    },
    Mistake("shape of an own change", "customJVP: the derivative's change must be like the function's result") {
      try grad { (x: NDArray) in
        try customJVP({ (x: NDArray) in try x.sin() }, derivative: { x, _ in (x, try NDArray.ones([3])) })(x).sum()
      }(ones(2))
    },
    Mistake("shape of an own cotangent", "customVJP: the cotangent that backward gives must be like the argument") {
      try grad { (x: NDArray) in
        try customVJP({ (x: NDArray) in try x.sin() }, forward: { x in (x, x) }, backward: { _, _ in try .ones([3]) })(
          x
        ).sum()
      }(ones(2))
    },
    Mistake("reverse derivative of a while loop", "whileLoop has no reverse derivative rule") {
      try grad { (x: NDArray) in
        try whileLoop(x) {
          try $0.less(3)
        } _: {
          try $0 * 2
        }
      }(ones())
    },
  ]

  static let mapping: [FunctionMisuseTests.Mistake] = [
    Mistake("sizes of vmap", "vmap: the axes to run over must be of one size, found sizes [2, 3]") {
      try vmap { (a: NDArray, b: NDArray) in try a + b }(ones(2), ones(3))
    },
    Mistake("vmap of a number", "vmap: axis 0 was asked of an array without axes") {
      try vmap { (a: NDArray) in a }(ones())
    },
    Mistake("axis of vmap", "vmap: axis \(Int.min) is out of range") {
      try vmap(inputAxis: .min) { (a: NDArray) in a }(ones(2))
    },
    Mistake("output axis of vmap", "vmap: axis 4 is out of range") {
      try vmap(outputAxis: 4) { (a: NDArray) in a }(ones(2))
    },
    Mistake("vmap of nothing", "vmap: no argument has an axis to run over; give axisSize") {
      try vmap { (a: [NDArray]) in try ones(a.count) }([])
    },
    Mistake("size of vmap", "vmap: axisSize is 5, the axes to run over have sizes [2]") {
      try vmap(axisSize: 5) { (a: NDArray) in a }(ones(2))
    },
    Mistake("sum over no axis", "psum: no axis named \"i\" is mapped here. Call it inside vmap(axisName: \"i\")") {
      try psum(ones(2), over: "i")
    },
    Mistake("sum over another axis", "no axis named \"j\" is mapped here, only \"i\"") {
      try vmap(axisName: "i") { (x: NDArray) in try psum(x, over: "j") }(ones(2))
    },
    Mistake("receiver", "ppermute: the pair (0, 5) is out of range for 2 items") {
      try vmap(axisName: "i") { (x: NDArray) in try ppermute(x, over: "i", [(0, 5)]) }(ones(2))
    },
    Mistake("receiving twice", "ppermute: item 1 receives more than once") {
      try vmap(axisName: "i") { (x: NDArray) in try ppermute(x, over: "i", [(0, 1), (1, 1)]) }(ones(2))
    },
    Mistake("length of allToAll", "allToAll: expected axis 0 as long as there are items, 2, found [3]") {
      try vmap(axisName: "i") { (x: NDArray) in try allToAll(x, over: "i", splitAxis: 0, concatAxis: 0) }(ones(2, 3))
    },
    Mistake("axis of allGather", "allGather: axis 5 is out of range") {
      try vmap(axisName: "i") { (x: NDArray) in try allGather(x, over: "i", axis: 5) }(ones(2, 3))
    },
  ]

  static let control: [FunctionMisuseTests.Mistake] = [
    Mistake("scan over a number", "scan: the array has no axis to run over") {
      try scan(ones(), over: ones()) { ($0, $1) }.carry
    },
    Mistake("lengths of scan", "scan: the first axes have sizes [2, 3]; they must be equal") {
      try scan(ones(), over: [ones(2), ones(3)]) { ($0, $1) }.carry
    },
    Mistake("negative length of scan", "and length is -1") { try scan(ones(), length: -1) { ($0, $0) }.carry },
    Mistake("endless scan", "scan: shape [\(Int.max)] has more elements") {
      try scan(ones(), length: .max) { ($0, $0) }.carry
    },
    Mistake("unroll of scan", "scan: unroll must be positive, found 0") {
      try scan(ones(), over: ones(2), unroll: 0) { ($0, $1) }.carry
    },
    Mistake("carry of scan", "the value at [\"b\"] is float32[] going into a round and float32[2] coming out") {
      let start = try ["a": ones(), "b": ones()]
      return try scan(start, over: ones(3)) { carry, item in
        var next = carry
        next["b"] = try item + ones(2)
        return (next, item)
      }.results
    },
    Mistake("batches of map", "map: batchSize must be positive, found 0") {
      try map(over: ones(3), batchSize: 0) { (x: NDArray) in x }
    },
    Mistake("bounds of foriLoop", "foriLoop: bounds must be integer scalars, found float32[]") {
      try foriLoop(from: ones(), to: 3, ones()) { $1 }
    },
    Mistake("endless foriLoop", "has more elements than can be held") { try foriLoop(.min ..< .max, ones()) { $1 } },
    Mistake("condition of whileLoop", "whileLoop: the condition must give one boolean, found float32[]") {
      try whileLoop(ones()) {
        $0
      } _: {
        $0
      }
    },
    Mistake("value of whileLoop", "whileLoop: the value is float32[] going into a round and float32[2] coming out") {
      try whileLoop(ones()) {
        try $0.less(3)
      } _: { _ in
        try ones(2)
      }
    },
    Mistake("predicate of cond", "cond: the predicate must be a scalar, found float32[2]") {
      try cond(ones(2)) {
        try ones()
      } else: {
        try ones()
      }
    },
    Mistake("branches of cond", "cond: the result is float32[] in branch 1 and float32[2] in branch 0") {
      try cond(NDArray(true)) {
        try ones()
      } else: {
        try ones(2)
      }
    },
    Mistake("no branches", "switchBranch: there is no branch to choose") {
      try switchBranch(0, [() throws -> NDArray]())
    },
    Mistake("index of branches", "switchBranch: the index must be an integer scalar") {
      try switchBranch(1.5, [{ try ones() }])
    },
    Mistake("sizes of associativeScan", "the axes to run along have sizes [2, 3]; they must be equal") {
      try associativeScan([ones(2), ones(3)]) { first, _ in first }[0]
    },
    Mistake("operation of associativeScan", "the operation must keep shapes and dtypes") {
      try associativeScan(ones(4)) { first, _ in try first.sum() }
    },
  ]

  static let random: [FunctionMisuseTests.Mistake] = [
    Mistake("seeds of floats", "RandomKey: expected seeds of an integer dtype") { try RandomKey(seeds: ones(2)).data },
    Mistake("words of a key", "RandomKey: expected uint32 words with a last axis of size 2") {
      try RandomKey(data: ones(2)).data
    },
    Mistake("negative number of keys", "split: sizes must not be negative") {
      try RandomKey(0).split(into: -1)[0].data
    },
    Mistake("endless keys", "split: shape [\(Int.max)] has more") { try RandomKey(0).split(into: .max)[0].data },
    Mistake("folding floats in", "foldIn: expected numbers of an integer dtype") {
      try RandomKey(0).foldIn(ones()).data
    },
    Mistake("stack of no keys", "stack: there must be at least one key") { try RandomKey.stack([]).data },
    Mistake("index of a single key", "1 indices were given for an array with 0 axes") { try RandomKey(0)[0].data },
    Mistake("endless draws", "uniform: shape [\(Int.max), 2] has more") { try RandomKey(0).uniform([.max, 2]) },
    Mistake("many keys at once", "normal: expected a single key, without axes (vmap takes an array of them)") {
      try RandomKey(0).split([3]).normal([2])
    },
    Mistake("endless permutation", "has more elements than can be held") { try RandomKey(0).permutation(.max) },
  ]

  @Test(arguments: derivatives) func derivativesSayWhatIsWrong(_ mistake: FunctionMisuseTests.Mistake) throws {
    try mistake.expectMessage()
  }

  @Test(arguments: mapping) func mappingSaysWhatIsWrong(_ mistake: FunctionMisuseTests.Mistake) throws {
    try mistake.expectMessage()
  }

  @Test(arguments: control) func controlFlowSaysWhatIsWrong(_ mistake: FunctionMisuseTests.Mistake) throws {
    try mistake.expectMessage()
  }

  @Test(arguments: random) func randomNumbersSayWhatIsWrong(_ mistake: FunctionMisuseTests.Mistake) throws {
    try mistake.expectMessage()
  }

  // MARK: Symbols

  @Test func symbolsThatEscapeSayWhereTheyWereBorn() throws {
    for name in ["scan", "cond", "whileLoop", "checkpoint", "vmap", "grad"] {
      var kept: NDArray?
      func keep(_ x: NDArray) throws -> NDArray {
        kept = try x.sin()
        return x
      }
      let line = #line - 3
      let one = NDArray(1.0)
      switch name {
      case "scan": _ = try scan(one, length: 2) { (try keep($0), $0) }
      case "cond":
        _ = try cond(NDArray(true)) {
          try keep(one)
        } else: {
          one
        }
      case "whileLoop":
        _ = try whileLoop(one) {
          try $0.less(0)
        } _: {
          try keep($0)
        }
      case "checkpoint": _ = try checkpoint(keep)(one)
      case "vmap": _ = try vmap(keep)(NDArray([1.0])) as NDArray
      default: _ = try grad(keep)(one)
      }
      let error = #expect(throws: ArrayError.self, "\(name)") { try #require(kept) + 1 }
      let message = error?.description ?? ""
      #expect(message.contains("symbol from inside \(name), which has ended"), "\(message)")
      #expect(message.contains("sin at TransformMisuseTests.swift:\(line)"), "\(message)")
    }
  }

  @Test func valuesCannotBeReadInsideLoopsAndBranches() throws {
    let one = NDArray(1.0)
    let reads: [(String, () throws -> Void)] = [
      ("scan", { _ = try scan(one, length: 2) { (try NDArray(Float($0.doubles()[0])), $0) } }),
      (
        "whileLoop",
        {
          _ = try whileLoop(one) {
            try NDArray($0.item(as: Float.self) > 0)
          } _: {
            $0
          }
        }
      ),
      ("checkpoint", { _ = try checkpoint { (x: NDArray) in try NDArray(x.item(as: Float.self)) }(one) }),
    ]
    for (name, read) in reads {
      let message = (#expect(throws: ArrayError.self) { try read() })?.description ?? ""
      #expect(message.contains("is not known while \(name) traces the function"), "\(message)")
    }
  }
}
