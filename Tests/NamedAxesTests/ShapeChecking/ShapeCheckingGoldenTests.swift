import Arrays
import NamedAxes
import TestSupport
import Testing
import Trees

/// What the original's shape checking answers, case by case.
@Suite struct ShapeCheckingGoldenTests {
  static let cases = Result { try Golden<ShapeCheckingCase>.load("shape_checking") }

  static func cases(_ operation: ShapeCheckingCase.Operation) -> [ShapeCheckingCase] {
    ((try? cases.get()) ?? []).filter { $0.op == operation }
  }

  @Test func allRecordsAreThere() throws {
    #expect(try Self.cases.get().count == 351)
    #expect(Self.cases(.check).filter { $0.error == nil }.count > 120)
    #expect(Self.cases(.check).filter { $0.error != nil }.count > 120)
  }

  @Test(arguments: cases(.check))
  func checksGiveWhatWasRecorded(_ record: ShapeCheckingCase) throws {
    let value = try #require(record.value).tree()
    func check() throws -> DimensionSolution {
      try checkStructure(of: value, matches: record.pattern.pattern, known: record.solution(record.known))
    }
    guard let failure = record.error else {
      #expect(try check() == record.solution(record.solution))
      return
    }
    let error = try #require(#expect(throws: StructureMismatch.self) { try check() })
    // The original does not always get to its message: it cannot sort variables of different kinds.
    guard failure.type == "StructureMismatchError", !failure.paths.isEmpty else { return }
    #expect(error.problems.map { python($0.path) }.sorted() == failure.paths.sorted(), "\(error)\n\(failure.message)")
    #expect(error.isComplete != failure.message.contains("There may also be additional mismatches"))
  }

  @Test(arguments: cases(.check).filter { ["ValueError", "TypeError"].contains($0.error?.type) })
  func whatTheOriginalDoesNotPutIntoWordsIsAMismatchHere(_ record: ShapeCheckingCase) throws {
    let value = try #require(record.value).tree()
    let error = try #require(
      #expect(throws: StructureMismatch.self) { try checkStructure(of: value, matches: record.pattern.pattern) })
    for problem in error.problems {
      switch (record.error?.type, problem.kind) {
      case ("TypeError", .ambiguous), ("ValueError", .otherThing), ("ValueError", .children): break
      default: Issue.record("\(problem)")
      }
    }
  }

  @Test(arguments: cases(.substitute))
  func substitutionsGiveWhatWasRecorded(_ record: ShapeCheckingCase) throws {
    let substitution = try #require(record.substitution).substitution()
    guard let failure = record.error else {
      #expect(try record.pattern.pattern.substituting(substitution) == record.result?.pattern)
      return
    }
    let error = try #require(
      #expect(throws: DimensionError.self) { try record.pattern.pattern.substituting(substitution) })
    switch (failure.type, error) {
    case ("KeyError", .unknownVariable): #expect("\(error)".contains(failure.message.dropFirst().dropLast()))
    case ("ValueError", .axisConflict(let path, let variable, _, _)):
      #expect(failure.message.contains("var('\(variable.text)') at root\(python(path)): name "))
    default: Issue.record("\(error)\n\(failure.message)")
    }
  }

  @Test(arguments: cases(.variables))
  func variablesAreThoseRecorded(_ record: ShapeCheckingCase) throws {
    let expected = try #require(record.variables)
    let found = record.pattern.pattern.dimensionVariables
    #expect(Set(found.sizes.values) == Set(try expected.sizes.map { try $0.dimension() }))
    #expect(found.sizes.allSatisfy { .variable($0.key) == $0.value })
    #expect(Set(found.positional.keys) == Set(expected.positional.map { AxisName($0) }))
    #expect(Set(found.named.keys) == Set(expected.named.map { AxisName($0) }))
    #expect(found.isEmpty == (expected.sizes.isEmpty && expected.positional.isEmpty && expected.named.isEmpty))
  }

  @Test(arguments: cases(.structure))
  func structuresAreThoseRecorded(_ record: ShapeCheckingCase) throws {
    #expect(try arrayStructure(of: #require(record.value).tree()) == record.pattern.pattern)
  }

  /// A path as JAX writes it.
  private func python(_ path: TreePath) -> String {
    path.keys.map { key in
      switch key {
      case .index(let index): "[\(index)]"
      case .entry(let name): "['\(name)']"
      default: "\(key)"
      }
    }.joined()
  }
}
