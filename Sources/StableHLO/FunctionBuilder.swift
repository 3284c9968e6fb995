/// Writes the body of one StableHLO function, an operation a line.
///
/// Every method takes values of this function, appends one operation and returns its result. The builder trusts its
/// caller on shapes: a caller that is wrong gets the compiler's own message.
/// Format: StableHLO specification, https://openxla.org/stablehlo/spec.
public struct FunctionBuilder: Sendable {
  var text = TextBuffer()
  private var nextID = 0
  /// What the latest call of the host in this block gave, for the next one to wait for.
  public internal(set) var latestHostCall: Value?
  private var arguments: [(value: Value, attributes: String)] = []

  /// An empty function.
  public init() {
    text.reserve(4096)
  }

  /// Declares the next argument of the function.
  ///
  /// - Parameters:
  ///   - type: the type of the argument.
  ///   - attributes: attributes as they stand in the text, such as `tf.aliasing_output = 0 : i32`.
  public mutating func argument(_ type: TensorType, attributes: String = "") -> Value {
    let value = fresh(type)
    arguments.append((value, attributes))
    return value
  }

  /// A new value that the caller is about to define.
  mutating func fresh(_ type: TensorType) -> Value {
    defer { nextID += 1 }
    return Value(id: nextID, type: type)
  }

  /// Begins a line that defines one value: `%7 = `.
  mutating func define(_ type: TensorType) -> Value {
    let value = fresh(type)
    text.append("  ")
    text.append(value)
    text.append(" = ")
    return value
  }

  mutating func endLine() { text.append("\n") }

  /// Ends a line with the type of a function from the operands to one result.
  mutating func endLine(from operands: [Value], to result: Value) {
    text.append(" : (")
    text.append(types: operands)
    text.append(") -> ")
    text.append(result.type)
    endLine()
  }

  /// The text of a module whose only public function, `main`, is this one and returns the given values.
  ///
  /// - Parameters:
  ///   - results: what `main` returns.
  ///   - attributes: module attributes as they stand in the text.
  public func module(returning results: [Value], attributes: String = "") -> String {
    var module = TextBuffer()
    module.reserve(text.bytes.count + 512)
    module.append("module @penzai")
    if !attributes.isEmpty { module.append(string: " attributes {\(attributes)}") }
    module.append(" {\nfunc.func public @main(")
    for (position, argument) in arguments.enumerated() {
      if position > 0 { module.append(", ") }
      module.append(argument.value)
      module.append(": ")
      module.append(argument.value.type)
      if !argument.attributes.isEmpty { module.append(string: " {\(argument.attributes)}") }
    }
    module.append(") -> (")
    module.append(types: results)
    module.append(") {\n")
    return module.string + text.string + Self.end(returning: results)
  }

  private static func end(returning results: [Value]) -> String {
    var end = TextBuffer()
    end.append("  return")
    if !results.isEmpty {
      end.append(" ")
      end.append(values: results)
      end.append(" : ")
      end.append(types: results)
    }
    end.append("\n}\n}\n")
    return end.string
  }
}
