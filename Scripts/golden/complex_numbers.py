"""complex_numbers.json: operations on complex numbers, with derivatives of real functions of them."""

import jax.numpy as jnp
import numpy as np
from cases import record
from jax import lax
from record import Golden

rng = np.random.default_rng(20250304)
golden = Golden("complex_numbers")

TYPES = ["complex64", "complex128"]
UNARY = {
    "neg": jnp.negative, "real": jnp.real, "imag": jnp.imag, "conj": jnp.conj, "abs": jnp.abs, "angle": jnp.angle,
    "exp": jnp.exp, "expm1": jnp.expm1, "log": jnp.log, "log1p": jnp.log1p, "sin": jnp.sin, "cos": jnp.cos,
    "tan": jnp.tan, "tanh": jnp.tanh, "sqrt": jnp.sqrt, "rsqrt": lax.rsqrt, "square": jnp.square,
    "reciprocal": jnp.reciprocal, "logistic": lax.logistic, "sum": lambda x: jnp.sum(x, 0),
    "prod": lambda x: jnp.prod(x, 0), "mean": lambda x: jnp.mean(x, 0), "transpose": jnp.transpose,
    "reverse": lambda x: jnp.flip(x, 0), "isfinite": jnp.isfinite, "isnan": jnp.isnan,
    "cumsum": lambda x: jnp.cumsum(x, 0), "to_float32": lambda x: jnp.real(x).astype("float32"),
    "fft": jnp.fft.fft, "ifft": jnp.fft.ifft, "irfft": jnp.fft.irfft, "fft_0": lambda x: jnp.fft.fft(x, axis=0),
    "fft_long": lambda x: jnp.fft.fft(x, 7), "fft_short": lambda x: jnp.fft.fft(x, 3),
    "irfft_odd": lambda x: jnp.fft.irfft(x, 5),
}  # fmt: skip
BINARY = {
    "add": jnp.add, "sub": jnp.subtract, "mul": jnp.multiply, "div": jnp.divide, "power": jnp.power, "eq": jnp.equal,
    "ne": jnp.not_equal, "matmul": lambda x, y: x @ y.T, "vdot": jnp.vdot, "einsum": lambda x, y: jnp.einsum("ab,cb->ac", x, y),
    "where": lambda x, y: jnp.where(jnp.real(x) > 0, x, y), "outer": jnp.outer,
}  # fmt: skip
FLAT = {"isfinite", "isnan", "eq", "ne"}


def numbers(shape, dtype):
    return (rng.standard_normal(shape) + 1j * rng.standard_normal(shape)).astype(dtype)


def add(op, function, *inputs, **fields):
    record(golden, rng, op, function, *inputs, **fields)


def several_axes():
    for dtype in ["complex64", "complex128", "float32", "float64"]:
        for name, s, axes in [
            ("fftn", None, None), ("fftn", (2, 3), None), ("fftn", None, (0, 2)), ("fftn", (3, 4), (1, 0)),
            ("fft2", None, (-2, -1)), ("fft2", (4, 2), (0, -1)),
        ]:  # fmt: skip
            for prefix in ["", "i", "ir"] + (["r"] if dtype.startswith("float") else []):
                op = prefix + name
                if prefix == "ir" and dtype.startswith("float"):
                    continue
                x = numbers((2, 3, 4), dtype) if dtype.startswith("complex") else rng.standard_normal((2, 3, 4)).astype(dtype)
                add(op, lambda x: getattr(jnp.fft, op)(x, s=s, axes=axes), x, derivatives=dtype.endswith(("64", "128")) and
                    dtype != "complex64" and s is None, order=1, s=s, axes=axes)  # fmt: skip


def main():
    for op, function in UNARY.items():
        for dtype in TYPES:
            for shape in [(2, 4), (1, 3), (5, 6), (3, 4)]:
                if op == "fft_short" and shape[1] < 3:
                    continue
                wide = dtype == "complex128" and op not in FLAT and op != "to_float32"
                # Derivatives of products and sums go through other operations, so one shape is enough.
                add(op, function, numbers(shape, dtype), derivatives=wide and shape == (2, 4))
    for op, function in BINARY.items():
        for dtype in TYPES:
            for shape in [(2, 3), (1, 3), (4, 2)]:
                wide = dtype == "complex128" and op not in FLAT
                x, y = numbers(shape, dtype), numbers(shape, dtype)
                if op in FLAT:
                    y[0] = x[0]
                add(op, function, x, y, derivatives=wide)
    for op in ["add", "mul", "div", "matmul"]:
        for other in ["float32", "int32", "float64", "bfloat16"]:
            y = rng.integers(1, 5, (2, 3)).astype(jnp.dtype(other))
            add(op, BINARY[op], numbers((2, 3), "complex64"), y)
            add(op, BINARY[op], y, numbers((2, 3), "complex64"))
    for op, function in {"rfft": jnp.fft.rfft, "rfft_long": lambda x: jnp.fft.rfft(x, 9), "fft": jnp.fft.fft}.items():
        for dtype in ["float32", "float64"]:
            for shape in [(2, 4), (3, 5), (6,)]:
                add(op, function, rng.standard_normal(shape).astype(dtype), derivatives=dtype == "float64")
    for dtype in ["float32", "float64"]:
        x, y = rng.standard_normal((2, 3, 4)).astype(dtype)[:2]
        add("complex", lax.complex, x, y, derivatives=dtype == "float64")
    for dtype in TYPES:
        for op in ("real", "imag", "conj", "abs", "neg", "exp", "add", "mul"):
            function = (UNARY | BINARY)[op]
            for shape in [(), (0,), (2, 0)]:
                add(op, function, *(numbers(shape, dtype) for _ in range(1 + (op in BINARY))))
    several_axes()
    golden.write()


if __name__ == "__main__":
    main()
