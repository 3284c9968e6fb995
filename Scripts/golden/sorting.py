"""sorting.json: sorting, searching, counting, quantiles and cumulative operations."""

import warnings

import jax
import jax.numpy as jnp
import numpy as np
from operations import Operations

warnings.filterwarnings("ignore")
golden = Operations("sorting", 20240612)
case, floats, integers = golden.case, golden.floats, golden.integers

EDGES = np.array([1.0, np.nan, -0.0, np.inf, 0.0, -np.inf, -np.nan, -2.5, 1.0, 0.0], np.float32)
FLOATING = ("float64", "bfloat16", "float16")
INTEGRAL = ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "bool")


def sample(dtype, *shape):
    if dtype == "bool":
        return integers(*shape, low=0, high=2).astype(bool)
    return integers(*shape, dtype=dtype, low=0) if "int" in dtype else floats(*shape, dtype=dtype)


def sorting():
    for axis in (0, 1, -1):
        for descending in (False, True):
            case("sort", lambda a: jnp.sort(a, axis=axis, descending=descending), floats(2, 3, 4), derivatives=True, axis=axis,
                 descending=descending)  # fmt: skip
            case("argsort", lambda a: jnp.argsort(a, axis=axis, descending=descending), integers(2, 5, 4, low=0, high=3),
                 axis=axis, descending=descending)  # fmt: skip
    for descending in (False, True):
        for values in (EDGES, EDGES.astype(jnp.bfloat16), EDGES.astype(np.float64), floats(1), floats(0), floats(0, 3), floats(3, 0)):
            case("sort", lambda a: jnp.sort(a, descending=descending), values, axis=-1, descending=descending)
            case("argsort", lambda a: jnp.argsort(a, descending=descending), values, axis=-1, descending=descending)
        for dtype in FLOATING + INTEGRAL:
            values = sample(dtype, 3, 7)
            case("sort", lambda a: jnp.sort(a, descending=descending), values, axis=-1, descending=descending)
            case("argsort", lambda a: jnp.argsort(a, descending=descending), values, axis=-1, descending=descending)
    keys = [integers(6, low=0, high=2), integers(6, low=0, high=2, dtype="int8"), floats(6)]
    case("lexsort", lambda *k: jnp.lexsort(k), *keys, axis=-1)
    case("lexsort", lambda *k: jnp.lexsort(k), *reversed(keys), axis=-1)
    case("lexsort", lambda *k: jnp.lexsort(k), EDGES, EDGES[::-1].copy(), axis=-1)
    for axis in (0, 1):
        case("lexsort", lambda *k: jnp.lexsort(k, axis), integers(4, 5, low=0, high=2), integers(4, 5, low=0, high=2), axis=axis)
    for k in (0, 1, 3, 5):
        case("top_k", lambda a: jax.lax.top_k(a, k), floats(2, 5), derivatives=k > 0, k=k, axis=-1)
        case("top_k", lambda a: jax.lax.top_k(a, k), integers(3, 5, low=0, high=3), k=k, axis=-1)
    case("top_k", lambda a: jax.lax.top_k(a, 2, axis=0), floats(4, 3), derivatives=True, k=2, axis=0)
    for dtype in ("bfloat16", "float64", "int8", "uint32"):
        case("top_k", lambda a: jax.lax.top_k(a, 3), sample(dtype, 6), k=3, axis=-1)
    infinite = np.array([1.0, -np.inf, np.inf, 0.5, np.inf], np.float32)
    case("top_k", lambda a: jax.lax.top_k(a, 5), infinite, k=5, axis=-1)


def searching():
    steps = np.array([-1.0, 0.0, 0.0, 2.5, 2.5, 2.5, 7.0], np.float32)
    values = np.array([-2, -1, -0.0, 0, 1, 2.5, 7, 8, np.nan, np.inf, -np.inf], np.float32)
    for side in ("left", "right"):
        case("searchsorted", lambda a, v: jnp.searchsorted(a, v, side=side), steps, values, side=side)
        case("searchsorted", lambda a, v: jnp.searchsorted(a, v, side=side), np.sort(EDGES), values, side=side)
        for size in (0, 1, 2, 3, 4, 8, 9):
            case("searchsorted", lambda a, v: jnp.searchsorted(a, v, side=side), np.sort(integers(size, low=0, high=4)),
                 integers(2, 3, low=-1, high=5), side=side)  # fmt: skip
        case("searchsorted", lambda a, v: jnp.searchsorted(a, v, side=side), steps, floats(), side=side)
        case("searchsorted", lambda a, v: jnp.searchsorted(a, v, side=side), steps, integers(4), side=side)
        case("searchsorted", lambda a, v: jnp.searchsorted(a, v, side=side), np.sort(integers(5, dtype="int8")),
             integers(4, dtype="uint8", low=0), side=side)  # fmt: skip
    edges = np.array([0.0, 1.0, 1.0, 3.0], np.float32)
    for right in (False, True):
        for bins in (edges, edges[::-1].copy(), edges[:0]):
            case("digitize", lambda x, b: jnp.digitize(x, b, right=right), values, bins, right=right)
        case("digitize", lambda x, b: jnp.digitize(x, b, right=right), integers(2, 3), np.array([-3, 0, 4], np.int32), right=right)


def counting():
    def unique(size, fill):
        def function(a):
            values, index, inverse, counts = jnp.unique(
                a, size=size, fill_value=fill, return_index=True, return_inverse=True, return_counts=True
            )
            return values, index, inverse, counts

        return function

    for size in (1, 3, 4, 9):
        for fill in (None, 7):
            for values in (integers(9, low=0, high=4), integers(2, 4, low=0, high=3), np.array(3, np.int32), EDGES):
                case("unique", unique(size, fill), values, size=size, fill=fill)
    for dtype in ("float64", "bfloat16", "int8", "uint8", "bool", "int64"):
        case("unique", unique(5, None), sample(dtype, 8), size=5)
    x = np.array([0, 3, -2, 1, 3, 9, 1], np.int32)
    for length in (0, 1, 4, 12):
        case("bincount", lambda x: jnp.bincount(x, length=length), x, length=length)
        case("bincount", lambda x, w: jnp.bincount(x, w, length=length), x, floats(7), derivatives=length > 0, length=length)
    case("bincount", lambda x: jnp.bincount(x, length=3), np.array([True, False, True]), length=3)
    case("bincount", lambda x: jnp.bincount(x, length=3), np.array([2, 1, 200], np.uint8), length=3)
    case("bincount", lambda x: jnp.bincount(x, length=3), x[:0], length=3)
    data = floats(20)
    for density in (False, True):
        for bins in (1, 4, 10):
            case("histogram", lambda a: jnp.histogram(a, bins, density=density), data, bins=bins, density=density)
        case("histogram", lambda a: jnp.histogram(a, 5, range=(-1.0, 0.5), density=density), data, bins=5, range=(-1.0, 0.5),
             density=density)  # fmt: skip
        case("histogram", lambda a, w: jnp.histogram(a, 4, weights=w, density=density), data, floats(20), bins=4, density=density,
             weighted=True)  # fmt: skip
        case("histogram", lambda a, e: jnp.histogram(a, e, density=density), data, np.array([-1, -0.5, 0.25, 2], np.float32),
             edged=True, density=density)  # fmt: skip
    case("histogram", lambda a: jnp.histogram(a, 3), np.full((2, 2), 3.0, np.float32), bins=3)
    case("histogram", lambda a: jnp.histogram(a, 4), integers(3, 4), bins=4)
    case("histogram", lambda a, e: jnp.histogram(a, e), np.array([0, 1, 2, 3, np.nan, 9], np.float32),
         np.array([0, 1, 3], np.float32), edged=True)  # fmt: skip


METHODS = ("linear", "lower", "higher", "midpoint", "nearest", "inverted_cdf")


def quantiles():
    x = floats(2, 3, 5)
    holes = np.where(floats(2, 3, 5) > 0.7, np.nan, x).astype(np.float32)
    holes[0, 0, :] = np.nan
    many = np.array([0.0, 0.1, 0.25, 0.5, 0.7, 1.0], np.float32)
    for method in METHODS:
        for axis in (None, 0, -1, (0, 2)):
            for prefix, values in (("", x), ("nan", holes)):
                if method == "inverted_cdf" and axis not in (None, -1):
                    continue
                function = getattr(jnp, f"{prefix}quantile")
                case(f"{prefix}quantile", lambda a, q: function(a, q, axis=axis, method=method), values, many, axis=axis,
                     method=method)  # fmt: skip
        case("quantile", lambda a: jnp.quantile(a, 0.3, method=method), x, derivatives=method not in ("inverted_cdf",), q=0.3,
             method=method)  # fmt: skip
        case("quantile", lambda a: jnp.quantile(a, 0.75, axis=1, method=method), integers(3, 6), axis=1, q=0.75, method=method)
    for axis, keepdims in [(None, False), (0, True), ((1, 2), True), (2, False), (None, True)]:
        for op, values in [("median", x), ("nanmedian", holes), ("median", holes)]:
            case(op, lambda a: getattr(jnp, op)(a, axis=axis, keepdims=keepdims), values, axis=axis, keepdims=keepdims)
        case("percentile", lambda a, q: jnp.percentile(a, q, axis=axis, keepdims=keepdims), x, many * 100, axis=axis,
             keepdims=keepdims)  # fmt: skip
        case("nanpercentile", lambda a, q: jnp.nanpercentile(a, q, axis=axis, keepdims=keepdims), holes, many * 100, axis=axis,
             keepdims=keepdims)  # fmt: skip
    case("median", lambda a: jnp.median(a, axis=1), floats(3, 4), derivatives=True, axis=1)
    for dtype in ("bfloat16", "float16", "float64", "int32"):
        case("median", lambda a: jnp.median(a), sample(dtype, 9))
        case("quantile", lambda a: jnp.quantile(a, 0.4), sample(dtype, 9), q=0.4)


CUMULATIVE = {
    "cumsum": jax.lax.cumsum, "cumprod": jax.lax.cumprod, "cummax": jax.lax.cummax, "cummin": jax.lax.cummin,
    "cumlogsumexp": jax.lax.cumlogsumexp,
}  # fmt: skip


def cumulative():
    for op, function in CUMULATIVE.items():
        for reverse in (False, True):
            for shape, axis in [((5,), 0), ((2, 7), 1), ((6, 3), 0), ((1, 4), 0), ((2, 3, 4), 1)]:
                case(op, lambda a: function(a, axis=axis, reverse=reverse), floats(*shape), derivatives=True, axis=axis,
                     reverse=reverse)  # fmt: skip
            case(op, lambda a: function(a, axis=0, reverse=reverse), floats(0, 3), axis=0, reverse=reverse)
            edges = EDGES if op in ("cummax", "cummin") else np.array([1, 0, -np.inf, 2, np.nan, 1], np.float32)
            case(op, lambda a: function(a, axis=0, reverse=reverse), edges, axis=0, reverse=reverse)
            for dtype in FLOATING + (() if op == "cumlogsumexp" else ("int32", "uint32", "int64")):
                case(op, lambda a: function(a, axis=0, reverse=reverse), sample(dtype, 6), axis=0, reverse=reverse)
    # Equal elements share the change; factors of zero have derivatives.
    ties = np.array([1, 2, 2, 1, 3, 3, 0], np.float32)
    for op in ("cummax", "cummin"):
        for reverse in (False, True):
            case(op, lambda a: CUMULATIVE[op](a, axis=0, reverse=reverse), ties, derivatives=True, axis=0, reverse=reverse)
    case("cumprod", lambda a: jnp.cumprod(a), np.array([2, 0, 3, 0, 1], np.float32), derivatives=True, axis=0, reverse=False)
    case("cumlogsumexp", lambda a: jax.lax.cumlogsumexp(a), np.array([1000, 1001, -1000, 999], np.float32), derivatives=True, axis=0,
         reverse=False)  # fmt: skip


def main():
    sorting()
    searching()
    counting()
    quantiles()
    cumulative()
    golden.write()


if __name__ == "__main__":
    main()
