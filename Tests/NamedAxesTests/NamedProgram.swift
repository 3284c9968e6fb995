import Arrays
import NamedAxes
import TestSupport
import Testing

/// A recorded program: registers to begin with, steps, and what the last one gave.
struct NamedProgram: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let inputs: [String: GoldenArray]
  let steps: [Step]
  let result: Result?
  let error: Failure?

  var testDescription: String { name }

  /// Sums, quotients and powers may be off by a few units in the last place; moving axes and comparing is exact.
  var tolerance: Double {
    let rounding: Set = ["reduce", "softmax", "contract", "nmap_matmul"]
    return steps.contains { rounding.contains($0.step) || $0.function == "power" || $0.function == "divide" } ? 1e-6 : 0
  }

  struct Failure: Decodable, Sendable {
    let type, message: String
  }

  /// One operation; which fields it has depends on its name.
  struct Step: Decodable, Sendable {
    let `let`, step: String
    let names: [String]?
    let of: Operands?
    let other, function, name: String?
    let left, right: Operand?
    let axis, start, stop, by: Int?
    let positional: [Int]?
    let named: [[NameOrSize]]?
    let value: Double?
  }

  /// One register, or several.
  enum Operands: Decodable, Sendable {
    case one(String)
    case many([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let register = try? container.decode(String.self) {
        self = .one(register)
      } else {
        self = .many(try container.decode([String].self))
      }
    }
  }

  /// A register or a number.
  enum Operand: Decodable, Sendable {
    case register(String)
    case integer(Int)
    case double(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let register = try? container.decode(String.self) {
        self = .register(register)
      } else {
        let number = try container.decode(Double.self)
        // JSON writes 1 and 1.0 apart, but its decoder does not tell: no record depends on it for whole numbers
        // that meet an array of floating point numbers.
        self = Int(exactly: number).map(Self.integer) ?? .double(number)
      }
    }
  }

  enum NameOrSize: Decodable, Sendable {
    case name(String)
    case size(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let size = try? container.decode(Int.self) {
        self = .size(size)
      } else {
        self = .name(try container.decode(String.self))
      }
    }
  }

  /// What the last step gave.
  enum Result: Decodable, Sendable {
    case number(Double)
    case plain(GoldenArray)
    case named(positional: [Int], shape: NamedShape, data: GoldenArray)

    private enum Keys: String, CodingKey {
      case data
      case positional = "positional_shape"
      case named = "named_shape"
    }

    init(from decoder: any Decoder) throws {
      if let number = try? decoder.singleValueContainer().decode(Double.self) {
        self = .number(number)
        return
      }
      let container = try decoder.container(keyedBy: Keys.self)
      let data = try container.decode(GoldenArray.self, forKey: .data)
      guard container.contains(.named) else {
        self = .plain(data)
        return
      }
      self = .named(
        positional: try container.decode([Int].self, forKey: .positional),
        shape: NamedProgram.shape(try container.decode([[NameOrSize]].self, forKey: .named)), data: data)
    }
  }

  static func shape(_ pairs: [[NameOrSize]]) -> NamedShape {
    NamedShape(
      pairs.compactMap { pair -> (AxisName, Int)? in
        guard case (.name(let name)?, .size(let size)?) = (pair.first, pair.last) else { return nil }
        return (AxisName(name), size)
      })
  }

  /// What an error is about, whatever its words.
  enum Meaning: Equatable {
    case tagCount, repeatedNames, missingNames, positionalAxesExist, namedAxesLeft, sizes, positionalShapes

    init?(_ error: any Error) {
      switch error {
      case NamedAxisError.tagCount: self = .tagCount
      case NamedAxisError.repeatedNames: self = .repeatedNames
      case NamedAxisError.missingNames: self = .missingNames
      case NamedAxisError.positionalAxesExist: self = .positionalAxesExist
      case NamedAxisError.namedAxesLeft: self = .namedAxesLeft
      case NamedAxisError.sizes: self = .sizes
      case NamedAxisError.positionalShapes: self = .positionalShapes
      default: return nil
      }
    }
  }

  /// What the recorded message is about, where the original's words say it alike; ours put some mistakes differently.
  var meaning: Meaning? {
    guard let error, let last = steps.last,
      ["wrap", "tag", "untag", "unwrap", "binary", "contract"].contains(last.step)
    else { return nil }
    let meanings: [(String, Meaning)] = [
      ("There must be exactly as many names", .tagCount), ("Repeated axis names", .repeatedNames),
      ("Repeats in `axis_order`", .repeatedNames), ("Requested axis names", .missingNames),
      ("`untag` cannot be used", .positionalAxesExist), ("Cannot unwrap", .positionalAxesExist),
      ("To unwrap a NamedArray", .namedAxesLeft), ("When calling `unwrap` with axis names", .namedAxesLeft),
      ("Inconsistent named axes", .sizes), ("incompatible shapes for broadcasting", .positionalShapes),
      ("dot_general requires contracting dimensions", .sizes),
    ]
    return meanings.first { error.message.contains($0.0) }?.1
  }
}
