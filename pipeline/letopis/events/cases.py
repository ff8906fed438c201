"""Prepositions and cases: which slot a noun phrase fills by its form."""

from letopis.document import Token
from letopis.language.morphology import fold

_PREPOSITIONS = {"во": "в", "со": "с", "ко": "к", "об": "о", "обо": "о", "изо": "из", "ото": "от", "надо": "над"}
_VOWELS = "аеёиоуыэюя"
_BARE = {"Gen": "gen", "Dat": "dat", "Ins": "ins"}
# Names that the tagger leaves without a case may stand in any case their preposition takes.
_CASES_OF = {
    "в": ("Acc", "Loc"), "на": ("Acc", "Loc"), "с": ("Ins", "Gen"), "к": ("Dat",), "по": ("Dat",),
    "из": ("Gen",), "от": ("Gen",), "у": ("Gen",), "до": ("Gen",), "между": ("Ins",), "против": ("Gen",),
    "под": ("Ins",), "над": ("Ins",), "за": ("Acc", "Ins"), "о": ("Loc",), "для": ("Gen",), "при": ("Loc",),
}  # fmt: skip
# Cases that a preposition takes and a name without a case seldom stands in.
_RARER = {"под": ("Acc",), "по": ("Acc", "Loc"), "с": ("Acc",), "о": ("Acc",), "между": ("Gen",), "за": ("Gen",)}


def whole_form(preposition: str) -> str:
    """«во» is «в», «обо» is «о»."""
    return _PREPOSITIONS.get(preposition, preposition)


def case_shown(token: Token) -> str | None:
    """The tagger's case; a masculine in its dictionary form is no locative: «в Алай» says whither."""
    case = token.feats.get("Case")
    declined = token.feats.get("Gender") == "Masc" and token.text[-1:] not in _VOWELS
    return "Acc" if case == "Loc" and declined and fold(token.text) == token.lemma else case


def slot_names(preposition: str | None, case: str | None, attribute: bool) -> list[str]:
    """`в+Acc`, `gen`, ...: none for a bare nominative or accusative, two where the preposition leaves the case open.

    `attribute`: the phrase hangs on a noun.
    """
    if preposition is None:
        # A name without a case beside a noun («подтопление Тулуна») is its genitive.
        return [_BARE[case]] if case in _BARE else ["gen"] if case is None and attribute else []
    usual = _CASES_OF.get(preposition, ())
    # «в СИЗО», «на три года»: the tagger gives the form's own case or that which the number asks for.
    told = case is not None and (not usual or case in (*usual, *_RARER.get(preposition, ())))
    return [f"{preposition}+{each}" for each in ((case,) if told else usual)]
