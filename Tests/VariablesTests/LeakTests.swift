import Arrays
import NamedAxes
import Testing
import Trees
import Variables

/// No symbol of a transformation stays in a variable unnoticed: what would leave one there, or use it, names the variable.
@Suite struct LeakTests {
  private let x: NDArray
  private let outer: StateVariable<NDArray>

  init() throws {
    x = try NDArray([1.0, 2.0])
    outer = StateVariable(try NDArray([0.0, 0.0]), label: "outer")
  }

  /// A symbol of a function that has ended.
  private func symbol() throws -> NDArray {
    var leaked = x
    _ = try grad { (x: NDArray) in
      leaked = try x.sin()
      return try x.sum()
    }(x)
    return leaked
  }

  @Test func aVariableMadeInsideAndKeptNamesItself() throws {
    var kept: StateVariable<NDArray>?
    _ = try grad { (x: NDArray) in
      kept = StateVariable(try x * 2, label: "kept")
      return try x.sum()
    }(x)
    let text = message { try #require(kept).value + 1 }
    #expect(text.contains("is a symbol from inside grad, which has ended"))
    #expect(text.contains(#"The variable StateVariable("kept") holds it."#))
    #expect(text.contains("the result of multiply"))
  }

  @Test func aVariableMadeInsideAndChangedKeepsItsLastValue() throws {
    var (symbolic, concrete): (StateVariable<NDArray>?, Parameter?)
    _ = try jit { (x: NDArray) in
      let (first, second) = (StateVariable(try NDArray([0.0]), label: "s"), try parameter("p", [1]))
      first.value = try x * 2
      second.value = try NamedArray(NDArray([3.0]), "f")
      (symbolic, concrete) = (first, second)
      return x
    }(x)
    #expect(try values(#require(concrete)) == [3])
    let text = message { try #require(symbolic).value.doubles() }
    #expect(text.contains("jit"))
    #expect(text.contains("symbol"))
    #expect(message { try #require(symbolic).value + 1 }.contains(#"StateVariable("s") holds it"#))
  }

  @Test func aSymbolStoredAfterwardsNamesTheVariable() throws {
    outer.value = try symbol()
    #expect(message { try outer.value + 1 }.contains(#"The variable StateVariable("outer") holds it."#))
    let step = jit { (variable: StateVariable<NDArray>) in try variable.value + 1 }
    #expect(message { try step(outer) }.contains(#"StateVariable("outer")"#))
    #expect(message { try jit { (x: NDArray) in try outer.value + x }(x) }.contains(#"StateVariable("outer")"#))
  }

  @Test func aSymbolStoredInAnotherFunctionNamesTheVariableAndChangesNothing() throws {
    let symbol = try symbol()
    let functions: [(NDArray) throws -> NDArray] = [
      jit { (x: NDArray) in
        outer.value = symbol
        return x
      },
      grad { (x: NDArray) in
        outer.value = symbol
        return try x.sum()
      },
      checkpoint { (x: NDArray) in
        outer.value = symbol
        return x
      },
    ]
    for function in functions {
      #expect(message { try function(x) }.contains(#"The variable StateVariable("outer") holds it."#))
      #expect(try outer.value.doubles() == [0, 0])
    }
  }

  @Test func changesForEveryItemNameTheVariableAndItsPlace() throws {
    let model = try SampleModel.make()
    func step(_ model: SampleModel, _ x: NDArray) throws -> NDArray {
      try model.counter.set(model.counter.value + 1)
      return x
    }
    let two = message { try vmap(inputAxes: [nil, 0], step)(model, x) }
    #expect(two.contains(#"StateVariable("counter") at .counter of argument 0 was changed inside vmap"#))
    #expect(two.contains("Return the value from the function instead"))
    let one = message { try vmap { (model: [SampleModel]) in try step(model[0], x) }([model]) }
    #expect(one.contains(#"StateVariable("counter") at [0].counter was changed inside vmap"#))
    let captured = message { try vmap { (x: NDArray) in try step(model, x) }(x) }
    #expect(captured.contains(#"StateVariable("counter") was changed inside vmap"#))
    let named = message { try nmap(NamedArray(x, "f")) { try step(model, $0) } }
    #expect(named.contains(#"StateVariable("counter") was changed inside nmap"#))
    #expect(try model.count == 0)
  }

  @Test func variablesAreNoResults() throws {
    let made = { (x: NDArray) in [StateVariable(x, label: "made")] }
    let mistakes: [(String, String)] = [
      ("jit", message { try jit(made)(x) }),
      ("vmap", message { try vmap(made)(x) }),
      ("checkpoint", message { try checkpoint(made)(x) }),
      ("evaluateShapes", message { try evaluateShapes(made)(x) }),
      ("lower", message { try lower(made)(x) }),
      ("jvp", message { try jvp(made, at: x, along: x) }),
      ("vjp", message { try vjp(made, at: x) }),
      ("linearize", message { try linearize(made, at: x) }),
      ("grad", message { try valueAndGradWithAuxiliary { (x: NDArray) in (try x.sum(), made(x)) }(x) }),
      ("cond", message { try cond(NDArray(1)) { made(x) } else: { made(x) } }),
      ("scan", message { try scan(x, length: 2) { x in (x, made(x)) } }),
      ("whileLoop", message { try whileLoop([outer]) { _ in try NDArray([true], shape: []) } _: { $0 } }),
    ]
    for (transformation, text) in mistakes {
      #expect(text.hasPrefix("\(transformation): there is the variable StateVariable("), "\(transformation): \(text)")
      #expect(text.contains(transformation == "whileLoop" ? "Capture it" : "at [0]. Return its value"), "\(text)")
    }
  }
}
