import Testing

@testable import Arrays

@Suite struct GradientsTests {
  private let x: NDArray
  private let y: NDArray

  init() throws {
    x = try NDArray([0.5, -1.0, 2.0])
    y = try NDArray([3.0, 0.25, -2.0])
  }

  @Test func gradientOfASumOfSquares() throws {
    let (value, gradient) = try valueAndGrad { (x: NDArray) in try (x * x).sum() }(x)
    #expect(try value.item(as: Float.self) == 5.25)
    #expect(try gradient.doubles() == [1, -2, 4])
  }

  @Test func onlyTheFirstOfSeveralArgumentsIsDifferentiated() throws {
    let gradient = grad { (x: NDArray, y: NDArray, ids: NDArray) in
      try (x * y * ids.astype(.float32)).sum()
    }
    #expect(try gradient(x, y, NDArray([1, 2, 3])).doubles() == [3, 0.5, -6])
  }

  @Test func functionValuesNeedNoHintWhichFormIsMeant() throws {
    let function: (NDArray) throws -> NDArray = { try $0.squared().sum() }
    #expect(try grad(function)(x).doubles() == [1, -2, 4])
    #expect(try valueAndGrad(function)(x).gradient.doubles() == [1, -2, 4])
  }

  @Test func auxiliaryResultsPassThrough() throws {
    let differentiated = valueAndGradWithAuxiliary { (x: NDArray, y: NDArray) in
      let products = try x * y
      return (try products.sum(), ["products": products, "count": try NDArray([3])])
    }
    let result = try differentiated(x, y)
    #expect(try result.value.item(as: Float.self) == -2.75)
    #expect(try result.auxiliary["products"]?.doubles() == [1.5, -0.25, -4])
    #expect(try result.auxiliary["count"]?.elements(as: Int32.self) == [3])
    #expect(try result.gradient.doubles() == [3, 0.25, -2])
  }

  @Test func gradientsHaveTheFormOfTheArgument() throws {
    let weights = Weights(
      matrix: try NDArray([1.0, 2, 3, 4], shape: [2, 2]), biases: ["b": try NDArray([1.0, 1]), "a": NDArray(2.0)],
      layers: [[], [try NDArray([5.0, 6])]])
    let gradient = try grad { (weights: Weights) in
      let (b, a) = (try #require(weights.biases["b"]), try #require(weights.biases["a"]))
      return try (weights.matrix * weights.layers[1][0] + b * a).sum()
    }(weights)
    #expect(try gradient.matrix.doubles() == [5, 6, 5, 6])
    #expect(try gradient.biases["b"]?.doubles() == [4, 4])
    #expect(try gradient.biases["a"]?.doubles() == [4])
    #expect(gradient.layers.map(\.count) == [0, 1])
    #expect(try gradient.layers[1][0].doubles() == [4, 6])
    let list = try grad { (arrays: [NDArray]) in try (arrays[0] * arrays[1]).sum() }([x, y])
    #expect(try list.map { try $0.doubles() } == [y.doubles(), x.doubles()])
    let dictionary = try grad { (arrays: [String: NDArray]) in
      try arrays.values.reduce(NDArray(0.0)) { try $0 + $1.sum() }
    }(["p": x, "q": y])
    #expect(try dictionary.mapValues { try $0.doubles() } == ["p": [1, 1, 1], "q": [1, 1, 1]])
  }

  @Test func gradientsOfGradients() throws {
    let cube = { (x: NDArray) in try x * x * x }
    #expect(try grad(grad(cube))(NDArray(2.0)).item(as: Float.self) == 12)
    #expect(try grad(grad(grad(cube)))(NDArray(2.0)).item(as: Float.self) == 6)
    #expect(try grad(grad(grad(grad(cube))))(NDArray(2.0)).item(as: Float.self) == 0)
    // A product of the Hessian with a vector.
    let product = try grad { (x: NDArray) in
      try (grad { (x: NDArray) in try (x * x * x).sum() }(x) * y).sum()
    }(x)
    #expect(try product.doubles() == zip(x.doubles(), y.doubles()).map { 6 * $0 * $1 })
  }

  @Test func gradientsOfVMapAndVMapOfGradients() throws {
    let rows = try NDArray([1.0, 2, 3, 4, 5, 6], shape: [3, 2])
    let norm: (NDArray) throws -> NDArray = { try ($0 * $0).sum() }
    let outside = try grad { (rows: NDArray) in try (vmap(norm)(rows) * x).sum() }(rows)
    #expect(try outside.doubles() == [1, 2, -6, -8, 20, 24])
    let inside = try vmap(grad(norm))(rows)
    #expect(try inside.doubles() == [2, 4, 6, 8, 10, 12])
  }

  @Test func innerFunctionsMayCaptureOuterSymbols() throws {
    // d/dx of x · d/dy (x · y²) at y = x.
    let result = try grad { (x: NDArray) in
      try x * grad { (y: NDArray) in try x * y * y }(x)
    }(NDArray(2.0))
    #expect(try result.item(as: Float.self) == 24)
  }

  @Test func unusedArgumentsHaveZeroGradients() throws {
    let gradients = try grad { (arrays: [NDArray]) in try arrays[0].sum() }([x, try NDArray([1.0, 2], shape: [1, 2])])
    #expect(try gradients[1].doubles() == [0, 0])
    #expect(gradients[1].shape == [1, 2])
    #expect(try grad { (_: NDArray) in NDArray(3.0) }(x).doubles() == [0, 0, 0])
    #expect(try grad { (x: NDArray) in try x.floor().sum() }(x).doubles() == [0, 0, 0])
    #expect(try grad { (x: NDArray) in try x.astype(.int32).astype(.float32).sum() }(x).doubles() == [0, 0, 0])
  }

  @Test func gradientsAddUpOverEveryUse() throws {
    let gradient = try grad { (x: NDArray) in try (x + x * x + x).sum() }(x)
    #expect(try gradient.doubles() == [3, 0, 6])
  }

  @Test func chosenBranchesGetTheGradient() throws {
    let gradient = try grad { (x: NDArray) in try NDArray.where(x.greater(0), x * 3, x * 5).sum() }(x)
    #expect(try gradient.doubles() == [3, 5, 3])
    let guarded = try grad { (x: NDArray) in
      let isPositive = try x.greater(0)
      return try NDArray.where(isPositive, NDArray.where(isPositive, x, NDArray(1.0)).log(), NDArray(0.0)).sum()
    }(x)
    #expect(try guarded.doubles() == [2, 0, 0.5])
  }

  @Test func tiesShareTheGradient() throws {
    let (left, right) = (try NDArray([1.0, 2, 3]), try NDArray([1.0, 3, 2]))
    #expect(try grad { (x: NDArray) in try x.maximum(right).sum() }(left).doubles() == [0.5, 0, 1])
    #expect(try grad { (x: NDArray) in try x.minimum(right).sum() }(left).doubles() == [0.5, 1, 0])
    let ties = try NDArray([2.0, 5, 5, 5])
    let third = Double(Float(1) / 3)
    #expect(try grad { (x: NDArray) in try x.max() }(ties).doubles() == [0, third, third, third])
  }

  @Test(arguments: [DType.bfloat16, .float16, .float64])
  func gradientsHaveTheDTypeOfTheArgument(dtype: DType) throws {
    let gradient = try grad { (x: NDArray) in try (x * 2.5 + 1).sin().sum().astype(.float32) }(x.astype(dtype))
    #expect(gradient.type == ArrayType([3], dtype))
    let expected = try x.doubles().map { try 2.5 * cosine(2.5 * $0 + 1) }
    #expect(distance(try gradient.doubles(), expected) < 4 * max(dtype.roundingTolerance, 1e-9))
  }

  private func cosine(_ x: Double) throws -> Double { try NDArray([x], dtype: .float64).cos().doubles()[0] }

  @Test func numbersCanBeDifferentiatedToo() throws {
    let gradient = try grad { (x: NDArray) in try x * x }(3.0)
    #expect(try gradient.item(as: Float.self) == 6)
  }

  @Test func emptyArraysHaveEmptyGradients() throws {
    let gradient = try grad { (x: NDArray) in try (x * x).sum() }(NDArray.zeros([0, 3]))
    #expect(gradient.type == ArrayType([0, 3], .float32))
  }

  @Test func resultsThatAreNoSingleFloatAreRefused() throws {
    let vector = #expect(throws: ArrayError.self) { try grad { (x: NDArray) in try x * 2 }(x) }
    #expect(
      vector?.description
        == "grad: the function must give one floating point number, found an array of type float32[3]. "
        + "Reduce it first, with sum() or mean().")
    let integer = #expect(throws: ArrayError.self) { try grad { (x: NDArray) in try x.sum().astype(.int32) }(x) }
    #expect(integer?.description.contains("found an array of type int32[]") == true)
  }

  @Test func integerArgumentsAreRefusedByTheirPath() throws {
    let weights = Weights(matrix: x, biases: ["steps": try NDArray([1, 2])], layers: [])
    let error = #expect(throws: ArrayError.self) {
      try grad { (weights: Weights) in try weights.matrix.sum() }(weights)
    }
    let message = error?.description ?? ""
    #expect(message.contains("biases[\"steps\"]"), "\(message)")
    #expect(message.contains("has dtype int32, which has no derivative"), "\(message)")
    let alone = #expect(throws: ArrayError.self) { try grad { (x: NDArray) in try x.sum() }(3) }
    #expect(alone?.description.hasPrefix("grad: the argument has dtype int32") == true)
  }

  @Test func whatTheFunctionThrowsComesOut() throws {
    let error = #expect(throws: ArrayError.self) { try grad { (x: NDArray) in try (x + NDArray([1.0, 2])).sum() }(x) }
    #expect(error?.description.contains("[3] and [2]") == true)
  }

  @Test func variablesThatTheFunctionChangesAreChangedOnce() throws {
    let cell = TestCell(try NDArray([1.0], shape: []))
    let gradient = try grad { (x: NDArray) in
      let sum = try x.sum()
      cell.writeState(try cell.array + sum)
      return try sum * cell.array
    }(x)
    // d/dx of s · (1 + s), with s = 1.5.
    #expect(try gradient.doubles() == [4, 4, 4])
    #expect(try cell.array.doubles() == [2.5])
    #expect(cell.stores == 1)
  }
}

/// That transformations of two arguments can be called at once, where they are made.
@Suite struct DirectCallTests {
  @Test func gradientsOfTwoArguments() throws {
    let (x, y) = (try NDArray([1.0, 2]), try NDArray([3.0, 4]))
    let gradient = try grad { (x: NDArray, y: NDArray) in try (x * y).sum() }(x, y)
    #expect(try gradient.doubles() == [3, 4])
    let (value, again) = try valueAndGrad { (x: NDArray, y: NDArray) in try (x * y).sum() }(x, y)
    #expect(try value.item(as: Float.self) == 11)
    #expect(try again.doubles() == [3, 4])
  }

  @Test func compiledFunctionsOfTwoArguments() throws {
    let sum = try jit { (x: NDArray, y: NDArray) in try x + y }(NDArray([1.0]), NDArray([2.0]))
    #expect(try sum.doubles() == [3])
  }
}
