import Testing
import Trees

@testable import Arrays

@Suite struct AssociativeScanTests {
  @Test(arguments: [0, 1, 2, 3, 4, 5, 8, 13, 31])
  func sumsAreThoseOfALoop(count: Int) throws {
    let numbers = (0..<count).map { Double($0 * $0 % 7) }
    let array = try NDArray(numbers, shape: [count], dtype: .float64)
    var sum = 0.0
    let wanted = numbers.map {
      sum += $0; return sum
    }
    #expect(try associativeScan(array) { try $0 + $1 }.doubles() == wanted)
    let reversed = try associativeScan(array, reverse: true) { try $0 + $1 }.doubles()
    #expect(reversed == wanted.indices.map { numbers[$0...].reduce(0, +) })
  }

  @Test func operationsNeedNotCommute() throws {
    // x -> a x + b, composed from the left: the recurrence of a linear state-space model.
    let (a, b) = (try NDArray([0.5, 2, -1, 3, 0.25]), try NDArray([1.0, 1, 2, 0, 4]))
    let steps = try associativeScan(Pair(a, b)) { first, second in
      Pair(try second.first * first.first, try second.first * first.second + second.second)
    }
    let wanted = try scan(NDArray(0.0), over: Pair(a, b)) { x, step in
      let next = try step.first * x + step.second
      return (next, next)
    }.results
    #expect(distance(try steps.second.doubles(), try wanted.doubles()) < 1e-6)
  }

  @Test func anyAxisAndDtypeWill() throws {
    let flags = try NDArray([false, true, false, false, false, true], shape: [2, 3])
    let result = try associativeScan(flags, axis: -1) { try $0.logicalOr($1) }
    #expect(try result.doubles() == [0, 1, 1, 0, 0, 1])
  }

  @Test func misuseIsNamed() throws {
    let sizes = #expect(throws: ArrayError.self) {
      try associativeScan([NDArray.zeros([2]), NDArray.zeros([3])]) { first, _ in first }
    }
    #expect(sizes?.description.contains("sizes [2, 3]; they must be equal") == true)
    let types = #expect(throws: ArrayError.self) {
      try associativeScan(NDArray.zeros([4])) { first, _ in try first.sum() }
    }
    #expect(types?.description.contains("must keep shapes and dtypes") == true)
    #expect(throws: ArrayError.self) { try associativeScan(NDArray.zeros([4]), axis: 1) { try $0 + $1 } }
    #expect(throws: ArrayError.self) { try associativeScan([NDArray]()) { first, _ in first } }
  }
}
