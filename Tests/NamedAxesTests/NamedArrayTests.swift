import Arrays
import NamedAxes
import Testing
import Trees

@Suite struct NamedArrayTests {
  let plain: NDArray

  init() throws {
    plain = try NDArray((0..<24).map(Float.init), shape: [2, 3, 4])
  }

  @Test func shapesByNameAndByPosition() throws {
    let array = try NamedArray(plain, "a", "b", "c").untag("c", "a")
    #expect(array.positionalShape == [4, 2])
    #expect(array.namedShape == ["b": 3])
    #expect(array.dtype == .float32)
    #expect(try array.tag("c", "a").names == ["a", "b", "c"])
  }

  @Test func untaggingMovesNoData() throws {
    let array = try NamedArray(plain, "a", "b", "c")
    #expect(try array.untag("c", "a").data.bytes() == plain.bytes())
    #expect(try array.unwrap("a", "b", "c").bytes() == plain.bytes())
  }

  @Test func reductionsByName() throws {
    let array = try NamedArray(plain, "a", "b", "c")
    #expect(try array.sum("a", "c").unwrap("b").doubles() == [60, 92, 124])
    #expect(try array.max("c").unwrap("a", "b").doubles() == [3, 7, 11, 15, 19, 23])
    #expect(try array.min().unwrap().doubles() == [0])
    #expect(try array.untag("b").sum("a", "c").unwrap().doubles() == [60, 92, 124])
    #expect(try array.product("b").namedShape == ["a": 2, "c": 4])
    #expect(try array.less(2).any("a", "b", "c").unwrap().item(as: Bool.self))
    #expect(try !array.less(2).all().unwrap().item(as: Bool.self))
  }

  @Test func numbersKeepDtypeAndNames() throws {
    let array = try NamedArray(plain.astype(.bfloat16), "a", "b", "c")
    let number: NamedArray = 2.5
    let results = [
      try array + 1, try 2.5 * array, try array / 3, try 1 - array, try -array, try array * number, try number - array,
      try array.maximum(0), try array.power(2.0), try NamedArray.where(array.greater(0), array, 0),
    ]
    for (position, result) in results.enumerated() {
      #expect(result.dtype == .bfloat16, "result \(position)")
      #expect(result.names == ["a", "b", "c"])
    }
    #expect(try (array.untag("b") + number).dtype == .bfloat16)
    #expect(try array.astype(.float32).exp().names == ["a", "b", "c"])
  }

  @Test func conditionsChooseByName() throws {
    let rows = try NamedArray(NDArray([true, false]), "a")
    let (x, y) = (try NamedArray(NDArray([1.0, 2.0, 3.0]), "b"), try NamedArray(NDArray([-1.0, -2.0]), "a"))
    let result = try NamedArray.where(rows, x, y)
    #expect(try result.unwrap("a", "b").doubles() == [1, 2, 3, -2, -2, -2])
  }

  @Test func mapElementsRefusesAnotherShape() throws {
    let array = try NamedArray(plain, "a", "b", "c")
    #expect(throws: ArrayError.self) { try array.mapElements { try $0.sum([0]) } }
    #expect(try array.mapElements { try $0 + 1 }.names == ["a", "b", "c"])
  }

  @Test func theSignatureShowsBothShapes() throws {
    let array = try NamedArray(plain, "a", "b", "c")
    #expect(array.signature == "float32(| a:2, b:3, c:4)")
    #expect(try array.untag("b").signature == "float32(3 | a:2, c:4)")
    #expect(NamedArray(plain).signature == "float32(2, 3, 4)")
  }

  @Test func dataWithoutTheListedAxesIsRefused() throws {
    let array = try NamedArray(plain, "a", "b", "c")
    let broken = try array.mapLeaves(of: NDArray.self) { try $0.sum() }
    let other = try NamedArray(NDArray([1.0, 2.0]), "a")
    let uses: [() throws -> Any] = [
      { try broken.checkValid() }, { try broken.untag("a") }, { try broken.unwrap("a", "b", "c") },
      { try broken + other }, { try broken.sum("a") }, { try contract(["a"], broken, other) },
      { try nmap(broken) { $0 } }, { try broken.order(like: array) }, { try broken.canonicalized() },
    ]
    for use in uses {
      let error = #expect(throws: NamedAxisError.self) { _ = try use() }
      #expect(error?.description.contains("lists the axes a, b, c, but its data has shape []") == true)
    }
    // Looking at it does no harm.
    #expect(broken.namedShape.isEmpty)
    #expect("\(broken)".contains("float32"))
  }
}
