// Parameters taken out of a model, frozen, put back; derivatives with respect to them, backwards and forwards.
import Penzai

let model = try MLP.fromConfig(name: "mlp", key: RandomKey(10), featureSizes: [2, 8, 1])
let x = try wrap(NDArray([[0, 0], [0, 1], [1, 0], [1, 1]], dtype: .float32), "batch", "features")
let target = try wrap(NDArray([[0], [1], [1], [0]], dtype: .float32), "batch", "features")

// Parameters are variables that models share. Taken out, each leaves a slot and is listed once.
let (unbound, parameters) = try unbindParameters(model)
print(unbound)
print("\nThe parameters:")
for parameter in parameters { print(parameter) }

// Frozen they are plain values, and so are models: what changes a parameter later does not change them.
let frozen = try freezeParameters(model)
let values = parameters.map { $0.frozen() }
let bias = parameters[3]
let before = bias.value
bias.value = try before + 1
print("\nthe parameter \(try bias.value.data.doubles()), its frozen value \(try values[3].value.data.doubles())")
bias.value = before

// Both, variables and values, go back into the slots. That is how a loss depends on parameters.
func loss(_ values: [ParameterValue], _ unbound: MLP) throws -> NDArray {
  let model = try bindVariables(unbound, values)
  return try (model(x) - target).squared().mean().unwrap()
}

// Backwards: all derivatives of one number. `unbindAndFreezeParameters` is the first two steps in one.
let (skeleton, point) = try unbindAndFreezeParameters(model)
let gradients = try grad(loss)(point, skeleton)
print("\nThe gradients:")
for gradient in gradients { print(gradient.label, gradient.value.namedShape) }

// A step against the gradients, and the loss falls.
let next = try point.mapLeaves(of: NDArray.self, with: gradients) { value, slope in try value - 0.1 * slope }
let (old, new) = (try loss(point, skeleton), try loss(next, skeleton))
print("the loss falls:", try new.item(as: Float.self) < old.item(as: Float.self))

// Forwards: how the result of the whole model changes along one direction of the parameters.
let direction = try point.mapLeaves(of: NDArray.self) { try NDArray.ones($0.shape) }
let (output, change) = try jvp({ try bindVariables(skeleton, $0)(x) }, at: point, along: direction)
print("\nthe output \(output.namedShape) and its change \(change.namedShape)")

// The two ways agree: the change of the loss along the direction is the sum of all gradients.
let slope = try jvp({ try loss($0, skeleton) }, at: point, along: direction).tangent.item(as: Float.self)
let sum = try gradients.reduce(0) { try $0 + $1.value.sum().item(as: Float.self) }
print("both ways agree:", abs(slope - sum) < 1e-4)

// A model with live parameters is no argument for a derivative; the message says what to do.
do {
  _ = try grad { (model: MLP) in try model(x).sum().unwrap() }(model)
} catch {
  print("\n\(error)")
}
// With frozen ones it is: the gradients then come as a model.
let slopes = try grad { (model: MLP) in try model(x).sum().unwrap() }(frozen)
print("\nThe gradients as a model:\n\(slopes)")
