"""statistics.json: reductions that leave NaNs out, averages, covariances, norms, differences and interpolation."""

import warnings

import jax
import jax.numpy as jnp
import numpy as np
from operations import Operations

warnings.filterwarnings("ignore")
golden = Operations("statistics", 20240613)
case, floats, integers = golden.case, golden.floats, golden.integers

NAN = ("nansum", "nanprod", "nanmax", "nanmin", "nanmean", "nanvar", "nanstd")


def holes():
    x = floats(2, 3, 4)
    x[0, 1, :] = np.nan
    x[1, 0, 2] = np.nan
    x[1, 2, 0] = np.nan
    return x


def without_nan():
    for op in NAN:
        function = getattr(jnp, op)
        for axis in (None, 0, -1, (0, 2)):
            for keepdims in (False, True):
                case(op, lambda a: function(a, axis=axis, keepdims=keepdims), holes(), axis=axis, keepdims=keepdims)
        for dtype in ("float64", "bfloat16", "float16", "int32", "uint8"):
            values = integers(3, 4, low=0, high=4).astype(jnp.dtype(dtype))
            if "float" in dtype:
                values[0, 1] = np.nan
            case(op, lambda a: function(a, axis=1), values, axis=1)
        edges = np.array([[np.nan, np.inf, 1.0], [-np.inf, 2.0, np.nan]], np.float32)
        case(op, lambda a: function(a, axis=1), edges, axis=1)
        some = floats(3, 4)
        some[1, 2] = some[0, 0] = np.nan
        case(op, lambda a: function(a, axis=1), some, derivatives=True, axis=1)
        case(op, lambda a: function(a), floats())
    for op in ("nanvar", "nanstd"):
        case(op, lambda a: getattr(jnp, op)(a, axis=2, ddof=1), holes(), axis=2, ddof=1)
    for op in ("nanargmax", "nanargmin"):
        for axis in (0, 1, -1):
            for keepdims in (False, True):
                case(op, lambda a: getattr(jnp, op)(a, axis=axis, keepdims=keepdims), holes(), axis=axis, keepdims=keepdims)
        case(op, lambda a: getattr(jnp, op)(a, axis=0), np.array([np.nan, -np.inf, np.inf, np.nan], np.float32), axis=0)
        case(op, lambda a: getattr(jnp, op)(a, axis=0), integers(5), axis=0)
    for op in ("argmax", "argmin"):
        for axis in (0, -1):
            case(op, lambda a: getattr(jnp, op)(a, axis=axis, keepdims=True), floats(3, 4), axis=axis, keepdims=True)


def averages():
    for axis, keepdims in [(None, False), (0, False), (-1, True), ((0, 2), False)]:
        case("ptp", lambda a: jnp.ptp(a, axis=axis, keepdims=keepdims), floats(2, 3, 4), derivatives=True, axis=axis,
             keepdims=keepdims)  # fmt: skip
        case("average", lambda a, w: jnp.average(a, axis, w, keepdims=keepdims), floats(2, 3, 4), np.abs(floats(2, 3, 4)) + 0.1,
             derivatives=True, axis=axis, keepdims=keepdims)  # fmt: skip
    case("ptp", lambda a: jnp.ptp(a), integers(5))
    case("average", lambda a, w: jnp.average(a, 1, w), floats(2, 3), np.array([1, 2, 3], np.int32), axis=1)
    case("average", lambda a, w: jnp.average(a, (2, 0), w), floats(2, 3, 4), np.abs(floats(4, 2)), axis=(2, 0))
    case("average", lambda a, w: jnp.average(a, 0, w), integers(3, 2), np.array([1, 2, 3], np.int32), axis=0)
    case("average", lambda a, w: jnp.average(a, 0, w), floats(3, dtype="bfloat16"), np.abs(floats(3, dtype="bfloat16")), axis=0)
    for op, function in (("cov", jnp.cov), ("corrcoef", jnp.corrcoef)):
        for rowvar in (True, False):
            case(op, lambda a: function(a, rowvar=rowvar), floats(3, 5), derivatives=op == "cov", rowvar=rowvar)
            case(op, lambda a, b: function(a, b, rowvar=rowvar), floats(2, 5), floats(2, 5), rowvar=rowvar)
            case(op, lambda a: function(a, rowvar=rowvar), floats(6), rowvar=rowvar)
        case(op, lambda a, b: function(a, b), floats(6), floats(6))
        case(op, lambda a: function(a), integers(3, 4))
    for ddof in (0, 2):
        case("cov", lambda a: jnp.cov(a, ddof=ddof), floats(3, 5), ddof=ddof)
    for axis, keepdims in [(None, False), (1, False), (-1, True), ((0, 1), False)]:
        case("logsumexp", lambda a, b: jax.nn.logsumexp(a, axis=axis, b=b, keepdims=keepdims), floats(3, 4), np.abs(floats(3, 4)),
             derivatives=True, axis=axis, keepdims=keepdims)  # fmt: skip
    case("logsumexp", lambda a, b: jax.nn.logsumexp(a, axis=1, b=b), np.array([[1e4, 3, 2], [-np.inf, 1, 0], [1, 2, 3]], np.float32),
         np.array([[0, 1, 2], [1, -1, 2], [0, 0, 0]], np.float32), axis=1)  # fmt: skip
    case("logsumexp", lambda a, b: jax.nn.logsumexp(a, axis=1, b=b), floats(2, 3), np.array([-1, -2, 1], np.float32), axis=1)


def norms():
    for order in (None, 1, 2, 3, 2.5, 0, "inf", "-inf", -1):
        number = {"inf": np.inf, "-inf": -np.inf}.get(order, order)
        for axis in (0, -1):
            case("vector_norm", lambda a: jnp.linalg.norm(a, number, axis=axis), floats(3, 4), derivatives=number not in (0,),
                 order=order, axis=axis)  # fmt: skip
        case("vector_norm", lambda a: jnp.linalg.norm(a, number, axis=0, keepdims=True), floats(3, 4), order=order, axis=0, keepdims=True)
    for order in ("fro", 1, -1, "inf", "-inf"):
        number = {"inf": np.inf, "-inf": -np.inf}.get(order, order)
        for axes, keepdims in [((-2, -1), False), ((2, 0), True), ((0, 1), False)]:
            case("matrix_norm", lambda a: jnp.linalg.norm(a, number, axis=axes, keepdims=keepdims), floats(2, 3, 4),
                 derivatives=True, order=order, axes=axes, keepdims=keepdims)  # fmt: skip
        case("matrix_norm", lambda a: jnp.linalg.norm(a, number), integers(3, 4), order=order, axes=(-2, -1))


def differences():
    for n in (0, 1, 2, 3):
        for axis in (0, -1):
            case("diff", lambda a: jnp.diff(a, n, axis), floats(3, 4), derivatives=True, order=n, axis=axis)
    case("diff", lambda a: jnp.diff(a, 5), floats(3), order=5, axis=-1)
    case("diff", lambda a, p, q: jnp.diff(a, prepend=p, append=q), floats(2, 3), floats(2, 1), floats(2, 2), order=1, axis=-1, ends=True)
    case("diff", lambda a, p, q: jnp.diff(a, axis=0, prepend=p, append=q), floats(2, 3), floats(), floats(), order=1, axis=0, ends=True)
    for values in (integers(6), integers(6, dtype="uint8", low=0), integers(6, low=0, high=2).astype(bool), floats(6, dtype="bfloat16")):
        case("diff", lambda a: jnp.diff(a), values, order=1, axis=-1)
    case("ediff1d", lambda a: jnp.ediff1d(a), floats(2, 3))
    case("ediff1d", lambda a, p, q: jnp.ediff1d(a, to_begin=p, to_end=q), floats(5), floats(), floats(2))
    for axis in (0, -1):
        case("trapezoid", lambda y: jnp.trapezoid(y, axis=axis), floats(3, 4), derivatives=True, axis=axis)
        case("trapezoid", lambda y: jnp.trapezoid(y, dx=0.5, axis=axis), floats(3, 4), dx=0.5, axis=axis)
        case("trapezoid", lambda y, x: jnp.trapezoid(y, x, axis=axis), floats(3, 4), floats(3, 4), derivatives=True, axis=axis)
    case("trapezoid", lambda y, x: jnp.trapezoid(y, x), floats(2, 4), floats(4), derivatives=True, axis=-1)
    case("trapezoid", lambda y: jnp.trapezoid(y), integers(4), axis=-1)


def interpolation():
    points = np.array([-1.0, 0.0, 0.5, 2.0], np.float32)
    x = np.array([-3, -1, -0.75, 0, 0.2, 0.5, 1.9, 2, 5, np.nan], np.float32)
    for left, right in [(None, None), (7.0, -7.0), ("extrapolate", None), (None, "extrapolate"), ("extrapolate", 3.0)]:
        case("interp", lambda x, p, f: jnp.interp(x, p, f, left, right), x, points, floats(4), left=left, right=right)
        case("interp", lambda x, p, f: jnp.interp(x, p, f, left, right), x[[0, 2, 4, 6, 8]], points, floats(4), derivatives=True,
             left=left, right=right)  # fmt: skip
    case("interp", lambda x, p, f: jnp.interp(x, p, f, period=3.0), x, np.array([2.5, 1, 0.25], np.float32), floats(3), period=3.0)
    case("interp", lambda x, p, f: jnp.interp(x, p, f), floats(2, 3), np.array([0, 0, 1, 1], np.float32), floats(4))
    case("interp", lambda x, p, f: jnp.interp(x, p, f), integers(4), np.array([-2, 0, 4], np.int32), integers(3))
    case("interp", lambda x, p, f: jnp.interp(x, p, f), floats(3), floats(1), floats(1))


def slopes():
    for axis in (0, -1):
        case("gradient", lambda y: jnp.gradient(y, axis=axis), floats(3, 4), derivatives=True, axis=axis)
        case("gradient", lambda y, h: jnp.gradient(y, h, axis=axis), floats(3, 4), np.array(0.25, np.float32), derivatives=True,
             axis=axis)  # fmt: skip
        places = np.cumsum(np.abs(floats(3 if axis == 0 else 4)) + 0.1).astype(np.float32)
        case("gradient", lambda y, x: jnp.gradient(y, x, axis=axis), floats(3, 4), places, derivatives=True, axis=axis)
    for values in (floats(2), floats(7, dtype="float64"), floats(5, dtype="bfloat16"), integers(6)):
        case("gradient", lambda y: jnp.gradient(y, axis=0), values, axis=0)
    case("gradients", lambda y: jnp.gradient(y), floats(3, 4, 2))
    case("gradients", lambda y, h: jnp.gradient(y, h), floats(3, 4), np.array(0.5, np.float32))
    case("gradients", lambda y, h, x: jnp.gradient(y, h, x, axis=(2, 0)), floats(3, 2, 4), np.array(2, np.float32),
         np.array([0, 1, 3], np.float32), axis=(2, 0))  # fmt: skip


def main():
    without_nan()
    averages()
    norms()
    differences()
    interpolation()
    slopes()
    golden.write()


if __name__ == "__main__":
    main()
