"""People: name mentions of one article put together, and one nominative name for each person.

Mentions join when the nominatives that they may stand for meet. Full names come first; then surnames
and first names alone, each to the nearest person before it that fits. Two Ивановы stay two.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from letopis.entities.name_roles import Role, is_particle
from letopis.entities.names import NameForm, name_form
from letopis.language.morphology import fold

_STRAIN = 0.5
# Letters of a nominative by which people are looked up.
_BEGINNING = 3


@dataclass(slots=True)
class NameMention:
    """A person's name at [start, end). `gender` is what a verb or a title beside it tells, or None."""

    start: int
    end: int
    text: str
    sentence: int
    form: NameForm
    gender: str | None = None
    rule: str = "name"


@dataclass(slots=True)
class Cluster:
    """Mentions of one person. `keys` are the nominatives by role that all its mentions so far allow.

    `firsts` are the folded first names that they give, `middles` what their middle names may stand for; `number` is
    the person's, in the order in which people were found.
    """

    number: int
    mentions: list[NameMention] = field(default_factory=list)
    keys: dict[Role, dict[tuple[str, str], float]] = field(default_factory=dict)
    firsts: set[str] = field(default_factory=set)
    middles: set[tuple[str, str]] = field(default_factory=set)

    def add(self, mention: NameMention) -> None:
        """Take a mention in and keep only the nominatives that it allows as well."""
        self.mentions.append(mention)
        form = mention.form
        self.firsts.add(fold(form.text("first")))
        if form.has("middle"):
            self.middles.update(form.plausible("middle"))
        for role in ("first", "last", "patronymic"):
            if role not in form.roles or (role != "last" and form.is_initials(role)):
                continue
            offered, known = form.plausible(role), self.keys.get(role)
            if known is None:
                self.keys[role] = offered
                continue
            shared = {key: known[key] + offered[key] for key in known.keys() & offered.keys()}
            if shared:
                self.keys[role] = shared

    def genders(self) -> set[str]:
        """The genders under which all its roles can be read."""
        sets = [{gender for _, gender in keys} for keys in self.keys.values()]
        return set.intersection(*sets) if sets else set()


class _People:
    """The article's people so far, looked up by what their names may stand for.

    A cluster is found by how the nominatives begin that its first mention with a role allows: what fits it later is
    among these, and has to be looked at closer.
    """

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self._by_beginning: dict[tuple[str, str], list[Cluster]] = {}
        self._with_patronymic: list[Cluster] = []

    def add(self, one: Cluster, mention: NameMention) -> None:
        """The mention is of that person."""
        before = set(one.keys)
        one.add(mention)
        for role in one.keys.keys() - before:
            self._enter(role, [name for name, _ in one.keys[role]], one)
            if role == "last":
                self._enter("part", [part for name, _ in one.keys[role] for part in _significant(name)], one)
            if role == "patronymic":
                self._with_patronymic.append(one)

    def _enter(self, role: str, names: Iterable[str], one: Cluster) -> None:
        for beginning in {name[:_BEGINNING] for name in names}:
            self._by_beginning.setdefault((role, beginning), []).append(one)

    def new(self) -> Cluster:
        """Somebody else."""
        self.all.append(Cluster(len(self.all)))
        return self.all[-1]

    def meeting(self, role: Role, form: NameForm) -> list[Cluster]:
        """Those whose names can be the same in that role."""
        return [one for one in self._sharing(role, form.plausible(role)) if _meets(one, role, form, role)]

    def same(self, form: NameForm) -> list[Cluster]:
        """Those whose full name it can be."""
        possible = self._sharing("last", form.plausible("last"))
        if form.has("patronymic"):
            possible = _in_order([*possible, *self._with_patronymic])
        return [one for one in possible if _same_full(one, form)]

    def with_part(self, form: NameForm) -> list[Cluster]:
        """Those of whose surname it can be a part."""
        return [one for one in self._sharing("part", form.plausible("last")) if _is_part(one, form)]

    def _sharing(self, role: str, keys: Iterable[tuple[str, str]]) -> list[Cluster]:
        beginnings = {name[:_BEGINNING] for name, _ in keys}
        return _in_order([one for beginning in beginnings for one in self._by_beginning.get((role, beginning), ())])


def _in_order(clusters: list[Cluster]) -> list[Cluster]:
    """Each once, the first found first."""
    if len(clusters) < 2:
        return clusters
    return sorted({one.number: one for one in clusters}.values(), key=lambda one: one.number)


def cluster(mentions: Sequence[NameMention]) -> list[Cluster]:
    """People of the article, in order of first mention."""
    people = _People()
    ordered = sorted(mentions, key=lambda one: is_particle(one.form.words[0].text))
    kinds = [(_kind(one.form), one) for one in ordered]  # finding its person may read one otherwise
    for wanted, find in _PASSES:
        for kind, mention in kinds:
            if kind == wanted:
                _place(people, mention, find(people, mention))
    for one in people.all:
        one.mentions.sort(key=lambda mention: mention.start)
    return sorted(people.all, key=lambda one: one.mentions[0].start)


def _kind(form: NameForm) -> str:
    if form.has("last") and form.has("first"):
        return "full"
    if form.has("first"):
        return "given" if not form.has("patronymic") else "patronymic"
    return "last"


def _find_full(people: _People, mention: NameMention) -> list[Cluster]:
    fitting = people.same(mention.form)
    if not fitting and is_particle(mention.form.words[0].text):
        fitting = _read_as(people, mention, "last")
    return fitting


def _find_patronymic(people: _People, mention: NameMention) -> list[Cluster]:
    """«Вера Кузьминична» is Вера Рогова told of before, if no other Вера is and her patronymic is not known."""
    fitting = people.same(mention.form)
    namesakes = [] if fitting else people.meeting("first", mention.form)
    one = namesakes[0] if len(namesakes) == 1 else None
    told = one is not None and one.mentions[0].start < mention.start and "patronymic" not in one.keys
    return [one] if one is not None and told and "last" in one.keys else fitting


def _find_last(people: _People, mention: NameMention) -> list[Cluster]:
    fitting = people.meeting("last", mention.form) or _read_as(people, mention, "first")
    return fitting or people.with_part(mention.form)


def _find_given(people: _People, mention: NameMention) -> list[Cluster]:
    return people.meeting("first", mention.form) or _read_as(people, mention, "last")


def _read_as(people: _People, mention: NameMention, role: Role) -> list[Cluster]:
    """Clusters that the mention fits when all its words are read as that role; it then has it."""
    other = name_form(mention.form.words, mention.form.expected, role)
    fitting = people.meeting(role, other)
    if fitting:
        mention.form = other
    return fitting


_PASSES: tuple[tuple[str, Callable[[_People, NameMention], list[Cluster]]], ...] = (
    ("full", _find_full),
    ("patronymic", _find_patronymic),
    ("last", _find_last),
    ("given", _find_given),
)


def _place(people: _People, mention: NameMention, fitting: Sequence[Cluster]) -> None:
    if mention.gender is not None:
        fitting = [c for c in fitting if mention.gender in c.genders() or not c.genders()]
    if not fitting:
        fitting = [people.new()]
    best = fitting[0]
    if len(fitting) > 1:
        best = min(fitting, key=lambda c: (_strains(c, mention.form), _distance(c, mention.start)))
    people.add(best, mention)


def _strains(cluster: Cluster, form: NameForm) -> bool:
    """Whether the mention has to be read against its own best reading to be this person's name."""
    offered = form.plausible("last") or form.plausible("first")
    known = cluster.keys.get("last", {}).keys() | cluster.keys.get("first", {}).keys()
    shared = [score for key, score in offered.items() if key in known]
    return bool(shared) and max(offered.values()) - max(shared) > _STRAIN


def _distance(cluster: Cluster, start: int) -> tuple[int, int]:
    """Nearest before beats any after; the nearer the better."""
    before = [start - m.start for m in cluster.mentions if m.start < start]
    if before:
        return 0, min(before)
    return 1, min((m.start - start for m in cluster.mentions), default=0)


def _meets(cluster: Cluster, role: Role, form: NameForm, its: Role) -> bool:
    return not cluster.keys.get(role, {}).keys().isdisjoint(form.plausible(its))


def _is_part(cluster: Cluster, form: NameForm) -> bool:
    """A lone surname that is one half of a double one, or what follows a particle: «Багдади», «аль-Багдади»."""
    offered = form.plausible("last")
    for nominative, gender in cluster.keys.get("last", {}):
        if any((part, gender) in offered for part in _significant(nominative)):
            return True
    return False


@lru_cache(maxsize=20_000)
def _significant(nominative: str) -> list[str]:
    """The parts of a double surname, and all of it behind its particles."""
    words = nominative.split()
    behind = " ".join(word for word in words if not is_particle(word))
    parts = [part for part in nominative.replace("-", " ").split() if not is_particle(part)]
    return [*parts, behind] if len(words) > 1 or len(parts) > 1 else []


def _same_full(cluster: Cluster, form: NameForm) -> bool:
    """Surnames meet, first names do or one is the other's initial, and patronymics do not contradict."""
    if form.has("last") and "last" in cluster.keys and not _meets(cluster, "last", form, "last"):
        return False
    if not (form.has("last") and "last" in cluster.keys) and not _shares_patronymic(cluster, form):
        return False
    return _given_agree(cluster, form) and _patronymics_agree(cluster, form)


def _shares_patronymic(cluster: Cluster, form: NameForm) -> bool:
    """«Владимир Кириллович» is no Владимир whose patronymic the text does not give."""
    return form.has("patronymic") and "patronymic" in cluster.keys


def _given_agree(cluster: Cluster, form: NameForm) -> bool:
    given = fold(form.text("first"))
    if any(_initials_fit(given, other) for other in cluster.firsts):
        return True
    if form.is_initials("first") or "first" not in cluster.keys:
        return False
    offered = form.plausible("first").keys() | form.plausible("middle").keys()
    return not offered.isdisjoint(cluster.keys["first"]) or not offered.isdisjoint(cluster.middles)


def _initials_fit(first: str, second: str) -> bool:
    """One of the two has an initial, and the first names begin with the same letters."""
    if not first or not second or not ("." in first or "." in second or len(first) == 1 or len(second) == 1):
        return False
    length = min(len(first.rstrip(".")), len(second.rstrip(".")))
    return first[:length] == second[:length]


def _patronymics_agree(cluster: Cluster, form: NameForm) -> bool:
    if not form.has("patronymic") or "patronymic" not in cluster.keys:
        return True
    if form.is_initials("patronymic"):
        initial = fold(form.text("patronymic"))[:1]
        return any(nominative.startswith(initial) for nominative, _ in cluster.keys["patronymic"])
    return _meets(cluster, "patronymic", form, "patronymic")
