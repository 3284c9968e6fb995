"""elementwise.json: unary and binary elementwise operations, with edge values, and derivatives at smooth points."""

import warnings

import jax
import jax.numpy as jnp
import jax.scipy.special as special
import numpy as np
from jax import lax
from record import Golden, array, arrays, is_wide

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20240607)
golden = Golden("elementwise")

FLOATS = ["float32", "float64", "bfloat16", "float16"]
SIGNED = ["int8", "int16", "int32", "int64"]
UNSIGNED = ["uint8", "uint16", "uint32", "uint64"]
INTEGERS = SIGNED + UNSIGNED

nn = jax.nn
UNARY = {
    "neg": jnp.negative, "abs": jnp.abs, "sign": jnp.sign, "square": jnp.square, "reciprocal": jnp.reciprocal,
    "exp": jnp.exp, "exp2": jnp.exp2, "expm1": jnp.expm1, "log": jnp.log, "log2": jnp.log2, "log10": jnp.log10,
    "log1p": jnp.log1p, "sqrt": jnp.sqrt, "rsqrt": lax.rsqrt, "cbrt": jnp.cbrt,
    "sin": jnp.sin, "cos": jnp.cos, "tan": jnp.tan, "asin": jnp.arcsin, "acos": jnp.arccos, "atan": jnp.arctan,
    "sinh": jnp.sinh, "cosh": jnp.cosh, "tanh": jnp.tanh, "asinh": jnp.arcsinh, "acosh": jnp.arccosh,
    "atanh": jnp.arctanh, "logistic": lax.logistic, "logit": special.logit,
    "erf": special.erf, "erfc": special.erfc, "erf_inv": special.erfinv, "lgamma": special.gammaln,
    "digamma": special.digamma,
    "floor": jnp.floor, "ceil": jnp.ceil, "round": jnp.round, "trunc": jnp.trunc,
    "isfinite": jnp.isfinite, "isnan": jnp.isnan, "isinf": jnp.isinf,
    "relu": nn.relu, "relu6": nn.relu6, "leaky_relu": nn.leaky_relu, "elu": nn.elu, "selu": nn.selu,
    "celu": nn.celu, "gelu_tanh": nn.gelu, "gelu_exact": lambda x: nn.gelu(x, approximate=False),
    "silu": nn.silu, "softplus": nn.softplus, "soft_sign": nn.soft_sign, "log_sigmoid": nn.log_sigmoid,
    "hard_tanh": nn.hard_tanh, "hard_sigmoid": nn.hard_sigmoid, "mish": nn.mish,
}  # fmt: skip
UNARY_INTEGER = {
    "neg": jnp.negative, "abs": jnp.abs, "sign": jnp.sign, "square": jnp.square, "bitwise_not": jnp.bitwise_not,
    "population_count": lax.population_count, "count_leading_zeros": lax.clz, "relu": nn.relu,
    "isfinite": jnp.isfinite,
}  # fmt: skip
# Functions that give a float for an integer or bool operand.
UNARY_PROMOTING = {"exp": jnp.exp, "sqrt": jnp.sqrt, "tanh": jnp.tanh, "reciprocal": jnp.reciprocal}

BINARY = {
    "add": jnp.add, "sub": jnp.subtract, "mul": jnp.multiply, "div": jnp.divide, "floor_divide": jnp.floor_divide,
    "remainder": jnp.remainder, "fmod": jnp.fmod, "power": jnp.power, "maximum": jnp.maximum, "minimum": jnp.minimum,
    "atan2": jnp.arctan2, "hypot": jnp.hypot, "logaddexp": jnp.logaddexp, "copysign": jnp.copysign,
    "eq": jnp.equal, "ne": jnp.not_equal, "lt": jnp.less, "le": jnp.less_equal, "gt": jnp.greater,
    "ge": jnp.greater_equal,
}  # fmt: skip
FLOAT_ONLY = {"atan2", "hypot", "logaddexp", "copysign"}
BINARY_INTEGER = {
    "and": jnp.bitwise_and, "or": jnp.bitwise_or, "xor": jnp.bitwise_xor, "shift_left": jnp.left_shift,
    "shift_right_arithmetic": lax.shift_right_arithmetic, "shift_right_logical": lax.shift_right_logical,
    "shift_right": jnp.right_shift,
}  # fmt: skip
BINARY_BOOL = {
    "add": jnp.add, "mul": jnp.multiply, "maximum": jnp.maximum, "minimum": jnp.minimum, "and": jnp.bitwise_and,
    "or": jnp.bitwise_or, "xor": jnp.bitwise_xor, "eq": jnp.equal, "ne": jnp.not_equal, "lt": jnp.less,
    "le": jnp.less_equal, "gt": jnp.greater, "ge": jnp.greater_equal,
}  # fmt: skip


def edges(dtype):
    """Values at which functions turn, overflow or are undefined."""
    if dtype == "bool":
        return np.array([False, True])
    info = jnp.iinfo(dtype) if dtype in INTEGERS else jnp.finfo(dtype)
    if dtype in INTEGERS:
        values = [0, 1, 2, 3, 7, 10, info.max - 1, info.max, info.min, info.min + 1]
        if dtype in SIGNED:
            values += [-1, -2, -3, -10]
        return np.array(values, dtype)
    low, high, tiny, eps = (float(value) for value in (info.min, info.max, info.tiny, info.eps))
    return np.array(
        [
            np.nan,
            np.inf,
            -np.inf,
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            -0.5,
            1.5,
            -1.5,
            2.5,
            -2.5,
            2.0,
            3.0,
            -3.0,
            6.0,
            20.0,
            -20.0,
            100.0,
            -100.0,
            low,
            high,
            tiny,
            -tiny,
            eps,
            1.0 + eps,
            1.0 - eps,
            np.pi,
            -np.pi / 2,
        ],
        jnp.dtype(dtype),
    )


def ordinary(dtype, count):
    """Random values of ordinary size."""
    if dtype == "bool":
        return rng.integers(0, 2, count).astype(bool)
    if dtype in INTEGERS:
        return rng.integers(0 if dtype in UNSIGNED else -100, 100, count).astype(dtype)
    return (rng.standard_normal(count) * rng.choice([0.01, 1.0, 5.0], count)).astype(jnp.dtype(dtype))


def denormals(dtype):
    info = jnp.finfo(dtype)
    return np.array([float(info.tiny) / 2, -float(info.tiny) / 4, float(info.smallest_subnormal)], jnp.dtype(dtype))


def pairs(values):
    """Every pair out of `values`, as two arrays."""
    left, right = np.meshgrid(values, values, indexing="ij")
    return left.ravel(), right.ravel()


def case(op, function, group, *inputs):
    with jax.enable_x64(is_wide(*inputs)):
        output = function(*(jnp.asarray(value) for value in inputs))
        golden.add(op=op, group=group, inputs=arrays(inputs), outputs=[array(output)])


def unary():
    for op, function in UNARY.items():
        for dtype in FLOATS:
            case(op, function, "edge", edges(dtype))
            case(op, function, "ordinary", ordinary(dtype, 16))
            case(op, function, "denormal", denormals(dtype))
    for op, function in UNARY_INTEGER.items():
        for dtype in INTEGERS:
            case(op, function, "edge", edges(dtype))
    for op, function in UNARY_PROMOTING.items():
        for dtype in INTEGERS + ["bool"]:
            case(op, function, "promoting", ordinary(dtype, 6))
    case("logical_not", jnp.logical_not, "edge", edges("bool"))


def binary():
    for op, function in BINARY.items():
        for dtype in FLOATS:
            # All pairs of a few edges, and pairs of ordinary values; division has its own rules for each.
            few = edges(dtype)[[0, 1, 2, 3, 4, 5, 6, 10, 13, 15, 22]]
            case(op, function, "edge", *pairs(few))
            case(op, function, "ordinary", ordinary(dtype, 16), ordinary(dtype, 16))
            case(op, function, "denormal", denormals(dtype), denormals(dtype)[::-1])
        if op in FLOAT_ONLY:
            continue
        for dtype in INTEGERS:
            values = edges(dtype)[[0, 1, 3, 5, 7, 8, -1]]
            left, right = pairs(values)
            if op == "power":
                right = np.abs(right % 7)
            case(op, function, "edge", left, right)
            case(op, function, "ordinary", ordinary(dtype, 8), ordinary(dtype, 8))
    for op, function in BINARY_INTEGER.items():
        for dtype in INTEGERS:
            left, right = pairs(edges(dtype)[[0, 1, 3, 4, 7, 8, -1]])
            if op.startswith("shift"):
                # From no shift to one by more than the width.
                width = np.dtype(dtype).itemsize * 8
                left, right = (
                    a.ravel()
                    for a in np.meshgrid(
                        edges(dtype), np.array([0, 1, 3, width - 1, width, width + 1], dtype), indexing="ij"
                    )
                )
            case(op, function, "edge", left, right)
    for op, function in BINARY_BOOL.items():
        case(op, function, "edge", *pairs(edges("bool")))


# Where each function is smooth, when not on the common points.
COMMON = [-2.3, -1.1, -0.7, -0.4, 0.3, 0.85, 1.7, 2.6]
POSITIVE = [0.05, 0.3, 0.85, 1.0, 1.7, 2.6, 10.0]
INSIDE = [-0.9, -0.5, -0.1, 0.0, 0.2, 0.6, 0.95]
POINTS = {
    **dict.fromkeys(["log", "log2", "log10", "sqrt", "rsqrt", "lgamma", "digamma"], POSITIVE),
    **dict.fromkeys(["asin", "acos", "atanh", "erf_inv"], INSIDE),
    "log1p": [-0.9, -0.3, 0.0, 0.4, 3.0], "acosh": [1.1, 1.7, 2.6, 10.0], "logit": [0.05, 0.3, 0.5, 0.85],
}  # fmt: skip
NOT_DIFFERENTIABLE = {"isfinite", "isnan", "isinf"}


def derivatives():
    for op, function in UNARY.items():
        if op in NOT_DIFFERENTIABLE:
            continue
        x = jnp.asarray(POINTS.get(op, COMMON), jnp.float32)
        first = jax.vmap(jax.grad(function))
        second = jax.vmap(jax.grad(jax.grad(function)))
        golden.add(
            op=op,
            group="derivative",
            inputs=[array(x)],
            outputs=[array(function(x))],
            first=[array(first(x))],
            second=[array(second(x))],
        )
    for op in ["add", "sub", "mul", "div", "power", "maximum", "minimum", "atan2", "hypot", "logaddexp", "remainder",
               "copysign"]:  # fmt: skip
        function = BINARY[op]
        x, y = pairs(np.array([0.3, 0.85, 1.7] if op == "power" else [-1.1, 0.3, 1.7], np.float32))
        # Pairs of equal values are ties of maximum and minimum, and steps of remainder.
        keep = (x != y) if op == "remainder" else np.ones_like(x, bool)
        x, y = jnp.asarray(x[keep]), jnp.asarray(y[keep])
        first = [jax.vmap(jax.grad(function, i))(x, y) for i in (0, 1)]
        second = [jax.vmap(jax.grad(jax.grad(function, i), j))(x, y) for i in (0, 1) for j in (0, 1)]
        golden.add(
            op=op,
            group="derivative",
            inputs=arrays([x, y]),
            outputs=[array(function(x, y))],
            first=arrays(first),
            second=arrays(second),
        )


def main():
    unary()
    binary()
    derivatives()
    golden.write()


if __name__ == "__main__":
    main()
