"""Generates all golden data, or that of the subjects named on the command line, each in a process of its own."""

import os
import subprocess
import sys

SUBJECTS = {
    "random": "random_numbers.py",
    "random_distributions": "random_distributions.py",
    "random_derivatives": "random_derivatives.py",
    "elementwise": "elementwise.py",
    "shape_ops": "shape_ops.py",
    "indexing": "indexing.py",
    "sorting": "sorting.py",
    "statistics": "statistics_golden.py",
    "promotion": "promotion.py",
    "gradients": "gradients.py",
    "special": "special.py",
    "convolution": "convolution.py",
    "linalg": "linalg.py",
    "complex_numbers": "complex_numbers.py",
    "named": "named.py",
    "shape_checking": "shape_checking.py",
    "named_programs": "named_programs.py",
    "variables": "variables.py",
    "layers": "layers.py",
    "layers_random": "layers_random.py",
    "dropout": "dropout.py",
    "transformers": "transformers.py",
    "transformers_folders": "transformers_golden.py",
    "adam": "adam.py",
    "safetensors": "safetensors_golden.py",
    "npy": "npy_golden.py",
    "treescope": "treescope_golden.py",
    "treescope_arrays": "treescope_arrays_golden.py",
    "ffi_abi": "ffi_abi.py",
}


def main(chosen):
    unknown = [name for name in chosen if name not in SUBJECTS]
    if unknown:
        print(f"golden: no subject {', '.join(unknown)}; there are {', '.join(SUBJECTS)}", file=sys.stderr)
        return 2
    folder = os.path.dirname(os.path.abspath(__file__))
    # The figures must not depend on the machine's accelerators or on flags of the caller.
    environment = dict(os.environ, JAX_PLATFORMS="cpu", JAX_ENABLE_X64="0")
    environment.pop("XLA_FLAGS", None)
    failed = 0
    for subject in chosen or SUBJECTS:
        command = [sys.executable, "-B", os.path.join(folder, SUBJECTS[subject])]
        failed += subprocess.run(command, env=environment).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
