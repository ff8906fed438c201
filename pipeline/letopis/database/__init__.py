"""Event records in a relational database."""

from letopis.database.journal import Change
from letopis.database.load import Database, Outcome

__all__ = ["Change", "Database", "Outcome"]
