"""One man's case: «Котова задержали. ... Арест продлили. ... Подозреваемого осудили» are all about one person.

Detention, investigation, trial and sentence are told one after the other, mostly without saying again against whom.
"""

from functools import cached_property, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from letopis.document import Argument, Document, EventMention, Person, Sentence, Token
from letopis.entities.title_table import title_rows
from letopis.events.slots import is_verbal
from letopis.language.morphology import lemmas
from letopis.tables import read_table

# How many sentences a case that is not the article's only one goes on within its paragraph.
NEAR = 2
_SAID = ("obj", "nsubj:pass", "iobj")
# A word so hung on another has its subject and object there.
_CARRIED = ("xcomp", "conj", "aux", "aux:pass", "cop")


class _Nouns(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: tuple[str, ...]
    examples: tuple[str, ...]


class Proceedings(BaseModel):
    """resources/story/proceedings.yaml, which explains its fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    against: dict[str, str]
    done_by: dict[str, str]
    befallen: dict[str, str]
    accused: _Nouns
    victims: _Nouns
    others: frozenset[str]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Proceedings":
        """Read the table, once. Raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "proceedings.yaml", cls)

    def nouns(self, role: dict[str, str]) -> frozenset[str]:
        """Folded nouns that may stand for whoever has the role: those for any human, and its own."""
        return self.victim_nouns if role is self.befallen else self.accused_nouns

    @cached_property
    def victim_nouns(self) -> frozenset[str]:
        """Who may have suffered."""
        return _with_human(self.victims.words)

    @cached_property
    def accused_nouns(self) -> frozenset[str]:
        """Who may be accused."""
        return _with_human(self.accused.words)


def _with_human(words: tuple[str, ...]) -> frozenset[str]:
    human = {lemma for lemma, row in title_rows().items() if row.rank == "human" and not row.collective}
    return frozenset(human.union(*(lemmas(word) for word in words)))


def complete_cases(document: Document) -> None:
    """Name whom the mentions of one case leave described or unsaid."""
    case = _Case(document, Proceedings.load())
    for mention in document.event_mentions:
        if mention.claim is None:
            case.complete(mention)


class _Case:
    """Whom the article tells of, mention by mention."""

    def __init__(self, document: Document, table: Proceedings) -> None:
        self._document = document
        self._table = table
        self._people = {entity.id: entity for entity in document.entities if isinstance(entity, Person)}
        self._accused = self._named(table.against) or self._named(table.done_by)
        self._victims = self._named(table.befallen)
        self._last: tuple[int, list[Argument]] | None = None

    def _named(self, roles: dict[str, str]) -> list[str]:
        """Ids of the people whom the article names in these roles, in text order."""
        found = (
            argument.entity
            for mention in self._document.event_mentions if mention.claim is None
            for argument in mention.participants
            if argument.role == roles.get(mention.type) and argument.entity in self._people
        )  # fmt: skip
        return list(dict.fromkeys(each for each in found if each is not None))

    def complete(self, mention: EventMention) -> None:
        """Put the person in the place of an unnamed one, or where the mention says nobody."""
        table = self._table
        for roles, people in ((table.against, self._accused), (table.befallen, self._victims)):
            role = roles.get(mention.type)
            if role is None:
                continue
            for index, argument in enumerate(mention.participants):
                named = self._meant(mention, argument, people, table.nouns(roles)) if argument.role == role else None
                if named is not None:
                    mention.participants[index] = named
        if (role := table.against.get(mention.type)) is not None:
            self._add_unsaid(mention, role)

    def _meant(
        self, mention: EventMention, argument: Argument, people: list[str], nouns: frozenset[str]
    ) -> Argument | None:
        """«Мужчину арестовали»: the only one of the article, where a bare noun in the singular stands for him."""
        if argument.entity is not None or argument.start is None or argument.end is None or len(people) != 1:
            return None
        sentence = self._document.sentences[mention.sentence]
        words = sentence.tokens_in(argument.start, argument.end)
        head = sentence.head_of(argument.start, argument.end)
        if head is None or len(words) != 1 or not self._stands_for(sentence, head, nouns):
            return None
        person = self._people[people[0]]
        if head.feats.get("Gender") not in (None, person.gender) and person.gender is not None:
            return None
        if self._is_other(sentence, argument.start) or _has(mention, person):
            return None
        return Argument(person.id, argument.role, "descriptor", argument.text, argument.start, argument.end,
                        rule="the only one of the case")  # fmt: skip

    def _stands_for(self, sentence: Sentence, head: Token, nouns: frozenset[str]) -> bool:
        told = any(child.rel in ("nmod", "det", "amod", "appos") for child in sentence.children(head.index))
        return head.feats.get("Number") == "Sing" and not told and bool(lemmas(head.text) & nouns)

    def _is_other(self, sentence: Sentence, start: int) -> bool:
        """«Также задержали мужчину»: somebody else than whom the text told of."""
        return any(token.lemma in self._table.others and token.start < start for token in sentence.tokens)

    def _add_unsaid(self, mention: EventMention, role: str) -> None:
        """«Арест продлили», «Суд состоится сегодня»: of the article's only case, or of the one told just before."""
        mine = [a for a in mention.participants if a.role == role]
        if not mine and not self._says(mention):
            mine = self._understood(mention, role)
            mention.participants += mine
        if mine:
            self._last = (mention.sentence, mine)

    def _understood(self, mention: EventMention, role: str) -> list[Argument]:
        if mention.type == "trial" and (mention.participants or len(self._accused) > 1):
            return []  # a suit or an appeal may be anybody's
        if len(self._accused) == 1:
            person = self._people[self._accused[0]]
            return [] if _has(mention, person) else [_zero(person.id, role, person.name)]
        if self._last is None or any(a.entity is None for a in self._last[1]):
            return []
        sentences = self._document.sentences
        gap = mention.sentence - self._last[0]
        together = sentences[mention.sentence].block == sentences[self._last[0]].block and 0 <= gap <= NEAR
        known = {a.entity for a in mention.participants}
        return [_zero(a.entity, role, a.text) for a in self._last[1] if together and a.entity not in known]

    def _says(self, mention: EventMention) -> bool:
        """Whether words beside the trigger, or beside the verb that carries it, say whom or what it is about."""
        sentence = self._document.sentences[mention.sentence]
        token = sentence.token_at(mention.trigger.start)
        if token is None or (token.feats.get("Number") == "Plur" and token.pos == "NOUN"):
            return True
        around = [token]
        for above in sentence.ancestors(token.index):
            if around[-1].rel not in _CARRIED and is_verbal(around[-1]):
                break
            around.append(above)
        return any(self._tells(sentence, child, token) for word in around for child in sentence.children(word.index)
                   if child not in around)  # fmt: skip

    def _tells(self, sentence: Sentence, child: Token, trigger: Token) -> bool:
        if child.lemma in self._table.others:
            return True
        bare = not any(inner.rel == "case" for inner in sentence.children(child.index))
        genitive = child.rel == "nmod" and child.feats.get("Case") in ("Gen", "Dat") and bare
        return genitive or child.rel in _SAID or (is_verbal(trigger) and child.rel == "nsubj" and child.pos != "PRON")


def _zero(entity: str | None, role: str, text: str) -> Argument:
    return Argument(entity, role, "zero", text, None, None, rule="the only one of the case")


def _has(mention: EventMention, person: Person) -> bool:
    return any(argument.entity == person.id for argument in mention.participants)
