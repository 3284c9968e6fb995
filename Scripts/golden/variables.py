"""variables.json: the original's variables taken out of trees, put back, frozen and labelled, and its random streams."""

import re

import jax
import jax.numpy as jnp
from penzai import pz
from penzai.core import variables as lib
from record import Golden, array

golden = Golden("variables")
KINDS = {
    "parameter": (pz.Parameter, pz.ParameterValue, pz.ParameterSlot),
    "state": (pz.StateVariable, pz.StateVariableValue, pz.StateVariableSlot),
}


def P(label, object=0):
    return {"variable": "parameter", "label": label, "object": object}


def S(label, object=0):
    return {"variable": "state", "label": label, "object": object}


def frozen(node):
    return {"value": node["variable"], "label": node["label"]}


def slot(node):
    return {"slot": node["variable"], "label": node["label"]}


def build(node, objects):
    """The tree of a JSON form; nodes of one kind, label and object number are one variable."""
    if isinstance(node, list):
        return [build(child, objects) for child in node]
    if "tree" in node:
        return {name: build(child, objects) for name, child in node["tree"].items()}
    if "number" in node:
        return jnp.float32(node["number"])
    label = node["label"]
    if "slot" in node:
        return KINDS[node["slot"]][2](label=label)
    if "value" in node:
        return KINDS[node["value"]][1](value=jnp.float32(1), label=label)
    kind = node["variable"]
    identity = (kind, label, node["object"])
    if identity not in objects:
        objects[identity] = KINDS[kind][0](value=jnp.float32(1), label=label)
    return objects[identity]


def described(tree, seen):
    """The JSON form of a tree; variables are numbered by the order in which each label's objects appear."""
    if isinstance(tree, (list, tuple)):
        return [described(child, seen) for child in tree]
    if isinstance(tree, dict):
        return {"tree": {name: described(child, seen) for name, child in tree.items()}}
    for kind, (variable, value, slot) in KINDS.items():
        if isinstance(tree, slot):
            return {"slot": kind, "label": tree.label}
        if isinstance(tree, value):
            return {"value": kind, "label": tree.label}
        if isinstance(tree, variable):
            known = seen.setdefault((kind, tree.label), [])
            if not any(tree is other for other in known):
                known.append(tree)
            return {
                "variable": kind,
                "label": tree.label,
                "object": next(i for i, other in enumerate(known) if tree is other),
            }
    return {"number": float(tree)}


def problem(error):
    """What kind of mistake it was, and the slots and key paths that the message names."""
    text = str(error)
    kind = next(
        kind
        for kind, words in {
            "in use": "already in use", "conflict": "Found two Variables", "repeated": "Repeated slot",
            "unused": "Did not find any matching slots", "unbound": "Tried to access the .value",
            "incompatible": "incompatible value",
        }.items()
        if words in text
    )  # fmt: skip
    slots = [
        {"slot": {"Parameter": "parameter", "StateVariable": "state"}[found], "label": label}
        for found, label in re.findall(r"(\w+)Slot\(label='([^']*)'\)", text)
    ]
    paths = [re.sub("'", '"', path) for path in re.findall(r"tree((?:\[[^\]]*\])+)", text)]
    return {
        "kind": kind,
        "slots": sorted(slots, key=lambda one: (one["slot"], one["label"])) or None,
        "paths": sorted(paths) or None,
    }


def attempt(function):
    """The result of a function, or the mistake that it found."""
    try:
        return function()
    except (lib.VariableConflictError, lib.UnboundVariableError, ValueError) as error:
        return {"error": {name: value for name, value in problem(error).items() if value is not None}}


def unbind(name, tree, which="all", labels=None, freeze=False):
    def run():
        function = {"all": pz.unbind_variables, "parameter": pz.unbind_params, "state": pz.unbind_state_vars}[which]
        predicate = None if labels is None else lambda variable: variable.label in labels
        objects, seen = {}, {}
        unbound, variables = function(build(tree, objects), predicate, freeze)
        found = described(variables, seen)
        return {"variables": found, "result": described(unbound, seen)}

    golden.add(op="unbind", name=name, tree=tree, which=which, labels=labels, freeze=freeze, **attempt(run))


def bind(name, tree, variables, allow_unused=False, unfreeze=False):
    def run():
        objects = {}
        given = [build(one, objects) for one in variables]
        bound = pz.bind_variables(build(tree, objects), given, allow_unused, unfreeze)
        return {"result": described(bound, {})}

    golden.add(
        op="bind", name=name, tree=tree, variables=variables, allow_unused=allow_unused, unfreeze=unfreeze,
        **attempt(run),
    )  # fmt: skip


def freeze(name, tree, which="all", labels=None):
    function = {"all": pz.freeze_variables, "parameter": pz.freeze_params, "state": pz.freeze_state_vars}[which]
    predicate = None if labels is None else lambda variable: variable.label in labels
    result = described(function(build(tree, {}), predicate), {})
    golden.add(op="freeze", name=name, tree=tree, which=which, labels=labels, result=result)


def labels(name, events):
    """Labels of state variables made without one; an event opens a scope, closes the last one, or makes a variable."""
    found, scopes = [], []
    for event in events:
        if event == "make":
            label = pz.StateVariable(0).label
            scoped = isinstance(label, lib.ScopedStateVarLabel)
            found.append({"group": label.group, "index": label.index} if scoped else None)
        elif event == "close":
            scopes.pop().__exit__(None, None, None)
        else:
            scopes.append(lib.scoped_auto_state_var_labels(event["open"]))
            scopes[-1].__enter__()
    golden.add(op="labels", name=name, events=events, given=found)


def stream(how, seed, count):
    """Keys drawn from a stream in one of several ways, one after another."""
    made = pz.RandomStream.from_base_key(jax.random.key(seed))
    if how == "eager":
        keys = [made.next_key() for _ in range(count)]
    elif how == "jit":
        step = pz.variable_jit(lambda stream: jax.random.key_data(stream.next_key()))
        keys = [jax.random.wrap_key_data(step(made)) for _ in range(count)]
    elif how == "jit twice":
        step = pz.variable_jit(lambda stream: [jax.random.key_data(stream.next_key()) for _ in range(2)])
        keys = [jax.random.wrap_key_data(key) for _ in range(count // 2) for key in step(made)]
    elif how == "scan":
        slots, state = pz.unbind_state_vars(made, freeze=True)

        def round(state, _):
            variables = [value.unfreeze_as_copy() for value in state]
            key = pz.bind_variables(slots, variables).next_key()
            return tuple(variable.freeze() for variable in variables), key

        state, stacked = jax.lax.scan(round, state, length=count)
        made.offset.update(state[0])
        keys = list(stacked)
    elif how == "grad":
        keys = []
        for _ in range(count):

            def loss(x):
                key = made.next_key()
                return x * jax.random.uniform(key), key

            keys.append(jax.grad(loss, has_aux=True)(1.0)[1])
    golden.add(
        op="stream", name=how, seed=seed, count=count, label=made.offset.label,
        keys=array(jnp.stack([jax.random.key_data(key) for key in keys])),
        draws=array(jnp.stack([jax.random.uniform(key) for key in keys])), offset=int(made.offset.value),
    )  # fmt: skip


NUMBER = {"number": 2}
NESTED = [P("b"), {"tree": {"z": S("s"), "a": [P("a"), NUMBER, P("b")]}}, S("b")]

unbind("order and sharing", NESTED)
unbind("values", NESTED, freeze=True)
unbind("parameters", NESTED, "parameter")
unbind("state", NESTED, "state", freeze=True)
unbind("by label", NESTED, labels=["a", "s"])
unbind("parameters by label", NESTED, "parameter", labels=["b"])
unbind("nothing", [NUMBER])
unbind("values stay", [frozen(P("a")), P("b")])
unbind("two kinds of one label", [P("p"), S("p")])
unbind("two objects of one label", [P("p"), P("p", 1)])
unbind("two objects far apart", {"tree": {"x": [P("q"), S("s")], "y": {"tree": {"z": S("s", 1)}}}})
unbind("two objects, one left alone", [P("p"), S("q"), S("q", 1)], "parameter")
unbind("slot in use", [P("p"), slot(P("p"))])
unbind("slot of another kind", [P("p"), slot(S("p"))])
unbind("slot of one left alone", [P("p"), slot(P("p"))], "state")

SLOTS = [slot(P("b")), {"tree": {"z": slot(S("s")), "a": [slot(P("a")), NUMBER, slot(P("b"))]}}]
bind("all", SLOTS, [S("s"), P("a"), P("b")])
bind("some", SLOTS, [P("b")])
bind("values", SLOTS, [frozen(P("b")), S("s")])
bind("values as new variables", SLOTS, [frozen(P("b")), frozen(S("s"))], unfreeze=True)
bind("none", SLOTS, [])
bind("unused", SLOTS, [P("c"), P("a"), S("a")])
bind("unused allowed", SLOTS, [P("c"), P("a"), S("a")], allow_unused=True)
bind("one twice", SLOTS, [P("a"), P("a")])
bind("two objects", SLOTS, [P("a"), P("a", 1)])
bind("variable and value", SLOTS, [P("a"), frozen(P("a"))])
bind("bound already", [P("a")], [P("a")])

freeze("all", NESTED)
freeze("parameters", NESTED, "parameter")
freeze("state", NESTED, "state")
freeze("by label", NESTED, labels=["b"])

OPEN_A, OPEN_B, OPEN = {"open": "a"}, {"open": "b"}, {"open": None}
labels("no scope", ["make", "make"])
labels("one scope", [OPEN_A, "make", "make", "close", "make"])
labels("without a group", [OPEN, "make", "close"])
labels("again", [OPEN_A, "make", "make", "close", OPEN_A, "make", "close"])
labels("nested", [OPEN_A, "make", OPEN_B, "make", "make", "close", "make", OPEN_A, "make", "close", "make", "close"])

for how in ("eager", "jit", "jit twice", "scan", "grad"):
    for seed in (0, 7, 123456789):
        stream(how, seed, 6)
stream("eager", 3, 40)

golden.write()
