"""People, places and organisations of an article, and every word that speaks of them."""

from letopis.entities.index import MentionIndex
from letopis.entities.stage import EntityStage

__all__ = ["EntityStage", "MentionIndex"]
