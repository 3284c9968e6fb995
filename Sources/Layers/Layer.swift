public import NamedAxes
public import Selectors
public import Trees
public import Treescope

/// A value that layers pass on: an array, or a tree of arrays.
public typealias LayerValue = PyTree & Sendable

/// A part of a model: a tree that is called with one main input and side inputs.
///
/// Layers take the side inputs they need by key and ignore the others; combinators pass all of them on. Fields that
/// edits may change are declared as `any Layer`, called through `run(_:at:input:side:)`, so that errors carry the path.
public protocol Layer: PyTree, Sendable, TreescopeRepresentable, CustomStringConvertible, TextOutputStreamable {
  /// What the layer is called with.
  associatedtype Input: LayerValue = NamedArray
  /// What the layer gives.
  associatedtype Output: LayerValue = NamedArray

  /// Runs the layer.
  ///
  /// - Throws: ``LayerError`` with the path to the layer at which it happened, or the error of the layer itself.
  func callAsFunction(_ input: Input, _ side: SideInputs) throws -> Output

  /// Runs the layer on a value whose type is known at run time only.
  ///
  /// - Throws: ``LayerInputError/inputType(layer:expected:found:)`` when the layer takes another type.
  func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue

  /// The colour in which the layer is printed.
  var color: PartColor { get }
  /// What is said of the layer beside its name when printed; `nil` for nothing.
  var printedComment: String? { get }
}

extension Layer {
  /// Runs the layer on a value of the type that it takes.
  public func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue {
    guard let input = input as? Input else {
      throw LayerInputError.inputType(
        layer: "\(Self.self)", expected: "\(Input.self)", found: "\(type(of: input as Any))")
    }
    return try callAsFunction(input, side)
  }

  /// Runs a layer of any type on a named array.
  ///
  /// - Parameters:
  ///   - input: the main input.
  ///   - side: the side inputs; none when absent.
  /// - Throws: ``LayerInputError/outputType(layer:expected:found:)`` when the layer gives something else.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs? = nil) throws -> NamedArray {
    // Were `side` no optional, this would stand in for the method that a layer must write, and call itself forever.
    let output = try call(input, side ?? [:])
    guard let array = output as? NamedArray else {
      throw LayerInputError.outputType(
        layer: "\(Self.self)", expected: "NamedArray", found: "\(type(of: output as Any))")
    }
    return array
  }

  /// Runs a child of this layer; errors get the way to it put before their path.
  ///
  /// - Parameters:
  ///   - child: the child.
  ///   - keys: the way from this layer to the child.
  ///   - input: what it is called with.
  ///   - side: the side inputs, which are passed on.
  public func run(
    _ child: any Layer, at keys: TreeKey..., input: any LayerValue, side: SideInputs
  ) throws -> any LayerValue {
    do {
      return try child.call(input, side)
    } catch {
      throw LayerError.located(error, in: child, at: keys)
    }
  }

  /// Runs a child of this layer that takes and gives named arrays.
  ///
  /// - Parameters:
  ///   - child: the child.
  ///   - keys: the way from this layer to the child.
  ///   - input: what it is called with.
  ///   - side: the side inputs, which are passed on.
  public func run(
    _ child: any Layer, at keys: TreeKey..., input: NamedArray, side: SideInputs
  ) throws -> NamedArray {
    do {
      return try child(input, side)
    } catch {
      throw LayerError.located(error, in: child, at: keys)
    }
  }

  /// Runs a child of this layer that takes any value and gives a named array.
  ///
  /// - Parameters:
  ///   - child: the child.
  ///   - keys: the way from this layer to the child.
  ///   - input: what it is called with.
  ///   - side: the side inputs, which are passed on.
  public func runGivingArray(
    _ child: any Layer, at keys: TreeKey..., input: any LayerValue, side: SideInputs
  ) throws -> NamedArray {
    do {
      let output = try child.call(input, side)
      guard let array = output as? NamedArray else {
        throw LayerInputError.outputType(
          layer: "\(type(of: child))", expected: "NamedArray", found: "\(type(of: output as Any))")
      }
      return array
    } catch {
      throw LayerError.located(error, in: child, at: keys)
    }
  }

  /// The selection of the whole layer.
  public func select() -> Selection<Self, Self> { Selectors.select(self) }

  /// A colour from the name of the type.
  public var color: PartColor { .named(after: "\(Self.self)") }
  /// Nothing.
  public var printedComment: String? { nil }

  /// The name of the type and its stored properties.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    let children = Set(try children(of: self).map { "\($0.key)" })
    return renderer.reflection(of: self, color: color, comment: printedComment) { label in
      children.contains("\(TreeKey.field(label))") ? .child : .static
    }
  }
}
