"""Classes of words that the ontology's conditions name: what acts, what is human, what a name means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from letopis.document import Entity, Organization, Person, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.events.lexicon import EventLexicon
from letopis.language.morphology import fold, parses

_PERSONAL = frozenset(
    {"я", "мы", "ты", "вы", "он", "она", "они", "кто", "никто", "все", "весь", "многие", "некоторые", "который"}
)
_IMPERSONAL = frozenset({"это", "что", "ничто", "нечто"})
_BY_FORM: dict[str, Callable[[Token], bool]] = {
    "any": lambda _: True,
    "adjective": lambda token: token.pos == "ADJ",
    "animate": lambda token: token.feats.get("Animacy") == "Anim",
    "one": lambda token: token.feats.get("Animacy") == "Anim" and token.feats.get("Number") == "Sing",
}
_QUOTED = frozenset({("«", "»"), ("“", "”"), ("„", "“"), ('"', '"')})


@dataclass(slots=True, frozen=True)
class Condition:
    """Some word of the slot has to be one of the lemmas (folded) or of a class that code tells (`@human`)."""

    slot: str
    lemmas: frozenset[str]
    classes: tuple[str, ...]


class Conditions(dict[tuple[str, tuple[str, ...]], Condition]):
    """What rules ask of a slot, by the slot and its words: many ask the same, which is then one object."""

    def __init__(self, lexicon: EventLexicon) -> None:
        self._classes = lexicon.classes

    def of(self, slots: Mapping[str, tuple[str, ...]]) -> tuple[Condition, ...]:
        """What a rule's `when` or `unless` asks, with the lists of words put in."""
        return tuple([self[row] for row in slots.items()])

    def __missing__(self, row: tuple[str, tuple[str, ...]]) -> Condition:
        slot, words = row
        named = [word[1:] for word in words if word.startswith("@")]
        lemmas = {fold(word) for word in words if not word.startswith("@")}
        lemmas |= {lemma for name in named for lemma in self._classes.get(name, ())}
        classes = tuple([name for name in named if name not in self._classes])
        found = self[row] = Condition(slot, frozenset(lemmas), classes)
        return found


class WordClasses:
    """Tells a word's classes in one document."""

    def __init__(self, mentions: MentionIndex, lexicon: EventLexicon) -> None:
        self._mentions = mentions
        self._lexicon = lexicon

    def holds(self, condition: Condition, sentence: Sentence, token: Token) -> bool:
        """Whether the word is what the condition asks."""
        if token.lemma in condition.lemmas and not self._is_of_persons_name(sentence, token):
            return True
        return any(self._belongs(name, sentence, token) for name in condition.classes)

    def _is_of_persons_name(self, sentence: Sentence, token: Token) -> bool:
        """«Роман Котов вышел»: no novel came out."""
        if token.pos != "PROPN":
            return False
        told = self._mentions.at_token(sentence, token.index)
        return any(isinstance(entity, Person) and mention.form == "name" for entity, mention in told)

    def _belongs(self, name: str, sentence: Sentence, token: Token) -> bool:
        if name in _BY_FORM:
            return _BY_FORM[name](token)
        meant = self._meant(sentence, token)
        if name == "states":
            return any(isinstance(entity, Organization) and entity.of_states for entity in meant)
        kinds = {entity_kind(entity) for entity in meant}
        if name == "human":
            return "person" in kinds or (not kinds and self._is_human(token))
        if name in ("actor", "thing"):
            acts = bool(kinds) or self._acts(token)
            return acts if name == "actor" else not acts and (_is_noun(token) or token.lemma in _IMPERSONAL)
        return name in kinds

    def _meant(self, sentence: Sentence, token: Token) -> list[Entity]:
        """What the word means, or a name in apposition: «депутат Иван Котов» is who the title says."""
        named = [token] + [c for c in sentence.children(token.index) if c.rel in ("appos", "flat:name")]
        return [entity for each in named for entity, _ in self._mentions.at_token(sentence, each.index)]

    def _acts(self, token: Token) -> bool:
        return self._is_human(token) or token.lemma in self._lexicon.classes["body"]

    def _is_human(self, token: Token) -> bool:
        """People without a name: a noun of persons, a pronoun, «двое», «раненые», a group."""
        if token.lemma in self._lexicon.classes["animal"]:
            return False
        if token.pos in ("PRON", "DET"):
            return token.lemma in _PERSONAL
        participle = token.pos == "VERB" and token.feats.get("VerbForm") == "Part"
        alone = (token.pos == "ADJ" or participle) and token.rel not in ("amod", "acl")
        return is_animate(token) or token.pos == "NUM" or alone or token.lemma in self._lexicon.groups


def _is_noun(token: Token) -> bool:
    """The word that opens a sentence passes with the tagger for a name, though it names nothing: «Рояль продали»."""
    return token.pos == "NOUN" or (token.pos == "PROPN" and token.index == 0)


def is_animate(token: Token) -> bool:
    """By the tagger, or by the dictionary where the tagger holds the word that opens a sentence for a name."""
    if token.pos == "PROPN" and "Animacy" not in token.feats:
        return any(parse.known and "anim" in parse.tags for parse in parses(token.text.lower())[:1])
    return token.feats.get("Animacy") == "Anim"


def entity_kind(entity: object) -> str:
    """`person`, `organization` or `place`, as the contract calls the entity's class."""
    return type(entity).__name__.lower()


def is_figurative(sentence: Sentence, token: Token) -> bool:
    """A verb or predicate alone in quotation marks is not meant: «похоронил» соперников, назвал итог «катастрофой»."""
    before, after = sentence.tokens[max(token.index - 1, 0)], sentence.tokens[token.index + 1 :][:1]
    if not after or (before.text, after[0].text) not in _QUOTED or not token.text.islower():
        return False
    # «Клуб "Дон" обыграл "Волгу"»: a straight mark with an even number of others before it opens.
    opens = sum(each.text == before.text for each in sentence.tokens[: token.index]) % 2 == 1
    return (before.text != after[0].text or opens) and (token.pos == "VERB" or token.feats.get("Case") == "Ins")
