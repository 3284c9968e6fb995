"""named_programs.json: programs on the original's named arrays drawn at random, in the format of named.json."""

import jax
import jax.numpy as jnp
import named
import numpy as np
from named import STEPS, case, on, wrap
from named import jax_key_data as named_keys
from penzai import pz
from record import Golden

rng = np.random.default_rng(20250722)
named.golden = Golden("named_programs")
SIZES = {"a": 2, "b": 3, "c": 4, "d": 2}

named.INPUTS.update({
    "places2": np.array([1, 0], np.int32), "places3": np.array([2, 0, 1], np.int32),
    "places4": np.array([0, 1, 1, -1], np.int32), "far": np.array([5, -7, 1], np.int32),
    "places23": rng.integers(-2, 2, (2, 3)).astype(np.int32), "place": np.array(1, np.int32),
    "mask2": np.array([True, False]), "weights": rng.uniform(0.5, 2, (3,)).astype(np.float32),
})  # fmt: skip

FOLDS = {
    "sum": jnp.sum, "prod": jnp.prod, "max": jnp.max, "min": jnp.min, "all": jnp.all, "any": jnp.any, "mean": jnp.mean,
    "var": jnp.var, "std": jnp.std, "median": jnp.median, "ptp": jnp.ptp, "count_nonzero": jnp.count_nonzero,
    "logsumexp": jax.nn.logsumexp, "norm": lambda x, axis: jnp.sqrt(jnp.sum(x * x, axis=axis)), "nansum": jnp.nansum,
    "nanmean": jnp.nanmean, "softmax": jax.nn.softmax, "log_softmax": jax.nn.log_softmax,
    "standardize": lambda x, axis: jax.nn.standardize(x, axis=axis),
}  # fmt: skip
KEEPING = {"softmax", "log_softmax", "standardize"}
ALONG = {
    "sort": jnp.sort, "argsort": jnp.argsort, "cumsum": jnp.cumsum, "cumprod": jnp.cumprod,
    "cummax": lambda x, axis: jax.lax.cummax(x, axis), "cummin": lambda x, axis: jax.lax.cummin(x, axis),
    "cumlogsumexp": lambda x, axis: jax.lax.cumlogsumexp(x, axis), "flip": jnp.flip,
    "roll": lambda x, axis: jnp.roll(x, 1, axis), "repeat": lambda x, axis: jnp.repeat(x, 2, axis),
    "diff": lambda x, axis: jnp.diff(x, axis=axis), "top_2": lambda x, axis: jnp.flip(jnp.sort(x, axis=axis), axis)[:2],
}  # fmt: skip
PICKS = {"argmax": jnp.argmax, "argmin": jnp.argmin}
UNARY = {
    "exp": jnp.exp, "tanh": jnp.tanh, "sin": jnp.sin, "cos": jnp.cos, "arctan": jnp.arctan, "cbrt": jnp.cbrt,
    "square": jnp.square, "floor": jnp.floor, "ceil": jnp.ceil, "round": jnp.round, "sign": jnp.sign, "exp2": jnp.exp2,
    "sinh": jnp.sinh, "arcsinh": jnp.arcsinh, "relu": jax.nn.relu, "silu": jax.nn.silu, "softplus": jax.nn.softplus,
    "isnan": jnp.isnan, "isfinite": jnp.isfinite, "sigmoid": jax.nn.sigmoid, "erf": jax.scipy.special.erf,
    "log_sigmoid": jax.nn.log_sigmoid, "gelu": jax.nn.gelu, "trunc": jnp.trunc,
}  # fmt: skip
named.BINARY.update({
    name: pz.nx.nmap(getattr(jnp, name))
    for name in ("maximum", "minimum", "fmax", "fmin", "arctan2", "hypot", "logaddexp", "gcd", "lcm")
})  # fmt: skip


def indexer(index, registers):
    """An index from JSON: a dictionary by names, or a list for the positional axes."""
    if isinstance(index, dict):
        return named.index_of(index, registers)
    entries = named.index_of(dict(enumerate(index)), registers).values()
    return tuple(... if isinstance(entry, str) else entry for entry in entries)


def over(function, of, names, keeping=False):
    """A function lifted to run over named axes, which it keeps or folds."""
    result = pz.nx.nmap(lambda x: function(x, axis=tuple(range(len(names)))))(of.untag_prefix(*names))
    return result.tag_prefix(*names) if keeping else result


def scanned(of, name, function):
    """The running sums or products along a named axis, by a loop whose carry has its names turned round each round."""

    def body(carry, item):
        total = carry + item if function == "sum" else carry * item
        turned = total.order_as(*reversed(total.named_shape)) if len(total.named_shape) > 1 else total
        return turned, total

    first = of[{name: 0}]
    zero = first * 0 if function == "sum" else first * 0 + 1
    return pz.nx.scan(body, name, zero, of)[1]


def dynamic(of, starts, sizes):
    names = list(starts)
    sizes = [size for _, size in sizes]

    def cut(x):
        first = [starts[name] for name in names] + [0] * (x.ndim - len(names))
        return jax.lax.dynamic_slice(x, first, sizes + list(x.shape[len(names) :]))

    return pz.nx.nmap(cut)(of.untag_prefix(*names)).tag_prefix(*names)


STEPS.update({
    "index": lambda r, of, index: r[of][indexer(index, r)],
    "get": lambda r, of, index, mode, fill: r[of].at[indexer(index, r)].get(mode=mode, fill_value=fill),
    "update": lambda r, of, index, function, value: getattr(r[of].at[indexer(index, r)], function)(r.get(value, value)),
    "unary": lambda r, of, function: pz.nx.nmap(UNARY[function])(r[of]),
    "fold": lambda r, of, function, names: over(FOLDS[function], r[of], names, function in KEEPING),
    "along": lambda r, of, function, name: pz.nx.nmap(lambda x: ALONG[function](x, axis=0))(
        r[of].untag_prefix(name)
    ).tag_prefix(name),
    "pick": lambda r, of, function, name: pz.nx.nmap(lambda x: PICKS[function](x, axis=0))(r[of].untag_prefix(name)),
    "unstack": lambda r, of, name: pz.nx.unstack(r[of], name)[-1],
    "scan": lambda r, of, name, function: scanned(r[of], name, function),
    "dynamic_slice": lambda r, of, starts, sizes: dynamic(r[of], starts, sizes),
    "random_normal": lambda r, seed, named, value: pz.nx.nmap(lambda key: jax.random.normal(key, (int(value),)))(
        pz.nx.random_split(jax.random.key(seed), dict(named))
    ),
    "random_split_again": lambda r, seed, named, more: named_keys(
        pz.nx.random_split(pz.nx.random_split(jax.random.key(seed), dict(named)), dict(more))
    ),
    "random_split_ordered": lambda r, seed, named: named_keys(
        pz.nx.random_split(jax.random.key(seed), [tuple(axis) for axis in named])
    ),
})  # fmt: skip
def choose(options):
    return options[rng.integers(len(options))]


def layout(positional=None):
    """Names of an array in memory, and which of them become positional."""
    names = [str(name) for name in rng.permutation(list(SIZES))[: rng.integers(1, 4)]]
    if positional is None:
        positional = rng.integers(0, 2)
    elif positional:
        # The same axis in all arrays, so that they can be joined.
        return ["b"] + [name for name in names if name != "b"], ["b"]
    return names, [str(name) for name in rng.permutation(names)[:positional]]


def source(register, kind="float", positional=None):
    """Steps that make a random array, its names and its positional axes."""
    names, positional = layout(positional)
    shape = tuple(SIZES[name] for name in names)
    key = f"{kind}_" + "x".join(map(str, shape))
    if key not in named.INPUTS:
        if kind == "float":
            named.INPUTS[key] = rng.uniform(0.25, 3, shape).astype(np.float32)
        else:
            named.INPUTS[key] = rng.integers(-6, 7, shape).astype(np.int32)
    steps = [wrap(register, key, *names)]
    if positional:
        steps.append(on(register, "untag", register, *positional))
    return steps, [name for name in names if name not in positional], [SIZES[name] for name in positional]


def random_slice(size):
    step = choose([1, 1, 2, -1, -2])
    bounds = [choose([None, int(rng.integers(-size - 1, size + 2))]) for _ in range(2)]
    return {"slice": [*bounds, step]}


def fitting(size):
    return int(rng.integers(-size, size))


INDEX_ARRAYS = {"places2": [2], "places3": [3], "places4": [4], "far": [3], "places23": [2, 3], "place": []}


def index_array(steps, number, own):
    """An index array: plain, or with some of its axes named by own names of the array or new ones."""
    register = f"i{number}"
    key = choose(list(INDEX_ARRAYS))
    shape = INDEX_ARRAYS[key]
    if rng.integers(2) or not shape:
        return {"array": key}
    names = []
    for size in shape:
        fitting_names = [name for name in own if SIZES[name] == size and name not in names] + [f"n{number}{len(names)}"]
        names.append(choose(fitting_names))
    steps.append(wrap(register, key, *names))
    if len(names) > 1 and rng.integers(2):
        steps.append(on(register, "untag", register, names[0]))
    return {"array": register}


def random_index(steps, names, number=0):
    """An index by names."""
    index = {}
    for name in [str(name) for name in rng.permutation(names)][: rng.integers(1, 3)]:
        kind = choose(["int", "slice", "array", "array"])
        if kind == "int":
            index[name] = fitting(SIZES[name])
        elif kind == "slice":
            index[name] = random_slice(SIZES[name])
        else:
            index[name] = index_array(steps, len(steps), names)
    if rng.integers(5) == 0:
        index["new"] = None
    return index


def random_positional_index(steps, names, sizes):
    index = []
    for size in sizes[: rng.integers(len(sizes) + 1)]:
        kind = choose(["int", "slice", "array"])
        if kind == "int":
            index.append(fitting(size))
        elif kind == "slice":
            index.append(random_slice(size))
        else:
            index.append(index_array(steps, len(steps), names))
    if rng.integers(3) == 0:
        index.insert(int(rng.integers(len(index) + 1)), None)
    if rng.integers(3) == 0 and len(index) < len(sizes):
        index.append("ellipsis")
    return index


def step(register, kind, /, **arguments):
    return register, kind, arguments


def indexing():
    for number in range(110):
        steps, names, sizes = source("x")
        if not names:
            continue
        index = random_index(steps, names)
        case(f"index {number}", *steps, step("y", "index", of="x", index=index))
    for number in range(40):
        steps, names, sizes = source("x")
        index = random_positional_index(steps, names, sizes)
        case(f"positional index {number}", *steps, step("y", "index", of="x", index=index))
    for number in range(15):
        steps, names, sizes = source("x")
        if not names:
            continue
        index = {names[0]: index_array(steps, 9, names)}
        mode, fill = choose([("fill", -1.5), ("fill", None), ("clip", None)])
        case(f"get {number}", *steps, step("y", "get", of="x", index=index, mode=mode, fill=fill))


def updates():
    functions = ["set", "add", "multiply", "divide", "power", "min", "max"]
    for number in range(120):
        steps, names, sizes = source("x")
        if not names:
            continue
        if rng.integers(4):
            index = random_index(steps, names)
        else:
            index = random_positional_index(steps, names, sizes)
        function = choose(functions)
        kind = rng.integers(4)
        if kind == 0:
            value = 1.5
        elif kind == 1:
            # What the index itself names, so that all axes of the part are there.
            steps.append(step("v", "index", of="x", index=index))
            steps.append(step("v", "binary", function="add", left="v", right=0.5))
            value = "v"
        elif kind == 2:
            steps += source("v")[0]
            value = "v"
        else:
            value = choose(["weights", "scalar"])
        try:
            case(f"update {number}", *steps, step("y", "update", of="x", index=index, function=function, value=value))
        except AssertionError:
            # The index itself is no good, which the cases of reading show.
            continue


def lifting():
    for number in range(70):
        steps, names, sizes = source("x")
        over_names = [str(name) for name in rng.permutation(names)[: rng.integers(1, len(names) + 1)]] if names else []
        function = choose(list(FOLDS))
        if over_names:
            case(f"{function} {number}", *steps, step("y", "fold", of="x", function=function, names=over_names))
    for number in range(40):
        steps, names, sizes = source("x")
        if names:
            function = choose(list(ALONG))
            case(f"{function} {number}", *steps, step("y", "along", of="x", function=function, name=choose(names)))
    for number in range(10):
        steps, names, sizes = source("x")
        if names:
            function = choose(list(PICKS))
            case(f"{function} {number}", *steps, step("y", "pick", of="x", function=function, name=choose(names)))
    for function in UNARY:
        steps, names, sizes = source("x")
        case(f"{function}", *steps, step("y", "unary", of="x", function=function))
    for number in range(60):
        left, _, _ = source("x")
        right, _, _ = source("y")
        function = choose(["add", "subtract", "multiply", "divide", "maximum", "minimum", "fmax", "fmin", "arctan2",
            "hypot", "logaddexp", "power", "less", "greater_equal", "equal"])  # fmt: skip
        case(f"{function} of two {number}", *left, *right, step("z", "binary", function=function, left="x", right="y"))
    for number in range(12):
        left, _, _ = source("x", "integer")
        right, _, _ = source("y", "integer")
        function = choose(["gcd", "lcm", "and", "or", "xor", "less", "add"])
        case(f"{function} of integers {number}", *left, *right, step("z", "binary", function=function, left="x", right="y"))


def functions():
    for number in range(25):
        (left, names, _), (right, others, _) = source("x", positional=number % 2), source("y", positional=number % 2)
        joined = choose(["concatenate", "stack"])
        name = choose(names + others + ["n"]) if joined == "concatenate" else choose(["n", "a"])
        case(f"{joined} {number}", *left, *right, step("z", joined, of=["x", "y"], name=name))
    for number in range(10):
        steps, names, _ = source("x")
        if names:
            case(f"unstack {number}", *steps, step("y", "unstack", of="x", name=choose(names)))
    for number in range(14):
        steps, names, _ = source("x")
        if names:
            function = choose(["sum", "product"])
            case(f"scan {number}", *steps, step("y", "scan", of="x", name=choose(names), function=function))
    for number in range(16):
        steps, names, _ = source("x")
        if names:
            cut = [str(name) for name in rng.permutation(names)[: rng.integers(1, 3)]]
            starts = {name: int(rng.integers(0, SIZES[name] + 1)) for name in cut}
            sizes = [[name, int(rng.integers(1, SIZES[name] + 1))] for name in cut]
            case(f"dynamic slice {number}", *steps, step("y", "dynamic_slice", of="x", starts=starts, sizes=sizes))
    for number in range(25):
        steps, names, _ = source("x")
        positional = choose([[], [3], [2, 3], [2, 1]])
        shape = [[name, SIZES[name]] for name in SIZES if rng.integers(2)]
        case(f"broadcast {number}", *steps, step("y", "broadcast_to", of="x", positional=positional, named=shape))
    for number in range(6):
        axes = [[str(name), SIZES[name]] for name in rng.permutation(list(SIZES))[: rng.integers(1, 4)]]
        case(f"random normal {number}", step("y", "random_normal", seed=number, named=axes, value=3))
        case(f"random split ordered {number}", step("y", "random_split_ordered", seed=number, named=axes))
        more = [["p", 2], ["e", 3]]
        case(f"random split again {number}", step("y", "random_split_again", seed=number, named=axes, more=more))


def mistakes():
    x = wrap("x", "float_2x3x4", "a", "b", "c")
    named.INPUTS.setdefault("float_2x3x4", rng.uniform(0.25, 3, (2, 3, 4)).astype(np.float32))
    named.INPUTS.setdefault("float_3", rng.uniform(0.25, 3, (3,)).astype(np.float32))
    case("index an unknown name", x, step("y", "index", of="x", index={"w": 0}))
    case("introduce a name in use", x, step("y", "index", of="x", index={"a": None}))
    case("index by a mask", x, step("y", "index", of="x", index={"a": {"array": "mask2"}}))
    case("index by floats", x, step("y", "index", of="x", index={"b": {"array": "weights"}}))
    case("index by an array named as a sliced axis", x, wrap("i", "places2", "b"),
        step("y", "index", of="x", index={"a": {"array": "i"}, "b": {"slice": [0, 2, None]}}))  # fmt: skip
    case("index by an array that shares a name of another size", x, wrap("i", "places2", "c"),
        step("y", "index", of="x", index={"a": {"array": "i"}}))  # fmt: skip
    case("too many positional indices", x, step("y", "index", of="x", index=[0]))
    case("index arrays that do not broadcast", x,
        step("y", "index", of="x", index={"a": {"array": "places2"}, "b": {"array": "places3"}}))  # fmt: skip
    case("gather a permutation", x, wrap("i", "places3", "b"), step("y", "index", of="x", index={"b": {"array": "i"}}))
    for value, names in [("places3", ["b"]), ("float_3", ["a"]), ("float_3", ["c"]), ("float_3", [])]:
        case(f"update with {value} named {names}", x, wrap("v", value, *names),
            step("y", "update", of="x", index={"a": 0}, function="add", value="v"))  # fmt: skip
    case("update with values named as an indexed axis", x, wrap("v", "v2", "a"),
        step("y", "update", of="x", index={"a": 0}, function="set", value="v"))  # fmt: skip
    case("update at an array named as the indexed axis", x, wrap("i", "places2", "a"),
        step("y", "update", of="x", index={"a": {"array": "i"}}, function="set", value=0.0))  # fmt: skip
    case("update an unknown name", x, step("y", "update", of="x", index={"w": 0}, function="set", value=0.0))
    case("update copies along a new name", x, wrap("i", "places2", "n"),
        step("y", "update", of="x", index={"a": {"array": "i"}}, function="set", value=0.0))  # fmt: skip
    case("update several places", x, step("y", "update", of="x", index={"c": {"array": "places4"}}, function="add", value=1.0))
    case("concatenate other positional axes", x, on("p", "untag", "x", "b"), wrap("q", "float_2x3x4", "a", "b", "c"),
        step("z", "concatenate", of=["p", "q"], name="a"))  # fmt: skip
    case("unstack an unknown name", x, step("y", "unstack", of="x", name="w"))
    case("scan an unknown name", x, step("y", "scan", of="x", name="w", function="sum"))
    case("sum an unknown name", x, step("y", "fold", of="x", function="sum", names=["w"]))
    case("broadcast to another size", x, step("y", "broadcast_to", of="x", positional=[], named=[["a", 3]]))


def main():
    indexing()
    updates()
    lifting()
    functions()
    mistakes()
    named.golden.write()


if __name__ == "__main__":
    main()
