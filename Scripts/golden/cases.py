"""Cases of one operation with static parameters, and their derivatives to second order, as several subjects record them."""

import warnings

import jax
import jax.numpy as jnp
from record import array, arrays, is_wide

warnings.filterwarnings("ignore")


def squared(x):
    return jnp.real(x) ** 2 + jnp.imag(x) ** 2 if jnp.iscomplexobj(x) else x**2


def weigh(outputs, weights):
    """One real number: the sum of the outputs times weights; of complex ones the squares of their magnitudes."""
    return sum(
        jnp.sum((squared(x) if jnp.iscomplexobj(x) else x) * w) for x, w in zip(outputs, weights, strict=True)
    )


def record(golden, rng, op, function, *inputs, derivatives=False, order=2, group=None, **params):
    """Records `function(*inputs)`.

    With derivatives `weights` has an array for each output, `first` the gradients of their weighted sum by each input,
    and `second` those of the sum of the squares of the first ones.
    """
    with jax.enable_x64(is_wide(*inputs)):
        values = [jnp.asarray(value) for value in inputs]
        outputs = jax.jit(function)(*values)
        outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
        fields = {}
        if derivatives:
            floating = [jnp.issubdtype(x.dtype, jnp.inexact) for x in outputs]
            real = [jnp.real(x).dtype if keep else x.dtype for x, keep in zip(outputs, floating, strict=True)]
            weights = [
                jnp.asarray(rng.standard_normal(x.shape), dtype) if keep else jnp.zeros(x.shape, "float32")
                for x, dtype, keep in zip(outputs, real, floating, strict=True)
            ]

            def loss(*values):
                results = function(*values)
                results = list(results) if isinstance(results, (tuple, list)) else [results]
                return weigh(
                    [x for x, keep in zip(results, floating, strict=True) if keep],
                    [w for w, keep in zip(weights, floating, strict=True) if keep],
                )

            places = tuple(range(len(values)))
            first = jax.jit(jax.grad(loss, places))
            fields["weights"] = arrays(weights)
            fields["first"] = arrays(first(*values))
            if order == 2:
                fields["second"] = arrays(
                    jax.jit(jax.grad(lambda *v: sum(jnp.sum(squared(g)) for g in first(*v)), places))(*values)
                )
        golden.add(
            op=op, group=group, params=params, inputs=[array(x) for x in values], outputs=arrays(outputs), **fields
        )
