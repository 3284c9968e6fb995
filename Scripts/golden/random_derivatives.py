"""random_derivatives.json: draws of several dimensions, and derivatives of draws by their parameters."""

import jax
import jax.numpy as jnp
import numpy as np
from cases import record
from record import Golden, array, is_wide

rng = np.random.default_rng(20250611)
golden = Golden("random_derivatives")
SEEDS = [0, 42]
FLOATS = ["float32", "float64"]


def add(op, function, *inputs, **fields):
    record(golden, rng, op, function, *inputs, order=1, **fields)


def rejected():
    """Draws that differentiate through the quantile that they are."""
    row = [0.05, 0.7, 1.0, 3.5, 40.0]
    other = [2.0, 0.3, 1.0, 8.0, 0.5]
    functions = {
        "gamma": (jax.random.gamma, 1), "loggamma": (jax.random.loggamma, 1), "beta": (jax.random.beta, 2),
        "chisquare": (jax.random.chisquare, 1), "t": (jax.random.t, 1), "f": (jax.random.f, 2),
        "dirichlet": (jax.random.dirichlet, 1),
    }  # fmt: skip
    for seed in SEEDS:
        for dtype in FLOATS:
            for op, (function, count) in functions.items():
                shape = {"dirichlet": (2,), "f": (5,)}.get(op, (3, 5))
                parameters = [np.asarray(values, dtype) for values in (row, other)][:count]
                add(
                    op, lambda *p: function(jax.random.key(seed), *p, shape=shape, dtype=dtype), *parameters,
                    derivatives=True, seed=seed, shape=shape, dtype=dtype,
                )  # fmt: skip


def covariance(size, dtype, *outer):
    root = rng.standard_normal((*outer, size, size))
    return (root @ np.swapaxes(root, -1, -2) + np.eye(size)).astype(dtype)


def matrices():
    for seed in SEEDS:
        for dtype in FLOATS:
            for size, outer, shape in [(3, (), None), (1, (), (4,)), (4, (2,), (3, 2)), (2, (2, 1), None)]:
                mean = rng.standard_normal((*outer[-1:], size)).astype(dtype)
                add(
                    "multivariate_normal",
                    lambda m, c: jax.random.multivariate_normal(jax.random.key(seed), m, c, shape, dtype), mean,
                    covariance(size, dtype, *outer), derivatives=True, seed=seed, shape=shape, dtype=dtype,
                )  # fmt: skip
            for rows, columns, shape in [(1, 1, ()), (4, 4, ()), (5, 2, (3,)), (2, 6, (2, 2)), (40, 40, ())]:
                with jax.enable_x64(is_wide(dtype)):
                    matrices = jax.random.orthogonal(jax.random.key(seed), rows, shape, dtype, columns)
                    params = {"seed": seed, "shape": shape, "dtype": dtype, "rows": rows, "columns": columns}
                    golden.add(op="orthogonal", params=params, inputs=[], outputs=[array(matrices)])


def multinomials():
    for seed in SEEDS:
        for dtype in FLOATS:
            p = np.asarray([[0.1, 0.0, 0.5, 0.4], [0.25, 0.25, 0.25, 0.25], [0.0, 0.0, 1.0, 0.0]], dtype)
            for trials in [np.asarray(7, dtype), np.asarray([0, 30, 1000], dtype)]:
                for shape in [None, (2, 3)]:
                    # The shape of jax has the axis of the outcomes.
                    whole = None if shape is None else (*shape, 4)
                    add(
                        "multinomial", lambda n, p: jax.random.multinomial(jax.random.key(seed), n, p, shape=whole, dtype=dtype),
                        trials, p, seed=seed, shape=shape, dtype=dtype,
                    )  # fmt: skip


def main():
    rejected()
    matrices()
    multinomials()
    golden.write()


if __name__ == "__main__":
    main()
