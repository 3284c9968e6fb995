"""layers.json: the original's layers: parameters from key and name, outputs, gradients, and error messages."""

import jax
import jax.numpy as jnp
import numpy as np
from named import named
from penzai import pz
from penzai.models import simple_mlp
from record import Golden

rng = np.random.default_rng(20240612)
golden = Golden("layers")

ACTIVATIONS = {
    "relu": jax.nn.relu, "gelu": jax.nn.gelu, "tanh": jnp.tanh, "silu": jax.nn.silu, "softplus": jax.nn.softplus,
    "gelu_exact": lambda x: jax.nn.gelu(x, approximate=False),
}  # fmt: skip
INITIALIZERS = {
    "xavier_uniform": pz.nn.xavier_uniform_initializer, "xavier_normal": pz.nn.xavier_normal_initializer,
    "zero": pz.nn.zero_initializer, "constant 0.5": pz.nn.constant_initializer(0.5),
}  # fmt: skip


def draw(axes, dtype="float32"):
    """A named array of random numbers."""
    return pz.nx.wrap(jnp.asarray(rng.standard_normal(tuple(axes.values())), dtype), *axes)


def pairs(axes):
    return [[name, size] for name, size in axes.items()]


def arguments(config):
    """A configuration as JSON: ordered axes as lists of pairs."""
    return {key: pairs(value) if isinstance(value, dict) else value for key, value in config.items()}


def make(layer, config, seed):
    """The layer `layer` from its configuration, with parameters drawn from `seed`."""
    key, config = jax.random.key(seed), dict(config)
    for name in ("initializer", "linear_initializer", "bias_initializer"):
        if name in config:
            config[name] = INITIALIZERS[config[name]]
    if layer == "MLP":
        if "activation_fn" in config:
            config["activation_fn"] = ACTIVATIONS[config["activation_fn"]]
        return simple_mlp.MLP.from_config(init_base_rng=key, **config)
    if layer in ("EmbeddingLookup", "EmbeddingDecode"):
        return getattr(pz.nn, layer)(pz.nn.EmbeddingTable.from_config(init_base_rng=key, **config))
    if layer == "Residual":
        return pz.nn.Residual(make("Affine", config, seed))
    if layer == "Sequential":
        first = {**config, "name": config["name"] + "_0"}
        last = {**config, "name": config["name"] + "_1"}
        return pz.nn.Sequential(
            [
                make("Affine", first, seed),
                pz.nn.Elementwise(jnp.tanh),
                pz.nn.Softmax("features"),
                make("Affine", last, seed),
            ]
        )
    if layer == "Softmax":
        return pz.nn.Softmax(tuple(config["axes"]))
    if layer == "Elementwise":
        return pz.nn.Elementwise(ACTIVATIONS[config["function"]])
    return getattr(pz.nn, layer).from_config(init_base_rng=key, **config)


def evaluated(model, x, cotangent_of):
    """Output, cotangent, and gradients of sum(output * cotangent) for every parameter and for a float input."""
    unbound, parameters = pz.unbind_params(model, freeze=True)
    output = model(x)
    cotangent = cotangent_of(dict(output.named_shape))
    floating = jnp.issubdtype(x.dtype, jnp.floating)

    def loss(parameters, x):
        product = (pz.bind_variables(unbound, parameters)(x) * cotangent).order_as(*cotangent.named_shape)
        return product.data_array.astype(jnp.float32).sum()

    # Integer inputs (token ids) are not differentiated.
    gradients, *of_input = jax.grad(loss, argnums=(0, 1) if floating else (0,))(parameters, x)
    return {
        "parameters": [{"label": p.label, "value": named(p.value)} for p in parameters],
        "input": named(x), "output": named(output), "cotangent": named(cotangent),
        "gradients": [{"label": p.label, "value": named(p.value)} for p in gradients],
        "input_gradient": named(of_input[0]) if of_input else None,
    }  # fmt: skip


def case(layer, x, seed=0, dtype="float32", **config):
    full = {**config, "dtype": dtype} if dtype != "float32" else config
    fields = evaluated(make(layer, full, seed), x, lambda shape: draw(shape, dtype))
    golden.add(layer=layer, seed=seed, config=arguments(full), **fields)


def failing(layer, x, seed=0, **config):
    """A layer that cannot be made, or that refuses its input."""
    try:
        model = make(layer, config, seed)
        model(x)
    except Exception as failure:
        error = {"type": type(failure).__name__, "message": str(failure)}
        golden.add(layer=layer, seed=seed, config=arguments(config), input=named(x), error=error)
        return
    raise AssertionError(f"{layer} with {config} did not fail")


def linear_family():
    batch = {"batch": 2}
    for seed in (0, 1, 42, 2**31 + 5):
        case(
            "Linear",
            draw({**batch, "features": 3}),
            seed,
            name="linear",
            input_axes={"features": 3},
            output_axes={"out": 4},
        )
    case(
        "Linear",
        draw({"features": 3, **batch}),
        name="model/block_0/linear",
        input_axes={"features": 3},
        output_axes={"features": 3},
    )
    case(
        "Linear",
        draw({**batch, "features": 3}),
        name="wider",
        input_axes={"features": 3},
        output_axes={"features": 5, "extra": 2},
    )
    case(
        "Linear",
        draw({"seq": 2, "heads": 2, "projection": 3}),
        name="out",
        input_axes={"heads": 2, "projection": 3},
        output_axes={"embedding": 4},
    )
    case(
        "Linear",
        draw({"projection": 3, "seq": 2, "heads": 2}),
        name="in other order",
        input_axes={"heads": 2, "projection": 3},
        output_axes={"embedding": 4},
    )
    case(
        "Linear",
        draw({"seq": 2, "embedding": 4}),
        name="query",
        input_axes={"embedding": 4},
        output_axes={"heads": 2, "projection": 3},
    )
    case(
        "Linear",
        draw({**batch, "heads": 2, "in": 3}),
        name="parallel",
        input_axes={"in": 3},
        output_axes={"out": 4},
        parallel_axes={"heads": 2},
    )
    case(
        "Linear",
        draw({**batch, "in": 3}),
        name="broadcast",
        input_axes={"in": 3},
        output_axes={"out": 4},
        parallel_broadcast_axes={"heads": 2},
    )
    case(
        "Linear",
        draw({**batch, "p": 2, "in": 3}),
        name="both",
        input_axes={"in": 3},
        output_axes={"in": 2},
        parallel_axes={"p": 2},
        parallel_broadcast_axes={"q": 2},
    )
    case(
        "Linear",
        draw({"features": 4, **batch}),
        name="scale",
        input_axes={},
        output_axes={},
        parallel_axes={"features": 4},
        initializer="constant 0.5",
    )
    case("Linear", draw({"in": 3}), name="no batch", input_axes={"in": 3}, output_axes={"out": 2})
    case("Linear", draw(batch), name="from nothing", input_axes={}, output_axes={"out": 3})
    case("Linear", draw({**batch, "in": 3}), name="to nothing", input_axes={"in": 3}, output_axes={})
    for initializer in INITIALIZERS:
        case(
            "Linear",
            draw({**batch, "in": 3}),
            7,
            name="initialized",
            input_axes={"in": 3},
            output_axes={"out": 4},
            initializer=initializer,
        )
    case(
        "Linear",
        draw({**batch, "in": 8}, "bfloat16"),
        name="half",
        dtype="bfloat16",
        input_axes={"in": 8},
        output_axes={"out": 4},
    )
    case("Linear", draw({**batch, "größe": 2}), name="größe/λ", input_axes={"größe": 2}, output_axes={"out": 2})

    case(
        "AddBias",
        draw({**batch, "features": 3}),
        name="shift",
        biased_axes={"features": 3},
        initializer="xavier_normal",
    )
    case(
        "AddBias",
        draw({"features": 3, **batch}),
        name="shift two",
        biased_axes={"batch": 2, "features": 3},
        initializer="xavier_uniform",
    )
    case(
        "AddBias",
        draw(batch),
        name="new axis",
        biased_axes={"batch": 2},
        new_output_axes={"copy": 3},
        initializer="xavier_normal",
    )
    case("AddBias", draw({**batch, "features": 3}), name="zero", biased_axes={"features": 3})

    for seed in (0, 3):
        case(
            "Affine",
            draw({**batch, "features": 3}),
            seed,
            name="affine",
            input_axes={"features": 3},
            output_axes={"out": 4},
        )
    case(
        "Affine",
        draw({**batch, "features": 3}),
        name="square",
        input_axes={"features": 3},
        output_axes={"features": 3},
        linear_initializer="xavier_normal",
        bias_initializer="xavier_normal",
    )
    case(
        "Affine",
        draw({**batch, "p": 2, "in": 3}),
        name="all",
        input_axes={"in": 3},
        output_axes={"out": 2},
        parallel_axes={"p": 2},
        parallel_broadcast_axes={"q": 3},
        bias_initializer="xavier_uniform",
    )


def others():
    ids = pz.nx.wrap(np.array([[0, 4, 2], [1, 1, 3]], np.int32), "batch", "seq")
    case("EmbeddingLookup", ids, name="embedder", vocab_size=5, embedding_axes={"embedding": 4})
    case(
        "EmbeddingLookup",
        ids,
        9,
        name="two axes",
        vocab_size=5,
        embedding_axes={"heads": 2, "embedding": 3},
        vocabulary_axis="tokens",
    )
    wild = pz.nx.wrap(np.array([-1, 5, 99, -99], np.int32), "seq")
    case("EmbeddingLookup", wild, name="clipped", vocab_size=5, embedding_axes={"embedding": 2})
    case(
        "EmbeddingDecode",
        draw({"seq": 3, "embedding": 4}),
        name="embedder",
        vocab_size=5,
        embedding_axes={"embedding": 4},
    )
    case(
        "EmbeddingDecode",
        draw({"embedding": 3, "seq": 2, "heads": 2}),
        name="two axes",
        vocab_size=5,
        embedding_axes={"heads": 2, "embedding": 3},
    )
    x = {"a": 2, "b": 3, "c": 2}
    for axes in (["b"], ["a", "c"], ["c", "a"], ["a", "b", "c"]):
        case("Softmax", draw(x), axes=axes)
    for function in ACTIVATIONS:
        case("Elementwise", draw(x), function=function)
    case(
        "Residual",
        draw({"batch": 2, "features": 3}),
        name="res",
        input_axes={"features": 3},
        output_axes={"features": 3},
    )
    case(
        "Sequential",
        draw({"batch": 2, "features": 3}),
        name="seq",
        input_axes={"features": 3},
        output_axes={"features": 3},
    )
    case("LayerNorm", draw({"batch": 3, "features": 4}), name="norm", across_axes={"features": 4})
    case(
        "LayerNorm",
        draw({"h": 2, "batch": 2, "features": 3}),
        name="joint",
        across_axes={"features": 3, "h": 2},
        epsilon=0.1,
    )
    case("RMSLayerNorm", draw({"batch": 3, "features": 4}), name="rms", across_axes={"features": 4})
    case("RMSLayerNorm", draw({"batch": 3, "features": 4}), name="rms", across_axes={"features": 4}, epsilon=0.1)


def models():
    for seed, sizes in [(0, [2, 32, 32, 2]), (1, [3, 5]), (42, [4, 8, 3]), (2**32 - 1, [2, 3, 4, 5, 1])]:
        case("MLP", draw({"batch": 3, "features": sizes[0]}), seed, feature_sizes=sizes)
    case(
        "MLP",
        draw({"channels": 3}),
        5,
        feature_sizes=[3, 4, 2],
        name="small",
        activation_fn="tanh",
        feature_axis="channels",
    )
    case("MLP", draw({"batch": 2, "features": 3}), 6, feature_sizes=[3, 4, 2], activation_fn="gelu")


def errors():
    weights = {"input_axes": {"features": 3}, "output_axes": {"out": 4}}
    failing("Linear", draw({"batch": 2, "features": 5}), name="mlp/Affine_0/Linear", **weights)
    failing("Linear", draw({"batch": 2}), name="linear", **weights)
    failing("Linear", draw({"batch": 2, "feature": 3}), name="linear", **weights)
    failing("Linear", draw({"features": 3, "out": 4}), name="linear", **weights)
    failing("Linear", pz.nx.wrap(np.zeros((2, 3), np.int32), "batch", "features"), name="linear", **weights)
    failing("Linear", draw({"batch": 2, "features": 3}).untag("batch"), name="linear", **weights)
    failing(
        "Linear",
        draw({"heads": 5, "in": 7}),
        name="several",
        input_axes={"in": 3},
        output_axes={"out": 4},
        parallel_axes={"heads": 2},
    )
    failing(
        "Linear",
        draw({"features": 3}),
        name="linear",
        input_axes={"features": 3},
        output_axes={"features": 3},
        rename_outputs_if_necessary=False,
    )
    failing(
        "Linear", draw({"in": 3}), name="linear", input_axes={"in": 3}, output_axes={"out": 3}, parallel_axes={"in": 3}
    )
    failing(
        "Linear",
        draw({"in": 3}),
        name="linear",
        input_axes={"in": 3},
        output_axes={"out": 3},
        parallel_axes={"p": 2},
        parallel_broadcast_axes={"p": 2},
    )
    failing(
        "Linear", draw({"in": 3, "in_out": 3}), name="linear", input_axes={"in": 3, "in_out": 3}, output_axes={"in": 3}
    )
    failing("Affine", draw({"batch": 2, "features": 5}), name="affine", **weights)
    failing("AddBias", draw({"features": 5}), name="bias", biased_axes={"features": 3})
    failing(
        "EmbeddingDecode",
        draw({"seq": 2, "embedding": 3}),
        name="embedder",
        vocab_size=5,
        embedding_axes={"embedding": 4},
    )
    failing("EmbeddingLookup", draw({"seq": 2}), name="embedder", vocab_size=5, embedding_axes={"vocabulary": 4})
    failing("Softmax", draw({"a": 2}), axes=["b"])
    failing("LayerNorm", draw({"batch": 2, "features": 3}), name="norm", across_axes={"features": 4})
    failing("MLP", draw({"batch": 2, "features": 5}), feature_sizes=[2, 3, 2])


def main():
    linear_family()
    others()
    models()
    errors()
    golden.write()


if __name__ == "__main__":
    main()
