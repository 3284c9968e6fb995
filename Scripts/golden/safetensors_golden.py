"""safetensors/python.safetensors, written by the original library, and python.json: what it holds."""

import os

import ml_dtypes
import numpy as np
from record import OUTPUT, Golden, array
from safetensors.numpy import save_file

rng = np.random.default_rng(20240612)
golden = Golden("safetensors/python")

NAMES = {
    np.dtype("float64"): "F64", np.dtype("float32"): "F32", np.dtype("float16"): "F16",
    np.dtype(ml_dtypes.bfloat16): "BF16", np.dtype("int64"): "I64", np.dtype("int32"): "I32",
    np.dtype("int16"): "I16", np.dtype("int8"): "I8", np.dtype("uint64"): "U64", np.dtype("uint32"): "U32",
    np.dtype("uint16"): "U16", np.dtype("uint8"): "U8", np.dtype("bool"): "BOOL",
}  # fmt: skip


def draw(dtype, shape):
    if dtype == np.bool_:
        return rng.integers(0, 2, shape).astype(bool)
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        return rng.integers(limits.min, limits.max, shape, dtype=dtype, endpoint=True)
    return rng.standard_normal(shape).astype(dtype)


def main():
    tensors = {f"every/{name}": draw(dtype, (2, 3)) for dtype, name in NAMES.items()}
    tensors["a scalar"] = draw(np.dtype("float32"), ())
    tensors["nothing"] = draw(np.dtype("float32"), (0, 4))
    tensors["weights \"quoted\" \\ \u00e9\u4e2d\U0001f600\n"] = draw(np.dtype("float32"), (1,))
    tensors["special"] = np.array([np.nan, np.inf, -np.inf, -0.0, 1e-45], np.float32)
    for name, value in tensors.items():
        golden.add(name=name, value=array(value))
    golden.cases.sort(key=lambda case: case["name"])
    os.makedirs(os.path.join(OUTPUT, "safetensors"), exist_ok=True)
    path = os.path.join(OUTPUT, "safetensors", "python.safetensors")
    save_file(tensors, path, {"format": "np", "note": "line\nbreak and \"quotes\""})
    golden.write()


if __name__ == "__main__":
    main()
