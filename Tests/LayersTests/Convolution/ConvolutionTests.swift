import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct ConvolutionTests {
  @Test func aWindowOfOnesSums() throws {
    let layer = Conv(
      kernel: Parameter(try NamedArray.ones(["x": 3, "i": 2, "o": 1]), label: "c.kernel"), spatialAxisNames: ["x"],
      inputAxisNames: ["i"], outputAxisNames: ["o"])
    // Columns 1 3 5 7 and 2 4 6 8: places sum to 3 7 11 15.
    let output = try layer(counting(["x": 4, "i": 2]))
    #expect(output.namedShape == ["x": 4, "o": 1])
    #expect(try values(output, "x", "o") == [10, 21, 33, 26])
  }

  @Test func namedAxesGiveWhatPositionalOnesGive() throws {
    let layer = try Conv.fromConfig(
      name: "c", key: RandomKey(0), inputAxes: ["i": 2], outputAxes: ["o": 3],
      convolutionSpatialAxes: ["x": 3, "y": 2], strides: ["x": 2], padding: .valid, kernelDilation: ["y": 2])
    let input = try NamedArray(RandomKey(1).normal([4, 7, 6, 2]), "batch", "x", "y", "i")
    let kernel = try #require(layer as? Conv).kernel.value
    let expected = try input.unwrap("batch", "i", "x", "y").convolved(
      with: kernel.unwrap("o", "i", "x", "y"), strides: [2, 1], kernelDilation: [1, 2])
    let output = try layer(input)
    #expect(output.namedShape == ["batch": 4, "x": 3, "y": 4, "o": 3])
    let pairs = zip(try values(output, "batch", "o", "x", "y"), try expected.doubles())
    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func parallelAxesHaveKernelsOfTheirOwn() throws {
    let layer = try Conv.fromConfig(
      name: "c", key: RandomKey(0), inputAxes: [:], outputAxes: [:], convolutionSpatialAxes: ["x": 3],
      parallelAxes: ["channels": 2])
    let kernel = try #require(layer as? Conv).kernel.value
    let input = try NamedArray(RandomKey(1).normal([5, 2]), "x", "channels")
    let output = try layer(input)
    for channel in 0..<2 {
      let expected = try input.unstacked(axis: "channels")[channel].unwrap("x").reshaped(to: [1, 1, 5]).convolved(
        with: kernel.unstacked(axis: "channels")[channel].unwrap("x").reshaped(to: [1, 1, 3]), padding: .same)
      let found = try values(output.unstacked(axis: "channels")[channel], "x")
      #expect(zip(found, try expected.doubles()).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test func aSharedNameGivesARenaming() throws {
    let layer = try Conv.fromConfig(
      name: "c", key: RandomKey(0), inputAxes: ["f": 2], outputAxes: ["f": 3], convolutionSpatialAxes: ["x": 3])
    #expect(layer is ConvInPlace)
    #expect(try layer(counting(["x": 4, "f": 2])).namedShape == ["x": 4, "f": 3])
    #expect(try layer.leaves(of: Parameter.self)[0].label.text == "c.kernel")
  }

  @Test func aTransposedConvolutionGrowsByTheStride() throws {
    let layer = try ConvTranspose.fromConfig(
      name: "c", key: RandomKey(0), inputAxes: ["i": 2], outputAxes: ["o": 1], convolutionSpatialAxes: ["x": 3],
      strides: ["x": 2])
    let input = try NamedArray(RandomKey(1).normal([5, 2]), "x", "i")
    let output = try layer(input)
    #expect(output.namedShape == ["x": 10, "o": 1])
    let kernel = try #require(layer as? ConvTranspose).kernel.value
    let expected = try input.unwrap("i", "x").reshaped(to: [1, 2, 5]).convTranspose(
      kernel.unwrap("o", "i", "x"), strides: [2])
    #expect(zip(try values(output, "o", "x"), try expected.doubles()).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func gradientsReachTheKernel() throws {
    let layer = try Conv.fromConfig(
      name: "c", key: RandomKey(0), inputAxes: ["i": 1], outputAxes: ["o": 1], convolutionSpatialAxes: ["x": 1])
    let (slots, parameters) = try unbindParameters(#require(layer as? Conv))
    let gradient = try grad { (value: ParameterValue) in
      try bindVariables(slots, [value])(counting(["x": 3, "i": 1])).sum().unwrap()
    }(parameters[0].frozen())
    #expect(try gradient.value.data.doubles() == [6])
  }

  @Test func windowsPool() throws {
    let input = try counting(["batch": 2, "x": 4])
    #expect(try values(MaxPool(["x": 2], strides: ["x": 2])(input), "batch", "x") == [2, 4, 6, 8])
    #expect(try values(MinPool(["x": 3])(input), "batch", "x") == [1, 2, 5, 6])
    #expect(try values(AveragePool(["x": 2], strides: ["x": 2])(input), "batch", "x") == [1.5, 3.5, 5.5, 7.5])
    let padded = AveragePool(
      ["x": 2], strides: ["x": 4], padding: .amounts(before: ["x": 1], after: [:]), countingPadding: false)
    #expect(try values(padded(input), "batch", "x") == [1, 5])
  }

  private func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func inputsThatDoNotFitAreRefused() throws {
    let layer = Sequential([
      try Conv.fromConfig(
        name: "c", key: RandomKey(0), inputAxes: ["i": 2], outputAxes: ["o": 1], convolutionSpatialAxes: ["x": 3])
    ])
    for (input, words) in [
      (try counting(["x": 4, "i": 3]), "size 3 does not match the expected 2"),
      (try counting(["i": 2]), "must have an axis x"), (try counting(["x": 4, "i": 2, "o": 1]), "an axis o"),
      (try counting(["x": 4, "i": 2], dtype: .int32), "floating point dtype, found int32"),
    ] {
      let message = refusal { _ = try layer(input) }
      #expect(message.hasPrefix("At .sublayers[0] (Conv): (c) ") && message.contains(words), "\(message)")
    }
    #expect(refusal { _ = try MaxPool(["y": 2])(counting(["x": 2])) }.contains("must have an axis y"))
    #expect(refusal { _ = try MaxPool(["x": 0])(counting(["x": 2])) }.contains("must be positive"))
    #expect(
      refusal { _ = try MaxPool(["x": 2], strides: ["y": 2])(counting(["x": 2])) }
        .contains("only for the axes of the window, x; found y"))
  }

  @Test func configurationsThatMakeNoLayerAreRefused() throws {
    for (input, space) in [(["x": 2], ["x": 3]), (["i": 2], [:])] as [(NamedShape, NamedShape)] {
      let message = refusal {
        _ = try Conv.fromConfig(
          name: "c", key: nil, inputAxes: input, outputAxes: ["o": 1], convolutionSpatialAxes: space)
      }
      #expect(message.contains("a convolution needs axes of space"))
    }
    #expect(
      refusal {
        _ = try Conv.fromConfig(
          name: "c", key: nil, inputAxes: ["i": 1], outputAxes: ["o": 1], convolutionSpatialAxes: ["x": 1],
          strides: ["z": 2])
      }.contains("found z"))
  }

  @Test func theTreesAreLawful() throws {
    let axes: NamedShape = ["x": 3]
    #expect(
      treeLawViolations(
        in: Sequential([
          try Conv.fromConfig(
            name: "c", key: RandomKey(0), inputAxes: ["i": 2], outputAxes: ["o": 1], convolutionSpatialAxes: axes),
          try ConvTranspose.fromConfig(
            name: "t", key: nil, inputAxes: ["i": 2], outputAxes: ["o": 1], convolutionSpatialAxes: axes),
          MaxPool(axes), MinPool(axes), AveragePool(axes),
        ])) == [])
  }
}
