"""Python's garbage collector, in processes that are ours: it must not walk over models and tables again and again.

Nearly all that an article leaves behind is freed by reference counts. Every pass over the oldest generation
reads the dictionary, the ontology and the caches, hundreds of thousands of objects, and finds nothing.
"""

import gc

# New objects before the youngest generation is looked at; Python's own 700 means hundreds of looks an article.
_YOUNG = 100_000


def collect_rarely() -> None:
    """Call when a process starts: loading alone makes more than a million objects that stay."""
    gc.set_threshold(_YOUNG, 10, 10)


def keep_loaded() -> None:
    """Call when models and tables are loaded: what exists now is never looked at again."""
    gc.freeze()
