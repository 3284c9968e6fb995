import Arrays
import Foundation
import NamedAxes
import TestSupport
import Testing

/// The programs on named arrays recorded from the original, run step by step.
@Suite struct GoldenTests {
  /// Records that need what is not built: indexing by name, and random keys with names.
  static let notYet: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "index {'y': 1}", "index {'y': -1}", "index {'x': 0, 'z': 3}", "index {'y': {'slice': [1, None, None]}}",
      "index {'z': {'slice': [None, None, -2]}, 'x': 1}", "index {'y': {'array': 'ids'}}", "index {'new': None}",
      "index {'z': {'slice': [3, 1, None]}}", "index by a named array", "index by a named array that shares a name",
      "index an unknown name", "introduce a name in use",
    ].map { ($0, "named arrays cannot be indexed by name") }
      + ["random split [['a', 2], ['b', 3]]", "random split [['b', 3], ['a', 2]]"].map {
        ($0, "random keys have no names")
      })

  /// Records whose order of names ours departs from, so that arrays are compared with their names sorted.
  ///
  /// The original moves mapped axes before the positional ones in the results of `nmap`; here they stay where they are,
  /// which saves moving data, so that a later `tag` finds the positional axes elsewhere in memory.
  static let otherOrder: Set = ["softmax by name"]

  static let cases = Result { try Golden<NamedProgram>.load("named") }

  @Test func allRecordsAreThere() throws {
    let names = try Self.cases.get().map(\.name)
    #expect(names.count == 179)
    #expect(Set(Self.notYet.keys).isSubset(of: names))
    #expect(Self.notYet.count == 14)
  }

  @Test(arguments: ((try? cases.get()) ?? []).filter { notYet[$0.name] == nil })
  func programsGiveWhatWasRecorded(_ program: NamedProgram) throws {
    var interpreter = try NamedInterpreter(program.inputs)
    if program.error != nil {
      for step in program.steps.dropLast() { try interpreter.run(step) }
      let last = try #require(program.steps.last)
      let error = #expect(throws: (any Error).self) { try interpreter.run(last) }
      let isOurs = error is NamedAxisError || error is ArrayError
      #expect(isOurs, "\(String(describing: error))")
      if let meaning = program.meaning {
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
    case (.named(let found), .named(let positional, let shape, let data)) where Self.otherOrder.contains(program.name):
      #expect(found.positionalShape == positional)
      #expect(found.namedShape == shape)
      #expect(found.names != shape.names, "the order is that of the original again")
      let expected = try NamedArray(data.array()).tagPrefix(positional.map { _ in .unique() } + shape.names)
      let apart = try difference(
        found.canonicalized().data, expected.canonicalized().data, relative: program.tolerance,
        absolute: program.tolerance)
      #expect(apart == nil)
    case (.named(let found), .named(let positional, let shape, let data)):
      #expect(found.positionalShape == positional)
      #expect(found.namedShape.names == shape.names)
      #expect(found.namedShape.sizes == shape.sizes)
      let apart = try difference(
        found.withPositionalPrefix().data, data.array(), relative: program.tolerance, absolute: program.tolerance)
      #expect(apart == nil)
    case (let found, let expected):
      Issue.record("found \(found), expected \(expected)")
    }
  }
}
