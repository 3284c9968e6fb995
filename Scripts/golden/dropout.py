"""dropout.json: what the original's dropout layers make of an input, call after call of one random stream."""

import jax
import jax.numpy as jnp
import numpy as np
from named import named
from penzai import pz
from penzai.models import simple_mlp
from record import Golden

rng = np.random.default_rng(20261123)
golden = Golden("dropout")


def draw(axes, dtype):
    return pz.nx.wrap(jnp.asarray(rng.standard_normal(tuple(axes.values())), dtype), *axes)


def outputs(model, x, seed, calls):
    """The results of some calls in a row, with one stream from the key of a seed."""
    stream = pz.RandomStream.from_base_key(jax.random.key(seed))
    return [named(model(x, random_stream=stream)) for _ in range(calls)]


def layer(seed, rate, axes, shared=(), dtype="float32", calls=2):
    x = draw(axes, dtype)
    model = pz.nn.StochasticDropout(drop_rate=rate, share_across_axes=shared)
    golden.add(
        layer="StochasticDropout", seed=seed, drop_rate=rate, share_across_axes=list(shared), input=named(x),
        outputs=outputs(model, x, seed, calls),
    )  # fmt: skip


def mlp(seed, rate, sizes, batch):
    x = draw({"batch": batch, "features": sizes[0]}, "float32")
    model = simple_mlp.DropoutMLP.from_config(
        init_base_rng=jax.random.key(seed + 1), feature_sizes=list(sizes), drop_rate=rate
    )
    golden.add(
        layer="DropoutMLP", seed=seed, drop_rate=rate, feature_sizes=list(sizes), input=named(x),
        outputs=outputs(model, x, seed, 2),
    )  # fmt: skip


def main():
    for seed in (0, 1, 42, 2**31 + 5):
        layer(seed, 0.25, {"batch": 3, "features": 40})
    for rate in (0.0, 0.01, 0.1, 1 / 3, 0.5, 0.75, 0.999):
        layer(7, rate, {"features": 64})
    layer(8, 0.5, {"batch": 4, "seq": 5, "embedding": 6}, shared=("seq",))
    layer(9, 0.5, {"batch": 4, "seq": 5, "embedding": 6}, shared=("embedding", "batch"))
    layer(10, 0.3, {"batch": 4}, shared=("batch",), calls=6)
    for dtype in ("bfloat16", "float16"):
        layer(11, 0.3, {"batch": 4, "features": 16}, dtype=dtype)
    mlp(3, 0.5, (4, 8, 8, 2), 5)
    mlp(4, 0.2, (3, 16, 1), 7)
    golden.write()


if __name__ == "__main__":
    main()
