"""Which word of a person's name is what: first name, middle name, patronymic, surname."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from letopis.entities.declension import KNOWN, family_names, looks_like_surname, names_table, readings, tags_of
from letopis.language.morphology import fold

Role = Literal["first", "middle", "last", "patronymic", "generation"]

INITIAL = re.compile(r"(?:[А-ЯЁA-Z]|Дж|Ю|Я)\.?$")
_PATRONYMIC = re.compile(r"(?:[оеё]вич|ьич|[ое]вн|иничн|кузьмич)(?:а|у|ем|е|ой|ы|ей)?$")
_VOWELS = re.compile("[аеёиоуыэюя]+")
_CASE_ENDING = re.compile("(?:[ауеюя]|[оё]м|ем)$")
SYLLABLES = 2
# Letters that end no syllable of Chinese, Korean or Vietnamese.
_FOREIGN = frozenset("бвджзсфхцчшщ")


def syllables(word: str) -> int:
    """Groups of vowels of a folded word."""
    return len(_VOWELS.findall(word))


def roles_of(words: tuple[str, ...]) -> tuple[tuple[Role, ...], bool]:
    """The role of each word, and whether the name is cited surname first («Ван И»)."""
    table = names_table()
    core = [w for w in words if w.rstrip(".") not in table.generation]
    tail: list[Role] = ["generation"] * (len(words) - len(core))
    family_first = is_family_first(core)
    inner = _family_first_roles(core) if family_first else _core_roles(core)
    return (*inner, *tail), family_first


def _family_first_roles(core: Sequence[str]) -> list[Role]:
    return ["last", *_same("first", len(core) - 1)]


def _core_roles(core: Sequence[str]) -> list[Role]:
    count = len(core)
    if count == 0:
        return []
    if is_particle(core[0]):
        return _same("last", count)
    if count == 1:
        tags = tags_of(core[0])
        return ["first"] if "Name" in tags and "Surn" not in tags else ["last"]
    return _several_roles(core)


def _several_roles(core: Sequence[str]) -> list[Role]:
    count = len(core)
    if _is_initial(core[-1]) and not (count == 2 and (_is_given(core[0]) or _is_known_given(core[0]))):
        given = next(i for i, word in enumerate(core) if _is_initial(word))
        return [*_same("last", given), *_given(count - given)]
    patronymic = _patronymic_at(core)
    if fold(core[-1]) in names_table().patronymic_words and count == 3:
        return ["first", "patronymic", "patronymic"]
    if patronymic == 2 and count == 3:
        return ["last", "first", "patronymic"]
    if patronymic is not None:
        return ["first", *_same("patronymic", patronymic), *_same("last", count - patronymic - 1)]
    if count == 2 and _is_surname_first(core):
        return ["last", "first"]
    return _western(core)


def _is_given(word: str) -> bool:
    """«Хамза Х.» has a first name and the initial of a surname, «Рогов Х.» the other way round."""
    return "Surn" not in tags_of(word) and not looks_like_surname(word)


def _is_known_given(word: str) -> bool:
    """«Анна Р.», «Марат Т.»: first names, and the initial of a surname that is kept back."""
    tags = tags_of(word)
    return "Name" in tags and "Surn" not in tags


def _same(role: Role, count: int) -> list[Role]:
    return [role] * count


def _given(count: int) -> list[Role]:
    return ["first", *_same("patronymic", count - 1)]


def _western(core: Sequence[str]) -> list[Role]:
    """First name, middle names or a second initial, and a surname that begins with its particle if any."""
    count = len(core)
    if all(_is_initial(word) for word in core[:-1]):
        return [*_given(count - 1), "last"]
    start = next((i for i in range(1, count) if is_particle(core[i])), count - 1)
    middle: list[Role] = ["patronymic" if _is_initial(word) else "middle" for word in core[1:start]]
    return ["first", *middle, *_same("last", count - start)]


def _is_initial(word: str) -> bool:
    return INITIAL.fullmatch(word) is not None and (word.endswith(".") or len(word) == 1)


@lru_cache(maxsize=20_000)
def is_particle(word: str) -> bool:
    """«фон», «де», «аль», also stuck on with a hyphen: «аль-Багдади», «ас-Сиси»."""
    first, hyphen, _ = fold(word).partition("-")
    return first in names_table().particles or (bool(hyphen) and first in names_table().articles)


def _patronymic_at(core: Sequence[str]) -> int | None:
    table = names_table()
    for index, word in enumerate(core[1:], start=1):
        lower = fold(word)
        if lower in table.patronymic_words:
            return index
        tags = tags_of(word)
        if lower.endswith("вич") and _is_only_feminine(core[0]):
            continue
        if "Patr" in tags or (_PATRONYMIC.search(lower) and not tags):
            is_last = index == len(core) - 1
            if not (is_last and len(core) == 2 and ("Surn" in tags or "Patr" not in tags)):
                return index
    return None


def _is_only_feminine(word: str) -> bool:
    """Whether the dictionary knows the first name as a woman's only: then «Алексиевич» is her surname."""
    known = {reading.gender for reading in readings(word) if reading.weight >= KNOWN}
    return known == {"Fem"}


def _is_surname_first(core: Sequence[str]) -> bool:
    first, second = tags_of(core[0]), tags_of(core[1])
    return "Surn" in first and "Name" not in first and "Name" in second and "Surn" not in second


def is_family_first(core: Sequence[str]) -> bool:
    """«Си Цзиньпина», «Ким Чен Ын»: the surname opens the name, as in China, Korea and Vietnam."""
    if len(core) not in {2, 3} or fold(core[0]) not in family_names():
        return False
    given = core[1:]
    if "Surn" in tags_of(given[-1]) and len(given) == 1 and len(given[0]) > 4:
        return False
    return all(_is_syllables(word) for word in given)


def is_syllabic(words: Sequence[str]) -> bool:
    """«Мин Аун Хлайна», «Хо Ши Мину»: three words of one syllable, of which only the last declines."""
    return len(words) > SYLLABLES and all(
        syllables(_CASE_ENDING.sub("", fold(word))) <= 1 and not _is_initial(word) and not is_particle(word)
        for word in words
    )


def _is_syllables(word: str) -> bool:
    """One or two syllables: «И», «Пин», «Цзиньтао», «Цзиньпину», but not «Мария»."""
    if len(word) == 1:
        return True
    lower = fold(word)
    known = sum(map(len, _VOWELS.findall(lower))) > SYLLABLES and "Name" in tags_of(word)
    stem = _CASE_ENDING.sub("", lower)
    foreign = stem[-1:] in _FOREIGN and lower[-1] not in "уюеиоэ"
    return syllables(stem) <= SYLLABLES and not foreign and not known and not _is_initial(word)
