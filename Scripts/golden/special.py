"""special.json: special functions and the rest of the elementwise ones, with edge values and derivatives."""

import jax
import jax.numpy as jnp
import jax.scipy.special as special
import numpy as np
from cases import record
from record import Golden

rng = np.random.default_rng(20250301)
golden = Golden("special")
nn = jax.nn

FLOATS = ["float32", "float64", "bfloat16", "float16"]
WIDE = ["float32", "float64"]
INTEGERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 20.0, -20.0, np.inf, -np.inf, np.nan]
SHAPES = [(), (0,), (3, 0), (2, 1, 3)]

# Functions of one operand: the range of ordinary values, and whether it takes 16-bit floats.
UNARY = {
    "hard_silu": (nn.hard_silu, -5, 5, FLOATS), "squareplus": (nn.squareplus, -5, 5, FLOATS),
    "sinc": (jnp.sinc, -4, 4, FLOATS), "deg2rad": (jnp.deg2rad, -400, 400, FLOATS),
    "rad2deg": (jnp.rad2deg, -8, 8, FLOATS), "nan_to_num": (jnp.nan_to_num, -5, 5, FLOATS),
    "isposinf": (jnp.isposinf, -5, 5, FLOATS), "isneginf": (jnp.isneginf, -5, 5, FLOATS),
    "frexp": (jnp.frexp, -100, 100, FLOATS), "modf": (jnp.modf, -10, 10, FLOATS),
    "entr": (special.entr, 0, 5, FLOATS), "i0": (special.i0, -30, 30, WIDE), "i0e": (special.i0e, -60, 60, WIDE),
    "i1": (special.i1, -30, 30, WIDE), "i1e": (special.i1e, -60, 60, WIDE), "ndtr": (special.ndtr, -6, 6, WIDE),
    "ndtri": (special.ndtri, 0.0001, 0.9999, WIDE), "log_ndtr": (special.log_ndtr, -40, 9, WIDE),
    "gamma": (special.gamma, -4.9, 8, WIDE), "polygamma_1": (lambda x: special.polygamma(1, x), 0.2, 9, WIDE),
    "polygamma_3": (lambda x: special.polygamma(3, x), 0.5, 9, WIDE),
}  # fmt: skip
BINARY = {
    "heaviside": (jnp.heaviside, (-2, 2), (-2, 2), FLOATS), "nextafter": (jnp.nextafter, (-2, 2), (-2, 2), FLOATS),
    "fmax": (jnp.fmax, (-2, 2), (-2, 2), FLOATS), "fmin": (jnp.fmin, (-2, 2), (-2, 2), FLOATS),
    "float_power": (jnp.float_power, (0.1, 3), (-3, 3), WIDE), "divmod": (jnp.divmod, (-20, 20), (-6, 6), WIDE),
    "isclose": (jnp.isclose, (-2, 2), (-2, 2), FLOATS),
    "xlogy": (special.xlogy, (0, 4), (0.01, 4), WIDE), "xlog1py": (special.xlog1py, (0, 4), (-0.9, 4), WIDE),
    "rel_entr": (special.rel_entr, (0.01, 3), (0.01, 3), WIDE), "kl_div": (special.kl_div, (0.01, 3), (0.01, 3), WIDE),
    "gammainc": (special.gammainc, (0.05, 20), (0.05, 30), WIDE),
    "gammaincc": (special.gammaincc, (0.05, 20), (0.05, 30), WIDE),
    "zeta": (special.zeta, (1.1, 8), (0.1, 9), WIDE), "beta": (special.beta, (0.2, 6), (0.2, 6), WIDE),
    "betaln": (special.betaln, (0.2, 6), (0.2, 6), WIDE),
}  # fmt: skip
# Where JAX computes edges by formulas of its own choice they are not recorded.
NO_EDGES = {"gamma", "polygamma_1", "polygamma_3", "beta", "betaln", "zeta", "float_power", "gammainc", "gammaincc",
            "divmod", "nextafter", "i0", "i1", "rel_entr", "kl_div"}  # fmt: skip
SMOOTH = {
    "hard_silu": [-4.0, -1.1, 0.3, 4.2], "squareplus": [-2.0, 0.0, 0.7, 3.0], "sinc": [-1.3, 0.0, 0.4, 2.2],
    "deg2rad": [10.0, -30.0], "rad2deg": [1.0, -2.0], "entr": [0.1, 0.7, 2.5], "i0": [-2.0, 0.4, 3.1],
    "i0e": [-2.0, 0.4, 3.1, 25.0], "i1": [-2.0, 0.4, 3.1], "i1e": [-2.0, 0.4, 3.1, 25.0],
    "ndtr": [-3.0, -0.4, 0.2, 2.0], "ndtri": [0.01, 0.3, 0.5, 0.9], "log_ndtr": [-12.0, -3.0, 0.1, 2.0],
    "gamma": [0.6, 1.5, 3.3], "polygamma_1": [0.7, 2.0, 5.0],
}  # fmt: skip
SMOOTH_PAIRS = {
    "xlogy": ([0.5, 1.2, 3.0], [0.4, 2.0, 1.1]), "xlog1py": ([0.5, 1.2, 3.0], [-0.4, 2.0, 1.1]),
    "rel_entr": ([0.5, 1.2, 3.0], [0.4, 2.0, 1.1]), "kl_div": ([0.5, 1.2, 3.0], [0.4, 2.0, 1.1]),
    "beta": ([0.5, 1.2, 3.0], [0.4, 2.0, 1.1]), "betaln": ([0.5, 1.2, 3.0], [0.4, 2.0, 1.1]),
    "float_power": ([0.5, 1.2, 3.0], [0.4, 2.0, -1.1]), "heaviside": ([-0.5, 1.2, 0.0], [0.4, 2.0, 1.1]),
}  # fmt: skip


def uniform(low, high, shape, dtype):
    return rng.uniform(low, high, shape).astype(jnp.dtype(dtype))


def main():
    def add(op, function, *inputs, **fields):
        record(golden, rng, op, function, *inputs, **fields)

    for op, (function, low, high, dtypes) in UNARY.items():
        for dtype in dtypes:
            add(op, function, uniform(low, high, (24,), dtype), group="ordinary")
            if op not in NO_EDGES:
                add(op, function, np.array(EDGES, jnp.dtype(dtype)), group="edge")
        for shape in SHAPES:
            add(op, function, uniform(max(low, 0.5), high, shape, "float32"), group="shape")
        if op in SMOOTH:
            x = np.array(SMOOTH[op], "float64")
            add(op, function, x, derivatives=True, group="derivative")
    for op, (function, left, right, dtypes) in BINARY.items():
        for dtype in dtypes:
            add(op, function, uniform(*left, (24,), dtype), uniform(*right, (24,), dtype), group="ordinary")
            if op not in NO_EDGES:
                x, y = np.meshgrid(EDGES, EDGES, indexing="ij")
                add(op, function, *(a.ravel().astype(jnp.dtype(dtype)) for a in (x, y)), group="edge")
        for shape, other in [((), ()), ((0,), ()), ((2, 1), (3,)), ((2, 3), ())]:
            add(op, function, uniform(*left, shape, "float32"), uniform(*right, other, "float32"), group="shape")
        if op in SMOOTH_PAIRS:
            x, y = (np.array(values, "float64") for values in SMOOTH_PAIRS[op])
            add(op, function, x, y, derivatives=True, group="derivative")
    # Derivatives by the operand that has one in JAX, and to the order that it has.
    a, x = np.array([0.5, 1.2, 3.0, 6.0]), np.array([0.4, 3.0, 1.1, 9.0])
    for op in ("gammainc", "gammaincc"):
        add(op, BINARY[op][0], a, x, derivatives=True, order=1, group="derivative")
        add(f"{op}_of_x", lambda v, op=op: BINARY[op][0](a, v), x, derivatives=True, group="derivative")
    for dtype in WIDE:
        abx = [uniform(0.2, 8, (40,), dtype), uniform(0.2, 8, (40,), dtype), uniform(0, 1, (40,), dtype)]
        add("betainc", special.betainc, *abx, group="ordinary")
        edges = np.array([[1, 2, 0], [1, 2, 1], [2, 3, -0.5], [2, 3, 1.5], [2, 3, np.nan]], dtype)
        add("betainc", special.betainc, *edges.T, group="edge")
    add("betainc_of_x", lambda v: special.betainc(2.5, 1.5, v), np.array([0.1, 0.5, 0.8]), derivatives=True,
        group="derivative")  # fmt: skip
    for dtype in INTEGERS:
        signed = dtype.startswith("int")
        x, y = (rng.integers(-100 if signed else 0, 100, 30).astype(dtype) for _ in range(2))
        x[:3], y[1:5] = 0, 0
        for op, function in {"gcd": jnp.gcd, "lcm": jnp.lcm}.items():
            if op == "lcm" and dtype.endswith("8"):
                continue
            add(op, function, x, y, group="ordinary")
        for op, function in {"divmod": jnp.divmod, "remainder": jnp.remainder, "fmod": jnp.fmod,
                             "floor_divide": jnp.floor_divide}.items():  # fmt: skip
            add(op, function, x, y, group="ordinary")
        add("ldexp", jnp.ldexp, x, np.abs(y.astype("int32")) % 7, group="ordinary")
    for dtype in WIDE:
        x, n = uniform(-4, 4, (20,), dtype), rng.integers(-40, 40, 20).astype("int32")
        add("ldexp", jnp.ldexp, x, n, group="ordinary")
    for axis in (0, 1, -1):
        x = rng.standard_normal((4, 6))
        add("glu", lambda v, axis=axis: nn.glu(v, axis=axis), x, derivatives=True, group="ordinary", axis=axis)
    golden.write()


if __name__ == "__main__":
    main()
