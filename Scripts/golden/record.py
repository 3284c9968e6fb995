"""The format that all golden data shares, and the writer of it. README.md describes both."""

import base64
import json
import os
import sys

import jax
import numpy as np

OUTPUT = os.environ.get("GOLDEN_OUTPUT") or os.path.normpath(
    os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Tests", "Golden")
)
LARGEST = 1_000_000


def array(value):
    """One array as its dtype, shape and exact bytes (little-endian, row-major, in base64)."""
    if jax.dtypes.issubdtype(getattr(value, "dtype", None), jax.dtypes.prng_key):
        value = jax.random.key_data(value)
    value = np.asarray(value)
    little = value.astype(value.dtype.newbyteorder("<"), order="C", copy=False)
    return {
        "dtype": value.dtype.name,
        "shape": list(value.shape),
        "data": base64.b64encode(little.tobytes(order="C")).decode("ascii"),
    }


def arrays(values):
    return [array(value) for value in values]


def is_wide(*values):
    """Whether any of these arrays or dtypes has elements of 64 bits, or complex ones of such parts, so that jax needs its x64 mode."""
    dtypes = [np.dtype(getattr(value, "dtype", value)) for value in values]
    return any(dtype.itemsize == (16 if dtype.kind == "c" else 8) for dtype in dtypes)


class Golden:
    """The cases of one subject."""

    def __init__(self, subject):
        self.subject = subject
        self.cases = []

    def add(self, **fields):
        """Appends one case; fields that are None are left out."""
        self.cases.append({name: value for name, value in fields.items() if value is not None})

    def write(self):
        """Writes the cases, one a line, so that a change shows as the lines it touches."""
        head = {"subject": self.subject, "made_with": self.versions()}
        lines = [json.dumps(case, separators=(",", ":"), allow_nan=False) for case in self.cases]
        text = json.dumps(head, separators=(",", ":"))[:-1] + ',"cases":[\n' + ",\n".join(lines) + "\n]}\n"
        if len(text) > LARGEST:
            sys.exit(f"{self.subject}.json would have {len(text)} bytes, more than the {LARGEST} it may have")
        os.makedirs(OUTPUT, exist_ok=True)
        path = os.path.join(OUTPUT, f"{self.subject}.json")
        with open(path + ".partial", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(path + ".partial", path)
        print(f"{self.subject}.json: {len(self.cases)} cases, {len(text)} bytes")

    @staticmethod
    def versions():
        from importlib.metadata import version

        return {name: version(name) for name in ("jax", "jaxlib", "penzai", "optax", "numpy")}
