"""The original's llama-like transformer with plain arrays, as PlainTransformer.swift has it."""

import jax
import jax.numpy as jnp
import numpy as np

WIDTH, HEADS, KEY_HEADS, HEAD_WIDTH, HIDDEN, VOCABULARY = 512, 8, 4, 64, 1376, 4096


def shapes(blocks):
    d, k, h = WIDTH, KEY_HEADS, HEAD_WIDTH
    block = [
        (d,), (d, k, HEADS // k, h), (d, k, h), (d, k, h), (k, HEADS // k, h, d),
        (d,), (d, HIDDEN), (d, HIDDEN), (HIDDEN, d),
    ]  # fmt: skip
    return [(VOCABULARY, d), *(block * blocks), (d,)]


def parameters(blocks):
    return [
        jnp.ones(shape) if len(shape) == 1 else jax.random.normal(jax.random.key(number), shape) * 0.02
        for number, shape in enumerate(shapes(blocks))
    ]


def tokens(batch, length):
    place = np.arange(batch * length, dtype=np.int64)
    return jnp.asarray(((place * 7919 + place * place) % VOCABULARY).astype(np.int32).reshape(batch, length))


def rms_norm(x, scale):
    return x * jax.lax.rsqrt(jnp.mean(jnp.square(x), axis=-1, keepdims=True) + 1e-6) * scale


def rotated(x, cosine, sine):
    half = HEAD_WIDTH // 2
    first, second = x[..., :half], x[..., half:]
    return jnp.concatenate([first * cosine - second * sine, second * cosine + first * sine], axis=-1)


def loss(blocks, parameters, tokens):
    inputs, targets = tokens[:, :-1], tokens[:, 1:]
    length, half = inputs.shape[1], HEAD_WIDTH // 2
    frequencies = jnp.exp(jnp.arange(half, dtype=jnp.float32) * (-np.log(10000.0) / half))
    angles = jnp.arange(length, dtype=jnp.float32)[:, None] * frequencies[None, :]
    cosine, sine = jnp.cos(angles), jnp.sin(angles)
    mask = jnp.arange(length)[:, None] >= jnp.arange(length)[None, :]

    embedding, *rest = parameters
    x = jnp.take(embedding, inputs, axis=0)
    for block in range(blocks):
        p = rest[9 * block : 9 * block + 9]
        normed = rms_norm(x, p[0])
        query = rotated(jnp.einsum("bsd,dkgh->bskgh", normed, p[1]), cosine[:, None, None], sine[:, None, None])
        key = rotated(jnp.einsum("bsd,dkh->bskh", normed, p[2]), cosine[:, None], sine[:, None])
        value = jnp.einsum("bsd,dkh->bskh", normed, p[3])
        scores = jnp.einsum("bskgh,btkh->bkgst", query, key) * 0.125
        weights = jax.nn.softmax(jnp.where(mask, scores, -1e30), axis=-1)
        mixed = jnp.einsum("bkgst,btkh->bskgh", weights, value)
        x = x + jnp.einsum("bskgh,kghd->bsd", mixed, p[4])
        second = rms_norm(x, p[5])
        x = x + (jax.nn.silu(second @ p[6]) * (second @ p[7])) @ p[8]
    logits = jnp.einsum("bsd,vd->bsv", rms_norm(x, rest[-1]), embedding)
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits, axis=-1), targets[..., None], axis=-1)
    return -jnp.mean(chosen)
