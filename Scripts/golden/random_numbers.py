"""random.json: keys and random numbers of jax.random (threefry2x32, partitionable mode)."""

import jax
import jax.numpy as jnp
from record import Golden, array, is_wide

SEEDS = [0, 1, 42, 2**31 - 1, 2**31, 2**32 - 1, 2**32 + 5, 2**63 - 1, -1, -42]
KEYS = [jax.random.key(0), jax.random.key(42), jax.random.fold_in(jax.random.key(7), 123456789)]
SHAPES = [(), (0,), (1,), (5,), (7,), (2, 3), (2, 0, 3), (3, 1, 4), (64,)]
FLOATS = ["float32", "float64", "bfloat16", "float16"]

golden = Golden("random")


def draw(op, function, key, x64=False, **params):
    """Records what `function(key)` gives."""
    with jax.enable_x64(x64):
        output = function(key)
        golden.add(op=op, params={"x64": x64, **params}, inputs=[array(key)], outputs=[array(output)])


def keys():
    for x64 in (False, True):
        for seed in SEEDS:
            if not x64 and seed >= 2**63:
                continue
            with jax.enable_x64(x64):
                golden.add(
                    op="key", params={"seed": str(seed), "x64": x64}, inputs=[], outputs=[array(jax.random.key(seed))]
                )
    for key in KEYS:
        for shape in [(1,), (2,), (3,), (5,), (16,), (2, 3), (0,), (3, 1, 2)]:
            draw("split", lambda k: jax.random.split(k, shape), key, shape=shape)
        for data in [0, 1, 2, 1000, 2**31, 2**32 - 1]:
            draw("fold_in", lambda k: jax.random.fold_in(k, jnp.uint32(data)), key, data=data)


def bits():
    for key in KEYS:
        for dtype in ["uint8", "uint16", "uint32", "uint64"]:
            for shape in SHAPES:
                draw("bits", lambda k: jax.random.bits(k, shape, dtype), key, is_wide(dtype), shape=shape, dtype=dtype)


def uniform():
    for key in KEYS:
        for dtype in FLOATS:
            for shape in [(), (5,), (2, 3), (64,), (0,)]:
                draw(
                    "uniform",
                    lambda k: jax.random.uniform(k, shape, dtype),
                    key,
                    is_wide(dtype),
                    shape=shape,
                    dtype=dtype,
                    minval=0.0,
                    maxval=1.0,
                )
            for low, high in [(-1.0, 1.0), (2.5, 3.0), (-100.0, 1000.0), (0.0, 1e-3)]:
                draw(
                    "uniform",
                    lambda k: jax.random.uniform(k, (9,), dtype, low, high),
                    key,
                    is_wide(dtype),
                    shape=(9,),
                    dtype=dtype,
                    minval=low,
                    maxval=high,
                )


def normal():
    for key in KEYS:
        for dtype in FLOATS:
            for shape in [(), (5,), (2, 3), (64,), (0,)]:
                draw(
                    "normal",
                    lambda k: jax.random.normal(k, shape, dtype),
                    key,
                    is_wide(dtype),
                    shape=shape,
                    dtype=dtype,
                )
        for dtype in ["float32", "float64"]:
            for low, high in [(-2.0, 2.0), (-1.0, 0.5), (0.0, 3.0)]:
                draw(
                    "truncated_normal",
                    lambda k: jax.random.truncated_normal(k, low, high, (9,), dtype),
                    key,
                    is_wide(dtype),
                    shape=(9,),
                    dtype=dtype,
                    lower=low,
                    upper=high,
                )


def integers():
    ranges = {
        "int8": [(-128, 127), (0, 10)], "uint8": [(0, 255), (3, 4)], "int16": [(-32768, 32767), (0, 1000)],
        "uint16": [(0, 65535), (5, 9)], "int32": [(-(2**31), 2**31 - 1), (0, 10), (-5, 6), (7, 7), (9, 3)],
        "uint32": [(0, 2**32 - 1), (1, 1000)], "int64": [(-(2**40), 2**40), (0, 10), (-(2**63), 2**63 - 1)],
        "uint64": [(0, 2**50), (0, 3)],
    }  # fmt: skip
    for key in KEYS:
        for dtype, bounds in ranges.items():
            for low, high in bounds:
                with jax.enable_x64(is_wide(dtype)):
                    # As arrays: a Python integer as wide as its dtype would overflow on the way in.
                    ends = jnp.asarray(low, dtype), jnp.asarray(high, dtype)
                    draw(
                        "randint",
                        lambda k: jax.random.randint(k, (11,), *ends, dtype),
                        key,
                        is_wide(dtype),
                        shape=(11,),
                        dtype=dtype,
                        minval=str(low),
                        maxval=str(high),
                    )


def choices():
    for key in KEYS:
        for p_dtype in ["float32", "float64"]:
            for p in [0.0, 0.1, 0.5, 0.9, 1.0]:
                with jax.enable_x64(is_wide(p_dtype)):
                    probability = jnp.asarray(p, p_dtype)
                    draw(
                        "bernoulli",
                        lambda k: jax.random.bernoulli(k, probability, (33,)),
                        key,
                        is_wide(p_dtype),
                        shape=(33,),
                        p=p,
                        p_dtype=p_dtype,
                    )


def main():
    assert jax.config.jax_threefry_partitionable
    keys()
    bits()
    uniform()
    normal()
    integers()
    choices()
    golden.write()


if __name__ == "__main__":
    main()
