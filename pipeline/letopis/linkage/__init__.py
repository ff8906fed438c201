"""Across articles: which entities are one person, place or body, and which events are one.

Pure functions over what articles say; `database` keeps the results. Every partition depends on the
set of things partitioned only, never on their order or on what was loaded first.
"""
