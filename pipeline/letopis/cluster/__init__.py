"""Several machines: the same chain over parts of the inputs, on the workers of a dask scheduler.

    paths ─▶ files ─ plan ─▶ parts ─ dask ─▶ process_part on a worker ─▶ records, then a marker ─▶ run.json

A part is done when its marker is there: a run that was killed is finished by the next.
"""
