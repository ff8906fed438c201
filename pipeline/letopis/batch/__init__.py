"""Many articles: worker processes, and a state beside the output that makes a run incremental and restartable.

    files ─ Batch ─▶ new or changed? ─▶ Workforce: a Pool, or this process ─▶ State (SQLite) ─▶ outputs, in input order

Importing this package loads nothing heavy, so that `one_thread` can come before numpy.
"""
