"""One person once: «В Твери умер певец, по паспорту Иван Котов» tells of nobody but him."""

from collections.abc import Collection, Sequence

from letopis.document import Argument, Sentence, Token
from letopis.events.found import Found
from letopis.events.slots import is_verbal

_ALIKE = frozenset({"Gen", "Acc"})
_DASHES = frozenset({"–", "—", "-"})


def drop_doubled(sentence: Sentence, found: Sequence[Found], people: Collection[str]) -> None:
    """Take from the events of a sentence whom they describe beside his name in the same role.

    A verb in the singular has one subject; elsewhere the name follows the description at once. `people`: ids.
    """
    for each in found:
        sides, trigger = each.mention.participants, each.candidate.token
        named = [(one, head) for one in sides if one.entity in people and (head := _head(sentence, one)) is not None]
        each.mention.participants = [side for side in sides if not _is_doubled(sentence, trigger, side, named)]


def _is_doubled(sentence: Sentence, trigger: Token, side: Argument, named: Sequence[tuple[Argument, Token]]) -> bool:
    head = _head(sentence, side) if side.entity is None and side.count is None else None
    if head is None or head.feats.get("Animacy") != "Anim" or head.feats.get("Number") != "Sing":
        return False
    names = [(one, name) for one, name in named if one.role == side.role]
    single = is_verbal(trigger) and trigger.feats.get("Number") == "Sing" and head.feats.get("Case") == "Nom"
    if single and any(name.feats.get("Case") == "Nom" for _, name in names):
        return True
    return any(_adjoins(sentence, side, head, one, name) for one, name in names)


def _adjoins(sentence: Sentence, side: Argument, head: Token, one: Argument, name: Token) -> bool:
    """«активиста 26-летнего Ивана Котова», «исполнителя — Юрия Седова», «заведующему больницей Юрию Седову».

    «помощника Седова» is not Sedov: a genitive right behind a noun says whose he is.
    """
    case, other = head.feats.get("Case"), name.feats.get("Case")
    if side.end is None or one.start is None or one.start < side.end:
        return False
    between = [token for token in sentence.tokens if side.end <= token.start < one.start]
    if case in _ALIKE:
        return other in _ALIKE and bool(between) and all(map(_sets_off, between))
    own = {token.index for token in sentence.subtree(head.index) if token.rel not in ("cc", "punct")}
    return case == other and all(token.index in own or _sets_off(token) for token in between)


def _sets_off(token: Token) -> bool:
    return token.pos in ("ADJ", "NUM") or token.text in _DASHES


def _head(sentence: Sentence, side: Argument) -> Token | None:
    if side.start is None or side.end is None or not sentence.start <= side.start < sentence.end:
        return None
    return sentence.head_of(side.start, side.end)
