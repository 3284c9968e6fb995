extension FunctionBuilder {
  /// A binary elementwise operation of the CHLO dialect, such as `polygamma`.
  public mutating func chlo(_ operation: StaticString, _ left: Value, _ right: Value) -> Value {
    let result = define(left.type)
    text.append("chlo.")
    text.append(operation)
    text.append(" ")
    text.append(values: [left, right])
    text.append(" : ")
    text.append(types: [left, right])
    text.append(" -> ")
    text.append(result.type)
    endLine()
    return result
  }
}
