import Arrays
import NamedAxes
import Trees
import Variables

/// A tree with variables, as the golden data write it.
indirect enum GoldenNode: Decodable, Hashable, Sendable {
  case list([GoldenNode])
  case tree([String: GoldenNode])
  case number(Float)
  /// Nodes of one kind, label and object number are one variable.
  case variable(Kind, label: String, object: Int)
  case value(Kind, label: String)
  case slot(Kind, label: String)

  enum Kind: String, Decodable, Sendable {
    case parameter, state
  }

  private enum Field: String, CodingKey {
    case tree, number, variable, label, object, value, slot
  }

  init(from decoder: any Decoder) throws {
    guard let fields = try? decoder.container(keyedBy: Field.self) else {
      self = .list(try [GoldenNode](from: decoder))
      return
    }
    func label() throws -> String { try fields.decode(String.self, forKey: .label) }
    if let tree = try fields.decodeIfPresent([String: GoldenNode].self, forKey: .tree) {
      self = .tree(tree)
    } else if let number = try fields.decodeIfPresent(Float.self, forKey: .number) {
      self = .number(number)
    } else if let kind = try fields.decodeIfPresent(Kind.self, forKey: .value) {
      self = .value(kind, label: try label())
    } else if let kind = try fields.decodeIfPresent(Kind.self, forKey: .slot) {
      self = .slot(kind, label: try label())
    } else {
      self = .variable(
        try fields.decode(Kind.self, forKey: .variable), label: try label(),
        object: try fields.decode(Int.self, forKey: .object))
    }
  }
}

/// Makes trees of golden nodes; the variables of one maker are shared.
struct GoldenTreeMaker {
  private var objects: [GoldenNode: any Variable] = [:]

  mutating func make(_ node: GoldenNode) throws -> any PyTree {
    switch node {
    case .list(let nodes): try nodes.map { try make($0) }
    case .tree(let nodes): try nodes.mapValues { try make($0) }
    case .number(let number): try NDArray([number], shape: [])
    case .slot(.parameter, let label): ParameterSlot(label: .name(label))
    case .slot(.state, let label): StateVariableSlot<NDArray>(label: .name(label))
    case .value, .variable: try makeFiller(node)
    }
  }

  mutating func makeFiller(_ node: GoldenNode) throws -> any SlotFiller {
    if let known = objects[node] { return known }
    let one = try NDArray([1.0], shape: [])
    switch node {
    case .value(.parameter, let label): return ParameterValue(NamedArray(one), label: .name(label))
    case .value(.state, let label): return StateVariableValue(one, label: .name(label))
    case .variable(let kind, let label, _):
      let made: any Variable =
        kind == .parameter
        ? Parameter(NamedArray(one), label: .name(label)) : StateVariable(one, label: .name(label))
      objects[node] = made
      return made
    case .list, .tree, .number, .slot:
      throw TreeError.wrongType(path: TreePath(), declared: "variable or value", offered: "\(node)")
    }
  }
}

/// Writes trees as golden nodes; the variables of a label are numbered in the order in which they appear.
struct GoldenTreeWriter {
  private var objects: [GoldenNode: [any Variable]] = [:]

  mutating func write(_ tree: any PyTree) throws -> GoldenNode {
    switch tree {
    case let nodes as [any PyTree]: return .list(try nodes.map { try write($0) })
    case let nodes as [String: any PyTree]: return .tree(try nodes.mapValues { try write($0) })
    case let array as NDArray: return .number(try array.item(as: Float.self))
    case let slot as any VariableSlot: return .slot(kind(slot.kind), label: slot.label.text)
    case let value as any FrozenVariable: return .value(kind(value.kind), label: value.label.text)
    case let variable as any Variable:
      let first = GoldenNode.variable(kind(variable.kind), label: variable.label.text, object: 0)
      let known = objects[first, default: []]
      let number = known.firstIndex { $0 === variable } ?? known.count
      if number == known.count { objects[first, default: []].append(variable) }
      return .variable(kind(variable.kind), label: variable.label.text, object: number)
    default: throw TreeError.wrongType(path: TreePath(), declared: "golden node", offered: "\(type(of: tree))")
    }
  }

  private func kind(_ kind: VariableKind) -> GoldenNode.Kind { kind == .parameter ? .parameter : .state }
}
