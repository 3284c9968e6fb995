"""layers_random.json: layers of every kind in random configurations, in float32 and bfloat16."""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from layers import ACTIVATIONS, pairs
from named import named
from penzai import pz
from penzai.models.transformer.variants import llamalike_common
from record import Golden

rng = np.random.default_rng(20261123)
DTYPES = ("float32", "bfloat16")
NAMES = ("batch", "seq", "heads", "features", "extra")


def integer(low, high):
    """A whole number from `low` to `high`."""
    return int(rng.integers(low, high + 1))


def choice(values):
    return values[integer(0, len(values) - 1)]


def shape(low=1, high=3, without=()):
    """Random named axes."""
    names = [name for name in NAMES if name not in without]
    chosen = rng.permutation(len(names))[: integer(low, min(high, len(names)))]
    return {names[place]: integer(1, 4) for place in chosen}


def shuffled(axes):
    """The axes in another order."""
    items = list(axes.items())
    return {items[place][0]: items[place][1] for place in rng.permutation(len(items))}


def draw(axes, dtype="float32"):
    """A named array of random numbers."""
    return pz.nx.wrap(jnp.asarray(rng.standard_normal(tuple(axes.values())), dtype), *axes)


def integers(axes, low, high):
    return pz.nx.wrap(jnp.asarray(rng.integers(low, high, tuple(axes.values())), jnp.int32), *axes)


def encoded(value):
    """A configuration as JSON: named axes as lists of pairs, layers and patterns as they are."""
    if isinstance(value, dict) and "layer" not in value:
        return pairs(value)
    if isinstance(value, dict):
        return {name: encoded(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [encoded(part) for part in value]
    return value


def initializer(name):
    """An initializer from `scale mode distribution`, or `constant number`."""
    words = name.split()
    if words[0] == "constant":
        return pz.nn.constant_initializer(float(words[1]))
    return functools.partial(
        pz.nn.variance_scaling_initializer, scale=float(words[0]), mode=words[1], distribution=words[2]
    )



def scaled_rope(axis, wavelength, factor):
    """ApplyRoPE with a scale factor, from its formula: the positions are divided by the factor."""

    @pz.pytree_dataclass
    class Scaled(pz.nn.Layer):
        def __call__(self, x, *, token_positions, **side):
            def rotate(x, position):
                half = x.shape[0] // 2
                timescale = wavelength ** (2 * jnp.arange(half) / x.shape[0])
                angle = position / timescale / factor
                first, second = x[:half], x[half:]
                turned = [
                    first * jnp.cos(angle) - second * jnp.sin(angle),
                    second * jnp.cos(angle) + first * jnp.sin(angle),
                ]
                return jnp.concatenate(turned)

            return pz.nx.nmap(rotate)(x.untag(axis), token_positions).tag(axis).astype(x.dtype)

    return Scaled()


def build(config, key):
    """The layer of a configuration; configurations may hold those of other layers."""
    config = dict(config)
    layer = config.pop("layer")
    dtype = config.get("dtype", "float32")
    for name in ("initializer", "linear_initializer", "bias_initializer"):
        if name in config:
            config[name] = initializer(config[name])
    if layer in ("Linear", "AddBias", "Affine", "LayerNorm", "RMSLayerNorm"):
        return getattr(pz.nn, layer).from_config(init_base_rng=key, **config)
    if layer in ("EmbeddingLookup", "EmbeddingDecode"):
        return getattr(pz.nn, layer)(pz.nn.EmbeddingTable.from_config(init_base_rng=key, **config))
    if layer in ("Sequential", "BranchAndAddTogether", "BranchAndMultiplyTogether"):
        return getattr(pz.nn, layer)([build(part, key) for part in config["parts"]])
    if layer == "NamedGroup":
        return pz.nn.NamedGroup(config["name"], [build(part, key) for part in config["parts"]])
    if layer == "Residual":
        return pz.nn.Residual(build(config["delta"], key))
    if layer == "Identity":
        return pz.nn.Identity()
    if layer == "RenameAxes":
        return pz.nn.RenameAxes(tuple(config["old"]), tuple(config["new"]))
    if layer == "NamedEinsum":
        return pz.nn.NamedEinsum(tuple(dict(axes) for axes in config["inputs"]), dict(config["output"]))
    if layer == "ConstantRescale":
        return pz.nn.ConstantRescale(by=jnp.asarray(config["by"], dtype))
    if layer == "TanhSoftCap":
        return pz.nn.TanhSoftCap(soft_cap=jnp.asarray(config["cap"], dtype))
    if layer == "CastToDType":
        return pz.nn.CastToDType(config["to"])
    if layer == "Softmax":
        return pz.nn.Softmax(tuple(config["axes"]))
    if layer == "Elementwise":
        return pz.nn.Elementwise(ACTIVATIONS[config["function"]])
    if layer == "Standardize":
        return pz.nn.Standardize(tuple(config["across"]), config["epsilon"])
    if layer == "RMSStandardize":
        return pz.nn.RMSStandardize(tuple(config["across"]), jnp.asarray(config["epsilon"], dtype))
    if layer == "ApplyRoPE":
        if "scale_factor" in config:
            return scaled_rope(config["axis"], config["wavelength"], config["scale_factor"])
        return pz.nn.ApplyRoPE(config["axis"], config["wavelength"], "token_positions")
    if layer == "ApplyRoPEToSubset":
        return pz.nn.ApplyRoPEToSubset(config["axis"], config["wavelength"], config["subset"], "token_positions")
    if layer == "ApplyExplicitAttentionMask":
        return pz.nn.ApplyExplicitAttentionMask("mask", jnp.asarray(config["masked"], dtype))
    if layer == "ApplyCausalAttentionMask":
        return pz.nn.ApplyCausalAttentionMask(masked_out_value=jnp.asarray(config["masked"], dtype))
    if layer == "ApplyCausalSlidingWindowAttentionMask":
        return pz.nn.ApplyCausalSlidingWindowAttentionMask(
            sliding_window_size=config["window"], masked_out_value=jnp.asarray(config["masked"], dtype)
        )
    if layer in ("Attention", "KVCachingAttention"):
        plain = pz.nn.Attention(**{name: build(part, key) for name, part in config["parts"].items() if name != "layer"})
        if layer == "Attention":
            return plain
        return pz.nn.KVCachingAttention.from_uncached(
            plain, "seq", config["cache_len"], dict(config["cached_axes"]), "end", cache_dtype=dtype, cache_label="cache"
        )
    if layer == "LayerStack":
        return pz.nn.LayerStack.from_sublayer_builder(
            lambda init_base_rng: build(config["sublayer"], init_base_rng), "stack", config["size"], key, {}
        )
    if layer == "TransformerLM":
        options = {name: value for name, value in config.items() if name not in ("dtype", "windows")}
        window = llamalike_common.AttentionTypeSlidingWindowCausal
        kinds = [window(size) if size else llamalike_common.AttentionTypeGlobalCausal() for size in config["windows"]]
        full = llamalike_common.LlamalikeTransformerConfig(
            **options, attention_type=kinds[0] if len(kinds) == 1 else kinds, parameter_dtype=jnp.dtype(dtype),
            activation_dtype=jnp.dtype(options.pop("activation_dtype", dtype)),
        )  # fmt: skip
        return llamalike_common.build_llamalike_transformer(full, key)
    raise ValueError(layer)


def case(golden, config, inputs, side=None, seed=None):
    """Records the parameters, the output, and the gradients of sum(output * cotangent) by parameters and inputs."""
    seed = integer(0, 2**31 - 1) if seed is None else seed
    side = side or {}
    model = build(config, jax.random.key(seed))
    unbound, parameters = pz.unbind_params(model, freeze=True)
    unbound, states = pz.unbind_state_vars(unbound, freeze=True)

    def run(parameters, inputs):
        layer = pz.bind_variables(unbound, (*parameters, *(state.unfreeze_as_copy() for state in states)))
        return layer(tuple(inputs) if config["layer"] == "NamedEinsum" else inputs[0], **side)

    # One program for each case: compiling each operation on its own takes ten times as long.
    output = jax.jit(run)(parameters, inputs)
    cotangent = draw(dict(output.named_shape), output.dtype)
    floating = [jnp.issubdtype(x.dtype, jnp.floating) for x in inputs]

    def loss(parameters, differentiable):
        rest = iter(differentiable)
        whole = [next(rest) if is_floating else x for x, is_floating in zip(inputs, floating)]
        product = (run(parameters, whole) * cotangent).order_as(*cotangent.named_shape)
        return product.unwrap(*cotangent.named_shape).astype(jnp.float32).sum()

    differentiable = [x for x, is_floating in zip(inputs, floating) if is_floating]
    of_parameters, of_inputs = jax.jit(jax.grad(loss, argnums=(0, 1)))(parameters, differentiable)
    golden.add(
        config=encoded(config), seed=seed, inputs=[named(x) for x in inputs],
        side={name: named(value) for name, value in side.items()},
        parameters=[{"label": p.label, "value": named(p.value)} for p in parameters],
        output=named(output), cotangent=named(cotangent),
        gradients=[{"label": p.label, "value": named(p.value)} for p in of_parameters],
        input_gradients=[named(x) for x in of_inputs],
    )  # fmt: skip
    if len(golden.cases) % 50 == 0:
        jax.clear_caches()  # The memory of some thousand programs.


def disjoint(count, low=1, high=2):
    """Several sets of named axes without a name in common."""
    names = [f"{letter}{place}" for place, letter in enumerate("abcdefghij")]
    names = [names[place] for place in rng.permutation(len(names))]
    sets = []
    for _ in range(count):
        size = integer(low, high)
        sets.append({name: integer(1, 4) for name in names[:size]})
        names = names[size:]
    return sets


def linear_family(golden, dtype):
    modes = ("fan_in", "fan_out", "fan_avg")
    kinds = ("uniform", "normal", "truncated_normal")
    for mode in modes:
        for kind in kinds:
            batch, inputs, outputs, parallel = disjoint(4, 1, 2)
            scale = choice((0.5, 1.0, 2.0))
            case(
                golden,
                {"layer": "Linear", "name": f"layer/{mode}/{kind}", "input_axes": inputs, "output_axes": outputs,
                 "parallel_axes": parallel, "initializer": f"{scale} {mode} {kind}", "dtype": dtype},
                [draw(shuffled({**batch, **inputs, **parallel}), dtype)],
            )  # fmt: skip
    for _ in range(6):
        batch, inputs, outputs, parallel, broadcast = disjoint(5, 0, 2)
        if integer(0, 1):
            outputs = {**outputs, **inputs}
        case(
            golden,
            {"layer": choice(("Linear", "Affine")), "name": "random", "input_axes": inputs, "output_axes": outputs,
             "parallel_axes": parallel, "parallel_broadcast_axes": broadcast, "dtype": dtype},
            [draw(shuffled({**batch, **inputs, **parallel}), dtype)],
        )  # fmt: skip
    for _ in range(4):
        batch, biased, new = disjoint(3, 0, 2)
        case(
            golden,
            {"layer": "AddBias", "name": "bias", "biased_axes": biased, "new_output_axes": new,
             "initializer": "1.0 fan_out normal" if biased or new else "constant 0.25", "dtype": dtype},
            [draw(shuffled({**batch, **biased}), dtype)],
        )  # fmt: skip
    for _ in range(3):
        [axes] = disjoint(1, 2, 4)
        old = list(axes)[: integer(1, len(axes))]
        # Names change places, or are new.
        new = [*old[1:], old[0]] if integer(0, 1) else [f"new_{name}" for name in old]
        case(golden, {"layer": "RenameAxes", "old": old, "new": new}, [draw(axes, dtype)])
    case(golden, {"layer": "ConstantRescale", "by": float(rng.uniform(0.1, 3)), "dtype": dtype}, [draw(shape(), dtype)])


def einsums(golden, dtype):
    for _ in range(6):
        [batch] = disjoint(1, 0, 2)
        sizes = {symbol: integer(1, 3) for symbol in "ijkl"}
        operands, arrays = [], []
        for number in range(integer(1, 3)):
            symbols = [choice("ijkl") for _ in range(integer(1, 3))]
            axes = {f"x{number}{place}": symbol for place, symbol in enumerate(symbols)}
            operands.append(axes)
            arrays.append(draw(shuffled({**batch, **{name: sizes[symbol] for name, symbol in axes.items()}}), dtype))
        known = sorted({symbol for axes in operands for symbol in axes.values()})
        kept = [symbol for symbol in known if integer(0, 1)]
        output = {f"out_{symbol}": symbol for symbol in kept}
        case(golden, {"layer": "NamedEinsum", "inputs": operands, "output": output}, arrays)


def elementwise(golden, dtype):
    for function in sorted(ACTIVATIONS):
        case(golden, {"layer": "Elementwise", "function": function}, [draw(shape(), dtype)])
    for _ in range(3):
        axes = shape(1, 4)
        over = list(axes)[: integer(1, len(axes))]
        case(golden, {"layer": "Softmax", "axes": over}, [draw(shuffled(axes), dtype)])
    case(golden, {"layer": "TanhSoftCap", "cap": float(rng.uniform(0.5, 4)), "dtype": dtype}, [draw(shape(), dtype)])
    other = DTYPES[dtype == DTYPES[0]]
    case(golden, {"layer": "CastToDType", "to": other}, [draw(shape(), dtype)])


def normalization(golden, dtype):
    for layer in ("Standardize", "RMSStandardize", "LayerNorm", "RMSLayerNorm"):
        for _ in range(4):
            axes = {name: size + 1 for name, size in shape(1, 4).items()}
            across = {name: axes[name] for name in list(axes)[: integer(1, len(axes))]}
            epsilon = choice((1e-6, 1e-5, 0.1))
            config = {"layer": layer, "epsilon": epsilon}
            if layer.endswith("Norm"):
                config |= {"name": "norm", "across_axes": across, "dtype": dtype}
            else:
                config |= {"across": list(across)} | ({"dtype": dtype} if layer == "RMSStandardize" else {})
            case(golden, config, [draw(shuffled(axes), dtype)])


def embeddings(golden, dtype):
    for _ in range(3):
        [vectors, batch] = disjoint(2, 1, 2)
        size = integer(2, 6)
        table = {"name": "table", "vocab_size": size, "embedding_axes": vectors, "dtype": dtype}
        case(golden, {"layer": "EmbeddingLookup", **table}, [integers(batch, 0, size)])
        case(golden, {"layer": "EmbeddingDecode", **table}, [draw(shuffled({**batch, **vectors}), dtype)])
    for _ in range(6):
        half, wavelength = integer(1, 4), choice((10.0, 1e4, 1e6))
        axes = shuffled({"seq": integer(1, 4), "projection": 2 * half, **shape(0, 2, without=("seq",))})
        known = {name: axes[name] for name in axes if name != "projection" and integer(0, 1)}
        side = {"token_positions": integers(known, -1, 40)}
        config = {"layer": "ApplyRoPE", "axis": "projection", "wavelength": wavelength}
        if integer(0, 1):
            config["scale_factor"] = choice((1.0, 2.0, 8.0))
        case(golden, config, [draw(axes, dtype)], side)
        if half > 1:
            subset = 2 * integer(1, half)
            config = {"layer": "ApplyRoPEToSubset", "axis": "projection", "wavelength": wavelength, "subset": subset}
            case(golden, config, [draw(axes, dtype)], side)


def positions(axes):
    """Positions of tokens, those of padding -1."""
    values = rng.integers(0, 8, tuple(axes.values()))
    return pz.nx.wrap(jnp.asarray(np.where(values == 7, -1, values), jnp.int32), *axes)


def masks(golden, dtype):
    for _ in range(3):
        length, batch = integer(1, 5), integer(1, 2)
        axes = shuffled({"batch": batch, "seq": length, "kv_seq": length, "heads": integer(1, 2)})
        masked = choice((-1e9, -2.3819763e38, -5.0))
        known = {"seq": length} if integer(0, 1) else {"batch": batch, "seq": length}
        side = {"token_positions": positions(known)}
        for config in (
            {"layer": "ApplyCausalAttentionMask"},
            {"layer": "ApplyCausalSlidingWindowAttentionMask", "window": integer(1, 4)},
        ):
            case(golden, {**config, "masked": masked, "dtype": dtype}, [draw(axes, dtype)], side)
        mask = pz.nx.wrap(jnp.asarray(rng.integers(0, 2, (length, length)) == 1), "seq", "kv_seq")
        config = {"layer": "ApplyExplicitAttentionMask", "masked": masked, "dtype": dtype}
        case(golden, config, [draw(axes, dtype)], {"mask": mask})


def attention_parts(embedding, heads, projection, mask, dtype):
    def linear(name, inputs, outputs):
        return {"layer": "Linear", "name": name, "input_axes": inputs, "output_axes": outputs, "dtype": dtype}

    def einsum(*axes):
        return {"layer": "NamedEinsum", "inputs": list(axes[:2]), "output": axes[2]}

    full = {"heads": heads, "projection": projection}
    query = {"seq": "t", "heads": "h"}
    return {
        "layer": "parts",
        "input_to_query": linear("query", {"embedding": embedding}, full),
        "input_to_key": linear("key", {"embedding": embedding}, full),
        "input_to_value": linear("value", {"embedding": embedding}, full),
        "query_key_to_attn": {"layer": "Sequential", "parts": [
            einsum({**query, "projection": "p"}, {"seq": "s", "heads": "h", "projection": "p"}, {**query, "kv_seq": "s"}),
            mask,
            {"layer": "Softmax", "axes": ["kv_seq"]},
        ]},
        "attn_value_to_output": {"layer": "Sequential", "parts": [
            einsum({**query, "kv_seq": "s"}, {"seq": "s", "heads": "h", "projection": "p"}, {**query, "projection": "p"}),
            linear("output", full, {"embedding": embedding}),
        ]},
    }  # fmt: skip


def attention(golden, dtype):
    for _ in range(3):
        embedding, heads, projection, length = integer(1, 4), integer(1, 2), integer(1, 3), integer(1, 4)
        batch = integer(1, 2)
        mask = {"layer": "ApplyCausalAttentionMask", "masked": -1e9, "dtype": dtype}
        parts = attention_parts(embedding, heads, projection, mask, dtype)
        axes = shuffled({"batch": batch, "seq": length, "embedding": embedding})
        side = {"token_positions": pz.nx.arange("seq", length)}
        case(golden, {"layer": "Attention", "parts": parts}, [draw(axes, dtype)], side)
    for _ in range(2):
        embedding, heads, projection, length = integer(1, 4), integer(1, 2), integer(1, 3), integer(1, 3)
        cache = length + integer(0, 3)
        parts = attention_parts(embedding, heads, projection, {"layer": "ApplyExplicitAttentionMask", "masked": -1e9,
                                                                "dtype": dtype}, dtype)  # fmt: skip
        end = integer(0, cache)
        seen = min(end, cache - length) + length
        mask = np.broadcast_to(np.arange(cache) < seen, (length, cache))
        side = {"end": pz.nx.wrap(jnp.asarray(end, jnp.int32)), "mask": pz.nx.wrap(jnp.asarray(mask), "seq", "kv_seq")}
        case(
            golden,
            {"layer": "KVCachingAttention", "parts": parts, "cache_len": cache,
             "cached_axes": {"heads": heads, "projection": projection}, "dtype": dtype},
            [draw({"seq": length, "embedding": embedding}, dtype)], side,
        )  # fmt: skip


def combinators(golden, dtype):
    for layer in ("BranchAndAddTogether", "BranchAndMultiplyTogether", "Sequential", "NamedGroup"):
        for _ in range(2):
            batch, axes = disjoint(2, 1, 2)
            parts = [
                {"layer": "Affine", "name": f"part_{number}", "input_axes": axes, "output_axes": axes, "dtype": dtype}
                for number in range(integer(1, 3))
            ] + [{"layer": "Elementwise", "function": "tanh"}]
            config = {"layer": layer, "parts": parts} | ({"name": "group"} if layer == "NamedGroup" else {})
            case(golden, {"layer": "Residual", "delta": config}, [draw(shuffled({**batch, **axes}), dtype)])
    for _ in range(2):
        batch, axes = disjoint(2, 1, 2)
        # A norm over one number divides rounding errors by each other.
        axes = {name: size + 1 for name, size in axes.items()}
        block = {"layer": "Residual", "delta": {"layer": "Sequential", "parts": [
            {"layer": "LayerNorm", "name": "block/norm", "across_axes": axes, "dtype": dtype},
            {"layer": "Affine", "name": "block/affine", "input_axes": axes, "output_axes": axes, "dtype": dtype},
        ]}}  # fmt: skip
        case(golden, {"layer": "LayerStack", "sublayer": block, "size": integer(1, 4)},
             [draw(shuffled({**batch, **axes}), dtype)])  # fmt: skip


def main():
    golden = Golden("layers_random")
    for dtype in DTYPES:
        for _ in range(2):
            linear_family(golden, dtype)
            einsums(golden, dtype)
            elementwise(golden, dtype)
            embeddings(golden, dtype)
            masks(golden, dtype)
        normalization(golden, dtype)
        attention(golden, dtype)
        combinators(golden, dtype)
    golden.write()


if __name__ == "__main__":
    main()
