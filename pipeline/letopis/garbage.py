"""Python's garbage collector, in processes that are ours: it must not walk over models and tables again and again.

What an article leaves behind is freed by reference counts, tests see to that: nothing of it hangs on itself. A pass
of the collector reads the ontology and the caches of words, hundreds of thousands of objects, and finds nothing.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# The same while articles are linked, in whatever process.
_LINKED = 200_000
# New objects before the youngest generation is looked at; with Python's own 700 there are hundreds of looks an article.
# Caches that fill up are new objects too; what failing articles may leave comes to 100 MB at most.
_YOUNG = 1_000_000


@contextmanager
def uncollected() -> Iterator[None]:
    """While models and tables are loaded, in whatever process: a third of the time would go to looking at them."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """What linking makes by the million has no cycles: to look for these as often as usual is a fifth of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(max(usual[0], _LINKED), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def collect_rarely() -> None:
    """Call when a process starts: loading alone makes more than a million objects that stay.

    Nor are they looked at when it ends, a tenth of the time of a run with one article: they go with the process.
    """
    gc.set_threshold(_YOUNG, 10, 10)
    atexit.register(gc.freeze)


def keep_loaded() -> None:
    """Call when models and tables are loaded: what exists now is never looked at again."""
    gc.freeze()
