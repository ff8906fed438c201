"""How a word stands in its sentence when it comes back to what was told: «после этой встречи», «по делу».

A verb in a main clause tells news; a noun behind a preposition, or a verb in a clause that hangs on another, rather
names what the reader knows already.
"""

from letopis.document import Sentence, Token
from letopis.odds import Evidence
from letopis.story.standing import is_main, numbers, relation

# Said of a noun: that it was named before, or that it is one of several.
_POINTING = frozenset({"этот", "тот", "данный", "такой", "сам", "указанный", "нынешний", "сегодняшний"})


def pointing(sentence: Sentence, word: Token, *, nominal: bool) -> Evidence:
    """Of a word that tells of an event."""
    if not nominal:
        return numbers({f"verb as {relation(word)}": True, "verb below": not is_main(sentence, word)})
    children = sentence.children(word.index)
    behind = {f"noun behind {child.lemma}": 1.0 for child in children if child.rel == "case"}
    return behind | numbers({
        f"noun as {relation(word)}": True,
        "noun pointed at": any(child.lemma in _POINTING for child in children),
        "nouns": word.feats.get("Number") == "Plur",
    })  # fmt: skip
