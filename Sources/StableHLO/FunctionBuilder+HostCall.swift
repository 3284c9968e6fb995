extension FunctionBuilder {
  /// A call of a function of the host, for what it does there; it runs even though it gives nothing, after the calls
  /// that stand before it in the same block.
  ///
  /// - Parameters:
  ///   - target: the name under which the handler of such calls is registered.
  ///   - operands: the values to hand over.
  ///   - attributes: texts for the handler; names are plain identifiers.
  ///   - orderedAttribute: the name of an attribute that says that the last operand is there only to be waited for.
  public mutating func hostCall(
    _ target: String, _ operands: [Value], attributes: [(name: String, value: String)], orderedAttribute: String
  ) {
    let isOrdered = latestHostCall != nil
    let operands = operands + (latestHostCall.map { [$0] } ?? [])
    let attributes = attributes + (isOrdered ? [(orderedAttribute, "")] : [])
    let result = define(TensorType([], .int32))
    text.append(string: "stablehlo.custom_call @\(target)(")
    text.append(values: operands)
    text.append(") {api_version = 4 : i32, has_side_effect = true, backend_config = {")
    text.append(string: attributes.map { "\($0.name) = \"\(Self.escaped($0.value))\"" }.joined(separator: ", "))
    // The host expects row-major arrays; without being asked the compiler may choose another layout.
    text.append("}, operand_layouts = [")
    text.append(string: operands.map { Self.rowMajorLayout($0.type.shape.count) }.joined(separator: ", "))
    text.append("], result_layouts = [dense<> : tensor<0xindex>]}")
    endLine(from: operands, to: result)
    latestHostCall = result
  }

  private static func rowMajorLayout(_ rank: Int) -> String {
    rank == 0
      ? "dense<> : tensor<0xindex>"
      : "dense<[\((0..<rank).reversed().map(String.init).joined(separator: ", "))]> : tensor<\(rank)xindex>"
  }

  /// Text as it stands between quotation marks in MLIR: all but plain characters as two hexadecimal digits a byte.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      if byte >= 0x20, byte < 0x7f, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        result.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += byte < 16 ? "\\0\(digits)" : "\\\(digits)"
      }
    }
    return result
  }
}
