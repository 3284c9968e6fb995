"""named.json: small programs on the original's named arrays, step by step, with results or error messages."""

import operator
import re

import jax
import jax.numpy as jnp
import numpy as np
from penzai import pz
from record import Golden, array

rng = np.random.default_rng(20240611)
golden = Golden("named")


def named(value):
    """A named array: its axes in their order, and its data with positional axes first, then the named ones."""
    data = value.order_as(*value.named_shape).data_array
    return {
        "positional_shape": list(value.positional_shape),
        "named_shape": [[name, size] for name, size in value.named_shape.items()],
        "data": array(data),
    }


BINARY = {
    "add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "divide": operator.truediv,
    "floor_divide": operator.floordiv, "remainder": operator.mod, "power": operator.pow, "less": operator.lt,
    "less_equal": operator.le, "equal": operator.eq, "not_equal": operator.ne, "greater": operator.gt,
    "greater_equal": operator.ge, "and": operator.and_, "or": operator.or_, "xor": operator.xor,
    "shift_left": operator.lshift, "shift_right": operator.rshift,
}  # fmt: skip


def index_of(items, registers):
    """A by-name index from its JSON form: an integer, {"slice": [start, stop, step]}, {"array": register} or null."""

    def entry(item):
        if isinstance(item, dict):
            return slice(*item["slice"]) if "slice" in item else registers[item["array"]]
        return item

    return {name: entry(item) for name, item in items.items()}


STEPS = {
    "wrap": lambda r, of, names: pz.nx.wrap(r[of], *names),
    "tag": lambda r, of, names: r[of].tag(*names),
    "untag": lambda r, of, names: r[of].untag(*names),
    "untag_prefix": lambda r, of, names: r[of].untag_prefix(*names),
    "tag_prefix": lambda r, of, names: r[of].tag_prefix(*names),
    "unwrap": lambda r, of, names: r[of].unwrap(*names),
    "order_as": lambda r, of, names: r[of].order_as(*names),
    "order_like": lambda r, of, other: r[of].order_like(r[other]),
    "with_positional_prefix": lambda r, of: r[of].with_positional_prefix(),
    "canonicalize": lambda r, of: r[of].canonicalize(),
    "broadcast_to": lambda r, of, positional, named: r[of].broadcast_to(tuple(positional), dict(named)),
    "broadcast_like": lambda r, of, other: r[of].broadcast_like(r[other]),
    # An operand is a register's name or a number.
    "binary": lambda r, function, left, right: BINARY[function](r.get(left, left), r.get(right, right)),
    "negate": lambda r, of: -r[of],
    "absolute": lambda r, of: abs(r[of]),
    # A reduction over positional axes; nothing named is reduced.
    "reduce": lambda r, of, function, axis: pz.nx.nmap(lambda x: getattr(jnp, function)(x, axis=axis))(r[of]),
    "softmax": lambda r, of, axis: pz.nx.nmap(lambda x: jax.nn.softmax(x, axis=axis))(r[of]),
    "nmap_matmul": lambda r, left, right: pz.nx.nmap(jnp.matmul)(r[left], r[right]),
    "nmap_concatenate": lambda r, left, right: pz.nx.nmap(lambda a, b: jnp.concatenate([a, b]))(r[left], r[right]),
    "nmap_first": lambda r, left, right: pz.nx.nmap(lambda a, b: a)(r[left], r[right]),
    "nmap_transpose": lambda r, of: pz.nx.nmap(jnp.transpose)(r[of]),
    "nmap_outer": lambda r, left, right: pz.nx.nmap(jnp.multiply.outer)(r[left], r[right]),
    "contract": lambda r, names, left, right: pz.nn.contract(tuple(names), r[left], r[right]),
    "concatenate": lambda r, of, name: pz.nx.concatenate([r[one] for one in of], name),
    "stack": lambda r, of, name: pz.nx.stack([r[one] for one in of], name),
    "index": lambda r, of, index: r[of][index_of(index, r)],
    "arange": lambda r, name, start, stop, by: pz.nx.arange(name, start, stop, by),
    "full": lambda r, named, value: pz.nx.full(dict(named), value),
    "random_split": lambda r, seed, named: jax_key_data(pz.nx.random_split(jax.random.key(seed), dict(named))),
    "float": lambda r, of: float(r[of]),
    "truth": lambda r, of: bool(r[of]),
    "iterate": lambda r, of: list(r[of])[-1],
}  # fmt: skip


def jax_key_data(keys):
    """The words of named keys; they become the last positional axis."""
    return pz.nx.nmap(jax.random.key_data)(keys)


def floats(*shape):
    return rng.standard_normal(shape).astype(np.float32)


def integers(*shape, high=10):
    return rng.integers(-5, high, shape).astype(np.int32)


INPUTS = {
    "scalar": floats(), "v3": floats(3), "v2": floats(2), "m23": floats(2, 3), "m34": floats(3, 4), "m33": floats(3, 3),
    "t234": floats(2, 3, 4), "t342": floats(3, 4, 2), "i3": integers(3), "i23": integers(2, 3),
    "b23": rng.integers(0, 2, (2, 3)).astype(bool), "ids": np.array([1, 0, 2, 1], np.int32), "e03": floats(0, 3),
    "q2342": floats(2, 3, 4, 2),
}  # fmt: skip


def strings(value):
    """Every string inside nested lists and dictionaries."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def recorded(result):
    """A result as JSON: a number, a plain array or a named one."""
    if isinstance(result, (float, bool)):
        return result
    return named(result) if pz.nx.is_namedarray(result) else {"data": array(result)}


def case(name, *steps):
    """Runs the steps (register, step, arguments) in order; records the last one's result, or the error it raised."""
    registers = dict(INPUTS)
    spelled = [{"let": register, "step": step, **arguments} for register, step, arguments in steps]
    inputs = {key: array(INPUTS[key]) for key in sorted(set(strings(spelled)) & INPUTS.keys())}
    result, error = None, None
    for register, step, arguments in steps:
        assert error is None, f"{name}: a step follows the one that failed"
        try:
            result = registers[register] = STEPS[step](registers, **arguments)
        except Exception as failure:
            # Functions print with their address, which differs from run to run.
            message = re.sub(r" at 0x[0-9a-f]+", "", str(failure))
            error = {"type": type(failure).__name__, "message": message}
    golden.add(name=name, inputs=inputs, steps=spelled, result=recorded(result) if error is None else None, error=error)


def wrap(register, of, *names):
    return register, "wrap", {"of": of, "names": list(names)}


def on(register, step, of, *names):
    return register, step, {"of": of, "names": list(names)}


def do(register, step, **arguments):
    return register, step, arguments


def layout():
    case("wrap without names", wrap("a", "m23"))
    case("wrap with names", wrap("a", "m23", "x", "y"))
    case("wrap a scalar", wrap("a", "scalar"))
    case("wrap too few names", wrap("a", "m23", "x"))
    case("wrap too many names", wrap("a", "m23", "x", "y", "z"))
    case("wrap a repeated name", wrap("a", "m33", "x", "x"))
    for order in [("x", "y", "z"), ("z", "y", "x"), ("y", "z", "x")]:
        case(f"unwrap {order}", wrap("a", "t234", "x", "y", "z"), on("b", "unwrap", "a", *order))
        case(f"untag {order}", wrap("a", "t234", "x", "y", "z"), on("b", "untag", "a", *order))
        case(f"order as {order}", wrap("a", "t234", "x", "y", "z"), on("b", "order_as", "a", *order))
    for names in [("x",), ("y",), ("z",), ("x", "z"), ("z", "x"), ("y", "x"), ()]:
        case(f"untag {names}", wrap("a", "t234", "x", "y", "z"), on("b", "untag", "a", *names))
        case(
            f"untag {names}, positional prefix",
            wrap("a", "t234", "x", "y", "z"),
            on("b", "untag", "a", *names),
            do("c", "with_positional_prefix", of="b"),
        )
    for names in [("x", "z"), ("z", "x"), ("y", "x")]:
        # Tagging moves no data: the order of names is that of memory, not of the argument.
        case(
            f"untag {names}, tag in swapped order",
            wrap("a", "t234", "x", "y", "z"),
            on("b", "untag", "a", *names),
            on("c", "tag", "b", "p", "q"),
        )
        case(
            f"untag {names}, tag the same names",
            wrap("a", "t234", "x", "y", "z"),
            on("b", "untag", "a", *names),
            on("c", "tag", "b", *names),
        )
    case(
        "untag all, tag anew, unwrap",
        wrap("a", "t234", "x", "y", "z"),
        on("b", "untag", "a", "z", "x", "y"),
        on("c", "tag", "b", "a", "b", "c"),
        on("d", "unwrap", "c", "b", "c", "a"),
    )
    case(
        "untag prefix before positional axes",
        wrap("a", "t234", "x", "y", "z"),
        on("b", "untag", "a", "z"),
        on("c", "untag_prefix", "b", "y"),
    )
    case("tag prefix", wrap("a", "t234"), on("b", "tag_prefix", "a", "x"))
    case("tag prefix of two", wrap("a", "t234"), on("b", "tag_prefix", "a", "x", "y"))
    case("tag prefix with too many names", wrap("a", "v3"), on("b", "tag_prefix", "a", "x", "y"))
    case(
        "tag prefix after untag",
        wrap("a", "t234", "x", "y", "z"),
        on("b", "untag", "a", "z", "x"),
        on("c", "tag_prefix", "b", "w"),
    )
    case(
        "order as with positional axes",
        wrap("a", "t234", "x", "y", "z"),
        on("b", "untag", "a", "y"),
        on("c", "order_as", "b", "z", "x"),
    )
    case("order as with a missing name", wrap("a", "m23", "x", "y"), on("b", "order_as", "a", "x"))
    case("order as with an unknown name", wrap("a", "m23", "x", "y"), on("b", "order_as", "a", "x", "w"))
    case("order like", wrap("a", "m33", "x", "y"), wrap("b", "m33", "y", "x"), do("c", "order_like", of="a", other="b"))
    case(
        "order like another rank",
        wrap("a", "m33", "x", "y"),
        wrap("b", "v3", "y"),
        do("c", "order_like", of="a", other="b"),
    )
    case("canonicalize", wrap("a", "t234", "z", "x", "y"), do("b", "canonicalize", of="a"))
    case("empty array", wrap("a", "e03", "x", "y"), on("b", "unwrap", "a", "y", "x"))
    for positional, axes in [
        ((), {"x": 2, "y": 3}),
        ((4,), {"x": 2}),
        ((2, 3), {"w": 2}),
        ((), {"w": 5, "x": 2, "y": 3}),
    ]:
        case(
            f"broadcast named to {positional} {axes}",
            wrap("a", "m23", "x", "y"),
            do("b", "broadcast_to", of="a", positional=list(positional), named=list(map(list, axes.items()))),
        )
    case("broadcast positional", wrap("a", "v3"), do("b", "broadcast_to", of="a", positional=[2, 3], named=[["x", 2]]))
    case(
        "broadcast positional to a wrong size",
        wrap("a", "v3"),
        do("b", "broadcast_to", of="a", positional=[4], named=[]),
    )
    case(
        "broadcast like", wrap("a", "v3", "y"), wrap("b", "m23", "x", "y"), do("c", "broadcast_like", of="a", other="b")
    )
    case("unwrap without an order", wrap("a", "m23", "x", "y"), on("b", "unwrap", "a"))
    case("unwrap with a missing name", wrap("a", "m23", "x", "y"), on("b", "unwrap", "a", "x"))
    case("unwrap with an unknown name", wrap("a", "m23", "x", "y"), on("b", "unwrap", "a", "x", "y", "w"))
    case(
        "unwrap by name with positional axes",
        wrap("a", "m23", "x", "y"),
        on("b", "untag", "a", "x"),
        on("c", "unwrap", "b", "y"),
    )
    case("unwrap without names left", wrap("a", "m23"), on("b", "unwrap", "a"))
    case("untag an unknown name", wrap("a", "m23", "x", "y"), on("b", "untag", "a", "w"))
    case("untag a repeated name", wrap("a", "m23", "x", "y"), on("b", "untag", "a", "x", "x"))
    case(
        "untag with positional axes",
        wrap("a", "t234", "x", "y", "z"),
        on("b", "untag", "a", "x"),
        on("c", "untag", "b", "y"),
    )
    case("tag too few names", wrap("a", "m23"), on("b", "tag", "a", "x"))
    case("tag a name in use", wrap("a", "m23", "x", "y"), on("b", "untag", "a", "x"), on("c", "tag", "b", "y"))
    case("tag a repeated name", wrap("a", "m33"), on("b", "tag", "a", "x", "x"))


def operators():
    for function in ["add", "subtract", "multiply", "divide", "less", "equal", "greater_equal", "power"]:
        case(
            f"{function} by name",
            wrap("a", "m23", "x", "y"),
            wrap("b", "v3", "y"),
            do("c", "binary", function=function, left="a", right="b"),
        )
    for left, right in [("a", "b"), ("b", "a")]:
        case(
            f"add with shared and new names, {left} first",
            wrap("a", "m23", "x", "y"),
            wrap("b", "m34", "y", "z"),
            do("c", "binary", function="add", left=left, right=right),
        )
        case(
            f"subtract with disjoint names, {left} first",
            wrap("a", "v2", "x"),
            wrap("b", "v3", "y"),
            do("c", "binary", function="subtract", left=left, right=right),
        )
        case(
            f"multiply with names in another order, {left} first",
            wrap("a", "t234", "x", "y", "z"),
            wrap("b", "t342", "y", "z", "x"),
            do("c", "binary", function="multiply", left=left, right=right),
        )
        case(
            f"positional and named axes, {left} first",
            wrap("w", "m23", "x", "y"),
            on("a", "untag", "w", "y"),
            wrap("b", "v3"),
            do("c", "binary", function="add", left=left, right=right),
        )
        case(
            f"positional broadcasting beside names, {left} first",
            wrap("w", "t234", "x", "y", "z"),
            on("a", "untag", "w", "z", "y"),
            wrap("v", "m23", "x", "w"),
            on("b", "untag", "v", "w"),
            do("c", "binary", function="add", left=left, right=right),
        )
        case(
            f"scalar named array, {left} first",
            wrap("a", "scalar"),
            wrap("b", "m23", "x", "y"),
            do("c", "binary", function="subtract", left=left, right=right),
        )
    with_numbers = [
        ("add", "a", 2), ("add", 2.5, "a"), ("subtract", 1, "a"), ("divide", 1.0, "a"), ("power", "a", 2),
        ("power", 2.0, "a"), ("greater", "a", 0), ("multiply", "a", 0.5),
    ]  # fmt: skip
    for function, left, right in with_numbers:
        case(
            f"{left} {function} {right}",
            wrap("a", "m23", "x", "y"),
            do("c", "binary", function=function, left=left, right=right),
        )
    case(
        "plain array on the right is positional",
        wrap("a", "v2", "x"),
        do("c", "binary", function="add", left="a", right="v3"),
    )
    for function in ["add", "floor_divide", "remainder", "and", "or", "xor", "divide"]:
        case(
            f"{function} of integers",
            wrap("a", "i23", "x", "y"),
            wrap("b", "i3", "y"),
            do("c", "binary", function=function, left="a", right="b"),
        )
    for function in ["shift_left", "shift_right", "floor_divide", "remainder"]:
        case(
            f"{function} of integers by 2",
            wrap("a", "i23", "x", "y"),
            do("c", "binary", function=function, left="a", right=2),
        )
    case(
        "integer times a float literal",
        wrap("a", "i3", "x"),
        do("c", "binary", function="multiply", left="a", right=0.5),
    )
    case("and of booleans", wrap("a", "b23", "x", "y"), do("c", "binary", function="and", left="a", right="a"))
    case("negate", wrap("a", "m23", "x", "y"), do("b", "negate", of="a"))
    case("absolute", wrap("a", "m23", "x", "y"), do("b", "absolute", of="a"))
    case(
        "sizes that differ",
        wrap("a", "v2", "x"),
        wrap("b", "v3", "x"),
        do("c", "binary", function="add", left="a", right="b"),
    )
    case(
        "positional sizes that differ",
        wrap("a", "v2"),
        wrap("b", "v3"),
        do("c", "binary", function="add", left="a", right="b"),
    )
    case("truth of an array", wrap("a", "m23", "x", "y"), do("b", "truth", of="a"))
    case("float of a named axis", wrap("a", "v3", "x"), do("b", "float", of="a"))
    case("float of a scalar", wrap("a", "scalar"), do("b", "float", of="a"))
    case(
        "iterate over positional axes",
        wrap("a", "m23", "x", "y"),
        on("b", "untag", "a", "x"),
        do("c", "iterate", of="b"),
    )
    case("iterate without positional axes", wrap("a", "v3", "x"), do("b", "iterate", of="a"))


def lifting():
    for function in ["sum", "max", "min", "mean", "prod", "var", "std", "argmax", "cumsum"]:
        axes = [0] if function == "cumsum" else [None, 0]
        for axis in axes:
            case(
                f"{function} over axis {axis} of an untagged array",
                wrap("a", "t234", "x", "y", "z"),
                on("b", "untag", "a", "y", "x"),
                do("c", "reduce", of="b", function=function, axis=axis),
            )
    case(
        "sum without positional axes", wrap("a", "m23", "x", "y"), do("b", "reduce", of="a", function="sum", axis=None)
    )
    case("sum of a positional array", wrap("a", "m23"), do("b", "reduce", of="a", function="sum", axis=1))
    case(
        "sum over an axis that is not there",
        wrap("a", "m23", "x", "y"),
        do("b", "reduce", of="a", function="sum", axis=0),
    )
    case(
        "softmax by name",
        wrap("a", "t234", "x", "y", "z"),
        on("b", "untag", "a", "y"),
        do("c", "softmax", of="b", axis=0),
        on("d", "tag", "c", "y"),
    )
    case(
        "softmax jointly over two names",
        wrap("a", "t234", "x", "y", "z"),
        on("b", "untag", "a", "z", "x"),
        do("c", "softmax", of="b", axis=None),
        on("d", "tag", "c", "z", "x"),
    )
    case(
        "matrix product under names",
        wrap("a", "t234", "x", "y", "z"),
        on("p", "untag", "a", "y", "z"),
        wrap("b", "t342"),
        on("q", "tag_prefix", "b", "w"),
        do("c", "nmap_matmul", left="p", right="q"),
    )
    case(
        "names in order of appearance",
        wrap("a", "m23", "x", "y"),
        wrap("b", "m34", "y", "z"),
        do("c", "nmap_first", left="b", right="a"),
    )
    case(
        "an ignored input still gives its names",
        wrap("a", "v2", "x"),
        wrap("b", "m34", "y", "z"),
        do("c", "nmap_first", left="a", right="b"),
    )
    case(
        "concatenate positional axes",
        wrap("a", "m23", "x", "y"),
        on("p", "untag", "a", "y"),
        wrap("b", "v2"),
        do("c", "nmap_concatenate", left="p", right="b"),
    )
    case(
        "transpose positional axes",
        wrap("a", "t234", "x", "y", "z"),
        on("b", "untag", "a", "x", "z"),
        do("c", "nmap_transpose", of="b"),
    )
    case(
        "outer product",
        wrap("a", "m23", "x", "y"),
        on("p", "untag", "a", "x"),
        wrap("b", "m34", "y", "z"),
        on("q", "untag", "b", "z"),
        do("c", "nmap_outer", left="p", right="q"),
    )
    case("lift a plain array", do("c", "reduce", of="m23", function="sum", axis=0))
    case(
        "lift with sizes that differ",
        wrap("a", "v2", "x"),
        wrap("b", "v3", "x"),
        do("c", "nmap_first", left="a", right="b"),
    )


def contracting():
    case(
        "contract one name",
        wrap("a", "m23", "x", "y"),
        wrap("b", "m34", "y", "z"),
        do("c", "contract", names=["y"], left="a", right="b"),
    )
    case(
        "contract one name, swapped",
        wrap("a", "m23", "x", "y"),
        wrap("b", "m34", "y", "z"),
        do("c", "contract", names=["y"], left="b", right="a"),
    )
    for names in (["y", "z"], ["z", "y"], ["x"], ["y", "z", "x"], []):
        case(
            f"contract {names}, the rest is batch",
            wrap("a", "t234", "x", "y", "z"),
            wrap("b", "t342", "y", "z", "x"),
            do("c", "contract", names=names, left="a", right="b"),
        )
    case(
        "contract with batch and new names",
        wrap("a", "q2342", "b", "s", "e", "h"),
        wrap("b", "t342", "s", "e", "o"),
        do("c", "contract", names=["e"], left="a", right="b"),
    )
    case(
        "contract a name that one side lacks",
        wrap("a", "m23", "x", "y"),
        wrap("b", "m34", "y", "z"),
        do("c", "contract", names=["x"], left="a", right="b"),
    )
    case(
        "contract sizes that differ",
        wrap("a", "m23", "x", "y"),
        wrap("b", "m34", "w", "y"),
        do("c", "contract", names=["y"], left="a", right="b"),
    )


def joining_and_indexing():
    case(
        "concatenate by name",
        wrap("a", "m23", "x", "y"),
        wrap("b", "m33", "x", "y"),
        do("c", "concatenate", of=["a", "b"], name="x"),
    )
    case(
        "concatenate with names in another order",
        wrap("a", "m23", "x", "y"),
        wrap("b", "m33", "y", "x"),
        do("c", "concatenate", of=["a", "b"], name="x"),
    )
    case(
        "concatenate and broadcast",
        wrap("a", "m23", "x", "y"),
        wrap("b", "v3", "x"),
        do("c", "concatenate", of=["a", "b"], name="x"),
    )
    case(
        "concatenate along a missing name",
        wrap("a", "m23", "x", "y"),
        wrap("b", "v3", "y"),
        do("c", "concatenate", of=["a", "b"], name="x"),
    )
    case(
        "stack by name",
        wrap("a", "m23", "x", "y"),
        wrap("b", "m23", "x", "y"),
        do("c", "stack", of=["a", "b"], name="n"),
    )
    case(
        "stack with a name in use",
        wrap("a", "m23", "x", "y"),
        wrap("b", "m23", "x", "y"),
        do("c", "stack", of=["a", "b"], name="x"),
    )
    indices = [
        {"y": 1},
        {"y": -1},
        {"x": 0, "z": 3},
        {"y": {"slice": [1, None, None]}},
        {"z": {"slice": [None, None, -2]}, "x": 1},
        {"y": {"array": "ids"}},
        {"new": None},
        {"z": {"slice": [3, 1, None]}},
    ]
    for index in indices:
        case(f"index {index}", wrap("a", "t234", "x", "y", "z"), do("b", "index", of="a", index=index))
    case(
        "index by a named array",
        wrap("a", "t234", "x", "y", "z"),
        wrap("i", "ids", "n"),
        do("b", "index", of="a", index={"y": {"array": "i"}}),
    )
    case(
        "index by a named array that shares a name",
        wrap("a", "t234", "x", "y", "z"),
        wrap("i", "ids", "z"),
        do("b", "index", of="a", index={"y": {"array": "i"}}),
    )
    case("index an unknown name", wrap("a", "m23", "x", "y"), do("b", "index", of="a", index={"w": 0}))
    case("introduce a name in use", wrap("a", "m23", "x", "y"), do("b", "index", of="a", index={"x": None}))
    case("arange", do("a", "arange", name="x", start=2, stop=9, by=3))
    case("full", do("a", "full", named=[["y", 2], ["x", 3]], value=1.5))
    for axes in ([["a", 2], ["b", 3]], [["b", 3], ["a", 2]]):
        # Names of an unordered mapping are sorted first, so both give the same keys.
        case(f"random split {axes}", do("a", "random_split", seed=3, named=axes))


def main():
    layout()
    operators()
    lifting()
    contracting()
    joining_and_indexing()
    golden.write()


if __name__ == "__main__":
    main()
