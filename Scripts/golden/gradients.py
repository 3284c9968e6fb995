"""gradients.json: first and second derivatives, and vmaps, of small composite functions.

A case holds the formula as Python source, for whoever writes it down in Swift, and, for inputs of float32:
the output, a jvp along the tangents, the vjp of the cotangent, the second derivative (the tangent of that vjp
along the same tangents), and output and vjp under vmap over a new leading axis of every input.
Integer inputs (`constants`) are not differentiated and not batched.
"""

import inspect
import textwrap

import jax
import jax.numpy as jnp
import numpy as np
from record import Golden, array, arrays

rng = np.random.default_rng(20240609)
golden = Golden("gradients")
FUNCTIONS = []


def function(*shapes, constants=(), positive=False, values=None):
    """Registers a function with the shapes of its float inputs, or their values."""

    def register(f):
        FUNCTIONS.append((f, shapes, constants, positive, values))
        return f

    return register


@function((5, 3), (3, 4), (4,), (4, 1), (1,), (5, 1))
def mlp_loss(x, w1, b1, w2, b2, y):
    return jnp.mean((jnp.tanh(x @ w1 + b1) @ w2 + b2 - y) ** 2)


@function((4, 5), constants=(np.array([0, 3, 1, 4], np.int32),))
def softmax_cross_entropy(logits, labels):
    return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(logits, axis=-1), labels[:, None], axis=1))


@function((3, 6), (6,), (6,))
def layer_norm(x, scale, shift):
    mean = jnp.mean(x, axis=-1, keepdims=True)
    variance = jnp.mean((x - mean) ** 2, axis=-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(variance + 1e-6) * scale + shift


@function((3, 6), (6,))
def rms_norm(x, scale):
    return x * jax.lax.rsqrt(jnp.mean(x * x, axis=-1, keepdims=True) + 1e-6) * scale


@function((2, 3, 2, 4), (2, 3, 2, 4), (2, 3, 2, 4))
def causal_attention(q, k, v):
    scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / 2.0
    mask = jnp.arange(3)[:, None] >= jnp.arange(3)[None, :]
    weights = jax.nn.softmax(jnp.where(mask, scores, -1e30), axis=-1)
    return jnp.einsum("bhqk,bkhd->bqhd", weights, v)


@function((2, 3), (3, 4), (4, 2))
def einsum_chain(a, b, c):
    return jnp.einsum("ij,jk,ki->", a, b, c)


@function((3, 3))
def einsum_diagonal(a):
    return jnp.einsum("ii->i", a) * jnp.einsum("ij->j", a)


@function(values=[[1.0, 2.0, 2.0, -1.0], [2.0, 2.0, 1.0, -1.0]])
def maximum_ties(x, y):
    return jnp.maximum(x, y) * 3.0 + jnp.minimum(x, y)


@function(values=[[[1.0, 3.0, 3.0], [2.0, 2.0, 2.0]]])
def max_reduction_ties(x):
    return jnp.max(x, axis=1) + 2.0 * jnp.min(x, axis=0).sum()


@function((5, 3), constants=(np.array([[0, 4], [4, 2]], np.int32),))
def embedding_lookup(table, ids):
    return jnp.tanh(table[ids])


@function((4, 3), (2, 3), constants=(np.array([3, 0], np.int32),))
def scatter_add(base, rows, ids):
    return base.at[ids].add(rows) ** 2


@function((2, 3), (2, 3))
def where_branches(x, y):
    return jnp.where(x > 0, x * y, jnp.sin(y))


@function((4,))
def where_guards_square_root(x):
    safe = jnp.where(x > 0, x, 1.0)
    return jnp.where(x > 0, jnp.sqrt(safe), 0.0)


@function((3,), (3,), positive=True)
def power(x, y):
    return x**y + x**3 + 2.0**y


@function((2, 3), (3,), positive=True)
def division(x, y):
    return x / y + 1.0 / x


@function((2, 3), (1, 3), ())
def broadcasting(x, y, z):
    return (x * y + z) * jnp.exp(-z * x)


@function((3, 4))
def log_sum_exp(x):
    return jax.nn.logsumexp(x * 2.0, axis=1)


@function((6,))
def activations(x):
    return jax.nn.gelu(x) + jax.nn.silu(x) * jax.nn.softplus(x) + jax.nn.gelu(x, approximate=False) + jax.nn.elu(x)


@function((4,))
def stopped_gradient(x):
    return x * jax.lax.stop_gradient(jnp.sin(x)) + x**2


@function((2, 3, 2))
def shuffling(x):
    y = jnp.transpose(x, (2, 0, 1)).reshape(4, 3)
    y = jnp.concatenate([y[::-1], y[1:3]], axis=0)
    return jnp.pad(y, [[1, 0], [0, 2]]) ** 2


@function((5,))
def strided_slices(x):
    return x[::2] * x[2:5] + x[-1]


@function((2, 4))
def cumulative_sum(x):
    return jnp.cumsum(x, axis=1) ** 2


@function((2, 3), positive=True)
def products(x):
    return jnp.prod(x, axis=1) + jnp.prod(x)


@function((3, 4))
def variance(x):
    return jnp.var(x, axis=0) + jnp.std(x) + jnp.var(x, axis=1, ddof=1).sum()


@function((2, 3, 4), (4, 5))
def batched_matmul(x, w):
    return jnp.sin(x @ w)


@function((4,), (2,))
def rotary_embedding(x, positions):
    timescale = 100.0 ** (jnp.arange(2) / 2.0)
    angle = positions[:, None] / timescale
    first, second = jnp.split(x, 2)
    return jnp.concatenate(
        [first * jnp.cos(angle) - second * jnp.sin(angle), second * jnp.cos(angle) + first * jnp.sin(angle)], axis=1
    )


@function((3, 4))
def standardize(x):
    return jax.nn.standardize(x, axis=-1, epsilon=1e-6)


@function((4,), (4,))
def special_functions(x, y):
    return jax.scipy.special.erf(x) * jnp.arctan2(x, y) + jnp.logaddexp(x, y) + jnp.expm1(x) * jnp.log1p(y * y)


@function((2, 3))
def same_operand_twice(x):
    return (x * x) @ x.T + jnp.outer(x[0], x[1]).sum()


@function((3, 3), (3,), (4, 3))
def scan_recurrent(w, start, xs):
    def step(state, x):
        state = jnp.tanh(w @ state + x)
        return state, state * x

    last, all_states = jax.lax.scan(step, start, xs)
    return all_states.sum(axis=1) + last.sum()


@function((2,), (5, 2))
def scan_reversed(start, xs):
    last, sums = jax.lax.scan(lambda s, x: (s * 0.5 + jnp.sin(x), s * x), start, xs, reverse=True, unroll=2)
    return jnp.concatenate([sums, last[None]])


@function((3,), (3, 2))
def scan_in_scan(start, xs):
    def outer(state, x):
        inner, parts = jax.lax.scan(lambda s, y: (s + y * jnp.cos(s), s), x.sum(), state)
        return state * inner, parts

    return jax.lax.scan(outer, start, xs)[1]


@function((2, 2), (2,))
def loop_of_range(w, x):
    return jax.lax.fori_loop(1, 5, lambda i, v: jnp.sin(w @ v) + i * 0.1 * v, x)


@function((3,), (3,))
def cond_of_sum(x, y):
    return jax.lax.cond(x.sum() > y.sum(), lambda: jnp.exp(x) * y, lambda: jnp.sin(y) + x * x)


@function((4,), constants=(np.array(2, np.int32),))
def switch_of_three(x, index):
    return jax.lax.switch(index, [lambda: x, lambda: x * x, lambda: jnp.tanh(x) * x.sum()])


@function((4, 3), (3,))
def cond_in_scan(xs, start):
    def step(state, x):
        state = jax.lax.cond(x.sum() > 0, lambda: state * x, lambda: jnp.cos(state) + x)
        return state, state.max()

    return jax.lax.scan(step, start, xs)[1]


@function((5, 3), (3, 3))
def map_of_items(xs, w):
    return jax.lax.map(lambda x: jnp.sin(w @ x), xs, batch_size=2)


@function((7, 2, 2))
def associative_products(xs):
    return jax.lax.associative_scan(jnp.matmul, xs)


@function((6,), positive=True)
def associative_reversed(xs):
    return jax.lax.associative_scan(jnp.multiply, xs, reverse=True)


@function((3, 3), (3,))
def checkpoint_of_layers(w, x):
    layer = jax.checkpoint(lambda w, x: jnp.tanh(w @ jnp.sin(w @ x)))
    return layer(w, layer(w, x))


@function((3, 3), (4, 3))
def checkpoint_in_scan(w, xs):
    step = jax.checkpoint(lambda s, x: (jnp.tanh(w @ s + x), s.sum()), policy=jax.checkpoint_policies.dots_saveable)
    return jax.lax.scan(step, xs[0], xs)[1]


@function((4,))
def custom_jvp_log1pexp(x):
    @jax.custom_jvp
    def log1pexp(x):
        return jnp.log1p(jnp.exp(x))

    @log1pexp.defjvp
    def rule(primals, tangents):
        (x,), (t,) = primals, tangents
        return log1pexp(x), (1 - 1 / (1 + jnp.exp(x))) * t

    return log1pexp(x) * x


@function((4,), (4,))
def hessian_times(x, v):
    return jax.hessian(lambda x: jnp.sum(jnp.sin(x) * x[0] * x) ** 2)(x) @ v


@function((3,), (2, 3))
def jacobian_rows(x, w):
    return jax.jacrev(lambda x: jnp.tanh(w @ x))(x) * jax.jacfwd(lambda x: w @ jnp.sin(x))(x)


@function((4, 3), (3,))
def vmap_in_scan(xs, start):
    step = jax.vmap(lambda s, x: (s * x, jnp.sin(s)))
    return jax.lax.scan(step, start, xs)[1]


def formula(f):
    """The body of `f` without its decorator."""
    lines = textwrap.dedent(inspect.getsource(f)).splitlines()
    return "\n".join(line for line in lines if not line.startswith("@"))


def sample(shapes, positive, values):
    if values is not None:
        return [np.array(value, np.float32) for value in values]
    draws = [rng.standard_normal(shape) for shape in shapes]
    return [np.asarray(np.abs(d) + 0.5 if positive else d, np.float32) for d in draws]


def main():
    for f, shapes, constants, positive, values in FUNCTIONS:

        def call(*inputs):
            return f(*inputs, *constants)

        def pullback(inputs, cotangent):
            return jax.vjp(call, *inputs)[1](cotangent)

        inputs = sample(shapes, positive, values)
        tangents = [np.asarray(rng.standard_normal(x.shape), np.float32) for x in inputs]
        output, jvp = jax.jvp(call, tuple(inputs), tuple(tangents))
        cotangent = np.asarray(rng.standard_normal(output.shape), np.float32)
        gradients = pullback(inputs, cotangent)
        _, second = jax.jvp(lambda *x: pullback(x, cotangent), tuple(inputs), tuple(tangents))
        # Of three examples in the batch the first is the case's own.
        batch = [np.stack([x, *(sample([x.shape], positive, None)[0] for _ in range(2))]) for x in inputs]
        golden.add(
            name=f.__name__, formula=formula(f), inputs=arrays(inputs), constants=arrays(constants),
            tangents=arrays(tangents), cotangent=array(cotangent), output=array(output), jvp=array(jvp),
            gradients=arrays(gradients), second=arrays(second),
            batched={
                "inputs": arrays(batch), "output": array(jax.vmap(call)(*batch)),
                "gradients": arrays(jax.vmap(lambda *x: pullback(x, cotangent))(*batch)),
            })  # fmt: skip
    golden.write()


if __name__ == "__main__":
    main()
