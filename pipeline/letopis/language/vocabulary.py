"""natasha's MorphVocab with what depends on a tag alone worked out once a tag, not once a form.

Words of the dictionary, and most words are, are read here as pymorphy2 reads them, place by place of its paradigms;
all others are left to its guessing.
"""

import re
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from natasha.morph.vocab import MorphForm, MorphVocab, ud_feats, ud_pos
from pymorphy2.analyzer import MorphAnalyzer, Parse
from pymorphy2.units.by_lookup import DictionaryAnalyzer

from letopis.language.morphology import compared

_CACHED_WORDS = 20_000
# «А.», «Дж»: so short, capitals may be somebody's initials.
_INITIALS = 2
_RUSSIAN = re.compile("[а-яё]+(?:-[а-яё]+)*")
_count = itemgetter(0)


@cache  # there are some 5,000 tags
def features(tag: Any) -> dict[str, str]:
    """UD features of a dictionary tag; not to be changed."""
    return dict(ud_feats(tag))


@cache
def part_of_speech(tag: Any) -> str:
    """UD part of speech of a dictionary tag."""
    return str(ud_pos(tag))


@cache
def _compared_of(tag: Any) -> frozenset[tuple[str, str]]:
    return compared(part_of_speech(tag), features(tag))


class Form(MorphForm):
    """One reading of a word. `pos` and `feats` are UD values, `told` is what `compared` makes of them.

    All forms of a tag share these: not to be changed.
    """

    pos: str
    feats: dict[str, str]
    told: frozenset[tuple[str, str]]

    def __new__(cls, *args: Any) -> "Form":
        """Without MorphForm's tables."""
        form: Form = Parse.__new__(cls, *args)
        form.pos, form.feats, form.told = part_of_speech(form.tag), features(form.tag), _compared_of(form.tag)
        return form

    @property
    def is_known(self) -> bool:
        """Whether the dictionary has the form."""
        methods = self.methods_stack
        by_dictionary = len(methods) == 1 and isinstance(methods[0][0], DictionaryAnalyzer)
        return by_dictionary or bool(MorphForm.is_known.fget(self))

    @property
    def normal(self) -> Any:
        """The dictionary form."""
        return self.normal_form


class _Place(NamedTuple):
    """A form's place in its paradigm: its tag, how much is cut off at both ends, what the first form has there."""

    tag: Any
    name: str
    pos: str
    feats: dict[str, str]
    told: frozenset[tuple[str, str]]
    front: int
    back: int
    prefix: str
    suffix: str
    first: bool

    def normal_of(self, word: str) -> str:
        """The paradigm's first form."""
        if self.first:
            return word
        return f"{self.prefix}{word[self.front : len(word) - self.back]}{self.suffix}"


class Vocabulary(MorphVocab):
    """The analyser; its answers are cached."""

    def __init__(self) -> None:
        MorphAnalyzer.__init__(self, result_type=Form)
        self._by_lookup = next(unit for unit, _ in self._units if isinstance(unit, DictionaryAnalyzer))
        self._counts = self.prob_estimator.p_t_given_w
        self._place = cache(self._place_of)  # there are some 100,000

    def _parse(self, word: str) -> list[Form]:
        """All readings, the likeliest first. Capitals tell something only of initials and of what is not Russian."""
        lower = word.lower()
        if word != lower and len(word) > _INITIALS and _RUSSIAN.fullmatch(lower):
            return self.parse(lower)
        found: list[Form] = self._listed(lower) if len(word) > 1 else []
        return found or MorphAnalyzer.parse(self, word)

    def _listed(self, word: str) -> list[Form]:
        """The dictionary's readings; a letter alone can be an initial as well."""
        readings = [
            (self._counts.get(f"{word}:{place.name}", 0), spelt, place, ((self._by_lookup, spelt, paradigm, index),))
            for spelt, places in self.dictionary.words.similar_items(word, self.char_substitutes)
            for paradigm, index in places
            for place in [self._place(paradigm, index)]
        ]
        readings.sort(key=_count, reverse=True)
        counted = bool(readings) and readings[0][0] > 0
        forms = []
        for count, spelt, place, methods in readings:
            score = count / self._counts.MULTIPLIER if counted else 1.0 / len(readings)
            form: Form = tuple.__new__(self._result_type, (spelt, place.tag, place.normal_of(spelt), score, methods))
            form.pos, form.feats, form.told = place.pos, place.feats, place.told
            forms.append(form)
        return forms

    def _place_of(self, paradigm: int, index: int) -> "_Place":
        rows = self.dictionary.paradigms[paradigm]
        size = len(rows) // 3
        prefix, suffix = self.dictionary.paradigm_prefixes, self.dictionary.suffixes
        tag = self.dictionary.build_tag_info(paradigm, index)
        return _Place(
            tag,
            str(tag),
            part_of_speech(tag),
            features(tag),
            _compared_of(tag),
            len(prefix[rows[2 * size + index]]),
            len(suffix[rows[index]]),
            "" if index == 0 else prefix[rows[2 * size]],
            "" if index == 0 else suffix[rows[0]],
            index == 0,
        )

    parse = lru_cache(_CACHED_WORDS)(_parse)
    __call__ = parse
