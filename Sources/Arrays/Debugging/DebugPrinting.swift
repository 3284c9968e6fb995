/// Prints text with values in the places that it leaves open, also from inside compiled programs.
///
/// Outside of every transformation the text is printed at once. Inside, printing is part of the program: it happens
/// each time that the program runs, before its results can be read; under `grad` once, with the values of the forward
/// pass; under `vmap` once for each item, when one of the arrays differs between items. Where all branches of a choice
/// run for all items, and where a loop goes on for items that are done, these print as well. The texts of one program
/// come in the order of the calls, those of loops and branches among them. Small arrays are written out, of others there
/// is a summary.
///
/// - Parameters:
///   - text: what to print; `{}` stands for the next value, `{{` and `}}` for braces.
///   - values: as many values as there are places: arrays, or anything else, which is put into the text as it is when
///     the function is traced.
/// - Throws: ``ArrayError/argument(operation:problem:)`` when their numbers differ, and inside transformations when the
///   plugin cannot call functions of the host.
public func debugPrint<each Value>(_ text: String, _ values: repeat each Value) throws {
  // A pack, because the standard library's function of this name wins over one with a list of arrays.
  var arrays: [NDArray] = []
  var constants: [String?] = []
  for value in repeat each values {
    if let array = value as? NDArray { arrays.append(array) }
    constants.append(value is NDArray ? nil : "\(value)")
  }
  let text = try TextTemplate(text).filled(constants)
  guard Trace.current == nil else {
    try Engine.shared.get().requireHostCalls(for: "debugPrint")
    _ = try DebugPrint(text: text).trace(arrays)
    return
  }
  DebugOutput.write(
    text.filled(
      with: try arrays.map { array in
        try array.bytes().withUnsafeBytes { HostArray(type: array.type, bytes: $0).text }
      }))
}

extension Engine {
  /// Refuses calls of the host from programs where there can be none.
  func requireHostCalls(for operation: String) throws {
    guard callsHostFunctions else {
      throw ArrayError.argument(
        operation: operation,
        problem: "programs on \(platformName) cannot call back (the plugin \(pluginPath) has no FFI extension for the "
          + "host). Return the values from the function and print them outside")
    }
  }
}
