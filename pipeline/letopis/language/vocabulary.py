"""natasha's MorphVocab with what depends on a tag alone worked out once a tag, not once a form."""

from functools import cache, lru_cache
from typing import Any

from natasha.morph.vocab import MorphForm, MorphVocab, ud_feats, ud_pos
from pymorphy2.analyzer import MorphAnalyzer, Parse

_CACHED_WORDS = 30_000
# «А.», «Дж»: so short, capitals may be somebody's initials.
_INITIALS = 2


@cache  # there are some 5,000 tags
def features(tag: Any) -> dict[str, str]:
    """UD features of a dictionary tag; not to be changed."""
    return dict(ud_feats(tag))


@cache
def part_of_speech(tag: Any) -> str:
    """UD part of speech of a dictionary tag."""
    return str(ud_pos(tag))


class Form(MorphForm):
    """One reading of a word. `feats` is shared by all forms of its tag: not to be changed."""

    def __new__(cls, *args: Any) -> "Form":
        """Without MorphForm's tables."""
        form: Form = Parse.__new__(cls, *args)
        return form

    @property
    def normal(self) -> Any:
        """The dictionary form."""
        return self.normal_form

    @property
    def pos(self) -> str:
        """Part of speech, a UD value."""
        return part_of_speech(self.tag)

    @property
    def feats(self) -> dict[str, str]:
        """Features, UD names and values."""
        return features(self.tag)


class Vocabulary(MorphVocab):
    """The analyser; its answers are cached."""

    def __init__(self) -> None:
        MorphAnalyzer.__init__(self, result_type=Form)

    def _parse(self, word: str) -> list[Form]:
        """All readings, the likeliest first. Capitals tell something only of words that the dictionary lacks."""
        lower = word.lower()
        if word != lower and len(word) > _INITIALS and self.word_is_known(lower):
            return self.parse(lower)
        found: list[Form] = MorphAnalyzer.parse(self, word)
        return found

    parse = lru_cache(_CACHED_WORDS)(_parse)
    __call__ = parse
