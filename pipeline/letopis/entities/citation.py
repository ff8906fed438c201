"""The name under which a person is cited: the nominative that all his mentions agree on.

Each mention has one voice, for every nominative that its words may be a form of; full words outvote initials.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from letopis.entities.declension import GENDERS
from letopis.entities.name_roles import Role
from letopis.entities.names import NameForm
from letopis.entities.people import Cluster
from letopis.language.morphology import fold

_GENDER_BONUS = 1.5
_INNER: tuple[Role, ...] = ("middle", "patronymic")


@dataclass(slots=True)
class PersonName:
    """The agreed nominative. `name` is as the text cites him: with the patronymic or the middle names where it gives
    them between first name and surname no more rarely than it leaves them out, initials behind the surname where the
    text has them there."""

    name: str
    first: str | None
    middle: str | None
    last: str | None
    gender: str | None


def agree(cluster: Cluster) -> PersonName:
    """The nominative that explains all the person's mentions best, each having one voice."""
    forms = [mention.form for mention in cluster.mentions]
    gender = _gender(cluster)
    known: dict[Role, str | None] = {}
    for role in ("first", "middle", "patronymic", "last", "generation"):
        voters = [form for form in forms if role in form.roles]
        known[role] = _vote(voters, role, gender) if voters else None
    family_first = any(form.family_first for form in forms if form.has("first"))
    told = None if gender == "Plur" or not _is_sure(cluster, gender) else gender
    return PersonName(
        _cited(known, family_first or _is_listed(known, forms), [r for r in _INNER if _is_told(r, forms)]),
        known["first"],
        known["patronymic"] or known["middle"],
        known["last"],
        told,
    )


def _gender(cluster: Cluster) -> str:
    family = not any(mention.form.has("first") for mention in cluster.mentions)
    totals = {gender: 0.0 for gender in GENDERS if family or gender != "Plur"}
    for mention in cluster.mentions:
        for gender in totals:
            totals[gender] += mention.form.genders()[gender] + (_GENDER_BONUS if mention.gender == gender else 0.0)
    return max(totals, key=lambda gender: totals[gender])


def _is_sure(cluster: Cluster, gender: str) -> bool:
    """Whether something beyond a default tells the gender: another one reads clearly worse."""
    other = {"Masc": "Fem", "Fem": "Masc"}.get(gender, gender)
    margin = 0.0
    for mention in cluster.mentions:
        scores = mention.form.genders()
        margin += scores[gender] - scores[other]
        margin += _GENDER_BONUS * ((mention.gender == gender) - (mention.gender == other))
    return margin > 0.15


def _vote(forms: Iterable[NameForm], role: Role, gender: str) -> str | None:
    """Full words outvote initials, «фон Рогов» «Рогов»; ties go to what the text gives first."""
    every = list(forms)
    full = [form for form in every if not form.is_initials(role)]
    longest = max((form.roles.count(role) for form in full), default=0)
    full = [form for form in full if form.roles.count(role) == longest]
    ballots = [form.candidates(role, gender) for form in full or every]
    totals: dict[str, float] = {}
    for ballot in ballots:
        for nominative in ballot:
            totals.setdefault(nominative, 0.0)
    for ballot in ballots:
        worst = min(ballot.values()) - 1.0
        for nominative in totals:
            totals[nominative] += ballot.get(nominative, worst)
    best = max(totals, key=lambda nominative: totals[nominative], default=None)
    # «Пётр» once written so is the name of «Петра» as well.
    return next((name for name in totals if "ё" in name and fold(name) == fold(best or "")), best)


def _is_told(inner: Role, forms: Sequence[NameForm]) -> bool:
    """«Иван Кузьмич Рогов», «Нил Элден Рог», where «Иван Рогов», «Нил Рог» are not as frequent: who is so named but
    once, for his birth or his titles, is cited without. «Са Пинту» leaves nothing out of «Педро Са Пинту»."""
    both = [form for form in forms if _in_full(form, "first") and _in_full(form, "last")]
    told = {form.text(inner) for form in both if _in_full(form, inner)}
    whole = sum(_in_full(form, inner) for form in both)
    plain = sum(not form.has(inner) and form.text("first") not in told for form in both)
    return whole > 0 and (not plain or 1 < whole >= plain)


def _in_full(form: NameForm, role: Role) -> bool:
    return form.has(role) and not form.is_initials(role)


def _is_listed(known: dict[Role, str | None], forms: Sequence[NameForm]) -> bool:
    """«Рогов И. К.», as lists have it, where no other mention gives the first name in full."""
    told = next((form for form in forms if form.has("first") and form.has("last")), None)
    return told is not None and told.roles[0] == "last" and "." in (known["first"] or "")


def _cited(known: dict[Role, str | None], family_first: bool, told: Collection[Role]) -> str:
    first, last = known["first"], known["last"]
    initials = known["patronymic"] if first and "." in first else None
    if family_first:
        order = [last, first, initials]
    elif first and last:
        middle = known["middle"] if "middle" in told else None
        order = [first, middle, known["patronymic"] if "patronymic" in told else initials, last]
    else:
        order = [first, known["middle"], known["patronymic"], last]
    return " ".join(dict.fromkeys(word for word in [*order, known["generation"]] if word))
