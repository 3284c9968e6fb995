"""adam.json: five steps of optax's sgd, adam and adamw on a small tree, with fixed gradients."""

import jax
import jax.numpy as jnp
import numpy as np
import optax
from record import Golden, array

rng = np.random.default_rng(20240610)

OPTIMIZERS = [
    ("sgd", optax.sgd, {"learning_rate": 0.1}),
    ("sgd", optax.sgd, {"learning_rate": 0.1, "momentum": 0.9}),
    ("sgd", optax.sgd, {"learning_rate": 0.05, "momentum": 0.9, "nesterov": True}),
    ("adam", optax.adam, {"learning_rate": 0.001}),
    ("adam", optax.adam, {"learning_rate": 0.1, "b1": 0.5, "b2": 0.9, "eps": 1e-4}),
    ("adam", optax.adam, {"learning_rate": 0.01, "eps_root": 1e-6}),
    ("adam", optax.adam, {"learning_rate": 0.01, "nesterov": True}),
    ("adamw", optax.adamw, {"learning_rate": 0.01}),
    ("adamw", optax.adamw, {"learning_rate": 0.01, "weight_decay": 0.1}),
]


def draw(dtype):
    shapes = {"bias": (3,), "gain": (), "weights": (2, 3)}
    return {name: jnp.asarray(rng.standard_normal(shape), dtype) for name, shape in shapes.items()}


def tree(values):
    return {name: array(value) for name, value in values.items()}


def main():
    golden = Golden("adam")
    for dtype in ("float32", "bfloat16"):
        start, gradients = draw(dtype), [draw(dtype) for _ in range(5)]
        # Gradients of zero and of great size belong to the practice too.
        gradients[1] = jax.tree.map(jnp.zeros_like, gradients[1])
        gradients[3] = jax.tree.map(lambda g: g * 1000, gradients[3])
        for name, make, config in OPTIMIZERS:
            optimizer = make(**config)
            parameters, state, steps = start, optimizer.init(start), []
            for gradient in gradients:
                updates, state = optimizer.update(gradient, state, parameters)
                parameters = optax.apply_updates(parameters, updates)
                steps.append({"gradients": tree(gradient), "updates": tree(updates), "parameters": tree(parameters)})
            golden.add(name=name, config=config, dtype=dtype, parameters=tree(start), steps=steps)
    golden.write()


if __name__ == "__main__":
    main()
