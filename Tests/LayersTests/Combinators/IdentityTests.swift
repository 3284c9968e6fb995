import Layers
import NamedAxes
import Testing
import Trees

struct IdentityTests {
  @Test func arraysPassUnchanged() throws {
    #expect(try values(Identity()(counting(["a": 2])), "a") == [1, 2])
  }

  @Test func valuesOfAnyTypePassUnchanged() throws {
    let pair = Pair(first: try counting(["a": 2]), second: try counting(["a": 3]))
    let output = try #require(try Identity().call(pair, [:]) as? Pair)
    #expect(output.second.namedShape == ["a": 3])
  }

  @Test func theTreeIsLawful() {
    #expect(treeLawViolations(in: Identity()) == [])
  }
}
