"""Many articles: worker processes, and a state beside the output that makes a run incremental and restartable.

    sources ─ Batch ─▶ new or changed? ─▶ Pool of workers, or this process ─▶ State (SQLite) ─▶ outputs, in input order

Importing this package loads nothing heavy, so that `one_thread` can come before numpy.
"""
