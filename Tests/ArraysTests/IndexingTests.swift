import Arrays
import Testing

/// What indices in brackets give and refuse, beyond the recorded cases.
@Suite struct IndexingTests {
  private func counting(_ shape: [Int]) throws -> NDArray {
    try NDArray.arange(shape.reduce(1, *)).reshaped(to: shape)
  }

  @Test func rangesOfEveryKindTakeTheirElements() throws {
    let x = try counting([5])
    #expect(try x[1..<3].elements(as: Int32.self) == [1, 2])
    #expect(try x[1...3].elements(as: Int32.self) == [1, 2, 3])
    #expect(try x[3...].elements(as: Int32.self) == [3, 4])
    #expect(try x[..<2].elements(as: Int32.self) == [0, 1])
    #expect(try x[...2].elements(as: Int32.self) == [0, 1, 2])
    #expect(try x[...(-1)].elements(as: Int32.self) == [0, 1, 2, 3, 4])
    #expect(try x[(-3)...(-1)].elements(as: Int32.self) == [2, 3, 4])
    #expect(try x[(-2)...].elements(as: Int32.self) == [3, 4])
    #expect(try x[7...].shape == [0])
  }

  /// Python's own slicing, written out, over bounds and steps on both sides of the ends.
  @Test func slicesFollowPython() throws {
    let size = 4
    let x = try counting([size])
    let bounds: [Int?] = [nil, -6, -4, -1, 0, 2, 4, 6]
    for step in [-3, -1, 1, 2, 9, Int.max, -Int.max] {
      for start in bounds {
        for stop in bounds {
          func place(_ bound: Int?, _ absent: Int) -> Int {
            guard let bound else { return absent }
            let fromFront = bound < 0 ? bound + size : bound
            return step > 0 ? min(max(fromFront, 0), size) : min(max(fromFront, -1), size - 1)
          }
          let wanted = stride(
            from: place(start, step > 0 ? 0 : size - 1), to: place(stop, step > 0 ? size : -1), by: step
          ).map(Int32.init)
          let found = try x[.slice(from: start, to: stop, by: step)].elements(as: Int32.self)
          #expect(found == wanted, "from \(String(describing: start)) to \(String(describing: stop)) by \(step)")
        }
      }
    }
  }

  @Test func ellipsisAndNewAxesStandWhereTheyAreWritten() throws {
    let x = try counting([2, 3, 4])
    #expect(try x[.ellipsis, 0].shape == [2, 3])
    #expect(try x[0, .ellipsis].shape == [3, 4])
    #expect(try x[.newAxis, 1, .newAxis, .ellipsis, .newAxis].shape == [1, 1, 3, 4, 1])
    #expect(try x[.ellipsis].shape == [2, 3, 4])
    #expect(try x[1, 2, 3, .ellipsis].item(as: Int32.self) == 23)
    #expect(try x[].shape == [2, 3, 4])
  }

  /// The shapes that NumPy documents for arrays among other indices.
  @Test func axesOfIndexArraysGoWhereNumPyPutsThem() throws {
    let x = try counting([2, 3, 4, 5])
    let i = try NDArray([0, 1, 0, 1, 0, 1, 0], dtype: .int32)
    let pair = try NDArray([0, 1], dtype: .int32)
    #expect(try x[.all, i].shape == [2, 7, 4, 5])
    #expect(try x[.all, i, i].shape == [2, 7, 5])
    #expect(try x[i, .all, i].shape == [7, 3, 5])
    #expect(try x[.all, 0, .all, i].shape == [7, 2, 4])
    #expect(try x[.all, 0, i].shape == [2, 7, 5])
    #expect(try x[i, .newAxis, i].shape == [7, 1, 4, 5])
    #expect(try x[.newAxis, .all, i, 1...].shape == [1, 2, 7, 3, 5])
    #expect(try x[pair.expanded(at: 1), i].shape == [2, 7, 4, 5])
    #expect(try x[NDArray(1)].shape == [3, 4, 5])
  }

  @Test func integersBesideIndexArraysAddress() throws {
    let x = try counting([3, 4])
    let i = try NDArray([2, -1, 99, -99], dtype: .int32)
    #expect(try x[1, i].elements(as: Int32.self) == [6, 7, 7, 4])
    #expect(try x[i, -1].elements(as: Int32.self) == [11, 11, 11, 3])
    #expect(try x[.slice(by: -1), i].elements(as: Int32.self) == [10, 11, 11, 8, 6, 7, 7, 4, 2, 3, 3, 0])
    #expect(try x[i.astype(.int8)].shape == [4, 4])
    #expect(try x[NDArray([UInt64(2)])].elements(as: Int32.self) == [8, 9, 10, 11])
  }

  @Test func indexingHasItsTransposeAsDerivative() throws {
    let x = try NDArray.arange(0.0, 4.0)
    let i = try NDArray([1, 1, -1], dtype: .int32)
    let gradient = try grad { (x: NDArray) in try (x[i] * x[i]).sum() }(x)
    #expect(try gradient.doubles() == [0, 4, 0, 6])
    let backwards = try grad { (x: NDArray) in try (x[.slice(by: -2)] * NDArray([10.0, 20])).sum() }(x)
    #expect(try backwards.doubles() == [0, 20, 0, 10])
  }

  private func message(_ body: () throws -> NDArray) -> String {
    do {
      return "no error, but \(try body().type)"
    } catch {
      return "\(error)"
    }
  }

  @Test func mistakesSayWhatIsWrong() throws {
    let x = try counting([2, 3])
    #expect(message { try x[2] } == "Indexing: index 2 is out of range for axis 0 of size 2 (valid: -2..<2).")
    #expect(message { try x[0, -4] } == "Indexing: index -4 is out of range for axis 1 of size 3 (valid: -3..<3).")
    #expect(message { try x[0, 0, .all] } == "Indexing: 3 indices were given for an array with 2 axes.")
    #expect(message { try x[.ellipsis, .ellipsis] } == "Indexing: only one .ellipsis can stand among the indices.")
    #expect(message { try x[.slice(by: 0)] } == "Indexing: the step of a slice must not be 0.")
    #expect(message { try x[NDArray([1.0])] }.contains("expected an index array of integers"))
    #expect(message { try x[x.greater(1)] }.contains("choose by booleans with where"))
    let (i, j) = (try counting([2]), try counting([3]))
    #expect(message { try x[i, j] }.contains("shapes [2] and [3] do not broadcast"))
    #expect(message { try counting([0, 3])[i] }.contains("axis 0 of size 0"))
  }
}
