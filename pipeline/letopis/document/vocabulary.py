"""Closed vocabularies that the stages share; the words are those of the record contract."""

from typing import Literal

BlockKind = Literal["title", "heading", "lead", "body", "caption", "list", "quote"]
MentionForm = Literal["name", "adjective", "descriptor", "pronoun", "zero"]
Status = Literal["occurred", "ongoing", "planned", "cancelled", "negated", "hypothetical"]
Precision = Literal[
    "time", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "interval"
]
TimeKind = Literal["date", "time", "duration", "set"]
Basis = Literal["explicit", "publication", "section", "previous", "event"]
PlaceKind = Literal["country", "region", "city", "locality", "facility", "area"]
NameType = Literal["PER", "LOC", "ORG"]
