"""promotion.json: the dtype of a result from the dtypes of two operands, weak ones (Python scalars) included."""

import itertools

import jax
import jax.numpy as jnp
from record import Golden

DTYPES = [
    "bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64",
    "bfloat16", "float16", "float32", "float64",
    "complex64", "complex128",
]  # fmt: skip
WEAK = {"weak bool": True, "weak int": 1, "weak float": 1.0, "weak complex": 1.0j}


def operand(name):
    return WEAK[name] if name in WEAK else jnp.zeros((), name)


def combine(left, right):
    """The result of an operation that takes every dtype, bool too."""
    return jnp.where(True, operand(left), operand(right))


def main():
    golden = Golden("promotion")
    for left, right in itertools.product([*DTYPES, *WEAK], repeat=2):
        with jax.enable_x64(True):
            result = combine(left, right)
            assert result.dtype == jnp.result_type(operand(left), operand(right)), (left, right)
            if left in DTYPES and right in DTYPES:
                assert result.dtype == jnp.promote_types(left, right)
        # Without 64-bit types two weak operands give 32-bit results; jax works so unless told otherwise.
        narrow = None
        if not any(wide in left + right for wide in ("int64", "float64", "complex128")):
            narrow = combine(left, right).dtype.name
        golden.add(
            left=left, right=right, result=result.dtype.name, weak=bool(result.weak_type), result_without_x64=narrow
        )
    golden.write()


if __name__ == "__main__":
    main()
