import Arrays
import NamedAxes
import Testing
import Trees

/// What must hold for every tree and pattern, checked on random ones.
@Suite struct ShapeCheckingPropertyTests {
  /// A random tree of arrays and strings, three levels deep at most.
  private func tree(_ random: inout RandomLayouts, depth: Int = 3) throws -> any PyTree {
    switch depth == 0 ? 0 : random.number(below: 4) {
    case 1:
      return try (0..<random.number(below: 3)).map { _ in try tree(&random, depth: depth - 1) } as [any PyTree]
    case 2:
      let keys = random.choose(["a", "b", "c"])
      return try Dictionary(uniqueKeysWithValues: keys.map { ($0, try tree(&random, depth: depth - 1)) })
        as [String: any PyTree]
    case 3: return "text"
    default: return try spec(&random).placeholder()
    }
  }

  private func spec(_ random: inout RandomLayouts) throws -> ArraySpec {
    let names: [AxisName] = random.choose(["a", "b", "c", "d"])
    let dtypes: [DType] = [.float32, .int32, .bool, .bfloat16]
    let shape = NamedShape(names.map { ($0, random.number(below: 5)) })
    return ArraySpec(
      PositionalShapePattern((0..<random.number(below: 4)).map { _ in random.number(below: 5) }),
      named: NamedShapePattern(shape), dtype: .exactly(dtypes[random.number(below: dtypes.count)]))
  }

  /// The pattern with sizes and runs of axes replaced by variables, in a way that can be solved.
  private func generalized(_ pattern: ShapePattern, _ random: inout RandomLayouts) -> ShapePattern {
    var count = 0
    return pattern.mapArrays { _, spec in
      var spec = spec
      for place in spec.positional.entries.indices {
        guard case .axis(let dimension) = spec.positional.entries[place], random.number(below: 2) == 0 else { continue }
        // One variable for each size: it stands for the same everywhere.
        spec.positional.entries[place] = .variable("size \(dimension)")
      }
      if random.number(below: 2) == 0 {
        let first = random.number(below: spec.positional.entries.count + 1)
        let last = first + random.number(below: spec.positional.entries.count + 1 - first)
        count += 1
        spec.positional.entries.replaceSubrange(first..<last, with: [.axes("some \(count)")])
      }
      var kept: [NamedShapePattern.Entry] = []
      for case .axis(let name, let dimension) in spec.named.entries {
        switch random.number(below: 4) {
        case 0: kept.append(.axis(name, .variable("size \(dimension)")))
        case 1: kept.append(.axis(name, .variable("part \(count)", axis: name)))
        default: kept.append(.axis(name, dimension))
        }
      }
      if random.number(below: 2) == 0 {
        count += 1
        kept = kept.dropLast(random.number(below: kept.count + 1)) + [.axes("rest \(count)")]
      }
      // Parts of one variable must not meet parts of another array's.
      count += 1
      spec.named = NamedShapePattern(kept)
      return spec
    }
  }

  @Test(arguments: 0..<60)
  func everyTreeMatchesItsOwnStructure(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed))
    let tree = try tree(&random)
    let structure = try arrayStructure(of: tree)
    #expect(try checkStructure(of: tree, matches: structure) == [:])
    #expect(structure.dimensionVariables.isEmpty)
    let reread = try checkStructure(of: tree, matches: structure.substituting([:] as DimensionSolution))
    #expect(reread == [:])
  }

  @Test(arguments: 0..<100)
  func whatIsSolvedAndSubstitutedIsTheStructure(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed) + 1_000)
    let tree = try tree(&random)
    let structure = try arrayStructure(of: tree)
    let pattern = generalized(structure, &random)
    let solution = try checkStructure(of: tree, matches: pattern)
    #expect(try pattern.substituting(solution) == structure)
    // The same again, with everything known.
    #expect(try checkStructure(of: tree, matches: pattern, known: solution) == solution)
  }

  @Test(arguments: 0..<100)
  func oneFaultIsFoundWhereItIs(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed) + 2_000)
    let tree: [String: any PyTree] = ["one": try tree(&random), "two": try spec(&random).placeholder()]
    let structure = try arrayStructure(of: tree)
    let places = structure.arrays
    let (path, spec) = places[random.number(below: places.count)]
    var faulty = spec
    switch random.number(below: 3) {
    case 0: faulty.positional.entries.append(1)
    case 1: faulty.named["more"] = 1
    default: faulty.dtype = .complex
    }
    let error = try #require(
      #expect(throws: StructureMismatch.self) {
        try checkStructure(of: tree, matches: structure.replacing(at: path, with: .array(faulty)))
      })
    #expect(error.problems.map(\.path) == [path])
    #expect("\(error)".contains("At \(path): expected"))
  }

  @Test(arguments: 0..<40)
  func theOrderOfNamedAxesDoesNotCount(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed) + 3_000)
    let spec = try spec(&random)
    let pattern = ArraySpec(
      spec.positional, named: NamedShapePattern(spec.named.entries.reversed()), dtype: spec.dtype)
    #expect(pattern == spec)
    #expect(try checkStructure(of: spec.placeholder(), matches: .array(pattern)) == [:])
  }
}
