"""convolution.json: convolutions in all layouts, transposed ones, one-dimensional ones, and pooling."""

import itertools

import jax.numpy as jnp
import numpy as np
from cases import record
from jax import lax
from record import Golden

rng = np.random.default_rng(20250302)
golden = Golden("convolution")


def numbers(shape, dtype="float32"):
    if dtype.startswith("int"):
        return rng.integers(-4, 5, shape).astype(dtype)
    return rng.standard_normal(shape).astype(jnp.dtype(dtype))


def conv(x, y, derivatives=False, **params):
    """One convolution; the parameters are those of lax, padding as a string or as pairs."""
    names = {"strides": "window_strides", "inputDilation": "lhs_dilation", "kernelDilation": "rhs_dilation",
             "features": "feature_group_count", "batches": "batch_group_count"}  # fmt: skip
    arguments = {names[k]: v for k, v in params.items() if k in names}
    space = x.ndim - 2
    arguments.setdefault("window_strides", (1,) * space)
    dimensions = params.get("dimensions")

    def function(a, b):
        return lax.conv_general_dilated(
            a, b, padding=params.get("padding", "VALID"), dimension_numbers=dimensions and tuple(dimensions), **arguments
        )

    record(golden, rng, "conv", function, x, y, derivatives=derivatives, **params)


def convolutions():
    for strides, padding, dilation in itertools.product([1, 2, 3], ["SAME", "SAME_LOWER", "VALID"], [1, 2]):
        x, y = numbers((2, 3, 9)), numbers((4, 3, 3))
        conv(x, y, strides=[strides], padding=padding, kernelDilation=[dilation])
        conv(x.astype("float64"), y.astype("float64"), derivatives=True, strides=[strides], padding=padding,
             kernelDilation=[dilation])  # fmt: skip
    for low, high, spread in itertools.product([0, 2, -1], [0, 1, -2], [1, 2]):
        conv(numbers((2, 3, 9), "float64"), numbers((4, 3, 3), "float64"), derivatives=True,
             padding=[[low, high]], inputDilation=[spread], strides=[2])  # fmt: skip
    layouts = [["NCHW", "OIHW", "NCHW"], ["NHWC", "HWIO", "NHWC"], ["HWNC", "IHWO", "NCWH"], ["NHWC", "OIHW", "CHWN"]]
    for letters, stride in itertools.product(layouts, [1, 2]):
        sizes = {"N": 2, "C": 3, "H": 5, "W": 6}, {"O": 4, "I": 3, "H": 2, "W": 3}
        x, y = (numbers([s[c] for c in text], "float64") for s, text in zip(sizes, letters[:2], strict=True))
        conv(x, y, derivatives=True, dimensions=letters, strides=[stride, 1], padding="SAME")
        conv(x.astype("float32"), y.astype("float32"), dimensions=letters, strides=[1, stride])
    for groups, strides in itertools.product([2, 3, 6], [1, 2]):
        conv(numbers((2, 6, 7), "float64"), numbers((6, 6 // groups, 3), "float64"), derivatives=True,
             features=groups, strides=[strides], padding=[[1, 1]])  # fmt: skip
        conv(numbers((6, 2, 7), "float64"), numbers((6, 2, 3), "float64"), derivatives=True, batches=groups,
             strides=[strides], padding=[[1, 1]])  # fmt: skip
    for dtype in ["int8", "int32", "bfloat16", "float16"]:
        conv(numbers((2, 3, 6), dtype), numbers((4, 3, 3), dtype), padding="SAME")
    conv(numbers((2, 3)), numbers((4, 3)))
    conv(numbers((1, 2, 3, 4, 5), "float64"), numbers((2, 2, 2, 2, 2), "float64"), derivatives=True, strides=[1, 2, 1])
    conv(numbers((0, 3, 6)), numbers((4, 3, 3)))
    conv(numbers((2, 3, 2)), numbers((4, 3, 3)))
    conv(numbers((2, 0, 6)), numbers((4, 0, 3)))


def transposed():
    for stride, size, padding, dilation, kernel in itertools.product(
        [1, 2, 3], [1, 2, 4], ["SAME", "VALID"], [1, 2], [False, True]
    ):
        x, y = numbers((2, 3, 5), "float64"), numbers((3, 4, size) if kernel else (4, 3, size), "float64")
        letters = ("NCH", "OIH", "NCH")
        record(
            golden, rng, "conv_transpose",
            lambda a, b: lax.conv_transpose(
                a, b, (stride,), padding, (dilation,), dimension_numbers=letters, transpose_kernel=kernel
            ),
            x, y, derivatives=stride == 2, strides=[stride], padding=padding, kernelDilation=[dilation],
            transposesKernel=kernel,
        )  # fmt: skip
    x, y = numbers((1, 4, 5, 3), "float64"), numbers((2, 3, 3, 2), "float64")
    record(golden, rng, "conv_transpose",
           lambda a, b: lax.conv_transpose(a, b, (2, 1), [(1, 2), (0, 1)],
                                           dimension_numbers=("NHWC", "HWIO", "NHWC")),
           x, y, derivatives=True, strides=[2, 1], padding=[[1, 2], [0, 1]],
           dimensions=["NHWC", "HWIO", "NHWC"])  # fmt: skip


def sequences():
    for op, mode, (m, n) in itertools.product(
        ["convolve", "correlate"], ["full", "same", "valid"], [(5, 3), (3, 5), (4, 4), (6, 2), (1, 4)]
    ):
        function = getattr(jnp, op)
        for dtype in ["float32", "float64", "int32"]:
            record(golden, rng, op, lambda a, b: function(a, b, mode=mode), numbers((m,), dtype), numbers((n,), dtype),
                   derivatives=dtype == "float64", mode=mode)  # fmt: skip


def pools():
    start = {"max": -jnp.inf, "min": jnp.inf, "sum": 0.0}
    fold = {"max": lax.max, "min": lax.min, "sum": lax.add}
    for op, window, strides, padding, dilation in itertools.product(
        ["max", "min", "sum"], [(2, 2), (3, 1)], [(1, 1), (2, 3)], ["VALID", "SAME"], [(1, 1), (2, 1)]
    ):

        def function(x):
            initial = start[op] if x.dtype.kind == "f" or op == "sum" else jnp.iinfo(x.dtype).min
            return lax.reduce_window(
                x, np.array(initial, x.dtype), fold[op], window, strides, padding, window_dilation=dilation
            )

        for dtype in ["float32", "float64"]:
            # Without ties, whose derivatives differ by the order in which a window is read; JAX has none with dilation.
            x = rng.permutation(30).reshape(5, 6).astype(dtype) / 4
            record(golden, rng, f"{op}_pool", function, x, derivatives=dtype == "float64" and dilation == (1, 1), window=list(window),
                   strides=list(strides), padding=padding, dilation=list(dilation))  # fmt: skip
    for padding, counting in itertools.product(["VALID", "SAME"], [True, False]):

        def mean(x):
            total = lax.reduce_window(x, 0.0, lax.add, (1, 3), (1, 2), padding)
            return total / (3 if counting else lax.reduce_window(jnp.ones_like(x), 0.0, lax.add, (1, 3), (1, 2), padding))

        record(golden, rng, "average_pool", mean, numbers((4, 6), "float64"), derivatives=True, window=[1, 3],
               strides=[1, 2], padding=padding, countingPadding=counting)  # fmt: skip


def main():
    convolutions()
    transposed()
    sequences()
    pools()
    golden.write()


if __name__ == "__main__":
    main()
