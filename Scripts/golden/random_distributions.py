"""random_distributions.json: draws from the distributions of jax.random, and arrays of keys."""

import jax
import jax.numpy as jnp
import numpy as np
from random_numbers import FLOATS, KEYS
from record import Golden, array, is_wide

golden = Golden("random_distributions")


def draw(op, function, key, dtype="float32", parameters=(), **params):
    """Records what `function(key, dtype, *parameters)` gives; the parameters are inputs after the key."""
    with jax.enable_x64(is_wide(dtype) or is_wide(*parameters) if parameters else is_wide(dtype)):
        output = function(key, dtype, *[jnp.asarray(value) for value in parameters])
        inputs = [array(key), *[array(value) for value in parameters]]
        golden.add(op=op, params={"dtype": dtype, **params}, inputs=inputs, outputs=[array(output)])


def standard():
    """Distributions without parameters."""
    for op in ["laplace", "cauchy", "logistic", "exponential", "maxwell", "gumbel"]:
        function = getattr(jax.random, op)
        for key in KEYS:
            for dtype in FLOATS:
                for shape in [(), (5,), (2, 3), (0,)]:
                    draw(op, lambda k, d: function(k, shape, d), key, dtype, shape=shape)
    for key in KEYS:
        for mode in ["high", "highest"]:
            for dtype in FLOATS:
                draw(
                    "gumbel", lambda k, d: jax.random.gumbel(k, (17,), d, mode=mode), key, dtype,
                    shape=(17,), precision=mode,
                )  # fmt: skip
        for dtype in ["int8", "int16", "int32", "int64", *FLOATS]:
            draw("rademacher", lambda k, d: jax.random.rademacher(k, (3, 5), d), key, dtype, shape=(3, 5))


def parametric():
    """Distributions of parameters in the dtype of the draws."""
    positive = [0.5, 1.0, 2.5]
    functions = {
        "pareto": (jax.random.pareto, 1),
        "rayleigh": (jax.random.rayleigh, 1),
        "wald": (jax.random.wald, 1),
        "lognormal": (jax.random.lognormal, 1),
        "weibull_min": (lambda k, s, c, shape, dtype: jax.random.weibull_min(k, s, c, shape, dtype), 2),
        "double_sided_maxwell": (lambda k, l, s, shape, dtype: jax.random.double_sided_maxwell(k, l, s, shape, dtype), 2),
    }
    for op, (function, count) in functions.items():
        for key in KEYS:
            for dtype in FLOATS:
                for scalar in positive:
                    parameters = [np.asarray(scalar + 0.25 * place, dtype) for place in range(count)]
                    draw(
                        op, lambda k, d, *p: function(k, *p, shape=(6,), dtype=d), key, dtype, parameters, shape=(6,)
                    )
                if op in ("weibull_min", "double_sided_maxwell"):
                    continue
                row = np.asarray(positive, dtype)
                for shape in [None, (2, 3)]:
                    draw(op, lambda k, d, p: function(k, p, shape=shape, dtype=d), key, dtype, [row], shape=shape)
    for key in KEYS:
        for dtype in FLOATS:
            for left, mode, right in [(0.0, 0.25, 1.0), (-1.0, 2.0, 3.0), (-4.0, -4.0, -3.0)]:
                ends = [np.asarray(value, dtype) for value in (left, mode, right)]
                draw(
                    "triangular", lambda k, d, *p: jax.random.triangular(k, *p, shape=(7,), dtype=d), key, dtype, ends,
                    shape=(7,),
                )  # fmt: skip


def discrete():
    for key in KEYS:
        for p_dtype in FLOATS:
            for p in [0.01, 0.5, 0.9, 1.0]:
                for dtype in ["int32", "int64"] if p_dtype == "float64" else ["int32", "int16"]:
                    draw(
                        "geometric", lambda k, d, p: jax.random.geometric(k, p, (9,), d), key, dtype,
                        [np.asarray(p, p_dtype)], shape=(9,),
                    )  # fmt: skip
            for p in [0.0, 1e-3, 0.3, 1.0]:
                draw(
                    "bernoulli", lambda k, d, p: jax.random.bernoulli(k, p, (21,), mode="high"), key, "bool",
                    [np.asarray(p, p_dtype)], shape=(21,), precision="high",
                )  # fmt: skip
        for dtype in ["float32", "float64"]:
            logits = np.linspace(-1, 1, 12).astype(dtype).reshape(3, 4)
            for axis, shape in [(-1, None), (0, None), (1, (3,)), (1, (5, 3)), (0, (2, 2, 4)), (-2, (0, 4))]:
                for mode in ["low", "high"]:
                    draw(
                        "categorical",
                        lambda k, d, x: jax.random.categorical(k, x, axis, shape, mode=mode), key, dtype,
                        [logits], axis=axis, shape=shape, precision=mode,
                    )  # fmt: skip


def keys():
    for key in KEYS:
        for dtype in ["int8", "uint8", "int16", "int32", "uint32"]:
            numbers = np.asarray([[0, 1, 2], [7, 100, 127]], dtype)
            draw("fold_in", lambda k, d, n: jax.vmap(jax.vmap(lambda i: jax.random.fold_in(k, i)))(n), key, "uint32",
                 [numbers])  # fmt: skip
        draw("split_uniform", lambda k, d: jax.vmap(lambda one: jax.random.uniform(one, (3,)))(jax.random.split(k, 4)),
             key, count=4)  # fmt: skip
    for dtype in ["int8", "uint8", "int32", "uint32", "int64", "uint64"]:
        limits = np.iinfo(dtype)
        seeds = np.asarray([0, 1, 42, limits.max, limits.max - 1, limits.min], dtype)
        draw("seeds", lambda k, d, s: jax.vmap(jax.random.key)(s), KEYS[0], "uint32", [seeds])


def orders():
    """Permutations and choices."""
    for key in KEYS:
        for count in [0, 1, 2, 5, 100, 5000]:
            draw("permutation", lambda k, d: jax.random.permutation(k, count), key, "int32", count=count)
        for dtype in ["float32", "int8", "float64"]:
            values = np.arange(24).astype(dtype).reshape(4, 3, 2)
            for axis in [0, 1, -1]:
                for independent in [False, True]:
                    draw(
                        "permutation", lambda k, d, x: jax.random.permutation(k, x, axis, independent), key, dtype,
                        [values], axis=axis, independent=independent,
                    )  # fmt: skip
            # With 64-bit types jax draws places of another type, and so others; of no draws it forgets the other axes.
            replacing = [] if is_wide(dtype) else [(0, (), True), (1, (5,), True), (2, (2, 2), True)]
            for axis, shape, replace in [*replacing, (0, (3,), False), (-1, (2,), False), (1, (3, 1), False)]:
                draw(
                    "choice", lambda k, d, x: jax.random.choice(k, x, shape, replace, axis=axis), key, dtype, [values],
                    axis=axis, shape=shape, replace=replace,
                )  # fmt: skip
        for dtype in ["float32", "float64"]:
            weights = np.asarray([0.1, 0.0, 0.5, 0.25, 0.15], dtype)
            values = np.arange(10).astype(dtype).reshape(5, 2)
            for shape, replace in [((), True), ((9,), True), ((2, 3), True), ((), False), ((4,), False), ((2, 2), False)]:
                draw(
                    "choice", lambda k, d, x, p: jax.random.choice(k, x, shape, replace, p), key, dtype,
                    [values, weights], axis=0, shape=shape, replace=replace,
                )  # fmt: skip
        logits = np.linspace(-1, 1, 12).astype("float32").reshape(3, 4)
        for axis, shape in [(-1, (4, 3)), (0, (3, 4)), (1, (2, 2, 3)), (1, (1, 3)), (0, (0, 4))]:
            draw(
                "categorical", lambda k, d, x: jax.random.categorical(k, x, axis, shape, replace=False), key, "float32",
                [logits], axis=axis, shape=shape, replace=False,
            )  # fmt: skip


def rejected():
    """Distributions that draw until a draw is accepted."""
    for key in KEYS:
        for dtype in FLOATS:
            row = np.asarray([0.05, 0.7, 1.0, 3.5, 40.0], dtype)
            other = np.asarray([2.0, 0.3, 1.0, 8.0, 0.5], dtype)
            for op, function, count in [
                ("gamma", jax.random.gamma, 1), ("loggamma", jax.random.loggamma, 1), ("beta", jax.random.beta, 2),
                ("chisquare", jax.random.chisquare, 1), ("t", jax.random.t, 1), ("f", jax.random.f, 2),
                ("dirichlet", jax.random.dirichlet, 1),
            ]:  # fmt: skip
                # F takes no parameters of fewer axes than the shape has.
                shape = {"dirichlet": (2,), "f": (5,)}.get(op, (3, 5))
                parameters = [row, other][:count]
                draw(op, lambda k, d, *p: function(k, *p, shape=shape, dtype=d), key, dtype, parameters, shape=shape)
            for p in [0.5, 1.0, 2.0]:
                draw(
                    "generalized_normal", lambda k, d: jax.random.generalized_normal(k, p, (6,), d), key, dtype,
                    p=p, shape=(6,),
                )  # fmt: skip
                draw("ball", lambda k, d: jax.random.ball(k, 3, p, (2,), d), key, dtype, p=p, d=3, shape=(2,))
        rates = np.asarray([0.0, 0.3, 4.0, 9.9, 10.0, 55.0, 1e4], "float32")
        for dtype in ["int32", "int64", "int16"]:
            draw("poisson", lambda k, d, r: jax.random.poisson(k, r, (3, 7), d), key, dtype, [rates], shape=(3, 7))
        for dtype in ["float32", "float64"]:
            n = np.asarray([0, 3, 10, 100, 5000, -1], dtype)
            for p in [0.0, 0.02, 0.3, 0.5, 0.9, 1.0]:
                draw(
                    "binomial", lambda k, d, n, p: jax.random.binomial(k, n, p, (4, 6), d), key, dtype,
                    [n, np.asarray(p, dtype)], shape=(4, 6),
                )  # fmt: skip


def main():
    standard()
    parametric()
    discrete()
    keys()
    orders()
    rejected()
    golden.write()


if __name__ == "__main__":
    main()
