"""shape_ops.json: reductions, shape manipulation, indexing, products and einsum."""

import warnings

import jax
import jax.numpy as jnp
import numpy as np
from record import Golden, arrays, is_wide

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20240608)
golden = Golden("shape_ops")


def floats(*shape, dtype="float32"):
    return rng.standard_normal(shape).astype(jnp.dtype(dtype))


def integers(*shape, dtype="int32", low=-9, high=10):
    return rng.integers(low, high, shape).astype(dtype)


def case(op, function, *inputs, x64=None, **params):
    """Records what `function(*inputs, **params)` gives, once as jax runs by default and with x64 where that matters."""
    for wide in [is_wide(*inputs)] if x64 is None else x64:
        with jax.enable_x64(wide):
            outputs = function(*(jnp.asarray(value) for value in inputs))
            outputs = outputs if isinstance(outputs, (tuple, list)) else [outputs]
            golden.add(op=op, params=params, inputs=arrays(inputs), outputs=arrays(outputs), x64=wide or None)


REDUCTIONS = {
    "sum": jnp.sum, "prod": jnp.prod, "max": jnp.max, "min": jnp.min, "mean": jnp.mean, "var": jnp.var,
    "std": jnp.std, "any": jnp.any, "all": jnp.all, "argmax": jnp.argmax, "argmin": jnp.argmin,
}  # fmt: skip
AXES = [None, 0, -1, (0, 2), (1,), (), (2, 0, 1)]


def reductions():
    x = floats(2, 3, 4)
    for op, function in REDUCTIONS.items():
        index = op.startswith("arg")
        axes = [None, 0, 1, -1] if index else AXES
        for axis in axes:
            for keepdims in (False, True):
                case(op, lambda a: function(a, axis=axis, keepdims=keepdims), x, axis=axis, keepdims=keepdims)
        for dtype in ["float64", "bfloat16", "float16", "int8", "uint8", "int32", "uint32", "int64", "uint64", "bool"]:
            if dtype == "bool":
                y = integers(3, 5, low=0, high=2).astype(bool)
            elif dtype.startswith(("int", "uint")):
                y = integers(3, 5, dtype=dtype, low=0)
            else:
                y = floats(3, 5, dtype=dtype)
            if op in ("any", "all") and dtype not in ("bool", "int32"):
                continue
            # The default integer type of a result depends on x64: record both.
            both = (False, True) if not is_wide(y) else None
            case(op, lambda a: function(a, axis=1), y, x64=both, axis=1, keepdims=False)
        scalar = floats()
        case(op, lambda a: function(a), scalar, axis=None, keepdims=False)
        # Reducing nothing, and reducing over nothing where that has a value.
        case(op, lambda a: function(a, axis=1), np.zeros((0, 3), np.float32), axis=1, keepdims=False)
        if op not in ("max", "min", "argmax", "argmin"):
            case(op, lambda a: function(a, axis=0), np.zeros((0, 3), np.float32), axis=0, keepdims=False)
        nan = np.array([1.0, np.nan, -np.inf, np.inf, 0.0, np.nan], np.float32)
        case(op, lambda a: function(a), nan, axis=None, keepdims=False)
    ties = np.array([[1, 3, 3, 0], [0, 0, -0.0, 0]], np.float32)
    for op in ("argmax", "argmin"):
        case(op, lambda a: REDUCTIONS[op](a, axis=1), ties, axis=1, keepdims=False)
    for op in ("var", "std"):
        case(op, lambda a: REDUCTIONS[op](a, axis=1, ddof=1), x, axis=1, keepdims=False, ddof=1)
    big = rng.integers(100, 128, 40).astype(np.int8)
    case("sum", jnp.sum, big, x64=(False, True), axis=None, keepdims=False)
    half = np.full(5000, 1.0, jnp.bfloat16)
    case("sum", jnp.sum, half, axis=None, keepdims=False)
    for op, function in {"cumsum": jnp.cumsum, "cumprod": jnp.cumprod}.items():
        for axis in (0, 1, -1):
            case(op, lambda a: function(a, axis=axis), x, axis=axis)
        case(op, lambda a: function(a, axis=1), integers(2, 4), axis=1)
    case("cumsum", lambda a: jnp.cumsum(a, axis=0), np.zeros((0, 2), np.float32), axis=0)


def rearranging():
    x = floats(2, 3, 4)
    for shape in [(24,), (4, 6), (2, -1), (-1,), (3, 2, 2, 2), (1, 24, 1)]:
        case("reshape", lambda a: a.reshape(shape), x, shape=shape)
    case("reshape", lambda a: a.reshape(()), floats(1, 1), shape=())
    case("reshape", lambda a: a.reshape((0, 5)), floats(3, 0), shape=(0, 5))
    for axes in [None, (0, 1, 2), (2, 0, 1), (1, 2, 0), (-1, 0, 1)]:
        case("transpose", lambda a: jnp.transpose(a, axes), x, axes=axes)
    for a1, a2 in [(0, 1), (0, -1), (1, 1)]:
        case("swapaxes", lambda a: jnp.swapaxes(a, a1, a2), x, axis1=a1, axis2=a2)
    for source, target in [(0, -1), (2, 0), ((0, 1), (1, 2)), ((0, 2), (-1, 0))]:
        case("moveaxis", lambda a: jnp.moveaxis(a, source, target), x, source=source, destination=target)
    for axis in [0, 1, -1, 3, (0, 2), (-1, 0)]:
        case("expand_dims", lambda a: jnp.expand_dims(a, axis), x, axis=axis)
    for axis in [None, 0, 2, (0, 2), (-3, -1)]:
        case("squeeze", lambda a: jnp.squeeze(a, axis), floats(1, 3, 1), axis=axis)
    for inner, outer in [((), (2, 3)), ((3,), (2, 3)), ((2, 1), (2, 3)), ((1, 1), (4, 2, 3)), ((0,), (3, 0)),
                         ((1,), (0,)), ((2, 3), (2, 3))]:  # fmt: skip
        case("broadcast_to", lambda a: jnp.broadcast_to(a, outer), floats(*inner), shape=outer)
    for axis in (0, 1, -1):
        case("concatenate", lambda *a: jnp.concatenate(a, axis), floats(2, 3), floats(2, 3), floats(2, 3), axis=axis)
    case("concatenate", lambda *a: jnp.concatenate(a, 1), floats(2, 3), floats(2, 0), floats(2, 1), axis=1)
    case("concatenate", lambda *a: jnp.concatenate(a, 0), integers(2), floats(3), axis=0)
    case("concatenate", lambda *a: jnp.concatenate(a, 0), integers(2, dtype="int8"), integers(2, dtype="uint8"), axis=0)
    for axis in (0, 1, 2, -1):
        case("stack", lambda *a: jnp.stack(a, axis), floats(2, 3), floats(2, 3), axis=axis)
    for sections, axis in [(2, 0), (3, 1), ([1, 3], 2), ([0, 2, 2], -1)]:
        case("split", lambda a: jnp.split(a, sections, axis), floats(2, 3, 4),
             axis=axis, sections=sections if isinstance(sections, int) else None,
             indices=None if isinstance(sections, int) else sections)  # fmt: skip
    for widths, value in [([[1, 2], [0, 3]], 0.0), ([[0, 0], [2, 0]], -1.5), ([[1, 1], [1, 1]], 7.0)]:
        case("pad", lambda a: jnp.pad(a, widths, constant_values=value), floats(2, 3), widths=widths, value=value)
    case("pad", lambda a: jnp.pad(a, [[1, 1]], constant_values=1), integers(3), widths=[[1, 1]], value=1)
    for config in [[(-1, 2, 0), (0, -1, 1)], [(0, 0, 2), (1, 1, 0)], [(2, -1, 1), (0, 0, 0)]]:
        case("lax_pad", lambda a: jax.lax.pad(a, jnp.float32(-1), config), floats(3, 4), config=config, value=-1.0)
    for axis in [None, 0, 1, -1, (0, 2)]:
        case("flip", lambda a: jnp.flip(a, axis), x, axis=axis)
    for shift, axis in [(1, None), (2, 0), (-1, 1), (5, -1), ((1, 2), (0, 2))]:
        case("roll", lambda a: jnp.roll(a, shift, axis), x, shift=shift, axis=axis)
    for repeats in [(2,), (2, 1), (1, 3), (2, 2, 2), (0, 1)]:
        case("tile", lambda a: jnp.tile(a, repeats), floats(2, 3), repetitions=repeats)
    for repeats, axis in [(2, None), (3, 0), (2, 1), (0, 0), ([1, 0, 2], 1)]:
        case("repeat", lambda a: jnp.repeat(a, jnp.asarray(repeats), axis, total_repeat_length=None), floats(2, 3),
             repeats=repeats, axis=axis)  # fmt: skip
    for k in (-1, 0, 1):
        case("tril", lambda a: jnp.tril(a, k), floats(3, 4), k=k)
        case("triu", lambda a: jnp.triu(a, k), floats(2, 3, 4), k=k)
        case("diagonal", lambda a: jnp.diagonal(a, k), floats(3, 4), offset=k)
        case("eye", lambda: jnp.eye(3, 4, k), rows=3, columns=4, k=k)
    for start, stop, step in [(0, 5, 1), (2, 9, 3), (5, 0, -2), (3, 3, 1)]:
        case("arange", lambda: jnp.arange(start, stop, step), start=start, stop=stop, step=step)
    case("arange", lambda: jnp.arange(0.0, 1.0, 0.3), start=0.0, stop=1.0, step=0.3)
    for count in (1, 2, 5, 0):
        case("linspace", lambda: jnp.linspace(-1.0, 2.0, count), start=-1.0, stop=2.0, count=count)


def slicing():
    x = floats(5, 6)
    every = slice(None)

    def spelled(index):
        """An index as JSON: integers, [start, stop, step], "newaxis" or "ellipsis"."""
        names = {None: "newaxis", Ellipsis: "ellipsis"}
        return [
            [i.start, i.stop, i.step] if isinstance(i, slice) else i if isinstance(i, int) else names[i] for i in index
        ]

    for index in [
        (0,), (-1,), (2, 3), (slice(1, 4),), (every, slice(1, None, 2)), (slice(None, None, -1),),
        (slice(4, 1, -2), slice(-3, None)), (slice(-100, 100),), (slice(3, 1),), (1, slice(0, 6, 4)),
        (None, every, None, 2), (Ellipsis, 0), (0, Ellipsis, None), (slice(None, -1), slice(None, 0, -1)),
        (slice(10, None, -3), -2),
    ]:  # fmt: skip
        case("slice", lambda a: a[index], x, index=spelled(index))
    case("slice", lambda a: a[..., 1:, 0], floats(2, 3, 4), index=spelled((Ellipsis, slice(1, None), 0)))

    t = floats(4, 3, 5)
    some = {
        "one": np.array([2, 0, 2], np.int32), "matrix": np.array([[1, 0], [2, -1]], np.int32),
        "empty": np.zeros((0,), np.int32), "scalar": np.array(1, np.int32), "wild": np.array([0, 99, -99], np.int32),
    }  # fmt: skip
    for name, index in some.items():
        for axis in (0, 1, -1):
            modes = ["fill", "clip", "wrap"] if name == "wild" else ["fill"]
            for mode in modes:
                case("take", lambda a, i: jnp.take(a, i, axis, mode=mode), t, index, axis=axis, mode=mode)
        # Plain indexing: a negative index counts from the end, one out of range is clamped.
        case("index_first", lambda a, i: a[i], t, index)
    case("index_two", lambda a, i, j: a[i, j], t, np.array([0, 3, 1], np.int32), np.array([2, -1, 0], np.int32))
    case("index_two", lambda a, i, j: a[i, j], t, np.array([[0], [3]], np.int32), np.array([2, 1], np.int32))
    case("index_outer_last", lambda a, i: a[:, :, i], t, some["matrix"])
    case("index_middle", lambda a, i: a[:, i], t, some["matrix"])
    # Two index arrays with a slice between them: the broadcast axes go to the front.
    case("index_first_last", lambda a, i, j: a[i, :, j], t, np.array([0, 3], np.int32), np.array([4, 0], np.int32))
    case(
        "take_along_axis",
        lambda a, i: jnp.take_along_axis(a, i, 1),
        floats(2, 4),
        integers(2, 3, low=0, high=4),
        axis=1,
    )
    for op in ("set", "add", "multiply", "min", "max"):
        for index in (np.array([2, 0, 2], np.int32), np.array([-1, 99, 1], np.int32)):
            values = np.array([10.0, 10.0, 10.0], np.float32) if op == "set" else floats(3)
            case(f"at_{op}", lambda a, i, v: getattr(a.at[i], op)(v), floats(4), index, values)
        case(
            f"at_{op}_rows",
            lambda a, i, v: getattr(a.at[i], op)(v),
            floats(4, 3),
            np.array([3, 1], np.int32),
            floats(2, 3),
        )
    for start in [(1, 2), (-1, 0), (9, 9)]:
        case("dynamic_slice", lambda a: jax.lax.dynamic_slice(a, start, (2, 3)), x, start=start, sizes=(2, 3))
        case(
            "dynamic_update_slice", lambda a, u: jax.lax.dynamic_update_slice(a, u, start), x, floats(2, 3), start=start
        )


def choosing():
    c = integers(2, 3, low=0, high=2).astype(bool)
    case("where", jnp.where, c, floats(2, 3), floats(2, 3))
    case("where", jnp.where, c, floats(3), floats())
    case("where", jnp.where, c[0], integers(2, 3), floats(2, 1))
    case("where", jnp.where, integers(3, low=0, high=2), floats(3), floats(3, dtype="bfloat16"))
    for low, high in [(-0.5, 0.5), (None, 0.2), (0.1, None), (1.0, -1.0)]:
        case("clip", lambda a: jnp.clip(a, low, high), floats(7), min=low, max=high)
    case("clip", lambda a: jnp.clip(a, -3, 4), integers(9), min=-3, max=4)
    case("clip", jnp.clip, floats(2, 3), floats(3) - 1, floats(2, 1) + 1)
    nan = np.array([np.nan, np.inf, -np.inf, 0.3], np.float32)
    case("clip", lambda a: jnp.clip(a, -1.0, 1.0), nan, min=-1.0, max=1.0)


EINSUMS = [
    ("ij,jk->ik", (2, 3), (3, 4)), ("ij,jk", (2, 3), (3, 4)), ("ij,kj->ki", (2, 3), (4, 3)), ("ij->ji", (2, 3)),
    ("ij", (2, 3)), ("ji", (2, 3)), ("ii->i", (3, 3)), ("ii", (3, 3)), ("ii->", (3, 3)), ("ijj->i", (2, 3, 3)),
    ("iij->ji", (3, 3, 2)), ("ij->", (2, 3)), ("ij->i", (2, 3)), ("ij->j", (2, 3)), ("i,i->", (4,), (4,)),
    ("i,i->i", (4,), (4,)), ("i,j->ij", (2,), (3,)), ("i,j->ji", (2,), (3,)), ("bij,bjk->bik", (2, 3, 4), (2, 4, 5)),
    ("bij,bkj->kbi", (2, 3, 4), (2, 5, 4)), ("bqhd,bkhd->bhqk", (2, 3, 2, 4), (2, 5, 2, 4)),
    ("bhqk,bkhd->bqhd", (2, 2, 3, 5), (2, 5, 2, 4)), ("ijk,kl->ijl", (2, 3, 4), (4, 2)),
    ("ijk,jil->kl", (2, 3, 4), (3, 2, 2)),
    ("ij,jk,kl->il", (2, 3), (3, 4), (4, 2)), ("i,ij,j->", (2,), (2, 3), (3,)),
    ("ij,ik,il->jkl", (2, 3), (2, 2), (2, 4)),
    ("...ij,...jk->...ik", (2, 3, 4), (2, 4, 5)), ("...ij,...jk->...ik", (6, 2, 3, 4), (2, 4, 5)),
    ("...i->...", (2, 3, 4)), ("i...,i...", (3, 2), (3, 2)), ("ij,ij->ij", (2, 3), (2, 3)), ("ij,j->i", (2, 3), (3,)),
    (",ij->ij", (), (2, 3)), (",", (), ()), ("ab,cb->abc", (2, 3), (4, 3)), ("iji,j->i", (3, 2, 3), (2,)),
    ("ij,jk->ik", (0, 3), (3, 4)), ("ij,jk->ik", (2, 0), (0, 4)),
    ("abc,cd,de,ef->abf", (2, 2, 3), (3, 4), (4, 2), (2, 3)),
    ("Ab,bA->A", (2, 3), (3, 2)), ("ba,b", (2, 3), (2,)), ("ij , jk -> ki", (2, 3), (3, 4)),
]  # fmt: skip


def products():
    shapes = [
        ((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((2, 3), (3, 4)), ((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)),
        ((5, 2, 3), (5, 3, 4)), ((1, 2, 3), (5, 3, 4)), ((6, 1, 2, 3), (5, 3, 4)), ((3,), (5, 3, 4)), ((5, 2, 3), (3,)),
        ((0, 3), (3, 4)), ((2, 0), (0, 4)), ((0, 2, 3), (0, 3, 4)), ((1, 1), (1, 1)), ((17, 33), (33, 9)),
    ]  # fmt: skip
    for left, right in shapes:
        case("matmul", jnp.matmul, floats(*left), floats(*right))
    for dtype in ["float64", "bfloat16", "float16"]:
        case("matmul", jnp.matmul, floats(3, 5, dtype=dtype), floats(5, 2, dtype=dtype))
    for dtype in ["int8", "uint8", "int32", "int64"]:
        case("matmul", jnp.matmul, integers(3, 5, dtype=dtype, low=0), integers(5, 2, dtype=dtype, low=0))
    case("matmul", jnp.matmul, floats(2, 3, dtype="bfloat16"), floats(3, 2))
    case("matmul", jnp.matmul, integers(2, 3), floats(3, 2))
    case("dot", jnp.dot, floats(2, 3, 4), floats(5, 4, 6))
    case("dot", jnp.dot, floats(), floats(2, 3))
    case("outer", jnp.outer, floats(3), floats(4))
    contractions = [
        ((2, 3, 4), (4, 3, 5), [[2, 1], [0, 1]]), ((2, 3), (3, 4), 1), ((2, 3), (4, 5), 0),
        ((2, 3, 4), (3, 4, 5), 2), ((2, 3, 4), (5, 2), [[0], [1]]), ((2, 3), (2, 3), 2),
    ]  # fmt: skip
    for left, right, axes in contractions:
        case(
            "tensordot",
            lambda a, b: jnp.tensordot(a, b, axes if isinstance(axes, int) else tuple(map(tuple, axes))),
            floats(*left),
            floats(*right),
            axes=axes,
        )
    for formula, *operands in EINSUMS:
        case("einsum", lambda *a: jnp.einsum(formula, *a), *(floats(*shape) for shape in operands), formula=formula)
    case("einsum", lambda *a: jnp.einsum("ij,jk->ik", *a), integers(2, 3), integers(3, 2), formula="ij,jk->ik")
    case(
        "einsum",
        lambda *a: jnp.einsum("ij,jk->ik", *a),
        floats(2, 3, dtype="bfloat16"),
        floats(3, 2),
        formula="ij,jk->ik",
    )


def normalizing():
    functions = {
        "softmax": jax.nn.softmax, "log_softmax": jax.nn.log_softmax, "logsumexp": jax.nn.logsumexp,
        "standardize": jax.nn.standardize,
    }  # fmt: skip
    for op, function in functions.items():
        for axis in [0, 1, -1, (0, 2), None]:
            if op == "standardize" and axis is None:
                continue
            case(op, lambda a: function(a, axis=axis), floats(2, 3, 4) * 3, axis=axis)
        for dtype in ["float64", "bfloat16", "float16"]:
            case(op, lambda a: function(a, axis=-1), floats(3, 5, dtype=dtype), axis=-1)
        case(op, lambda a: function(a, axis=-1), np.array([[1e4, -1e4, 3.0], [80.0, 81.0, 82.0]], np.float32), axis=-1)
        infinite = np.array(
            [[-np.inf, 0.0, 1.0], [-np.inf, -np.inf, -np.inf], [np.inf, 0.0, 1.0], [np.nan, 0, 0]], np.float32
        )
        case(op, lambda a: function(a, axis=-1), infinite, axis=-1)
    case("logsumexp", lambda a: jax.nn.logsumexp(a, axis=1, keepdims=True), floats(2, 3), axis=1, keepdims=True)
    case("standardize", lambda a: jax.nn.standardize(a, axis=-1, epsilon=1e-6), floats(3, 5), axis=-1, epsilon=1e-6)
    for axis in (-1, 0, 1):
        labels = np.array([[0, 3, 1], [-1, 4, 2]], np.int32)
        case("one_hot", lambda a: jax.nn.one_hot(a, 4, axis=axis), labels, classes=4, axis=axis, dtype="float32")
    case(
        "one_hot",
        lambda a: jax.nn.one_hot(a, 3, dtype=jnp.int32),
        np.array(2, np.int32),
        classes=3,
        axis=-1,
        dtype="int32",
    )


def converting():
    values = [0.0, -0.0, 1.5, -1.5, 2.5, 127.4, 255.9, -129.0, 3e9, -3e9, 1e20, np.inf, -np.inf, np.nan, 65504, 1e-8]
    values = np.array(values, np.float32)
    targets = ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "bfloat16", "float16", "float32"]
    for dtype in targets:
        case("astype", lambda a: a.astype(dtype), values, dtype=dtype)
    whole = np.array([0, 1, -1, 127, 128, 255, 256, 65535, 65536, 2**31 - 1, -(2**31), 16777217], np.int32)
    for dtype in targets:
        case("astype", lambda a: a.astype(dtype), whole, dtype=dtype)
    for dtype in ["int64", "uint64", "float64"]:
        case("astype", lambda a: a.astype(dtype), values, x64=(True,), dtype=dtype)
        case("astype", lambda a: a.astype(dtype), whole, x64=(True,), dtype=dtype)


def main():
    reductions()
    rearranging()
    slicing()
    choosing()
    products()
    normalizing()
    converting()
    golden.write()


if __name__ == "__main__":
    main()
