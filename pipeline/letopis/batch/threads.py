"""BLAS threads: workers share the cores among themselves, and sums must not depend on how many threads took part."""

import os
from typing import Final

_VARIABLES: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread() -> None:
    """One BLAS thread in this process and those it starts; numpy reads this once, when it is first imported."""
    os.environ.update(dict.fromkeys(_VARIABLES, "1"))
