"""linalg.json: factorizations, linear systems, products of vectors and matrices, and einsum of many operands."""

import itertools

import jax
import jax.numpy as jnp
import jax.scipy.linalg as scipy
import numpy as np
from cases import record
from record import Golden

rng = np.random.default_rng(20250303)
golden = Golden("linalg")


def numbers(*shape, dtype="float64"):
    return rng.standard_normal(shape).astype(dtype)


def add(op, function, *inputs, **fields):
    record(golden, rng, op, function, *inputs, **fields)


def definite(*shape, dtype="float64"):
    x = rng.standard_normal(shape)
    return (x @ np.swapaxes(x, -1, -2) + shape[-1] * np.eye(shape[-1])).astype(dtype)


def systems():
    for shape, dtype in itertools.product([(1, 1), (3, 3), (2, 4, 4), (2, 1, 3, 3)], ["float32", "float64"]):
        wide = dtype == "float64"
        a, s = definite(*shape, dtype=dtype), numbers(*shape, dtype=dtype) + (2 * np.eye(shape[-1])).astype(dtype)
        b = numbers(*shape[:-1], 2, dtype=dtype)
        for upper in (False, True):
            add("cholesky", lambda x, upper=upper: jnp.linalg.cholesky(x, upper=upper), a, derivatives=wide, upper=upper)
        for lower, transposed, unit in itertools.product([False, True], repeat=3):

            def triangular(x, y):
                side = jax.lax.linalg.triangular_solve
                return side(x, y, left_side=True, lower=lower, transpose_a=transposed, unit_diagonal=unit)

            add("triangular_solve", triangular, s, b, derivatives=wide and len(shape) < 4, lower=lower,
                transposed=transposed, unitDiagonal=unit, leftSide=True)  # fmt: skip
        right = np.swapaxes(b, -1, -2)
        add("triangular_solve", lambda x, y: jax.lax.linalg.triangular_solve(x, y, left_side=False, lower=True), s,
            right, derivatives=wide, lower=True, transposed=False, unitDiagonal=False, leftSide=False)  # fmt: skip
        factor = np.linalg.cholesky(a).astype(dtype)
        if len(shape) == 2:
            add("chol_solve", lambda x, y: scipy.cho_solve((x, True), y), factor, b, derivatives=wide)
        add("solve", jnp.linalg.solve, s, b, derivatives=wide)
        add("inverse", jnp.linalg.inv, s, derivatives=wide)
        add("determinant", jnp.linalg.det, s, derivatives=wide)
        add("slogdet", lambda x: tuple(jnp.linalg.slogdet(x)), s, derivatives=wide)
        for power in (-2, 0, 1, 3, 6):
            add("matrix_power", lambda x, power=power: jnp.linalg.matrix_power(x, power), s, derivatives=wide and power > 1,
                power=power)  # fmt: skip
    swapped = np.array([[0.0, 2, 1], [1, 0, 0], [0, 3, 5]])
    add("determinant", jnp.linalg.det, swapped, derivatives=True)
    add("solve", jnp.linalg.solve, swapped, numbers(3), derivatives=True)
    add("slogdet", lambda x: tuple(jnp.linalg.slogdet(x)), swapped, derivatives=True)
    add("cholesky", jnp.linalg.cholesky, np.array([[1.0, 2], [2, 1]], "float32"), upper=False)


def products():
    for dtype in ["float32", "float64", "int32"]:
        wide = dtype == "float64"

        def array(*shape):
            return numbers(*shape).astype(dtype) if dtype != "int32" else rng.integers(-9, 9, shape).astype("int32")

        for shapes in [((3,), (3,)), ((2, 3), (4, 3)), ((), (2,)), ((2, 1, 3), (3,)), ((0,), (0,))]:
            x, y = (array(*shape) for shape in shapes)
            add("inner", jnp.inner, x, y, derivatives=wide)
            add("outer", jnp.outer, x, y, derivatives=wide)
            add("kron", jnp.kron, x, y, derivatives=wide)
            if x.size == y.size:
                add("vdot", jnp.vdot, x, y, derivatives=wide)
        for shapes, axis in [(((3,), (3,)), -1), (((2, 3), (3,)), -1), (((2, 3), (2, 3)), -1), (((3, 2), (3, 2)), 0)]:
            x, y = (array(*shape) for shape in shapes)
            add("cross", lambda a, b, axis=axis: jnp.cross(a, b, axis=axis), x, y, derivatives=wide, axis=axis)
            add("vecdot", lambda a, b, axis=axis: jnp.vecdot(a, b, axis=axis), x, y, derivatives=wide, axis=axis)
        for offset in (-2, 0, 1, 9):
            add("trace", lambda a, offset=offset: jnp.trace(a, offset), array(4, 5, 2), derivatives=wide, offset=offset)
        for sizes in [(2, 3, 4), (5, 1, 6, 2), (2, 7, 3, 1, 4), (3, 2, 5, 2, 4, 3)]:
            matrices = [array(a, b) for a, b in itertools.pairwise(sizes)]
            add("multi_dot", lambda *m: jnp.linalg.multi_dot(m), *matrices, derivatives=wide and len(sizes) < 5)
        add("multi_dot", lambda *m: jnp.linalg.multi_dot(m), array(3), array(3, 4), array(4))
        for axes in (0, 1, 2):
            add("tensordot", lambda a, b, axes=axes: jnp.tensordot(a, b, axes), array(4, 2, 3), array(2, 3, 5)
                if axes == 2 else array(3, 5), derivatives=wide, axes=axes)  # fmt: skip
        add("tensordot", lambda a, b: jnp.tensordot(a, b, ([0, 2], [1, 0])), array(4, 2, 3), array(3, 4, 5),
            axes=[[0, 2], [1, 0]])  # fmt: skip


EQUATIONS = [
    ("ab,bc,cd,de->ae", "abcde"), ("ab,ac,ad->bcd", "abcd"), ("abc,bcd,cde->ae", "abcde"), ("a,b,c->abc", "abc"),
    ("ab,bc,ca->", "abc"), ("ea,fb,abcd,gc,hd->efgh", "abcdefgh"), ("abb,bc,c->a", "abc"),
    ("ab,cd,ef,fa,bc,de->", "abcdef"), ("ab,bc,cd,de,ef,fg,gh,hi,ij->aj", "abcdefghij"), ("...a,ab,b...->...", "ab"),
    ("a,a,a->a", "a"), ("ab,ab,ab->b", "ab"),
]  # fmt: skip


def einsums():
    for equation, letters in EQUATIONS:
        sizes = {letter: int(rng.integers(1, 4)) for letter in letters}
        for dtype in ["float32", "float64"]:
            arrays = [
                numbers(*(sizes.get(letter, 2) for letter in term.replace("...", ".")), dtype=dtype)
                for term in equation.split("->")[0].split(",")
            ]
            add("einsum", lambda *a, equation=equation: jnp.einsum(equation, *a), *arrays,
                derivatives=dtype == "float64" and len(arrays) < 6, equation=equation)  # fmt: skip
    for subscripts, output in [([[0, 1], [1, 2]], [0, 2]), ([[3, 3]], None), ([[0, 1], [1, 2], [2, 0]], [1]),
                               ([[5, 300], [300]], [5])]:  # fmt: skip
        arrays = [numbers(*(2 for _ in labels)) for labels in subscripts]

        def listed(*arrays):
            arguments = [part for pair in zip(arrays, subscripts, strict=True) for part in pair]
            return jnp.einsum(*arguments, *([] if output is None else [output]))

        add("einsum_numbers", listed, *arrays, derivatives=True, subscripts=subscripts, output=output)


def main():
    systems()
    products()
    einsums()
    golden.write()


if __name__ == "__main__":
    main()
