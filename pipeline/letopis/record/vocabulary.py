"""The closed lists of the contract. A word that is not here is not written."""

from typing import Annotated, Final, Literal, get_args

from pydantic import StringConstraints

from letopis.document import Basis, BlockKind, MentionForm, PlaceKind, Precision, Status, TimeKind

__all__ = [
    "COUNT_KEYS",
    "EVENT_TYPES",
    "PLACE_ROLES",
    "ROLES",
    "SCHEMA",
    "WARNING_CODES",
    "Basis",
    "BlockKind",
    "CountKey",
    "EventType",
    "MentionForm",
    "OwnType",
    "PlaceKind",
    "PlaceRole",
    "Precision",
    "PublishedFrom",
    "Role",
    "Status",
    "TimeKind",
    "WarningCode",
]

SCHEMA: Final = "letopis.record/1"

EventType = Literal[
    # politics and diplomacy
    "visit", "meeting", "negotiation", "phone_call", "summit", "agreement", "statement", "message",
    "appointment", "resignation", "election", "inauguration", "vote", "law", "sanction", "diplomatic_break",
    # conflict
    "attack", "explosion", "military_action", "ceasefire", "abduction", "protest", "strike", "threat",
    # law and order
    "detention", "search", "investigation", "trial", "sentence", "release", "extradition",
    # accidents and nature
    "accident", "fire", "natural_disaster", "outbreak", "evacuation",
    # people
    "birth", "death", "killing", "injury", "marriage", "divorce",
    # economy
    "deal", "investment", "bankruptcy", "opening", "layoff", "fine",
    # culture, sport, science
    "ceremony", "award", "performance", "publication", "competition", "launch", "discovery",
    # an event the model sees and the ontology has no type for
    "other",
]  # fmt: skip

Role = Literal[
    "participant", "agent", "target", "recipient", "victim", "visitor", "host", "appointee", "predecessor",
    "candidate", "winner", "loser", "performer", "organizer", "mediator", "person",
]  # fmt: skip

PlaceRole = Literal["location", "destination", "origin"]

CountKey = Literal[
    "killed", "injured", "missing", "evacuated", "rescued", "detained", "released", "infected", "laid_off",
    "participants", "votes", "points",
]  # fmt: skip

PublishedFrom = Literal["argument", "metadata", "text"]

WarningCode = Literal[
    "truncated",
    "encoding-guessed",
    "no-publication-date",
    "not-russian-parts",
    "published-unreadable",
    "published-doubtful",
    "front-matter-unreadable",
]

WARNING_CODES: Final[dict[WarningCode, str]] = {
    "truncated": "only the article's beginning was analysed; start and end bound what was left out of the input's text",
    "encoding-guessed": "the input is not UTF-8; the message names the encoding it was read as",
    "no-publication-date": "nothing says when the article appeared; dates that hang on it have no value",
    "not-russian-parts": "start and end bound a passage in another language; what was found in it may be wrong",
    "published-unreadable": "the input gives a publication date that is no date; `published` is null",
    "published-doubtful": "a bare 1 January, as templates write it, was not believed; `published` is null",
    "front-matter-unreadable": "the file begins with ---, but no front matter follows; it was read as text",
}

# A user's own type (`--resources`) says so by its name, so that it never collides with a later one of ours.
OwnType = Annotated[str, StringConstraints(pattern=r"^own_[a-z0-9_]+$")]

EVENT_TYPES: Final[tuple[EventType, ...]] = get_args(EventType)
ROLES: Final[tuple[Role, ...]] = get_args(Role)
PLACE_ROLES: Final[tuple[PlaceRole, ...]] = get_args(PlaceRole)
COUNT_KEYS: Final[tuple[CountKey, ...]] = get_args(CountKey)
