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
    let rounding: Set = [
      "reduce", "softmax", "contract", "nmap_matmul", "fold", "along", "unary", "scan", "random_normal", "update",
    ]
    let inexact: Set = ["power", "divide", "arctan2", "hypot", "logaddexp"]
    // Sums of a few terms and elementary functions of numbers up to 20 in `float32`.
    return steps.contains { rounding.contains($0.step) || inexact.contains($0.function ?? "") } ? 2e-6 : 0
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
    let value: Operand?
    let index: Index?
    let mode: String?
    let fill: Double?
    let starts: [String: Int]?
    let sizes, more: [[NameOrSize]]?
    let seed: Int?
  }

  /// Indices by names, or of the positional axes.
  enum Index: Decodable, Sendable {
    case byName([String: Entry?])
    case byPosition([Entry?])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let entries = try? container.decode([String: Entry?].self) {
        self = .byName(entries)
      } else {
        self = .byPosition(try container.decode([Entry?].self))
      }
    }
  }

  /// What stands for one axis; `null` for a new one.
  enum Entry: Decodable, Sendable {
    case place(Int)
    case slice([Int?])
    case array(String)
    case ellipsis

    private enum Keys: CodingKey { case slice, array }

    init(from decoder: any Decoder) throws {
      if let container = try? decoder.singleValueContainer() {
        if let place = try? container.decode(Int.self) {
          self = .place(place)
          return
        }
        if (try? container.decode(String.self)) == "ellipsis" {
          self = .ellipsis
          return
        }
      }
      let container = try decoder.container(keyedBy: Keys.self)
      if let bounds = try container.decodeIfPresent([Int?].self, forKey: .slice) {
        self = .slice(bounds)
      } else {
        self = .array(try container.decode(String.self, forKey: .array))
      }
    }
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
    case tagCount, repeatedNames, missingNames, positionalAxesExist, namedAxesLeft, sizes, positionalShapes, update

    init?(_ error: any Error) {
      switch error {
      case NamedAxisError.tagCount: self = .tagCount
      case NamedAxisError.repeatedNames: self = .repeatedNames
      case NamedAxisError.missingNames: self = .missingNames
      case NamedAxisError.positionalAxesExist: self = .positionalAxesExist
      case NamedAxisError.namedAxesLeft: self = .namedAxesLeft
      case NamedAxisError.sizes: self = .sizes
      case NamedAxisError.positionalShapes: self = .positionalShapes
      case NamedAxisError.update: self = .update
      default: return nil
      }
    }
  }

  /// What the recorded message is about, where the original's words say it alike; ours put some mistakes differently.
  var meaning: Meaning? {
    guard let error, let last = steps.last,
      ["wrap", "tag", "untag", "unwrap", "binary", "contract", "index", "update", "fold", "scan"].contains(last.step)
    else { return nil }
    let meanings: [(String, Meaning)] = [
      ("There must be exactly as many names", .tagCount), ("Repeated axis names", .repeatedNames),
      ("Repeats in `axis_order`", .repeatedNames), ("Requested axis names", .missingNames),
      ("`untag` cannot be used", .positionalAxesExist), ("Cannot unwrap", .positionalAxesExist),
      ("To unwrap a NamedArray", .namedAxesLeft), ("When calling `unwrap` with axis names", .namedAxesLeft),
      ("Inconsistent named axes", .sizes), ("incompatible shapes for broadcasting", .positionalShapes),
      ("Cannot provide updates", .update),
      ("dot_general requires contracting dimensions", .sizes),
    ]
    return meanings.first { error.message.contains($0.0) }?.1
  }
}
