import Arrays
import NamedAxes
import Testing

/// What must hold for named arrays of every layout, checked on random ones.
@Suite struct PropertyTests {
  let sizes: NamedShape = ["a": 2, "b": 3, "c": 4]

  @Test(arguments: 0..<30)
  func tagUndoesUntag(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed))
    let array = try random.array(sizes, positional: [])
    let names = random.choose(array.names)
    let back = try array.untag(names).tag(names)
    #expect(back.names == array.names)
    #expect(try back.data.bytes() == array.data.bytes())
    let prefixed = try array.untagPrefix(names).tagPrefix(names)
    #expect(try prefixed.order(like: array).data.bytes() == array.data.bytes())
  }

  @Test(arguments: 0..<30)
  func wrapUndoesUnwrap(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed))
    let array = try random.array(sizes, positional: [])
    let names = array.names.sorted { _, _ in random.number(below: 2) == 0 }
    let plain = try array.unwrap(names)
    #expect(plain.shape == names.map { sizes[$0] })
    let back = try NamedArray(plain).tag(names)
    #expect(try back.canonicalized().data.bytes() == array.canonicalized().data.bytes())
  }

  @Test(arguments: 0..<30)
  func orderingChangesNoElement(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed))
    let array = try random.array(sizes, positional: [2, 3])
    let host = try HostArray(array)
    for other in [
      try array.canonicalized(), try array.withPositionalPrefix(), try array.order(as: array.names.reversed()),
    ] {
      let moved = try HostArray(other)
      #expect(moved.positional == host.positional)
      #expect(moved.shape == host.shape)
      for indices in allIndices(host.positional) {
        for named in allIndices(host.shape.sizes) {
          let place = Dictionary(uniqueKeysWithValues: zip(host.names, named))
          #expect(moved.element(indices, place) == host.element(indices, place))
        }
      }
    }
  }

  @Test(arguments: 0..<30)
  func addingIsALoopOverAllAxes(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed) + 100)
    let shapes = [[], [3], [2, 3], [1, 3], [2, 1]]
    let left = try random.array(sizes, positional: shapes[random.number(below: shapes.count)])
    let right = try random.array(sizes, positional: shapes[random.number(below: shapes.count)])
    let (a, b) = (try HostArray(left), try HostArray(right))
    let add = jit { (x: NamedArray, y: NamedArray) in try x + y }
    for sum in [try HostArray(left + right), try HostArray(add(left, right))] {
      #expect(sum.names == a.names + b.names.filter { !a.names.contains($0) })
      let rank = max(a.positional.count, b.positional.count)
      #expect(sum.positional.count == rank)
      func part(_ indices: [Int], _ shape: [Int]) -> [Int] {
        zip(indices.suffix(shape.count), shape).map { $1 == 1 ? 0 : $0 }
      }
      for indices in allIndices(sum.positional) {
        for named in allIndices(sum.shape.sizes) {
          let place = Dictionary(uniqueKeysWithValues: zip(sum.names, named))
          let expected = a.element(part(indices, a.positional), place) + b.element(part(indices, b.positional), place)
          #expect(sum.element(indices, place) == expected)
        }
      }
    }
  }

  @Test(arguments: 0..<20)
  func nmapIsALoopOverTheNamedAxes(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed) + 200)
    let left = try random.array(sizes, positional: [2, 3])
    let right = try random.array(sizes, positional: [3])
    // Not symmetric, and with a result of another shape: mistaken axes show.
    func body(_ x: NDArray, _ y: NDArray) throws -> NDArray { try (x * y - x.max([1], keepingAxes: true)).transposed() }
    let mapped = try nmap(left, right) { try body($0, $1) }
    let (host, a, b) = (try HostArray(mapped), try HostArray(left), try HostArray(right))
    #expect(Set(host.names) == Set(a.names + b.names))
    #expect(host.positional == [3, 2])
    for named in allIndices(host.shape.sizes) {
      let place = Dictionary(uniqueKeysWithValues: zip(host.names, named))
      let x = try NDArray(allIndices([2, 3]).map { a.element($0, place) }, shape: [2, 3])
      let y = try NDArray(allIndices([3]).map { b.element($0, place) })
      let expected = try body(x, y).doubles()
      for (indices, value) in zip(allIndices([3, 2]), expected) { #expect(host.element(indices, place) == value) }
    }
  }

  @Test(arguments: 0..<20)
  func contractingIsSummingTheProduct(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed) + 300)
    let (left, right) = (try random.array(sizes, positional: []), try random.array(sizes, positional: []))
    let names = random.choose(left.names.filter { right.names.contains($0) })
    let contracted = try contract(names, left, right)
    let product = try left * right
    let expected = names.isEmpty ? product : try product.reduced(names)
    #expect(contracted.names == expected.names)
    #expect(try contracted.data.doubles() == expected.data.doubles())
  }

  @Test(arguments: 0..<20)
  func readingGivesWhatWasWritten(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed) + 400)
    let array = try random.array(sizes, positional: [2])
    let indices: NamedIndices
    switch random.number(below: 3) {
    case 0: indices = ["a": 1, "n": nil]
    case 1: indices = ["b": 1...]
    default: indices = try ["c": NamedArray(NDArray([3, 0]), "a")]
    }
    guard indices.entries.allSatisfy({ $0.name == "n" || array.names.contains($0.name) }) else { return }
    let values = try array.at[indices].get() * 2 + 1
    let changed = try array.at[indices].set(values)
    #expect(changed.positionalShape == array.positionalShape)
    let read = try changed.at[indices].get()
    #expect(
      try read.order(as: values.names.sorted()).data.bytes() == values.order(as: values.names.sorted()).data.bytes())
    // Adding the difference gives the same.
    let added = try array.at[indices].add(values - array.at[indices].get())
    #expect(try added.canonicalized().data.bytes() == changed.canonicalized().data.bytes())
  }

  @Test(arguments: 0..<20)
  func indexingIsIndexingEachPlace(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed) + 500)
    let array = try random.array(["a": 2, "b": 3, "c": 4], positional: [2])
    guard array.names.contains("c") else { return }
    let places = [random.number(below: 4), random.number(below: 4)]
    let part = try HostArray(array[["c": NamedArray(NDArray(places), "a")]])
    let host = try HostArray(array)
    for indices in allIndices(part.positional) {
      for named in allIndices(part.shape.sizes) {
        var place = Dictionary(uniqueKeysWithValues: zip(part.names, named))
        let found = part.element(indices, place)
        place["c"] = places[place["a"] ?? 0]
        #expect(found == host.element(indices, place))
      }
    }
  }

  @Test(arguments: 0..<20)
  func foldingDoesNotDependOnTheOrderInMemory(_ seed: Int) throws {
    var random = RandomLayouts(seed: UInt64(seed) + 600)
    let array = try random.array(sizes, positional: [2])
    let names = random.choose(array.names)
    let other = try array.order(as: array.names.reversed())
    for (left, right) in [
      (try array.sum(names), try other.sum(names)), (try array.max(names), try other.max(names)),
      (try array.median(names), try other.median(names)),
    ] {
      #expect(try left.canonicalized().data.doubles() == right.canonicalized().data.doubles())
    }
  }
}

extension NamedArray {
  /// The sum over names, one after the other.
  fileprivate func reduced(_ names: [AxisName]) throws -> NamedArray {
    try names.reduce(self) { try $0.sum($1) }
  }
}
