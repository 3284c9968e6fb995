"""Records of operations with static parameters, and of their derivatives to second order."""

import jax
import jax.numpy as jnp
import numpy as np
from record import Golden, arrays, is_wide


def is_float(value):
    return jnp.issubdtype(value.dtype, jnp.floating)


class Operations:
    """The cases of one subject, with numbers from a fixed seed to make them of."""

    def __init__(self, subject, seed):
        self.golden = Golden(subject)
        self.rng = np.random.default_rng(seed)

    def floats(self, *shape, dtype="float32"):
        return self.rng.standard_normal(shape).astype(jnp.dtype(dtype))

    def integers(self, *shape, dtype="int32", low=-9, high=10):
        return self.rng.integers(low, high, shape).astype(dtype)

    def case(self, op, function, *inputs, derivatives=False, **params):
        """Records what `function(*inputs)` gives, and how that changes with its floating point inputs."""
        wide = is_wide(*inputs)
        with jax.enable_x64(wide):
            values = [jnp.asarray(value) for value in inputs]
            outputs = function(*values)
            outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
            fields = self.derivatives(function, values) if derivatives else None
            self.golden.add(
                op=op, params={name: value for name, value in params.items() if value is not None},
                inputs=arrays(inputs), outputs=arrays(outputs), derivatives=fields, x64=wide or None)  # fmt: skip

    def derivatives(self, function, values):
        places = [place for place, value in enumerate(values) if is_float(value)]
        primals = tuple(values[place] for place in places)

        def active(*floats):
            arguments = list(values)
            for place, value in zip(places, floats):
                arguments[place] = value
            results = function(*arguments)
            results = results if isinstance(results, (tuple, list)) else [results]
            return tuple(result for result in results if is_float(result))

        def pullback(floats, cotangents):
            return jax.vjp(active, *floats)[1](cotangents)

        def directions(like):
            return tuple(jnp.asarray(self.floats(*x.shape), x.dtype) for x in like)

        tangents = directions(primals)
        results, changes = jax.jvp(active, primals, tangents)
        cotangents = directions(results)
        gradients, second = jax.jvp(lambda *x: pullback(x, cotangents), primals, tangents)
        return {
            "tangents": arrays(tangents), "cotangents": arrays(cotangents), "jvp": arrays(changes),
            "gradients": arrays(gradients), "second": arrays(second),
        }  # fmt: skip

    def write(self):
        self.golden.write()
