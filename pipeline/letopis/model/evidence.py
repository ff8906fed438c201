"""The rules' evidence as the tagger sees it: of which types of the package's ontology a word can tell."""

from collections import defaultdict
from functools import lru_cache
from itertools import chain

from letopis.document import Token
from letopis.events.ontology import Ontology


def types_of(token: Token) -> tuple[str, ...]:
    """Types with a trigger rule for the word, by name; its conditions are not tried. A user's own types do not count:
    the tagger never saw them in training."""
    return _types().get((_part_of_speech(token), token.lemma), ())


def _part_of_speech(token: Token) -> str:
    return {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}.get(token.pos, "")


@lru_cache(maxsize=1)
def _types() -> dict[tuple[str, str], tuple[str, ...]]:
    ontology, found = Ontology.load(), defaultdict[tuple[str, str], set[str]](set)
    for key, entries in ontology.index.items():
        found[key].update(kind.type for kind, _ in entries)
    for kind, rule in chain.from_iterable(ontology.index.values()):
        for word in rule.tellers:
            found["noun", word].add(kind.type)
    return {key: tuple(sorted(types)) for key, types in found.items()}
