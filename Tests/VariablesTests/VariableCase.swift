import TestSupport
import Testing
import Variables

/// One record of `variables.json`.
struct VariableCase: Decodable, Sendable, CustomTestStringConvertible {
  enum Operation: String, Decodable {
    case unbind, bind, freeze, labels, stream
  }

  /// The variables that a function is restricted to.
  enum Which: String, Decodable {
    case all, parameter, state
  }

  /// A mistake, with the slots and paths that the original's message names.
  struct Problem: Decodable {
    var kind: String
    var slots: [GoldenNode]?
    var paths: [String]?
  }

  /// A label given within a scope.
  struct ScopedLabel: Decodable {
    var group: String?
    var index: Int
  }

  /// What happens while variables without a label are made.
  enum Event: Decodable {
    case open(String?)
    case close
    case make

    private enum Field: String, CodingKey { case open }

    init(from decoder: any Decoder) throws {
      if let fields = try? decoder.container(keyedBy: Field.self) {
        self = .open(try fields.decodeIfPresent(String.self, forKey: .open))
      } else {
        self = try decoder.singleValueContainer().decode(String.self) == "close" ? .close : .make
      }
    }
  }

  var op: Operation
  var name: String
  var tree: GoldenNode?
  var which: Which?
  var labels: [String]?
  var freeze: Bool?
  var variables: [GoldenNode]?
  var allowUnused: Bool?
  var unfreeze: Bool?
  var events: [Event]?
  var given: [ScopedLabel?]?
  var seed: Int?
  var count: Int?
  var label: String?
  var keys: GoldenArray?
  var draws: GoldenArray?
  var offset: Int?
  var result: GoldenNode?
  var error: Problem?

  private enum CodingKeys: String, CodingKey {
    case op, name, tree, which, labels, freeze, variables, unfreeze, events, given, seed, count, label, keys, draws
    case offset, result, error
    case allowUnused = "allow_unused"
  }

  var testDescription: String { "\(op.rawValue): \(name)\(seed.map { " \($0)" } ?? "")" }

  /// Whether a variable is meant, for a function that asks.
  func includes(_ variable: any Variable) -> Bool { labels?.contains(variable.label.text) ?? true }
}
