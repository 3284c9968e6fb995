// Arrays whose axes have names: wrapping, mixed shapes, lifting of positional functions, orders that do not match.
import Penzai

// From a plain array to a named one and back. The order of the names given decides about the order of the axes.
let ones = try NDArray.ones([3, 4, 5])
let tagged = try wrap(ones).tag("foo", "bar", "baz")
let wrapped = try wrap(ones, "foo", "bar", "baz")
print(tagged)
print("unwrapped as bar, foo, baz:", try wrapped.unwrap("bar", "foo", "baz").shape)
print("the same in two steps:     ", try wrapped.untag("bar", "foo", "baz").unwrap().shape)

// Every axis is in one of two shapes: the named or the positional one.
let mixed = try tagged.untag("bar", "foo")
print("\nmixed:", mixed)
print("positional", mixed.positionalShape, "named", mixed.namedShape)

// Operations match axes by name; what only one operand has is broadcast.
let prices = try wrap(NDArray([2, 3, 5]), "fruit")
let amounts = try wrap(NDArray([[1, 0, 2], [4, 1, 0]]), "person", "fruit")
print("\nto pay:", try (prices * amounts).sum("fruit").unwrap("person"))

// Any function of plain arrays can be lifted: it sees the positional axes and runs over all named ones.
let queries = try NamedArray(NDArray.arange(6).reshaped(to: [2, 3]), "query", "features")
let keys = try NamedArray(NDArray.arange(12).reshaped(to: [4, 3]), "key", "features")
let scores = try nmap(queries.untag("features"), keys.untag("features")) { query, key in try query.dot(key) }
print("\nscores:", scores.namedShape)
print(try scores.unwrap("query", "key"))

let running = try nmap(amounts.untag("fruit")) { try $0.cumulativeSum(axis: 0) }.tag("fruit")
print("running sums:", try running.unwrap("person", "fruit"))

// What does not fit says so, with names and sizes.
do {
  _ = try prices + NamedArray.arange("fruit", 4)
} catch {
  print("\n\(error)")
}

// The order of the names is a part of an array's structure. Arithmetic does not mind it, but a loop must hand on what
// it was given.
let initial = try NamedArray.zeros(["row": 2, "column": 3])
let step = try NamedArray.ones(["column": 3, "row": 2])
do {
  _ = try foriLoop(0..<3, initial) { _, sum in try step + sum }
} catch {
  print("\n\(error)")
}
let total = try foriLoop(0..<3, initial) { _, sum in try (step + sum).order(like: sum) }
print("\nafter three rounds:", total)

// Whole trees are put in order, too, and `canonicalized` sorts by name.
let trained = ["weights": step, "bias": prices]
let reference = ["weights": initial, "bias": prices]
print("like another tree:", try order(trained, like: reference)["weights"]?.names ?? [])
print("canonical:", try initial.canonicalized().names)
