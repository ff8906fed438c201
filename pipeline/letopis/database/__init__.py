"""Event records in a relational database."""

from letopis.database.load import Database, Outcome

__all__ = ["Database", "Outcome"]
