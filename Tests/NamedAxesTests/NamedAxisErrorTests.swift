import Arrays
import NamedAxes
import Testing

@Suite struct NamedAxisErrorTests {
  let array: NamedArray

  init() throws {
    array = try NamedArray(NDArray.zeros([2, 3]), "x", "y")
  }

  /// The message of the error that a mistake throws.
  private func message<Result>(_ mistake: () throws -> Result) throws -> String {
    "\(try #require(#expect(throws: NamedAxisError.self) { try mistake() }))"
  }

  private func contains(_ message: String, _ parts: String...) {
    for part in parts { #expect(message.contains(part), "\(message)") }
  }

  @Test func tooFewOrTooManyNames() throws {
    let plain = NamedArray(try NDArray.zeros([2, 3]))
    contains(try message { try plain.tag("x") }, "got x for positional shape [2, 3]", "tagPrefix(_:)")
    contains(try message { try plain.tagPrefix(["x", "y", "z"]) }, "got x, y, z for positional shape [2, 3]")
    contains(try message { try array.tag("z") }, "got z for positional shape []")
  }

  @Test func repeatedNames() throws {
    let plain = NamedArray(try NDArray.zeros([2, 2]))
    contains(try message { try plain.tag("x", "x") }, "tag: axis names must not be repeated", "x would be")
    contains(try message { try array.untag("x").tag("y") }, "y would be", "{y: 3}")
    contains(try message { try array.untag("x", "x") }, "untag: axis names must not be repeated")
    contains(try message { try array.sum("x", "x") }, "sum: axis names must not be repeated")
    contains(try message { try contract(["y", "y"], array, array) }, "contract: axis names must not be repeated")
  }

  @Test func namesThatAreNotThere() throws {
    contains(try message { try array.untag("w") }, "untag: there is no axis named w", "{x: 2, y: 3}")
    contains(try message { try array.untagPrefix(["w", "v"]) }, "untagPrefix: there is no axis named w, v")
    contains(try message { try array.max("w") }, "max: there is no axis named w")
    contains(try message { try contract(["w"], array, array) }, "contract: there is no axis named w")
  }

  @Test func positionalAxesInTheWay() throws {
    let mixed = try array.untag("x")
    contains(try message { try mixed.untag("y") }, "untag: the array already has positional axes, of shape [2]")
    contains(try message { try contract(["y"], mixed, array) }, "contract: the array already has positional axes")
    contains(try message { try mixed.unwrap("y") }, "already has positional axes", "tag(_:)")
  }

  @Test func namedAxesLeftOver() throws {
    contains(try message { try array.unwrap() }, "none was given for x, y", "{x: 2, y: 3}")
    contains(try message { try array.unwrap("x") }, "none was given for y", "unwrap(_:)")
  }

  @Test func sizesThatDisagree() throws {
    let other = try NamedArray(NDArray.zeros([3, 1]), "y", "x")
    contains(
      try message { try array + other }, "add: the sizes of x disagree", "operand 0: {x: 2, y: 3}",
      "operand 1: {y: 3, x: 1}", "size 1 do not broadcast")
    contains(try message { try nmap(array, other) { try $0 + $1 } }, "nmap: the sizes of x disagree")
    contains(try message { try contract(["x"], array, other) }, "contract: the sizes of x disagree")
  }

  @Test func positionalShapesThatDoNotBroadcast() throws {
    let (two, three) = (NamedArray(try NDArray.zeros([2])), NamedArray(try NDArray.zeros([3])))
    contains(try message { try two * three }, "multiply: the positional shapes [2] and [3] do not broadcast")
    let named = try array.untag("x")
    contains(try message { try named - three }, "subtract: the positional shapes [2] and [3] do not broadcast")
  }

  @Test func axesThatCannotBeOrderedAlike() throws {
    contains(try message { try array.order(as: "x") }, "order(as:): the axes must be those of {x: 2}")
    contains(try message { try array.order(as: "x", "y", "z") }, "{x: 2, y: 3}", "z")
    contains(try message { try array.order(as: "x", "x") }, "order(as:)")
    let other = try NamedArray(NDArray.zeros([2]), "x")
    contains(
      try message { try array.order(like: other) }, "order(like:): the axes must be those of {x: 2}, found {x: 2, y: 3}"
    )
    contains(try message { try array.order(like: array.untag("x")) }, "order(like:)")
  }

  @Test func everyDescriptionIsOneSentenceAtLeast() {
    let errors: [NamedAxisError] = [
      .tagCount(names: [], positionalShape: [1]), .repeatedNames(operation: "o", names: ["x"], existing: [:]),
      .missingNames(operation: "o", names: ["x"], existing: [:]),
      .positionalAxesExist(operation: "o", positionalShape: []), .namedAxesLeft(names: ["x"], existing: ["x": 1]),
      .sizes(operation: "o", names: ["x"], shapes: [["x": 1], ["x": 2]]),
      .positionalShapes(operation: "o", shapes: [[1], [2]]),
      .notSameAxes(operation: "o", found: [:], expected: ["x": 0]), .invalid(names: ["x"], shape: []),
      .noPositionalAxes(operation: "o", existing: [:]), .indexOutOfRange(name: "x", index: 3, size: 2),
      .update(positionalShape: [1], part: [2]),
    ]
    for error in errors { #expect("\(error)".hasSuffix(".")) }
    #expect(Set(errors).count == errors.count)
  }
}
