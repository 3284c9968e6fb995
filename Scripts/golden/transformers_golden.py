"""transformers/NAME: small random models of the llama and mistral families as Hugging Face folders, with their logits.

Each folder holds config.json, safetensors (some in shards with an index) and expected.safetensors: tokens and logits,
batch x seq (x vocabulary). The logits are those that transformers gives in float32 for the folder as it was written,
so that the keys of older files go through its own reading of them.
"""

import json
import os
import shutil
import sys

# A script of this folder has the name of the package.
sys.path = [entry for entry in sys.path if os.path.abspath(entry or ".") != os.path.dirname(os.path.abspath(__file__))]

import torch  # noqa: E402
import transformers  # noqa: E402
from safetensors.torch import save_file  # noqa: E402

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Tests", "Golden", "transformers")
LENGTH = 12

SIZES = {
    "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 2, "num_attention_heads": 4,
    "num_key_value_heads": 2, "vocab_size": 40, "max_position_embeddings": 64,
}  # fmt: skip
LLAMA3 = {
    "rope_type": "llama3", "factor": 4.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
    "original_max_position_embeddings": 16,
}  # fmt: skip


def nested(**parameters):
    return {"rope_parameters": {"rope_theta": 500.0, **parameters}}


# Of each folder: the family, what differs from SIZES, how it is stored, and edits of the written config.json.
CASES = {
    "llama_full": ("llama", {"num_key_value_heads": 4}, {}, {}),
    "llama_grouped": ("llama", {"hidden_size": 32, "vocab_size": 64}, {}, {}),
    "llama_multiquery": ("llama", {"num_key_value_heads": 1}, {}, {}),
    "llama_head_dim": ("llama", {"hidden_size": 24, "head_dim": 10}, {}, {}),
    "llama_tied": ("llama", {"tie_word_embeddings": True}, {}, {}),
    "llama_biases": ("llama", {"attention_bias": True, "mlp_bias": True}, {}, {}),
    "llama_attention_bias": ("llama", {"attention_bias": True, "num_key_value_heads": 4}, {}, {}),
    "llama_epsilon": ("llama", {"rms_norm_eps": 0.25}, {}, {}),
    "llama_wavelength": ("llama", nested(rope_type="default"), {}, {}),
    "llama_linear": ("llama", nested(rope_type="linear", factor=3.0), {}, {}),
    "llama_llama3": ("llama", {**nested(**LLAMA3), "head_dim": 16}, {}, {}),
    "llama_flat": (
        "llama", {}, {},
        {"rope_parameters": None, "rope_theta": 700.0, "rope_scaling": None, "pretraining_tp": 1, "dtype": None,
         "torch_dtype": "float32", "head_dim": None, "_name_or_path": "somewhere/else"},
    ),
    "llama_flat_linear": (
        "llama", {}, {}, {"rope_parameters": None, "rope_scaling": {"type": "linear", "factor": 2.5}},
    ),
    "llama_flat_llama3": (
        "llama", {"head_dim": 12}, {},
        {"rope_parameters": None, "rope_theta": 300.0,
         "rope_scaling": {name: value for name, value in LLAMA3.items() if name != "original_max_position_embeddings"}},
    ),
    "llama_gelu": ("llama", {"hidden_act": "gelu"}, {}, {}),
    "llama_gelu_tanh": ("llama", {"hidden_act": "gelu_pytorch_tanh"}, {}, {}),
    "llama_relu": ("llama", {"hidden_act": "relu"}, {}, {}),
    "llama_sigmoid": ("llama", {"hidden_act": "sigmoid"}, {}, {}),
    "llama_bfloat16": ("llama", {"rms_norm_eps": 0.01}, {"dtype": torch.bfloat16}, {}),
    "llama_float16": ("llama", {}, {"dtype": torch.float16}, {}),
    "llama_shards": ("llama", {"num_hidden_layers": 3}, {"max_shard_size": "9KB"}, {}),
    "mistral_window": ("mistral", {"sliding_window": 3}, {}, {}),
    "mistral_window_linear": (
        "mistral", {"sliding_window": 5, **nested(rope_type="linear", factor=2.0), "num_key_value_heads": 1}, {}, {},
    ),
    "mistral_window_llama3": ("mistral", {"sliding_window": 4, **nested(**LLAMA3), "head_dim": 6}, {}, {}),
    "mistral_global": ("mistral", {"sliding_window": None, "hidden_size": 64, "head_dim": 8}, {}, {}),
    "mistral_tied_shards": (
        "mistral", {"tie_word_embeddings": True, "sliding_window": 1, "hidden_act": "gelu_new"},
        {"dtype": torch.bfloat16, "max_shard_size": "5KB"}, {},
    ),
    "mistral_flat": (
        "mistral", {"num_attention_heads": 8, "num_key_value_heads": 8, "hidden_size": 32}, {},
        # What is not written has the default of the family: eight heads of keys, a window of 4096.
        {"rope_parameters": None, "rope_theta": 1000.0, "sliding_window": "absent", "num_key_value_heads": "absent"},
    ),
}  # fmt: skip


def make(family, sizes, seed):
    config_type, model_type = {
        "llama": (transformers.LlamaConfig, transformers.LlamaForCausalLM),
        "mistral": (transformers.MistralConfig, transformers.MistralForCausalLM),
    }[family]
    model = model_type(config_type(**{**SIZES, **sizes}))
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, value in model.named_parameters():
            noise = torch.randn(value.shape, generator=generator)
            if "norm" in name:
                value.copy_(1 + 0.2 * noise)
            else:
                value.copy_(0.3 * noise if value.ndim == 1 or "embed" in name else noise / value.shape[-1] ** 0.5)
    return model


def edit(path, edits):
    """Changes the configuration: a key set to "absent" is left out, as is one of newer files that is set to None."""
    with open(path, encoding="utf-8") as file:
        config = json.load(file)
    for key, value in edits.items():
        if value == "absent" or (value is None and key in ("rope_parameters", "dtype")):
            config.pop(key, None)
        else:
            config[key] = value
    with open(path, "w", encoding="utf-8") as file:
        json.dump(config, file, indent=2, sort_keys=True)
        file.write("\n")


def write(name, seed):
    family, sizes, storage, edits = CASES[name]
    folder = os.path.join(FOLDER, name)
    model = make(family, sizes, seed).to(storage.get("dtype", torch.float32))
    model.save_pretrained(folder, **{key: value for key, value in storage.items() if key == "max_shard_size"})
    os.remove(os.path.join(folder, "generation_config.json"))
    edit(os.path.join(folder, "config.json"), edits)
    loaded = transformers.AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager"
    )
    generator = torch.Generator().manual_seed(seed + 1)
    tokens = torch.randint(0, model.config.vocab_size, (2, LENGTH), generator=generator)
    with torch.no_grad():
        logits = loaded(tokens, use_cache=False).logits
    save_file(
        {"tokens": tokens.to(torch.int32), "logits": logits.contiguous()}, os.path.join(folder, "expected.safetensors")
    )


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    for number, name in enumerate(CASES):
        write(name, 1000 + 10 * number)
