"""The figures that the peers are measured by: jax and the original, on the CPU.

A figure has a name, a unit and a `prepare` function, which sets everything up once and returns a function that
runs one round and gives its figure: the median over a few short batches, after a warm-up.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    name: str
    unit: str
    prepare: Callable[[], Callable[[], float]]


FIGURES: dict[str, Figure] = {}


def figure(name, unit):
    """Registers the decorated function as the preparation of a figure."""

    def register(prepare):
        FIGURES[name] = Figure(name, unit, prepare)
        return prepare

    return register


def microseconds_a_call(call, calls, finish, batches=7):
    """The median over `batches` of the time of one `call`, in microseconds; `finish` waits for the last result."""
    finish(call())
    times = []
    for _ in range(batches):
        start = time.perf_counter()
        for _ in range(calls):
            result = call()
        finish(result)
        times.append((time.perf_counter() - start) / calls * 1e6)
    return statistics.median(times)


def seconds_of_process(program):
    """How long a fresh Python process takes to run `program`, in seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def wait(result):
    import jax

    jax.block_until_ready(result)


@figure("eager_add", "us")
def eager_add():
    """x + y on arrays of eight float32, outside every transformation."""
    import jax.numpy as jnp

    x, y = jnp.arange(8, dtype=jnp.float32), jnp.ones(8, jnp.float32)
    return lambda: microseconds_a_call(lambda: x + y, 2000, wait)


@figure("jit_call", "us")
def jit_call():
    """A call of a compiled x + 1 on eight float32."""
    import jax
    import jax.numpy as jnp

    x, compiled = jnp.arange(8, dtype=jnp.float32), jax.jit(lambda x: x + 1)
    return lambda: microseconds_a_call(lambda: compiled(x), 2000, wait)


@figure("jit_identity_1000_leaves", "us")
def jit_identity():
    """A call of a compiled identity over a tree of a thousand leaves."""
    import jax
    import jax.numpy as jnp

    tree, compiled = {f"leaf{i}": jnp.float32(i) for i in range(1000)}, jax.jit(lambda tree: tree)
    return lambda: microseconds_a_call(lambda: compiled(tree), 50, wait)


@figure("jit_identity_list", "us")
def jit_identity_list():
    """A call of a compiled identity over a list of a thousand leaves."""
    import jax
    import jax.numpy as jnp

    tree, compiled = [jnp.float32(i) for i in range(1000)], jax.jit(lambda tree: tree)
    return lambda: microseconds_a_call(lambda: compiled(tree), 50, wait)


@figure("jit_increment_one_of_1000", "us")
def jit_increment_one():
    """A call of a compiled function that changes one leaf of a thousand."""
    import jax
    import jax.numpy as jnp

    tree = [jnp.float32(i) for i in range(1000)]
    compiled = jax.jit(lambda tree: [*tree[:500], tree[500] + 1, *tree[501:]])
    return lambda: microseconds_a_call(lambda: compiled(tree), 50, wait)


def transformer_trace(blocks):
    """Prepares the time of tracing and lowering the plain transformer's value and gradient, in milliseconds."""
    import jax
    import jax.numpy as jnp
    import plain_transformer as model

    shapes = [jax.ShapeDtypeStruct(shape, jnp.float32) for shape in model.shapes(blocks)]
    tokens = jax.ShapeDtypeStruct((4, 129), jnp.int32)

    def one_round():
        def loss(parameters, tokens):
            return model.loss(blocks, parameters, tokens)

        start = time.perf_counter()
        jax.jit(jax.value_and_grad(loss)).trace(shapes, tokens).lower()
        return (time.perf_counter() - start) * 1e3

    one_round()
    return lambda: statistics.median(one_round() for _ in range(3))


@figure("transformer_trace_4", "ms")
def transformer_trace_4():
    return transformer_trace(4)


@figure("transformer_trace_16", "ms")
def transformer_trace_16():
    return transformer_trace(16)


def penzai_transformer(blocks):
    """The original's own transformer, in the sizes of the plain one."""
    import jax
    import plain_transformer as plain
    from penzai.models.transformer.variants import llamalike_common

    return llamalike_common.build_llamalike_transformer(
        llamalike_common.LlamalikeTransformerConfig(
            num_kv_heads=plain.KEY_HEADS, query_head_multiplier=plain.HEADS // plain.KEY_HEADS,
            embedding_dim=plain.WIDTH, projection_dim=plain.HEAD_WIDTH, mlp_hidden_dim=plain.HIDDEN,
            num_decoder_blocks=blocks, vocab_size=plain.VOCABULARY, mlp_variant="swiglu", tie_embedder_and_logits=True,
        ),
        init_base_rng=jax.random.key(0), name="transformer",
    )  # fmt: skip


def penzai_transformer_trace(blocks):
    """Prepares the time of tracing and lowering the original's own transformer, in milliseconds."""
    import jax
    import jax.numpy as jnp
    from penzai import pz

    model = penzai_transformer(blocks)
    unbound, parameters = pz.unbind_params(model, freeze=True)
    tokens = targets = pz.nx.wrap(jnp.zeros((4, 128), jnp.int32), "batch", "seq")

    def one_round():
        def loss(parameters, tokens, targets):
            bound = pz.bind_variables(unbound, parameters)
            logits = bound(tokens, token_positions=pz.nx.arange("seq", 128))
            scores = pz.nx.nmap(jax.nn.log_softmax)(logits.untag("vocabulary")).tag("vocabulary")
            return -pz.nx.nmap(jnp.mean)(scores[{"vocabulary": targets}].untag("batch", "seq")).unwrap()

        start = time.perf_counter()
        jax.jit(jax.value_and_grad(loss)).trace(parameters, tokens, targets).lower()
        return (time.perf_counter() - start) * 1e3

    one_round()
    return lambda: statistics.median(one_round() for _ in range(3))


@figure("transformer_trace_4_layers", "ms")
def transformer_trace_4_layers():
    return penzai_transformer_trace(4)


@figure("transformer_trace_16_layers", "ms")
def transformer_trace_16_layers():
    return penzai_transformer_trace(16)


def shown_transformer(measure):
    """Prepares a measure of showing the transformer of 4 blocks with pictures of its arrays, after a first time."""
    import treescope

    model = penzai_transformer(4)

    def one_round():
        with treescope.active_autovisualizer.set_scoped(treescope.ArrayAutovisualizer()):
            return measure(treescope, model)

    one_round()
    return one_round


@figure("treescope_html", "ms")
def treescope_html():
    def measure(treescope, model):
        return microseconds_a_call(lambda: treescope.render_to_html(model), 1, lambda result: None, batches=3) / 1e3

    return shown_transformer(measure)


@figure("treescope_html_size", "MB")
def treescope_html_size():
    return shown_transformer(lambda treescope, model: len(treescope.render_to_html(model)) / 1e6)


@figure("treescope_text", "ms")
def treescope_text():
    def measure(treescope, model):
        return microseconds_a_call(lambda: treescope.render_to_text(model), 1, lambda result: None, batches=3) / 1e3

    return shown_transformer(measure)


@figure("transformer_step", "ms")
def transformer_step():
    """The compiled value and gradient of the plain transformer with four blocks, batch 4, sequence 128."""
    import jax
    import plain_transformer as model

    parameters, tokens = model.parameters(4), model.tokens(4, 129)
    step = jax.jit(jax.value_and_grad(lambda parameters, tokens: model.loss(4, parameters, tokens)))
    return lambda: microseconds_a_call(lambda: step(parameters, tokens), 3, wait, batches=3) / 1e3


@figure("named_add", "us")
def named_add():
    """x + y on the original's named arrays of eight float32."""
    import jax.numpy as jnp
    from penzai import pz

    x = pz.nx.wrap(jnp.arange(8, dtype=jnp.float32), "features")
    y = pz.nx.wrap(jnp.ones(8, jnp.float32), "features")
    return lambda: microseconds_a_call(lambda: x + y, 100, lambda result: wait(result.data_array))


@figure("named_nmap_dot", "us")
def named_nmap_dot():
    """The original's nmap of a product of two vectors."""
    import jax.numpy as jnp
    from penzai import pz

    x = pz.nx.wrap(jnp.arange(32, dtype=jnp.float32).reshape(4, 8)).tag_prefix("batch")
    y = pz.nx.wrap(jnp.ones(8, jnp.float32))
    return lambda: microseconds_a_call(
        lambda: pz.nx.nmap(jnp.dot)(x, y), 100, lambda result: wait(result.data_array))


def original_transformer(blocks):
    """The original's transformer of the given blocks, of sizes that do not matter."""
    import jax
    from penzai.models.transformer.variants import llamalike_common

    return llamalike_common.build_llamalike_transformer(
        llamalike_common.LlamalikeTransformerConfig(
            num_kv_heads=1, query_head_multiplier=2, embedding_dim=8, projection_dim=4, mlp_hidden_dim=16,
            num_decoder_blocks=blocks, vocab_size=16, mlp_variant="swiglu", tie_embedder_and_logits=True,
        ),
        init_base_rng=jax.random.key(0), name="transformer",
    )  # fmt: skip


def select_and_apply(blocks, calls):
    """Prepares the time of selecting the linear maps of a transformer and replacing them, in microseconds."""
    from penzai import pz

    model = original_transformer(blocks)
    return model, lambda: microseconds_a_call(
        lambda: pz.select(model).at_instances_of(pz.nn.Linear).apply(lambda linear: linear), calls, lambda result: None,
        batches=3,
    )  # fmt: skip


@figure("select_apply", "us")
def select_apply():
    return select_and_apply(4, 10)[1]


@figure("select_apply_1000", "ns/node")
def select_apply_1000():
    """The same in nanoseconds for each node of a tree of about 1,000."""
    from penzai import pz

    model, one_round = select_and_apply(10, 3)

    def count(node):
        return 1 + sum(count(child) for child in pz.select(node).at_children().get_sequence())

    nodes = count(model)
    return lambda: one_round() * 1e3 / nodes


@figure("flatten_1000_leaves", "us")
def flatten_1000_leaves():
    """Flattening and unflattening a tree of five hundred parts with two arrays each."""
    import jax
    import jax.numpy as jnp
    from penzai import pz

    leaf = jnp.ones(8)
    model = pz.nn.Sequential([pz.nn.Sequential([pz.nn.ConstantRescale(leaf)] * 2) for _ in range(500)])

    def flatten_and_unflatten():
        leaves, structure = jax.tree_util.tree_flatten(model)
        assert len(leaves) == 1000
        return jax.tree_util.tree_unflatten(structure, leaves)

    return lambda: microseconds_a_call(flatten_and_unflatten, 20, lambda result: None)


@figure("flatten_list_1000", "us")
def flatten_list_1000():
    """Flattening and unflattening a list of a thousand arrays."""
    import jax
    import jax.numpy as jnp

    tree = [jnp.ones(8)] * 1000
    return lambda: microseconds_a_call(
        lambda: jax.tree_util.tree_unflatten(*reversed(jax.tree_util.tree_flatten(tree))), 100, lambda result: None)


@figure("transformer_build_cold", "s")
def transformer_build_cold():
    """Building the original's transformer of 4 blocks, first thing in a process that has imported all it needs."""
    program = f"""
import sys, time
sys.path.insert(0, {os.path.dirname(os.path.abspath(__file__))!r})
import figures, jax
from penzai import pz
from penzai.models.transformer.variants import llamalike_common
start = time.perf_counter()
model = figures.penzai_transformer(4)
jax.block_until_ready([parameter.value.data_array for parameter in pz.unbind_params(model)[1]])
print(time.perf_counter() - start)
"""
    return lambda: float(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout)


@figure("import", "s")
def import_time():
    """A fresh process that imports jax and the original and ends."""
    program = "import jax; from penzai import pz"
    seconds_of_process(program)
    return lambda: seconds_of_process(program)


@figure("first_result", "s")
def first_result():
    """A fresh process from its start to the value of a first eager addition."""
    program = "import jax.numpy as jnp; print(float((jnp.ones(8) + jnp.ones(8))[0]))"
    seconds_of_process(program)
    return lambda: seconds_of_process(program)


def trace_and_lower(equations):
    """Prepares the time of tracing and lowering a chain of `equations` equations, in microseconds an equation.

    A quarter each of matrix products (16 by 16), tanh, multiplications and additions, as primitives of jax.lax,
    which is the least that jax can spend on them.
    """
    import jax
    import jax.numpy as jnp
    from jax import lax

    x, w = jnp.ones((16, 16), jnp.float32), jnp.ones((16, 16), jnp.float32)

    def one_round():
        def chain(x, w):
            for _ in range(equations // 4):
                x = lax.add(lax.mul(lax.tanh(lax.dot(x, w)), w), x)
            return x

        # A function never seen before, so that no cache answers.
        start = time.perf_counter()
        traced = jax.jit(chain).trace(x, w)
        lowered = traced.lower()
        elapsed = time.perf_counter() - start
        assert len(traced.jaxpr.eqns) == equations and lowered.compiler_ir() is not None
        return elapsed / equations * 1e6

    one_round()
    return one_round


@figure("trace_lower_1000", "us/equation")
def trace_lower_1000():
    one_round = trace_and_lower(1_000)
    return lambda: statistics.median(one_round() for _ in range(5))


@figure("trace_lower_20000", "us/equation")
def trace_lower_20000():
    return trace_and_lower(20_000)


@figure("mlp_build", "ms")
def mlp_build():
    """The original's MLP of sizes 64, 256, 256, 10 with its random parameters, programs already compiled."""
    import jax
    from penzai import pz
    from penzai.models import simple_mlp

    def build():
        model = simple_mlp.MLP.from_config(init_base_rng=jax.random.key(0), feature_sizes=[64, 256, 256, 10])
        return [parameter.value.data_array for parameter in pz.unbind_params(model)[1]]

    return lambda: microseconds_a_call(build, 3, wait) / 1000
