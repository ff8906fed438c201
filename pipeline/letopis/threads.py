"""One thread a process: matrix libraries would else start one for every core.

Work is spread over processes, so threads inside one only wait for each other, and how a product is cut
among them changes the last bits of its numbers.
"""

import os

# What OpenBLAS, MKL, Accelerate and OpenMP read, once, when numpy loads them.
_VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "OMP_NUM_THREADS")


def default_to_one_thread() -> None:
    """Ask for one thread where the environment asks for nothing; has no effect once numpy is loaded."""
    for variable in _VARIABLES:
        os.environ.setdefault(variable, "1")
