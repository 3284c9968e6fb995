internal import CPJRT
internal import Glibc

/// A value of a plugin's attribute, a client's option or a program's cost property.
public enum AttributeValue: Hashable, Sendable {
  /// Text.
  case string(String)
  /// A whole number.
  case integer(Int64)
  /// A list of whole numbers.
  case integers([Int64])
  /// A number in single precision.
  case float(Float)
  /// A truth value.
  case bool(Bool)
}

extension AttributeValue {
  /// Copies a plugin's list of named values; a value of a kind unknown to this package is left out.
  static func dictionary(_ start: UnsafePointer<PJRT_NamedValue>?, count: Int) -> [String: AttributeValue] {
    var result: [String: AttributeValue] = [:]
    for entry in UnsafeBufferPointer(start: start, count: start == nil ? 0 : count) {
      let name = String(pluginBytes: entry.name, count: entry.name_size)
      switch entry.type {
      case PJRT_NamedValue_kString:
        result[name] = .string(String(pluginBytes: entry.string_value, count: entry.value_size))
      case PJRT_NamedValue_kInt64:
        result[name] = .integer(entry.int64_value)
      case PJRT_NamedValue_kInt64List:
        result[name] = .integers(Array(UnsafeBufferPointer(start: entry.int64_array_value, count: entry.value_size)))
      case PJRT_NamedValue_kFloat:
        result[name] = .float(entry.float_value)
      case PJRT_NamedValue_kBool:
        result[name] = .bool(entry.bool_value)
      default:
        continue
      }
    }
    return result
  }

  /// Lends the values, in the order of their names, in the plugin's own form.
  static func withNamedValues<Result>(
    _ values: [String: AttributeValue], _ body: (UnsafeBufferPointer<PJRT_NamedValue>) -> Result
  ) -> Result {
    var allocations: [UnsafeMutableRawPointer] = []
    defer { for allocation in allocations { free(allocation) } }

    func text(_ string: String) -> UnsafePointer<CChar>? {
      guard let copy = strdup(string) else { return nil }
      allocations.append(copy)
      return UnsafePointer(copy)
    }

    let entries = values.sorted { $0.key < $1.key }.map { name, value in
      var entry = PJRT_NamedValue()
      entry.struct_size = MemoryLayout<PJRT_NamedValue>.size
      entry.name = text(name)
      entry.name_size = name.utf8.count
      entry.value_size = 1
      switch value {
      case .string(let string):
        entry.type = PJRT_NamedValue_kString
        entry.string_value = text(string)
        entry.value_size = string.utf8.count
      case .integer(let integer):
        entry.type = PJRT_NamedValue_kInt64
        entry.int64_value = integer
      case .integers(let integers):
        let copy = UnsafeMutablePointer<Int64>.allocate(capacity: max(integers.count, 1))
        copy.initialize(from: integers, count: integers.count)
        allocations.append(copy)
        entry.type = PJRT_NamedValue_kInt64List
        entry.int64_array_value = UnsafePointer(copy)
        entry.value_size = integers.count
      case .float(let float):
        entry.type = PJRT_NamedValue_kFloat
        entry.float_value = float
      case .bool(let bool):
        entry.type = PJRT_NamedValue_kBool
        entry.bool_value = bool
      }
      return entry
    }
    return entries.withUnsafeBufferPointer(body)
  }
}
