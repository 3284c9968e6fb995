import TestSupport
import Testing
import Trees
import Variables

/// What the original's functions on trees with variables give, case by case.
@Suite struct VariableGoldenTests {
  static let cases = Result { try Golden<VariableCase>.load("variables") }

  static func cases(_ operation: VariableCase.Operation) -> [VariableCase] {
    ((try? cases.get()) ?? []).filter { $0.op == operation }
  }

  @Test func allRecordsAreThere() throws {
    #expect(try Self.cases.get().count == 51)
    #expect(Self.cases(.unbind).count == 15)
    #expect(Self.cases(.bind).count == 11)
    #expect(Self.cases(.freeze).count == 4)
    #expect(Self.cases(.labels).count == 5)
    #expect(Self.cases(.stream).count == 16)
  }

  @Test(arguments: cases(.unbind))
  func unbindingGivesWhatWasRecorded(_ record: VariableCase) throws {
    var maker = GoldenTreeMaker()
    let tree = [try maker.make(#require(record.tree))]
    func unbind() throws -> (tree: [any PyTree], found: [any PyTree]) {
      switch (record.which, record.freeze) {
      case (.parameter, true):
        let (tree, values) = try unbindAndFreezeParameters(tree, where: record.includes)
        return (tree, values)
      case (.state, true):
        let (tree, values) = try unbindAndFreezeStateVariables(tree, where: record.includes)
        return (tree, values)
      case (_, true):
        let (tree, values) = try unbindAndFreezeVariables(tree, where: record.includes)
        return (tree, values)
      case (.parameter, _):
        let (tree, parameters) = try unbindParameters(tree, where: record.includes)
        return (tree, parameters)
      case (.state, _):
        let (tree, variables) = try unbindStateVariables(tree, where: record.includes)
        return (tree, variables)
      default:
        let (tree, variables) = try unbindVariables(tree, where: record.includes)
        return (tree, variables)
      }
    }
    guard record.error == nil else { return try expectProblem(record) { try unbind() } }
    let (unbound, found) = try unbind()
    var writer = GoldenTreeWriter()
    #expect(try found.map { try writer.write($0) } == record.variables)
    #expect(try writer.write(unbound[0]) == record.result)
  }

  @Test(arguments: cases(.bind))
  func bindingGivesWhatWasRecorded(_ record: VariableCase) throws {
    var maker = GoldenTreeMaker()
    let given = try #require(record.variables).map { try maker.makeFiller($0) }
    let tree = [try maker.make(#require(record.tree))]
    let allowsUnused = record.allowUnused == true
    func bind() throws -> [any PyTree] {
      guard record.unfreeze == true else { return try bindVariables(tree, given, allowingUnused: allowsUnused) }
      let values = given.compactMap { $0 as? any FrozenVariable }
      return try bindVariables(tree, unfreezing: values, allowingUnused: allowsUnused)
    }
    guard record.error == nil else { return try expectProblem(record) { try bind() } }
    var writer = GoldenTreeWriter()
    #expect(try writer.write(bind()[0]) == record.result)
  }

  @Test(arguments: cases(.freeze))
  func freezingGivesWhatWasRecorded(_ record: VariableCase) throws {
    var maker = GoldenTreeMaker()
    let tree = [try maker.make(#require(record.tree))]
    let frozen =
      switch record.which {
      case .parameter: try freezeParameters(tree, where: record.includes)
      case .state: try freezeStateVariables(tree, where: record.includes)
      default: try freezeVariables(tree, where: record.includes)
      }
    var writer = GoldenTreeWriter()
    #expect(try writer.write(frozen[0]) == record.result)
  }

  @Test(arguments: cases(.labels))
  func labelsAreGivenAsWasRecorded(_ record: VariableCase) throws {
    var events = try #require(record.events)[...]
    let labels = labels(of: &events)
    let expected = try #require(record.given)
    #expect(labels.count == expected.count)
    for (label, expected) in zip(labels, expected) {
      if let expected {
        #expect(label == .scoped(group: expected.group, index: expected.index))
      } else {
        #expect(!label.isScoped)
      }
    }
  }

  /// The labels of the variables that are made until the scope is closed.
  private func labels(of events: inout ArraySlice<VariableCase.Event>) -> [VariableLabel] {
    var labels: [VariableLabel] = []
    while let event = events.popFirst() {
      switch event {
      case .make: labels.append(StateVariable(0).label)
      case .open(let group): labels += withScopedStateVariableLabels(group: group) { self.labels(of: &events) }
      case .close: return labels
      }
    }
    return labels
  }

  /// Expects the mistake of a record, with the slots and paths that the original names.
  private func expectProblem(_ record: VariableCase, _ mistake: () throws -> some Any) throws {
    let expected = try #require(record.error)
    let error = try #require(#expect(throws: VariableError.self) { _ = try mistake() })
    let kind =
      switch error {
      case .conflict: "conflict"
      case .slotInUse: "in use"
      case .repeatedSlot: "repeated"
      case .unusedVariables: "unused"
      case .unbound: "unbound"
      case .incompatibleValue: "incompatible"
      case .incompatibleType, .frozen: "our own"
      }
    #expect(kind == expected.kind)
    for case .slot(let kind, let label) in expected.slots ?? [] {
      let name = kind == .parameter ? "ParameterSlot" : "StateVariableSlot"
      #expect("\(error)".contains("\(name)(label: \"\(label)\")"))
    }
    if case .conflict(_, let paths) = error {
      // The tree was put into an array.
      #expect(paths.map { "\(TreePath(Array($0.keys.dropFirst())))" }.sorted() == expected.paths)
    }
  }
}

extension VariableLabel {
  fileprivate var isScoped: Bool { if case .scoped = self { true } else { false } }
}
