"""transformers.json: whole transformers of the Llama-like families in random configurations."""

from layers_random import DTYPES, case, choice, integer, integers, positions
from record import Golden


def transformers(golden, dtype):
    for number in range(7):
        kv_heads, multiplier = [(2, 1), (1, 3), (2, 2), (1, 1)][number % 4]
        stacked = number >= 4
        blocks = 2
        windows = [[0], [2], [0], [2, 0]][number % 4]
        if stacked:
            windows = windows[:1]
        # The original builds the map to the logits in float32 whatever the type; only tied models can be compared in others.
        config = {
            "layer": "TransformerLM", "num_kv_heads": kv_heads, "query_head_multiplier": multiplier,
            "embedding_dim": integer(3, 6), "projection_dim": 2 * integer(1, 2), "mlp_hidden_dim": integer(2, 5),
            "num_decoder_blocks": blocks, "vocab_size": integer(5, 9), "windows": windows,
            "mlp_variant": choice(("geglu_approx", "swiglu")), "tie_embedder_and_logits": bool(integer(0, 1)) or dtype != "float32",
            "rope_wavelength": choice((100.0, 10_000.0)), "rms_norm_eps": choice((1e-6, 1e-5)),
            "use_post_attn_norm": bool(integer(0, 1)), "use_post_ffw_norm": bool(integer(0, 1)),
            "final_logit_softcap": choice((None, 2.0)), "attn_logits_soft_cap": choice((None, 5.0)),
            "query_scaling_factor": choice(("default", 0.3)), "use_layer_stack": stacked, "dtype": dtype,
        }  # fmt: skip
        config = {name: value for name, value in config.items() if value is not None}
        axes = {"batch": integer(1, 2), "seq": integer(2, 5)}
        side = {"token_positions": positions(axes)} if integer(0, 1) else {}
        case(golden, config, [integers(axes, 0, config["vocab_size"])], side)


def main():
    golden = Golden("transformers")
    for dtype in DTYPES:
        transformers(golden, dtype)
    golden.write()


if __name__ == "__main__":
    main()
