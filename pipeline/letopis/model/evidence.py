"""The rules' evidence as the tagger sees it: of which types of the package's ontology a word can tell."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from letopis.events.ontology import Ontology

# The Universal parts of speech of those that rules know.
_TAGS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN")}


@lru_cache(maxsize=1)
def types_by_word() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Types with a trigger rule for a word, by its part of speech and lemma; the rules' conditions are not tried.

    A user's own types do not count: the tagger never saw them in training.
    """
    found = defaultdict[tuple[str, str], set[str]](set)
    for (pos, lemma), entries in Ontology.load().index.items():
        for kind, rule in entries:
            told = [(tag, lemma) for tag in _TAGS.get(pos, ())]
            for word in told + [(tag, teller) for tag in _TAGS["noun"] for teller in rule.tellers]:
                found[word].add(kind.type)
    return {word: tuple(sorted(types)) for word, types in found.items()}
