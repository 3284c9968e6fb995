import Testing
import Trees

@testable import Arrays

/// Variables in compiled functions.
@Suite struct JITVariableTests {
  private let x: NDArray
  private let counter = CallCounter()
  private let cell: TestCell

  init() throws {
    x = try NDArray([1.0, 2, 3])
    cell = TestCell(try NDArray([10.0], shape: []))
  }

  private func number(_ value: Double) throws -> NDArray { try NDArray([value], shape: []) }

  @Test func capturedOnesAreReadAnewAtEachCall() throws {
    let add = jit { (x: NDArray) in
      counter.add()
      return try x + cell.array
    }
    #expect(try add(x).doubles() == [11, 12, 13])
    cell.store(try number(20))
    #expect(try add(x).doubles() == [21, 22, 23])
    #expect(counter.value == 1)
    #expect(cell.stores == 1)
  }

  @Test func changesAreWrittenBackOnce() throws {
    let step = jit { (x: NDArray) in
      counter.add()
      for _ in 0..<3 { cell.writeState(try cell.array + x.sum()) }
      return try cell.array * 2
    }
    #expect(try step(x).doubles() == [56])
    #expect(try cell.array.doubles() == [28])
    #expect(try !cell.array.isTraced)
    #expect(cell.stores == 1)
    #expect(try step(x).doubles() == [92])
    #expect(try cell.array.doubles() == [46])
    #expect(cell.stores == 2)
    #expect(counter.value == 1)
  }

  @Test func onesWrittenButNeverReadAreWrittenToo() throws {
    let set = jit { (x: NDArray) in
      cell.writeState(x)
      return try x * 2
    }
    _ = try set(x)
    #expect(try cell.array.doubles() == [1, 2, 3])
    _ = try set(NDArray([4.0, 5, 6]))
    #expect(try cell.array.doubles() == [4, 5, 6])
  }

  @Test func anotherOneAtTheSamePlaceOfAnArgumentNeedsNoTrace() throws {
    let step = jit { (holder: Holder) in
      counter.add()
      holder.cell.writeState(try holder.cell.array * holder.scale)
      return holder.scale
    }
    let other = TestCell(try number(100))
    _ = try step(Holder(cell: cell, scale: number(2)))
    _ = try step(Holder(cell: other, scale: number(3)))
    #expect(try cell.array.doubles() == [20])
    #expect(try other.array.doubles() == [300])
    #expect(counter.value == 1)
    _ = try step(Holder(cell: other, scale: number(3), mode: "special"))
    #expect(counter.value == 2)
  }

  @Test func onesSharedByTwoPlacesAreOne() throws {
    let step = jit { (first: Holder, second: Holder) in
      counter.add()
      first.cell.writeState(try first.cell.array + first.scale)
      return try second.cell.array + 0
    }
    let one = try number(1)
    #expect(try step(Holder(cell: cell, scale: one), Holder(cell: cell, scale: one)).doubles() == [11])
    let other = TestCell(try number(100))
    #expect(try step(Holder(cell: cell, scale: one), Holder(cell: other, scale: one)).doubles() == [100])
    #expect(counter.value == 2)
    #expect(try step(Holder(cell: other, scale: one), Holder(cell: other, scale: one)).doubles() == [101])
    #expect(counter.value == 2)
  }

  @Test func anotherShapeTracesAnew() throws {
    let add = jit { (x: NDArray) in
      counter.add()
      return try x + cell.array
    }
    #expect(try add(x).doubles() == [11, 12, 13])
    cell.store(x)
    #expect(try add(x).doubles() == [2, 4, 6])
    cell.store(try number(1))
    #expect(try add(x).doubles() == [2, 3, 4])
    #expect(counter.value == 2)
    let hold = jit { (holder: Holder) in
      counter.add()
      return try holder.cell.array * 2
    }
    #expect(try hold(Holder(cell: cell, scale: x)).doubles() == [2])
    cell.store(x)
    #expect(try hold(Holder(cell: cell, scale: x)).doubles() == [2, 4, 6])
    #expect(counter.value == 4)
  }

  @Test func treesInsideAreReadWithWhatIsStaticInThem() throws {
    let state = TestCell(["a": x])
    let sum = jit { (y: NDArray) in
      counter.add()
      let parts = try #require(state.readState() as? [String: NDArray])
      return try parts.keys.sorted().reduce(y) { try $0 + #require(parts[$1]) * ($1 == "a" ? 1 : 10) }
    }
    let zero = try number(0)
    #expect(try sum(zero).doubles() == [1, 2, 3])
    state.store(["b": x])
    #expect(try sum(zero).doubles() == [10, 20, 30])
    state.store(["a": x, "b": x])
    #expect(try sum(zero).doubles() == [11, 22, 33])
    state.store(["a": x])
    #expect(try sum(zero).doubles() == [1, 2, 3])
    #expect(counter.value == 3)
  }

  @Test func onesWithoutArraysAreReadAnewToo() throws {
    let state = TestCell(2)
    let scale = jit { (x: NDArray) in
      counter.add()
      return try x * #require(state.readState() as? Int)
    }
    #expect(try scale(x).doubles() == [2, 4, 6])
    state.store(3)
    #expect(try scale(x).doubles() == [3, 6, 9])
    state.store(2)
    #expect(try scale(x).doubles() == [2, 4, 6])
    #expect(counter.value == 2)
  }

  @Test func thrownErrorsLeaveThemUntouched() throws {
    struct Stop: Error {}
    let fail = jit { (holder: Holder) -> NDArray in
      holder.cell.writeState(try holder.cell.array + 1)
      cell.writeState(try cell.array + 1)
      throw Stop()
    }
    let other = TestCell(try number(1))
    #expect(throws: Stop.self) { try fail(Holder(cell: other, scale: x)) }
    #expect(cell.stores == 0 && other.stores == 0)
    #expect(try cell.array.doubles() == [10])
    #expect(try !other.array.isTraced)
  }

  @Test func innerFunctionsSeeWhatOuterOnesWrote() throws {
    let inner = jit { (x: NDArray) in
      cell.writeState(try cell.array * 2)
      return try x + cell.array
    }
    let outer = jit { (x: NDArray) in
      counter.add()
      cell.writeState(try cell.array + 1)
      let result = try inner(x)
      return try result * cell.array
    }
    #expect(try outer(x).doubles() == [23 * 22, 24 * 22, 25 * 22])
    #expect(try cell.array.doubles() == [22])
    #expect(cell.stores == 1)
    _ = try outer(x)
    #expect(try cell.array.doubles() == [46])
    #expect(counter.value == 1)
  }

  @Test func gradientsInsideCarryTheirChangesOut() throws {
    let step = jit { (x: NDArray) in
      try valueAndGrad { (x: NDArray) in
        cell.writeState(try cell.array + 1)
        return try (x * cell.array).sum()
      }(x).gradient
    }
    #expect(try step(x).doubles() == [11, 11, 11])
    #expect(try step(x).doubles() == [12, 12, 12])
    #expect(try cell.array.doubles() == [12])
    #expect(cell.stores == 2)
  }

  @Test func changedOnesMayBeDonated() throws {
    let step = jit(donatingVariables: true) { (holder: Holder) in
      holder.cell.writeState(try holder.cell.array + holder.scale)
      cell.writeState(try cell.array + holder.scale)
      return try holder.scale.sum()
    }
    let (mine, others) = (try x * 1, try x * 2)
    let other = TestCell(others)
    cell.store(mine)
    for round in 1...3 {
      _ = try step(Holder(cell: other, scale: x))
      #expect(try cell.array.doubles() == x.doubles().map { $0 * Double(1 + round) })
      #expect(try other.array.doubles() == x.doubles().map { $0 * Double(2 + round) })
    }
    #expect(throws: ArrayError.self) { try mine.doubles() }
    #expect(throws: ArrayError.self) { try others.doubles() }
    #expect(try x.doubles() == [1, 2, 3])
  }
}
