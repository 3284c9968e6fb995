import Arrays
import Foundation
import NamedAxes
import TestSupport
import Testing

/// The programs on named arrays recorded from the original, run step by step.
@Suite struct GoldenTests {
  /// Records whose order of names ours departs from, so that arrays are compared with their names sorted.
  ///
  /// The original moves mapped axes before the positional ones in the results of `nmap`; here they stay where they are,
  /// which saves moving data, so that a later `tag` finds the positional axes elsewhere in memory.
  static let otherOrder: Set = ["softmax by name", "concatenate by name"]

  /// Records with two mistakes, of which our error names the other one.
  static let twoMistakes: Set = ["update 2", "update 6", "update 10", "update 29"]

  /// Records whose values do not fit a part without elements: the original lets them pass, here they are refused.
  static let emptyParts: Set = ["update 106"]

  static let cases = Result { try Golden<NamedProgram>.load("named") }
  static let drawn = Result { try Golden<NamedProgram>.load("named_programs") }

  @Test func allRecordsAreThere() throws {
    let names = try Self.cases.get().map(\.name)
    #expect(names.count == 179)
    #expect(Self.otherOrder.isSubset(of: names))
    let drawn = try Self.drawn.get().map(\.name)
    #expect(drawn.count == 559)
    #expect(Self.twoMistakes.union(Self.emptyParts).isSubset(of: drawn))
  }

  @Test(arguments: (try? cases.get()) ?? [])
  func programsGiveWhatWasRecorded(_ program: NamedProgram) throws {
    // Indexing promises no order of names.
    try check(
      program, inOrder: !program.steps.contains { $0.step == "index" } && !Self.otherOrder.contains(program.name))
  }

  @Test(arguments: (try? drawn.get()) ?? [])
  func programsDrawnAtRandomGiveWhatWasRecorded(_ program: NamedProgram) throws {
    if Self.emptyParts.contains(program.name) {
      #expect(throws: NamedAxisError.self) { try check(program, inOrder: false) }
    } else {
      try check(program, inOrder: false)
    }
  }

  private func check(_ program: NamedProgram, inOrder isOrdered: Bool) throws {
    var interpreter = try NamedInterpreter(program.inputs)
    if program.error != nil {
      for step in program.steps.dropLast() { try interpreter.run(step) }
      let last = try #require(program.steps.last)
      let error = #expect(throws: (any Error).self) { try interpreter.run(last) }
      let isOurs = error is NamedAxisError || error is ArrayError
      #expect(isOurs, "\(String(describing: error))")
      if let meaning = program.meaning, !Self.twoMistakes.contains(program.name) {
        #expect(error.flatMap(NamedProgram.Meaning.init) == meaning, "\(error as Any)")
      }
      return
    }
    var result = NamedInterpreter.Value.number(0)
    for step in program.steps { result = try interpreter.run(step) }
    switch (result, try #require(program.result)) {
    case (.number(let found), .number(let expected)):
      #expect(found == expected)
    case (.plain(let found), .plain(let expected)):
      let apart = try difference(found, expected.array(), relative: program.tolerance, absolute: program.tolerance)
      #expect(apart == nil)
    case (.named(let found), .named(let positional, let shape, let data)):
      #expect(found.positionalShape == positional)
      #expect(found.namedShape == shape)
      if isOrdered { #expect(found.names == shape.names) }
      let temporary = positional.map { _ in AxisName.unique() }
      let expected = try NamedArray(data.array()).tag(temporary + shape.names).untag(temporary)
      let apart = try difference(
        found.order(as: shape.names).data, expected.withPositionalPrefix().data, relative: program.tolerance,
        absolute: program.tolerance)
      #expect(apart == nil)
    case (let found, let expected):
      Issue.record("found \(found), expected \(expected)")
    }
  }
}
