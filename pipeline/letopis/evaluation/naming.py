"""When two names are one to a careful reader, however each side of the comparison cites it.

Gold itself has it both ways: «шведская прокуратура» and «прокуратура Италии», «МИД РФ» and «МИД России», a man with
his patronymic in one article and without it in the next. Which of them a record has says nothing about who took part.
Whatever says more or less stays another name, and so does another order: «суд» and «суд Германии», «Анна» and
«Анна Кох», «Кох Анна» and «Анна Кох».
"""

import re
from functools import lru_cache

from letopis.entities.countries import CountryTable
from letopis.entities.inflection import lemmas
from letopis.evaluation.matching import fold_name

_PATRONYMIC = re.compile(r"\w{2,}(?:вич|ьич|мич|вна|чна)")
_FEDERATION = re.compile(r"\bроссийск(?:ая|ой) федераци[яи]\b")


def same_name(one: str, other: str) -> bool:
    """Equal but for case, ё and quotation marks, for how a state is told of, or for a patronymic left out."""
    first, second = fold_name(one), fold_name(other)
    return first == second or _of_one_state(first, second) or _without_patronymic(first, second)


def _of_one_state(one: str, other: str) -> bool:
    """«израильская армия», «армия Израиля»: the same words, with one state among them."""
    first, second = _by_states(one), _by_states(other)
    return first == second and any(word.isupper() for word in first)


@lru_cache(maxsize=5_000)
def _by_states(name: str) -> tuple[str, ...]:
    """The words of a folded name in alphabetical order, those for a state as its code in capitals."""
    return tuple(sorted(_state_of(word) or word for word in _FEDERATION.sub("рф", name).split()))


def _state_of(word: str) -> str | None:
    table = CountryTable.load()
    found = [state for lemma in lemmas(word) for state in (*table.by_adjective(lemma), *table.by_name(lemma))]
    return found[0].alpha2 if found and found[0].status != "former" else None


def _without_patronymic(one: str, other: str) -> bool:
    """«Иван Кузьмич Рогов», «Иван Рогов»."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    whole = (len(shorter), len(longer)) == (2, 3) and _PATRONYMIC.fullmatch(longer[1]) is not None
    return whole and [longer[0], longer[2]] == shorter
