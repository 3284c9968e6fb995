public import Arrays
public import NamedAxes
internal import Trees
public import Treescope
internal import Variables

/// A convolution whose result has the axes of its input: the convolution and a renaming.
public struct ConvInPlace: SequentialLayer {
  /// The convolution and the renaming.
  public var sublayers: [any Layer]

  /// A layer that runs the given ones.
  public init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  /// Orange, as linear maps.
  public var color: PartColor { .rgb(0xEB, 0xA8, 0x75) }
}

extension Conv {
  /// Builds a convolution; where an output axis has the name of an input axis, one that renames its result.
  ///
  /// - Parameters:
  ///   - name: the label of the kernel is `{name}.kernel`.
  ///   - key: the base key of the model; without one the kernel is a slot.
  ///   - inputAxes: the axes summed over.
  ///   - outputAxes: the axes of the result.
  ///   - convolutionSpatialAxes: the axes that the window slides along, and its size along each.
  ///   - parallelAxes: axes that input and output have, with a kernel of their own at each place.
  ///   - strides: how far the window moves along its axes; one where absent.
  ///   - padding: how the input is extended with zeros at its edges.
  ///   - inputDilation: the distance of neighbouring elements of the input; one where absent.
  ///   - kernelDilation: the distance of neighbouring weights; one where absent.
  ///   - initializer: gives the first weights.
  ///   - dtype: the type of the weights.
  /// - Returns: a ``Conv``, or a ``ConvInPlace`` of one and a ``RenameAxes``.
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when names are given in two roles, or anything for an
  ///   axis that the window does not have.
  public static func fromConfig(
    name: String, key: RandomKey?, inputAxes: NamedShape, outputAxes: NamedShape,
    convolutionSpatialAxes: NamedShape, parallelAxes: NamedShape = [:], strides: NamedShape = [:],
    padding: NamedPadding = .same, inputDilation: NamedShape = [:], kernelDilation: NamedShape = [:],
    initializer: Initializer = .xavierUniform, dtype: DType = .float32
  ) throws -> any Layer {
    _ = try NamedWindow(
      convolutionSpatialAxes.names, strides: strides, padding: padding, dilation: kernelDilation,
      inputDilation: inputDilation, for: name)
    let axes = ConvAxes(
      input: inputAxes, output: outputAxes, space: convolutionSpatialAxes, parallel: parallelAxes)
    return try axes.layer(
      name,
      Conv(
        kernel: axes.kernel(name, key, initializer, dtype), spatialAxisNames: convolutionSpatialAxes.names,
        inputAxisNames: inputAxes.names, outputAxisNames: axes.inner.names, strides: strides, padding: padding,
        inputDilation: inputDilation, kernelDilation: kernelDilation))
  }
}

extension ConvTranspose {
  /// Builds a transposed convolution; where an output axis has the name of an input axis, one that renames its result.
  ///
  /// - Parameters: as those of ``Conv/fromConfig(name:key:inputAxes:outputAxes:convolutionSpatialAxes:parallelAxes:strides:padding:inputDilation:kernelDilation:initializer:dtype:)``.
  /// - Returns: a ``ConvTranspose``, or a ``ConvInPlace`` of one and a ``RenameAxes``.
  /// - Throws: as that does.
  public static func fromConfig(
    name: String, key: RandomKey?, inputAxes: NamedShape, outputAxes: NamedShape,
    convolutionSpatialAxes: NamedShape, parallelAxes: NamedShape = [:], strides: NamedShape = [:],
    padding: NamedPadding = .same, kernelDilation: NamedShape = [:], initializer: Initializer = .xavierUniform,
    dtype: DType = .float32
  ) throws -> any Layer {
    _ = try NamedWindow(
      convolutionSpatialAxes.names, strides: strides, padding: padding, dilation: kernelDilation, for: name)
    let axes = ConvAxes(
      input: inputAxes, output: outputAxes, space: convolutionSpatialAxes, parallel: parallelAxes)
    return try axes.layer(
      name,
      ConvTranspose(
        kernel: axes.kernel(name, key, initializer, dtype), spatialAxisNames: convolutionSpatialAxes.names,
        inputAxisNames: inputAxes.names, outputAxisNames: axes.inner.names, strides: strides, padding: padding,
        kernelDilation: kernelDilation))
  }
}

/// The axes of a convolution to be built.
private struct ConvAxes {
  let input, output, space, parallel: NamedShape

  /// The output axes that have the name of an input axis.
  var renamed: [AxisName] { output.names.filter { input.contains($0) } }

  /// The output axes as the kernel names them.
  var inner: NamedShape {
    NamedShape(output.map { (renamed.contains($0.name) ? "\($0.name.text)_out" : $0.name, $0.size) })
  }

  func kernel(
    _ name: String, _ key: RandomKey?, _ initializer: Initializer, _ dtype: DType
  ) throws -> any ParameterLike {
    let names = [parallel, space, input, inner].flatMap(\.names)
    guard Set(names).count == names.count, inner.count == output.count, !space.isEmpty else {
      throw LayerInputError.configuration(
        layer: name,
        problem: "a convolution needs axes of space, and names that stand in one role only; got inputAxes \(input), "
          + "outputAxes \(output), convolutionSpatialAxes \(space), parallelAxes \(parallel)")
    }
    return try makeParameter(name: "\(name).kernel", key: key) { key in
      try initializer(
        key, InitializerAxes(input: input, output: inner, parallel: parallel, convolutionSpatial: space), dtype)
    }
  }

  func layer(_ name: String, _ convolution: any Layer) throws -> any Layer {
    guard !renamed.isEmpty else { return convolution }
    return ConvInPlace([convolution, RenameAxes(from: renamed.map { "\($0.text)_out" }, to: renamed)])
  }
}
