"""indexing.json: updates in place by every kind of index, reading by modes, dynamic slices, taking and putting."""

import warnings

import jax
import jax.numpy as jnp
import numpy as np
from operations import Operations

warnings.filterwarnings("ignore")
golden = Operations("indexing", 20240611)
case, floats, integers = golden.case, golden.floats, golden.integers
every = slice(None)


class Input:
    """An index that is the input of that number."""

    def __init__(self, number):
        self.number = number


def spelled(index):
    """An index as JSON: integers, [start, stop, step], "newaxis", "ellipsis" or "input 1"."""
    names = {None: "newaxis", Ellipsis: "ellipsis"}

    def one(i):
        if isinstance(i, Input):
            return f"input {i.number}"
        return [i.start, i.stop, i.step] if isinstance(i, slice) else i if isinstance(i, int) else names[i]

    return [one(i) for i in index]


def update(method, index, x, y, *arrays, derivatives=True, mode=None, unique=None, ordered=None):
    """Records x.at[index].method(y); the index arrays are inputs 2 and on."""

    def function(x, y, *_):
        places = tuple(arrays[i.number - 2] if isinstance(i, Input) else i for i in index)
        options = {"mode": mode, "unique_indices": unique, "indices_are_sorted": ordered}
        options = {name: value for name, value in options.items() if value is not None}
        return getattr(x.at[places], method)(y, **options)

    case("at", function, x, y, *arrays, derivatives=derivatives and x.dtype.kind == "f", method=method,
         index=spelled(index), mode=mode, unique=unique, sorted=ordered)  # fmt: skip


STATIC = [
    (0,), (-1,), (1, 2), (1, -2, 1), (slice(1, 3),), (every, slice(0, 4, 2)), (slice(None, None, -1),),
    (every, slice(3, 0, -2)), (slice(2, None), slice(None, -1), slice(1, None)), (Ellipsis, 0), (0, Ellipsis, 1),
    (None, 1), (slice(0, 2), None, 2), (Ellipsis,), (slice(3, 1),), (1, slice(0, 4, 3)), (slice(-100, 100), 1),
    (Ellipsis, slice(1, None), None),
]  # fmt: skip


METHODS = ("set", "add", "multiply", "min", "max")


def static_updates():
    for number, index in enumerate(STATIC):
        shape = np.zeros((3, 4, 2))[index].shape
        for method in METHODS:
            # Values of the whole shape, and values that broadcast.
            values = floats(*shape) if number % 2 == 0 or method == "set" else floats(*shape[-1:])
            # Each index has the derivatives of setting and of one more update.
            update(method, index, floats(3, 4, 2), values, derivatives=method in ("set", METHODS[1 + number % 4]))
    for method in ("subtract", "divide", "power"):
        for index in [(1,), (every, slice(0, 4, 2)), (Ellipsis, 1)]:
            shape = np.zeros((3, 4, 2))[index].shape
            update(method, index, np.abs(floats(3, 4, 2)) + 0.5, np.abs(floats(*shape)) + 0.5)
    for dtype in ("float64", "bfloat16", "float16", "int8", "uint8", "int32", "uint32", "int64", "bool"):
        for method in ("set", "add", "multiply", "min", "max"):
            if dtype == "bool":
                if method in ("add", "multiply"):
                    continue
                x, y = integers(3, 4, low=0, high=2).astype(bool), integers(2, low=0, high=2).astype(bool)
            elif "float" in dtype:
                x, y = floats(3, 4, dtype=dtype), floats(2, dtype=dtype)
            else:
                x, y = integers(3, 4, dtype=dtype, low=0), integers(2, dtype=dtype, low=0)
            update(method, (slice(1, 3), slice(0, 4, 2)), x, y, derivatives=False)
            update(method, (Input(2),), x, y[:1], np.array([2, 0, 2], np.int32), derivatives=False)
    update("set", (), floats(), floats())
    update("add", (Ellipsis,), floats(), floats())
    update("set", (every,), floats(0), floats(0))
    update("add", (every, 0), floats(0, 3), floats(0))
    # Elements that equal their updates.
    for method in ("min", "max"):
        update(method, (slice(1, 3),), np.array([1, 2, 3, 4], np.float32), np.array([2, 5], np.float32))


def array_updates():
    i = {
        "some": np.array([2, 0, 2], np.int32), "unique": np.array([2, 0], np.int32), "negative": np.array([-1, 1], np.int32),
        "matrix": np.array([[1, 0], [2, -1]], np.int32), "scalar": np.array(1, np.int32), "last": np.array(-1, np.int32),
        "empty": np.zeros((0,), np.int32), "wild": np.array([-9, 1, 3, -1, 7], np.int32), "out": np.array(5, np.int32),
    }  # fmt: skip
    j = {"some": np.array([1, 3, 1], np.int32), "column": np.array([[3], [1]], np.int32)}
    a, b = Input(2), Input(3)
    forms = [
        ((a,), ["some"]), ((a,), ["matrix"]), ((a,), ["scalar"]), ((a,), ["last"]), ((a,), ["empty"]), ((every, a), ["some"]),
        ((Ellipsis, a), ["scalar"]), ((every, every, a), ["scalar"]), ((a, b), ["some", "j some"]),
        ((a, b), ["unique", "j column"]), ((a, every, b), ["some", "scalar"]), ((1, a), ["some"]),
        ((a, slice(1, 3)), ["some"]), ((slice(None, None, 2), a), ["some"]), ((slice(None, None, -1), every, a), ["scalar"]),
        ((a, None), ["negative"]), ((None, a, Ellipsis, 1), ["negative"]), ((a, b, 0), ["scalar", "scalar"]),
        ((0, every, a), ["scalar"]), ((a, slice(0, 4, 3), None), ["unique"]),
    ]  # fmt: skip

    def places(names):
        return [j[name[2:]] if name.startswith("j ") else i[name] for name in names]

    for number, (index, names) in enumerate(forms):
        chosen = places(names)
        shape = np.zeros((3, 4, 2))[tuple(chosen[k.number - 2] if isinstance(k, Input) else k for k in index)].shape
        repeated = "some" in names or "matrix" in names
        for method in ("set", "add", "multiply", "min", "max"):
            update(method, index, floats(3, 4, 2), floats(*shape), *chosen,
                   derivatives=method == "set" or method == METHODS[1 + number % 4] and not (method == "multiply" and repeated),
                   unique=None if repeated or method != "multiply" else True)  # fmt: skip
    for mode in ("drop", "clip", "promise_in_bounds"):
        for method in ("set", "add", "min", "max"):
            names = ["some"] if mode == "promise_in_bounds" else ["wild"]
            chosen = places(names)
            # jax's derivative of the least and greatest looks outside of the array where places are moved inside.
            update(method, (a,), floats(3, 2), floats(len(chosen[0]), 2), *chosen, mode=mode,
                   derivatives=mode != "clip" or method in ("set", "add"))  # fmt: skip
        for name in ["scalar"] if mode == "promise_in_bounds" else ["scalar", "out"]:
            for method in ("set", "multiply"):
                update(method, (a,), floats(3, 2), floats(2), i[name], mode=mode, unique=True)
                update(method, (every, a), floats(2, 3), floats(2), i[name], mode=mode, unique=True)
    # Without a mode, updates outside are dropped.
    for method in ("set", "add", "multiply", "min", "max", "subtract"):
        update(method, (a,), floats(3, 2), floats(5, 2), i["wild"], derivatives=method not in ("multiply",))
    for method in ("divide", "power"):
        update(method, (a,), np.abs(floats(3, 2)) + 0.5, np.abs(floats(2, 2)) + 0.5, i["unique"], unique=True)
    update("add", (a,), floats(4, 2), floats(3, 2), np.array([0, 1, 3], np.int32), ordered=True, unique=True)
    for dtype in ("int8", "uint8", "uint32", "int64"):
        update("add", (a,), floats(3, 2), floats(2, 2), np.array([2, 1], dtype), derivatives=False)
    # Equal elements share the change.
    x, y = np.array([1, 2, 2, 0], np.float32), np.array([2, 2, 2, -1, 3, 3], np.float32)
    for method in ("min", "max", "set"):
        update(method, (a,), x, y, np.array([1, 1, 2, 3, 0, 0], np.int32))
    # NaN and infinities.
    x, y = np.array([np.nan, np.inf, -np.inf, -0.0], np.float32), np.array([1, np.nan, np.inf, 0.0], np.float32)
    for method in ("set", "add", "multiply", "min", "max"):
        update(method, (a,), x, y, np.array([0, 1, 2, 3], np.int32), derivatives=False)


def mask_updates():
    def masked(shape):
        return integers(*shape, low=0, high=2).astype(bool)

    a = Input(2)
    for method in ("set", "add", "multiply", "min", "max"):
        update(method, (a,), floats(3, 4), floats(), masked((3, 4)), derivatives=method in ("set", "add"))
        update(method, (a,), floats(3, 4), floats(4), masked((3,)), derivatives=method in ("set", "add"))
        update(method, (every, a), floats(3, 4), floats(3, 1), masked((4,)), derivatives=False)
    update("set", (Ellipsis, a), floats(2, 3, 4), floats(), masked((4,)))
    update("set", (1, a), floats(2, 3), floats(), masked((3,)), derivatives=False)
    update("set", (a, slice(1, 3)), floats(3, 4), floats(2), masked((3,)), derivatives=False)
    update("set", (a,), floats(3), floats(), np.zeros(3, bool))


def reading():
    wild = np.array([0, 99, -99, -1], np.int32)
    scalar = np.array(7, np.int32)
    a = Input(1)
    for mode, fill in [("fill", None), ("fill", 7), ("clip", None), (None, None)]:
        for dtype in ("float32", "int8", "uint16", "int32", "bool", "bfloat16"):
            x = floats(3, 2, dtype=dtype) if "float" in dtype else integers(3, 2, low=0, high=2).astype(dtype)
            for index, places in [((a,), wild), ((a,), scalar), ((slice(0, 2), a), wild), ((a, a), wild)]:
                if dtype != "float32" and index != (a,):
                    continue

                def function(x, i):
                    chosen = tuple(i if isinstance(k, Input) else k for k in index)
                    return x.at[chosen].get(**{k: v for k, v in {"mode": mode, "fill_value": fill}.items() if v is not None})

                # Without a mode jax reads at the nearest place but sends the gradient of what lies outside nowhere.
                case("get", function, x, places, derivatives=dtype == "float32" and mode is not None, index=spelled(index), mode=mode, fill=fill)


def dynamic():
    x = floats(5, 6)
    for start in [(1, 2), (-1, 0), (9, 9), (-9, 3)]:
        starts = [np.array(s, np.int32) for s in start]
        case("dynamic_slice", lambda a, *s: jax.lax.dynamic_slice(a, s, (2, 3)), x, *starts, derivatives=True, sizes=(2, 3))
        case("dynamic_update_slice", lambda a, u, *s: jax.lax.dynamic_update_slice(a, u, s), x, floats(2, 3), *starts,
             derivatives=True)  # fmt: skip
    for axis in (0, 1, -1):
        for start in (2, -2, 8):
            s = np.array(start, np.int32)
            case("dynamic_slice_in_dim", lambda a, s: jax.lax.dynamic_slice_in_dim(a, s, 2, axis), x, s, axis=axis, size=2)
            case("dynamic_slice_in_dim", lambda a, s: jax.lax.dynamic_index_in_dim(a, s, axis), x, s, axis=axis, size=1)
            part = floats(2, 6) if axis == 0 else floats(5, 2)
            case("dynamic_update_slice_in_dim", lambda a, u, s: jax.lax.dynamic_update_slice_in_dim(a, u, s, axis), x, part, s,
                 derivatives=True, axis=axis)  # fmt: skip
            part = floats(6) if axis == 0 else floats(5)
            case("dynamic_update_slice_in_dim", lambda a, u, s: jax.lax.dynamic_update_index_in_dim(a, u, s, axis), x, part, s,
                 axis=axis)  # fmt: skip
    for dtype in ("int8", "bool", "float64", "bfloat16"):
        y = floats(4).astype(dtype) if dtype != "bool" else integers(4).astype(bool)
        s = np.array(2, np.int64 if dtype == "float64" else np.int8)
        case("dynamic_slice", lambda a, s: jax.lax.dynamic_slice(a, [s], [3]), y, s, sizes=(3,))
        case("dynamic_update_slice", lambda a, u, s: jax.lax.dynamic_update_slice(a, u, [s]), y, y[:2], s)
    case("dynamic_slice", lambda a, s: jax.lax.dynamic_slice(a, [s], [0]), floats(3), np.array(1, np.int32), sizes=(0,))
    case("dynamic_slice", lambda a: jax.lax.dynamic_slice(a, [], []), floats(), sizes=())


def along():
    x = floats(3, 4)
    wild = np.array([[0, 9, -1], [2, -9, 3], [1, 1, 1]], np.int32)
    for mode in ("fill", "clip", None):
        case("take_along_axis", lambda a, i: jnp.take_along_axis(a, i, 1, mode=mode), x, wild, derivatives=True, axis=1, mode=mode)
    case("take_along_axis", lambda a, i: jnp.take_along_axis(a, i, 0, mode="fill", fill_value=5), x, wild[:, :1], axis=0,
         mode="fill", fill=5)  # fmt: skip
    rows = np.array([[2, 0, 1, 0]], np.int32)
    for axis, i in [(0, rows), (1, np.array([[0], [3], [-1]], np.int32)), (-1, np.array([[0, 1], [3, 2], [1, 0]], np.int32))]:
        case("put_along_axis", lambda a, v, i: jnp.put_along_axis(a, i, v, axis, inplace=False), x, floats(*i.shape), i,
             derivatives=True, axis=axis)  # fmt: skip
        case("put_along_axis", lambda a, v, i: jnp.put_along_axis(a, i, v, axis, inplace=False), x, floats(), i, axis=axis)
    case("take", lambda a, i: jnp.take(a, i, 0, mode="fill", fill_value=-1), integers(4), np.array([9, 1], np.int32), axis=0,
         mode="fill", fill=-1)  # fmt: skip


def flat_places():
    for shape in [(3, 4), (5,), (2, 3, 4)]:
        i = np.array([0, 1, 3, -1, 99, -99], np.int32)
        case("unravel_index", lambda i: jnp.unravel_index(i, shape), i, shape=shape)
    multi = [np.array([0, 2, 5, -1], np.int32), np.array([1, 3, -2, 9], np.int32)]
    for mode in ("clip", "wrap"):
        case("ravel_multi_index", lambda *i: jnp.ravel_multi_index(i, (3, 4), mode=mode), *multi, shape=(3, 4), mode=mode)
        choices = [floats(4), floats(4), floats(1)]
        i = np.array([0, 2, 5, -1], np.int32)
        case("choose", lambda i, *c: jnp.choose(i, c, mode=mode), i, *choices, derivatives=True, mode=mode)
    conditions = [integers(2, 3, low=0, high=2).astype(bool), integers(3, low=0, high=2).astype(bool)]
    case("select", lambda c, d, x, y: jnp.select([c, d], [x, y], 5.0), *conditions, floats(2, 3), floats(3), default=5.0,
         derivatives=True)  # fmt: skip
    case("select", lambda c, d, x, y: jnp.select([c, d], [x, y]), *conditions, integers(2, 1), floats(3))
    masks = {
        "few": np.array([0, 1, 0, 1, 1], bool), "none": np.zeros(5, bool), "all": np.ones(5, bool),
        "matrix": integers(3, 4, low=-1, high=2),
    }  # fmt: skip
    for name, mask in masks.items():
        for size in (0, 2, 4, 7, 15):
            for fill in (None, -1):
                case("nonzero", lambda m: jnp.nonzero(m, size=size, fill_value=fill), mask, size=size, fill=fill)
            case("argwhere", lambda m: jnp.argwhere(m, size=size, fill_value=9), mask, size=size, fill=9)
        case("count_nonzero", jnp.count_nonzero, mask)
        case("flatnonzero", lambda m: jnp.flatnonzero(m, size=3, fill_value=8), mask, size=3, fill=8)
        if name != "matrix":
            for size in (0, 3, 5):
                case("compress", lambda m, x: jnp.compress(m, x, axis=1, size=size, fill_value=-2), mask, floats(2, 5), axis=1,
                     size=size, fill=-2, derivatives=True)  # fmt: skip
                case("extract", lambda m, x: jnp.extract(m, x, size=size, fill_value=3), mask, integers(5), size=size, fill=3)
    case("compress", lambda m, x: jnp.compress(m, x, size=2), np.array([1, 0, 1], bool), floats(2, 3), size=2)
    case("count_nonzero", lambda x: jnp.count_nonzero(x, axis=1, keepdims=True), integers(3, 4, low=0, high=2), axis=1,
         keepdims=True)  # fmt: skip


def main():
    static_updates()
    array_updates()
    mask_updates()
    reading()
    dynamic()
    along()
    flat_places()
    golden.write()


if __name__ == "__main__":
    main()
