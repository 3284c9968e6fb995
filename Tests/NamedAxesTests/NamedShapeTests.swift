import NamedAxes
import Testing

@Suite struct NamedShapeTests {
  @Test func orderDoesNotMakeADifference() {
    let shape: NamedShape = ["a": 1, "b": 2]
    #expect(shape == ["b": 2, "a": 1])
    #expect(shape.hashValue == (["b": 2, "a": 1] as NamedShape).hashValue)
    #expect(shape != ["a": 1])
    #expect(shape != ["a": 2, "b": 2])
    #expect(shape.names == ["a", "b"])
  }

  @Test func axesAreAddedChangedAndRemoved() {
    var shape: NamedShape = ["a": 1]
    shape["b"] = 2
    shape["a"] = 3
    #expect(shape.names == ["a", "b"])
    #expect(shape.sizes == [3, 2])
    shape["a"] = nil
    shape["c"] = nil
    #expect(shape == ["b": 2])
    #expect(shape.merging(["b": 5, "d": 4]) == ["b": 5, "d": 4])
    #expect(shape.removing(["b", "x"]) == [:])
  }

  @Test func itCountsElementsAndPrints() {
    #expect((["a": 2, "b": 3] as NamedShape).elementCount == 6)
    #expect(([:] as NamedShape).elementCount == 1)
    #expect("\(["a": 2, "b": 3] as NamedShape)" == "{a: 2, b: 3}")
  }
}
