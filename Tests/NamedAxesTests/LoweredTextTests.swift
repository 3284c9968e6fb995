import Arrays
import NamedAxes
import Testing

/// Named code costs what positional code costs: it moves no data that the other does not move.
@Suite struct LoweredTextTests {
  let x: NamedArray

  init() throws {
    x = try NamedArray(NDArray.zeros([2, 3, 4]), "a", "b", "c")
  }

  static let functions: [(String, @Sendable (NamedArray) throws -> NamedArray)] = [
    ("sum", { try $0.sum("b") }), ("softmax", { try $0.softmax("a") }), ("sort", { try $0.sorted(axis: "c") }),
    ("add", { try $0 + $0 }), ("integer", { try $0[["b": 1]] }),
    ("ranges", { try $0[["c": 1..., "a": .slice(by: -1)]] }),
    ("place", { try $0[["b": NDArray(1)]] }), ("new", { try $0[["n": nil]] }),
    ("set", { try $0.at[["b": 1]].set(0) }), ("add to a range", { try $0.at[["c": 1..., "a": 0]].add(1) }),
    ("values", { try $0.at[["b": 1]].set($0[["b": 0]]) }),
    ("concatenate", { try NamedArray.concatenate([$0, $0], axis: "c") }),
    ("positional", { try $0.untag("c", "a")[1...] }), ("broadcast", { try $0.broadcasted(to: [5], named: ["n": 2]) }),
    ("nmap", { try nmap($0) { try $0.tanh() } }), ("take", { try $0.take(NamedArray(NDArray(1)), axis: "b") }),
  ]

  @Test(arguments: functions.indices)
  func nothingIsTransposed(_ number: Int) throws {
    let (name, function) = Self.functions[number]
    let text = try lower(function)(x).stableHLO
    #expect(!text.contains("stablehlo.transpose"), "\(name): \(text)")
  }

  @Test func aSumIsTheProgramOfPlainArrays() throws {
    let plain = try lower { (x: NDArray) in try (x + x).sum([1]) }(x.data).stableHLO
    let named = try lower { (x: NamedArray) in try (x + x).sum("b") }(x).stableHLO
    #expect(named == plain)
  }
}
