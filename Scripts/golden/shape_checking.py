"""shape_checking.json: what the original's shape checking makes of trees, patterns and dimension variables."""

import random
import re

import jax
import jax.numpy as jnp
import numpy as np
from penzai import pz
from penzai.core import named_axes, shapecheck
from record import Golden

chk = pz.chk
golden = Golden("shape_checking")

CLASSES = {
    "any": np.generic, "number": np.number, "integer": np.integer, "signedinteger": np.signedinteger,
    "unsignedinteger": np.unsignedinteger, "inexact": np.inexact, "floating": np.floating,
    "complexfloating": np.complexfloating,
}  # fmt: skip


# Trees, patterns and variables are written in their JSON form and made into the original's values from it.


def dtype_of(name):
    return CLASSES.get(name) or np.dtype(jnp.dtype(name))


def spec(*shape, named=(), dtype="any"):
    """The JSON form of a specification; `named` has pairs and single `{"axes": ...}`."""
    return {"shape": list(shape), "named": list(named), "dtype": dtype}


def array(*shape, named=(), dtype="float32"):
    return {"array": {"shape": list(shape), "named": [list(axis) for axis in named], "dtype": dtype}}


def var(name, part=None):
    return {"var": name} if part is None else {"var": name, "part": part}


def known(name, part, size):
    return {"var": name, "part": part, "size": size}


def axes(name):
    return {"axes": name}


def dimension(form):
    if isinstance(form, int):
        return form
    if "axes" in form:
        return shapecheck.MultiDimVar(form["axes"])
    name = (form["var"], form["part"]) if "part" in form else form["var"]
    return shapecheck.KnownDim(name, form["size"]) if "size" in form else shapecheck.DimVar(name)


def named_pattern(forms):
    result = {}
    for form in forms:
        if isinstance(form, dict):
            result[dimension(form)] = shapecheck.RemainingAxisPlaceholder()
        else:
            result[form[0]] = dimension(form[1])
    return result


def build(form):
    """The original's value, or pattern, of a JSON form."""
    if isinstance(form, list):
        return [build(item) for item in form]
    if "tree" in form:
        return {key: build(item) for key, item in form["tree"].items()}
    if "value" in form:
        return form["value"]
    if "wildcard" in form:
        return chk.Wildcard(form["wildcard"])
    if "shape" in form:
        return chk.ArraySpec(
            shape=tuple(map(dimension, form["shape"])), named_shape=named_pattern(form["named"]),
            dtype=dtype_of(form["dtype"]),
        )  # fmt: skip
    inner = form["array"]
    named = {name: size for name, size in inner["named"]}
    data = jax.ShapeDtypeStruct(tuple(inner["shape"]) + tuple(named.values()), dtype_of(inner["dtype"]))
    return named_axes.NamedArray(named_axes=named_axes.collections.OrderedDict(named), data_array=data) if named else data


def spell_dimension(dim):
    if isinstance(dim, shapecheck.MultiDimVar):
        return axes(dim.name)
    if isinstance(dim, shapecheck.DimVar):
        return var(*dim.name) if isinstance(dim.name, tuple) else var(dim.name)
    return dim


def spell(pattern):
    """The JSON form of a pattern."""
    if isinstance(pattern, list):
        return [spell(item) for item in pattern]
    if isinstance(pattern, dict):
        return {"tree": {key: spell(item) for key, item in pattern.items()}}
    if isinstance(pattern, chk.Wildcard):
        return {"wildcard": pattern.description}
    if not isinstance(pattern, chk.ArraySpec):
        return {"value": pattern}
    named = [
        axes(key.name) if isinstance(key, shapecheck.MultiDimVar) else [key, spell_dimension(dim)]
        for key, dim in pattern.named_shape.items()
    ]
    names = {kind: name for name, kind in CLASSES.items()}
    dtype = names[pattern.dtype] if pattern.dtype in names else np.dtype(pattern.dtype).name
    return {"shape": [spell_dimension(dim) for dim in pattern.shape], "named": named, "dtype": dtype}


def binding(form):
    """What a variable stands for: a number, a list, or {"named": pairs} and {"indexed": pairs}."""
    if isinstance(form, list):
        return tuple(form)
    if isinstance(form, dict):
        return {key: size for key, size in form.get("named", form.get("indexed"))}
    return form


def spell_binding(value):
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dict):
        # An empty one is of named axes: parts are never none.
        indexed = value and all(isinstance(key, int) for key in value)
        return {"indexed" if indexed else "named": [[key, size] for key, size in value.items()]}
    return value


def attempt(function, *arguments):
    """A result, or the error: its type, its message and the paths in it, in the original's order."""
    try:
        return function(*arguments), None
    except Exception as failure:
        message = str(failure)
        if isinstance(failure, TypeError):
            # Which two variables the original fails to order depends on the hashes of strings in this run.
            message = re.sub(r"'(DimVar|MultiDimVar)'", "a variable", message)
        # A line for each mismatch begins with its path; those for shapes that nothing tells end with it.
        is_ambiguous = message.startswith("Could not solve")
        paths = re.findall(r" from root(\S*)$" if is_ambiguous else r"^At root(\S*): ", message, re.MULTILINE)
        return None, {"type": type(failure).__name__, "message": message, "paths": paths}


def check(name, value, pattern, known=None):
    assigned = {key: binding(form) for key, form in (known or {}).items()}
    result, error = attempt(lambda: dict(chk.check_structure(build(value), build(pattern), known_vars=assigned)))
    if result is not None:
        # As pairs: readers of JSON may take names in two Unicode forms for one.
        result = [[key, spell_binding(found)] for key, found in result.items()]
    known = list(map(list, known.items())) if known else None
    golden.add(op="check", name=name, value=value, pattern=pattern, known=known, solution=result, error=error)


def substitute(name, pattern, sizes=(), positional=(), named=()):
    """Substitutes; each argument has pairs of a variable and its replacement."""
    substitution = chk.DimensionVariableSubstitution(
        {dimension(key).name: dimension(form) for key, form in sizes},
        {key: tuple(map(dimension, forms)) for key, forms in positional},
        {key: named_pattern(forms) for key, forms in named},
    )
    result, error = attempt(lambda: spell(chk.full_substitute_dimension_variables(build(pattern), substitution)))
    golden.add(
        op="substitute", name=name, pattern=pattern, result=result, error=error,
        substitution={"sizes": list(sizes), "positional": list(positional), "named": list(named)},
    )  # fmt: skip


def variables(name, pattern):
    found = chk.get_dimension_variables(build(pattern))
    golden.add(
        op="variables", name=name, pattern=pattern,
        variables={
            "sizes": [spell_dimension(shapecheck.DimVar(key)) for key in found.size_variables],
            "positional": list(found.sequence_variables), "named": list(found.mapping_variables),
        },
    )  # fmt: skip


def structure(name, value):
    golden.add(op="structure", name=name, value=value, pattern=spell(chk.as_array_structure(build(value))))


def tree(**children):
    return {"tree": children}


def hand_written():
    check("anything", array(2), {"wildcard": None})
    check("anything with words", tree(a=array(2)), {"wildcard": "words"})
    check("scalar", array(), spec())
    check("number for a scalar", {"value": 1}, spec(dtype="integer"))
    check("truth value for a scalar", {"value": True}, spec(dtype="bool"))
    check("string for an array", {"value": "text"}, spec())
    check("equal values", tree(a={"value": "x"}, b={"value": 2}), tree(a={"value": "x"}, b={"value": 2}))
    check("other values", tree(a={"value": "x"}, b={"value": 1}), tree(a={"value": "y"}, b={"value": 2}))
    for name in CLASSES:
        for dtype in ["float32", "bfloat16", "int32", "uint8", "bool", "complex64"]:
            check(f"{dtype} as {name}", array(dtype=dtype), spec(dtype=name))
    check("same dtype", array(dtype="float16"), spec(dtype="float16"))
    check("other dtype", array(dtype="int32"), spec(dtype="float32"))
    check("sizes", array(2, 3), spec(2, 3))
    check("other size", array(2, 3), spec(2, 4))
    check("fewer axes", array(2), spec())
    check("more axes", array(2), spec(2, 1))
    check("named sizes in another order", array(named=[("a", 2), ("b", 3)]), spec(named=[["b", 3], ["a", 2]]))
    check("missing and unexpected names", array(named=[("a", 2), ("c", 3)]), spec(named=[["a", 2], ["b", 3]]))
    check("other named size", array(named=[("a", 2)]), spec(named=[["a", 5]]))
    check("named for positional", array(named=[("a", 2)]), spec(2))
    check("positional and named", array(4, named=[("a", 2)]), spec(4, named=[["a", 2]]))
    check("names in another case", array(named=[("Batch", 2)]), spec(named=[["batch", 2]]))
    check("names in another Unicode form", array(named=[("e\u0301", 2)]), spec(named=[["\u00e9", 2]]))
    check(
        "variables of names in two Unicode forms", array(2, 3), spec(var("e\u0301"), var("\u00e9"))
    )
    check("variables", array(2, 3, named=[("a", 4)]), spec(var("x"), var("y"), named=[["a", var("z")]]))
    check("one variable twice", array(2, 2), spec(var("x"), var("x")))
    check("one variable, two sizes", array(2, 3), spec(var("x"), var("x")))
    pair = tree(a=array(2, 3), b=array(3, 5))
    check("one variable in two arrays", pair, tree(a=spec(var("x"), var("y")), b=spec(var("y"), var("z"))))
    check("one variable, two sizes, in two arrays", pair, tree(a=spec(var("x"), var("y")), b=spec(var("y"), var("x"))))
    check("positional and named variable of one name", array(2, named=[("a", 2)]), spec(var("x"), named=[["a", var("x")]]))
    for form in [[axes("x")], [axes("x"), 4], [2, axes("x")], [2, axes("x"), 4], [2, 3, axes("x"), 4]]:
        check(f"any number of axes in {form}", array(2, 3, 4), spec(*form))
    check("too few axes", array(2), spec(2, axes("x"), 4))
    check("other size before any number of axes", array(2, 3), spec(5, axes("x")))
    check("other size after any number of axes", array(2, 3), spec(axes("x"), 5))
    many = tree(a=array(2, 3, 4), b=array(3, 4))
    check("axes told by a later array", many, tree(a=spec(axes("x"), axes("y")), b=spec(axes("y"))))
    check("axes told by an earlier array", many, tree(a=spec(2, axes("y")), b=spec(axes("y"))))
    check("axes told otherwise", many, tree(a=spec(axes("y"), 4), b=spec(axes("y"))))
    check("axes twice in one array", array(2, 3, 2, 3), spec(axes("x"), axes("x")))
    check("axes twice in one array, once in another", tree(a=array(2, 3, 2, 3), b=array(2, 3)),
          tree(a=spec(axes("x"), axes("x")), b=spec(axes("x"))))  # fmt: skip
    check("axes that nothing tells", array(2, 3), spec(axes("x"), axes("y")))
    chain = tree(a=array(1, 2, 3, 4), b=array(2, 3, 4), c=array(4))
    check("axes told step by step", chain,
          tree(a=spec(axes("x"), axes("y"), axes("z")), b=spec(axes("y"), axes("z")), c=spec(axes("z"))))  # fmt: skip
    check("axes told step by step, in the end wrong", chain,
          tree(a=spec(axes("x"), axes("z"), axes("y")), b=spec(axes("y"), axes("z")), c=spec(axes("z"))))  # fmt: skip
    check("a mismatch beside axes that nothing tells", tree(a=array(2, 3), b=array(3)),
          tree(a=spec(axes("x"), axes("y")), b=spec(4)))  # fmt: skip
    both = array(named=[("a", 2), ("b", 3), ("c", 4)])
    check("any named axes", both, spec(named=[axes("x")]))
    check("any named axes beside one", both, spec(named=[axes("x"), ["b", 3]]))
    check("any named axes beside all", both, spec(named=[["a", 2], ["b", 3], ["c", 4], axes("x")]))
    check("any named axes beside a missing one", both, spec(named=[["d", 2], axes("x")]))
    check("no axes for any number", array(), spec(axes("x"), named=[axes("y")]))
    two = tree(p=both, q=array(named=[("a", 2)]))
    check("named axes told by a later array", two, tree(p=spec(named=[axes("x"), axes("y")]), q=spec(named=[axes("y")])))
    check("named axes told otherwise", two, tree(p=spec(named=[axes("x")]), q=spec(named=[axes("x")])))
    check("named axes that nothing tells", both, spec(named=[axes("x"), axes("y")]))
    check("named axes that repeat a name", two, tree(p=spec(named=[axes("x"), ["a", 2]]), q=spec(named=[axes("x")])))
    check("named axes told first that repeat a name", tree(p=array(named=[("a", 2)]), q=both),
          tree(p=spec(named=[axes("x")]), q=spec(named=[axes("x"), ["a", 2], axes("y")])))  # fmt: skip
    check("named axes of another size", tree(p=array(named=[("a", 2)]), q=array(named=[("a", 3), ("b", 1)])),
          tree(p=spec(named=[axes("x")]), q=spec(named=[axes("x"), axes("y")])))  # fmt: skip
    check("parts by name", both, spec(named=[["a", var("v", "a")], ["b", var("v", "b")], ["c", 4]]))
    check("parts by index", array(2, 3, 4), spec(var("v", 0), var("v", 1), 4))
    check("parts of known sizes", both, spec(named=[["a", known("v", "a", 2)], ["b", var("v", "b")], axes("r")]))
    check("parts of other known sizes", both, spec(named=[["a", known("v", "a", 9)], axes("r")]))
    check("a known part twice", tree(p=array(named=[("a", 2)]), q=array(named=[("a", 2)])),
          tree(p=spec(named=[["a", var("v", "a")]]), q=spec(named=[["a", known("v", "a", 2)]])))  # fmt: skip
    check("a known part against an earlier one", tree(p=array(named=[("a", 2)]), q=array(named=[("a", 3)])),
          tree(p=spec(named=[["a", var("v", "a")]]), q=spec(named=[["a", known("v", "a", 3)]])))  # fmt: skip
    check("parts and the whole", tree(p=array(named=[("a", 2), ("b", 3)]), q=array(2, 3)),
          tree(p=spec(named=[axes("v")]), q=spec(var("v", "a"), var("v", "b"))))  # fmt: skip
    check("parts before the whole", tree(p=array(2, 3), q=array(named=[("a", 2), ("b", 3)])),
          tree(p=spec(var("v", "a"), var("v", "b")), q=spec(named=[axes("v")])))  # fmt: skip
    check("parts against the whole", tree(p=array(named=[("a", 2), ("b", 3)]), q=array(5)),
          tree(p=spec(named=[axes("v")]), q=spec(var("v", "b"))))  # fmt: skip
    check("a part that the whole lacks", tree(p=array(named=[("a", 2)]), q=array(5)),
          tree(p=spec(named=[axes("v")]), q=spec(var("v", "b"))))  # fmt: skip
    check("parts by index and the whole", tree(p=array(2, 3), q=array(3)), tree(p=spec(axes("v")), q=spec(var("v", 1))))
    check("parts by index against the whole", tree(p=array(2, 3), q=array(3)),
          tree(p=spec(axes("v")), q=spec(var("v", 0))))  # fmt: skip
    check("a part beyond the whole", tree(p=array(2, 3), q=array(3)), tree(p=spec(axes("v")), q=spec(var("v", 2))))
    check("known size", array(2), spec(var("x")), known={"x": 2})
    check("another known size", array(2), spec(var("x")), known={"x": 3})
    check("known, not asked", array(2), spec(2), known={"x": 3, "y": [1], "z": {"named": [["a", 1]]}})
    check("known axes", array(2, 3, 4), spec(axes("x"), axes("y")), known={"x": [2]})
    check("other known axes", array(2, 3, 4), spec(axes("x"), axes("y")), known={"x": [3]})
    check("more known axes than there are", array(2), spec(axes("x"), axes("y")), known={"x": [2, 3]})
    check("known named axes", both, spec(named=[axes("x"), axes("y")]), known={"x": {"named": [["a", 2]]}})
    check("other known named axes", both, spec(named=[axes("x")]), known={"x": {"named": [["a", 2]]}})
    check("known part", array(2), spec(var("x", "a")), known={"x": {"named": [["a", 2]]}})
    check("another known part", array(2), spec(var("x", "a")), known={"x": {"named": [["a", 3]]}})
    check("lists", [array(2), array(3)], [spec(2), spec(var("x"))])
    check("all mismatches", tree(a=[array(2), array(3, dtype="int32")], b={"value": "x"}, c=array(named=[("n", 1)])),
          tree(a=[spec(3), spec(4, dtype="floating")], b={"value": "y"}, c=spec(1, named=[["m", 1]])))  # fmt: skip
    check("a list that is longer", [array(2)], [spec(2), spec(3)])
    check("a list for a dictionary", tree(a=array(2)), [spec(2)])
    check("another key", tree(a=array(2)), tree(b=spec(2)))
    check("a wildcard for a subtree", tree(a=[array(2)], b=array(3)), tree(a={"wildcard": None}, b=spec(3)))
    check("a specification as value", spec(2, 3, dtype="float32"), spec(var("x"), 3, dtype="floating"))
    check("a specification of a class as value", spec(2, dtype="floating"), spec(2, dtype="inexact"))
    check("a specification of a wider class as value", spec(2, dtype="inexact"), spec(2, dtype="floating"))


def substitutions():
    pattern = tree(
        a=spec(var("x"), axes("s"), 2, dtype="floating"), b=spec(named=[axes("m"), ["k", var("v", "k")], ["f", 3]]),
        c={"wildcard": None}, d={"value": "text"}, e=spec(known("v", "z", 7), named=[["q", known("v", "q", 5)]]),
    )  # fmt: skip
    everything = {"sizes": [[var("x"), 4], [var("v", "k"), 6]], "positional": [["s", [5, 6]]]}
    substitute("everything", pattern, **everything, named=[["m", [["b", 8], ["t", 9]]]])
    substitute("nothing for any number", pattern, **everything, named=[["m", []]])
    substitute("variables for variables", pattern, sizes=[[var("x"), var("y")], [var("v", "k"), var("w", "k")]],
               positional=[["s", [axes("t"), 1, var("u")]]], named=[["m", [["b", var("u")], axes("n")]]])  # fmt: skip
    substitute("a name that is there", pattern, **everything, named=[["m", [["k", 8]]]])
    substitute("a name that is there after", pattern, **everything, named=[["m", [["f", 8]]]])
    substitute("two with one name", spec(named=[axes("m"), axes("n")]), named=[["m", [["a", 1]]], ["n", [["a", 1]]]])
    substitute("two with one variable", spec(named=[axes("m"), axes("n")]), named=[["m", [axes("o")]], ["n", [axes("o")]]])
    substitute("a variable that is missing", pattern, named=[["m", []]])
    substitute("no variables", spec(2, named=[["a", 3]], dtype="int32"))
    variables("variables", pattern)
    variables("no variables", tree(a=spec(1), b={"wildcard": None}))
    variables("variables of one name", spec(var("x"), axes("y"), named=[["a", var("x")], axes("z")]))
    structure("structure", tree(a=array(2, 3), b=[array(4, named=[("n", 5)], dtype="int32"), {"value": "text"}]))
    structure("structure of an array", array(dtype="bool"))
    structure("structure of numbers", [{"value": 1}, {"value": 0.5}, {"value": True}])


class Generator:
    """Random trees with patterns made from them, some with a fault."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def sizes(self, most):
        return [self.random.randint(1, 4) for _ in range(self.random.randint(0, most))]

    def value(self):
        names = self.random.sample(["a", "b", "c", "d"], self.random.randint(0, 3))
        dtype = self.random.choice(["float32", "bfloat16", "int32", "bool"])
        return array(*self.sizes(3), named=[(name, self.random.randint(1, 4)) for name in names], dtype=dtype)

    def size(self, size):
        """A size as itself, as a variable that is the same for the same size, or as one that is not."""
        return self.random.choice([size, size, size, size, var(f"size{size}"), var(f"size{size}"), var("other")])

    def pattern(self, value):
        inner = value["array"]
        shape = [self.size(size) for size in inner["shape"]]
        for _ in range(self.random.choice([0, 0, 0, 1, 1, 2])):
            first = self.random.randint(0, len(shape))
            last = self.random.randint(first, len(shape))
            shape[first:last] = [axes(self.random.choice(["s", "t"]))]
        named = [[name, self.size(size)] for name, size in inner["named"]]
        self.random.shuffle(named)
        for variable in self.random.sample(["m", "n"], self.random.choice([0, 0, 0, 1, 1, 2])):
            if named and not isinstance(named[-1], dict):
                named = [axes(variable)] + named[:-1]
            else:
                named = [axes(variable)] + named
        if self.random.random() < 0.1 and shape:
            shape.pop()
        if self.random.random() < 0.1:
            named.append(["e", 1])
        dtype = self.random.choice(["any", "any", "any", inner["dtype"], inner["dtype"], "number"])
        return spec(*shape, named=named, dtype=dtype)

    def case(self, number):
        value = {key: self.value() for key in ["x", "y", "z"][: self.random.randint(1, 3)]}
        pattern = {key: self.pattern(item) for key, item in value.items()}
        # Positional and named variables have names of their own: the original stops at an assertion where they meet.
        check(f"random {number}", {"tree": value}, {"tree": pattern})


hand_written()
substitutions()
for seed in range(200):
    Generator(seed).case(seed)
golden.write()
