"""Who and where: from the slots of a trigger to arguments, named, described, unnamed or dropped."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from letopis.document import Amount, Argument, Document, Entity, EntityMention, Organization, Person, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.events.antecedents import Antecedents
from letopis.events.classes import entity_kind
from letopis.events.lexicon import EventLexicon
from letopis.events.numerals import amount
from letopis.events.ontology import is_place_role
from letopis.events.slots import SlotFinder, is_verbal
from letopis.events.triggers import Candidate

_QUANTITY = ("nummod", "nummod:gov", "nummod:entity", "amod", "advmod", "det")


_WITH_PREFIXES = ("с+", "между+")
_WITH = frozenset({"с+Ins", "между+Ins"})


class RoleFiller:
    """Fills the roles of one document's event mentions."""

    def __init__(self, document: Document, mentions: MentionIndex, lexicon: EventLexicon) -> None:
        self._document = document
        self._mentions = mentions
        self._lexicon = lexicon
        self._antecedents = Antecedents(document, mentions, lexicon)

    def participants(self, sentence: Sentence, candidate: Candidate, slots: SlotFinder) -> list[Argument]:
        """Arguments in the roles that the frame gives to slots; an entity once, the first slot wins."""
        found: list[Argument] = []
        frame = candidate.type.frame_of(candidate.rule)
        for slot, role in frame.items():
            if is_place_role(role):
                continue
            weak = slot == "beside" or (slot == "actor" and not candidate.type.reciprocal)
            if weak and any(a.role == role for a in found):
                continue  # «принял отставку министра»: whose it was the genitive says
            for token in candidate.slots.get(slot, []):
                for argument in self._arguments(sentence, token, role, candidate.type.roles[role]):
                    argument.rule = f"{slot} → {role}"
                    found += [] if _known(argument, found) else [argument]
        subject_role = frame.get("subj") or frame.get("actor")
        filled = not candidate.type.reciprocal and any(a.role == subject_role for a in found)
        if subject_role and not is_place_role(subject_role) and not filled:
            found += [argument for argument in self._dropped(sentence, candidate, subject_role)
                      if not _known(argument, found)]  # fmt: skip
        if candidate.type.reciprocal and [side.role for side in found] == ["participant"]:
            found += self._other_side(sentence, candidate, slots, found)
        return found

    def _other_side(
        self, sentence: Sentence, candidate: Candidate, slots: SlotFinder, found: list[Argument]
    ) -> list[Argument]:
        """«обсудил план с коллегой»: with whom, wherever in the clause the parser hung the phrase."""
        if any(side.rule.startswith(_WITH_PREFIXES) for side in found):
            return []
        steps = slots.reachable(candidate.token)
        kinds = candidate.type.roles["participant"]
        for token in sentence.tokens:
            if token.index in steps and _WITH.intersection(slots.phrase_slot(token)):
                sides = self._arguments(sentence, token, "participant", kinds)
                new = [side for side in sides if side.entity is not None and not _known(side, found)]
                if new:
                    for side in new:
                        side.rule = f"«{token.text}» in the clause → participant"
                    return new
        return []

    def _dropped(self, sentence: Sentence, candidate: Candidate, role: str) -> list[Argument]:
        """The subject that no word expresses, when the entities stage resolved it at the clause's verb."""
        verb = _clause_verb(sentence, candidate.token)
        if verb is None or any(candidate.slots.get(name) for name in ("subj", "actor")):
            return []
        return [
            Argument(entity.id, role, "zero", entity.name, None, None, rule="dropped subject")
            for entity, mention in self._mentions.in_sentence(sentence.index)
            if mention.form == "zero" and mention.at == verb.start
        ]

    def _arguments(self, sentence: Sentence, token: Token, role: str, kinds: Iterable[str]) -> list[Argument]:
        pairs = [pair for pair in self.named(sentence, token) if entity_kind(pair[0]) in kinds]
        if pairs:
            return [_argument(entity, mention, role) for entity, mention in pairs]
        meant = self._antecedents.of(sentence, token, tuple(kinds)) if not self.named(sentence, token) else None
        if meant is not None:
            return [Argument(meant.id, role, "pronoun", token.text, token.start, token.end)]
        if "group" in kinds and self._is_group(token) and not self.named(sentence, token):
            return [self._unnamed(sentence, token, role)]
        return []

    def named(self, sentence: Sentence, token: Token) -> list[tuple[Entity, EntityMention]]:
        """Entities that a phrase with this head speaks of: by itself, by the holder of its office, by apposition."""
        pairs = self._headed(sentence, token)
        if pairs:
            return pairs
        pairs = self._office_holder(sentence, token) or self._club(sentence, token)
        if pairs:
            return pairs
        for child in sentence.children(token.index):
            if child.rel in ("appos", "flat:name", "flat", "flat:foreign", "nmod") and child.index > token.index:
                inner = [p for p in self._headed(sentence, child) if child.rel != "nmod" or _title_of(child, p)]
                if inner:
                    return inner
        return []

    def _headed(self, sentence: Sentence, token: Token) -> list[tuple[Entity, EntityMention]]:
        covering = self._mentions.at_token(sentence, token.index)
        exact = [self._by_name(sentence, p) for p in covering if _head_index(sentence, p[1]) == token.index]
        return exact or [pair for pair in covering if pair[1].form == "name"]

    def _by_name(self, sentence: Sentence, pair: tuple[Entity, EntityMention]) -> tuple[Entity, EntityMention]:
        """«его младший брат, Денис Котов,»: the name behind the relation."""
        entity, told = pair
        if told.rule != "relation":
            return pair
        behind = (
            (other, mention)
            for other, mention in self._mentions.in_sentence(sentence.index)
            if other is entity and mention.form == "name" and (mention.start or 0) >= (told.end or 0)
        )
        return next(behind, pair)

    def _office_holder(self, sentence: Sentence, token: Token) -> list[tuple[Entity, EntityMention]]:
        """«президент Казахстана Касым-Жомарт Токаев»: the head is the office, the argument the name."""
        for entity, mention in self._mentions.in_sentence(sentence.index):
            if isinstance(entity, Person) and mention.form == "name":
                for office in entity.offices:
                    beside = mention.start is not None and -2 <= mention.start - office.end <= 3
                    if office.start <= token.start < office.end and beside:
                        return [(entity, mention)]
        return []

    def _club(self, sentence: Sentence, token: Token) -> list[tuple[Entity, EntityMention]]:
        """«футболисты «Ротора»»: in what a team does the club acts."""
        if token.lemma not in self._lexicon.team_members or token.feats.get("Number") != "Plur":
            return []
        clubs = [child for child in sentence.children(token.index) if child.rel in ("nmod", "appos")]
        pairs = [pair for club in clubs for pair in self._headed(sentence, club)]
        return [pair for pair in pairs if isinstance(pair[0], Organization)]

    def _is_group(self, token: Token) -> bool:
        if token.pos == "PRON" or token.rel == "amod" or token.lemma in ("который", "кто", "что", "это"):
            return False
        alone = token.pos in ("ADJ", "VERB") and token.rel not in ("amod", "acl") and not _is_clause(token)
        people = alone and token.feats.get("Number") == "Plur"  # «неизвестные», «собравшиеся»
        animate = token.feats.get("Animacy") == "Anim" or token.pos == "NUM"
        return people or animate or token.lemma in self._lexicon.groups

    def _unnamed(self, sentence: Sentence, token: Token, role: str) -> Argument:
        words = _quantified(sentence, token)
        start, end = words[0].start, words[-1].end
        figure = figure_of(sentence, token)
        exact = figure is not None and figure.low == figure.high
        return Argument(
            None, role, "descriptor", self._document.text[start:end], start, end,
            count=figure.low if figure and exact else None,
        )  # fmt: skip


def _is_clause(token: Token) -> bool:
    return token.feats.get("VerbForm") in ("Fin", "Inf", "Conv") or token.feats.get("Variant") == "Short"


def figure_of(sentence: Sentence, noun: Token) -> Amount | None:
    """How many: the noun's own numerals and the words before them («не менее 25 участников»), or the noun itself."""
    words = _numerals(sentence, noun)
    after = [c for c in sentence.children(noun.index) if c.rel.startswith("nummod") and c.index == noun.index + 1]
    if not words and after and (figure := amount(after)) is not None:
        return replace(figure, approximate=True)  # «человек сто»
    if not words:
        return amount([noun])
    first = words[0].index
    near = reversed(sentence.tokens[max(0, first - 3) : first])
    cues = list(takewhile(lambda t: t.pos in ("ADV", "PART", "ADP", "ADJ", "SCONJ"), near))
    return amount([*reversed(cues), *words])


def _numerals(sentence: Sentence, noun: Token) -> list[Token]:
    """Numerals that the parser hung on the noun, or digits right before it: «28 апреля 2 человека погибли»."""
    own = [c for c in sentence.children(noun.index) if c.rel.startswith("nummod") and _adjoins(sentence, c, noun)]
    words = [token for child in own for token in sentence.subtree(child.index)]
    before = sentence.tokens[noun.index - 1] if noun.index else None
    if words or before is None or noun.feats.get("Case") != "Gen":
        return words
    return [before] if before.text.isdigit() else []


def _adjoins(sentence: Sentence, numeral: Token, noun: Token) -> bool:
    """Whether no other noun than «тысяч» and the like stands between the numeral and what it counts."""
    between = sentence.tokens[numeral.index + 1 : noun.index]
    return numeral.index < noun.index and all(t.pos not in ("NOUN", "PROPN") or amount([t]) for t in between)


def _quantified(sentence: Sentence, token: Token) -> list[Token]:
    """The noun with its numerals and adjectives, and a bare genitive behind it, as one run of tokens."""
    low = high = token.index
    for numeral in _numerals(sentence, token):
        low = min(low, numeral.index)
    for child in sentence.children(token.index):
        if child.index < token.index and child.rel in _QUANTITY:
            low = min(low, sentence.subtree(child.index)[0].index)
        elif child.index > token.index and child.rel == "nmod" and child.feats.get("Case") == "Gen":
            inner = sentence.subtree(child.index)
            plain = not any(word.rel in ("case", "punct", "acl", "acl:relcl") for word in inner)
            high = max(high, inner[-1].index) if plain else high
    return sentence.tokens[low : high + 1]


def _title_of(child: Token, pair: tuple[Entity, EntityMention]) -> bool:
    """A name that the parser hung on its title as an attribute."""
    return isinstance(pair[0], Person) and child.feats.get("Case") != "Gen"


def _argument(entity: Entity, mention: EntityMention, role: str) -> Argument:
    return Argument(entity.id, role, mention.form, mention.text, mention.start, mention.end)


def _known(argument: Argument, others: list[Argument]) -> bool:
    if argument.entity is not None:
        return any(argument.entity == other.entity for other in others)
    return any((argument.start, argument.end) == (other.start, other.end) for other in others)


def _head_index(sentence: Sentence, mention: EntityMention) -> int | None:
    if mention.start is None or mention.end is None:
        return None
    head = sentence.head_of(mention.start, mention.end)
    return head.index if head else None


def _clause_verb(sentence: Sentence, token: Token) -> Token | None:
    """The verb whose dropped subject would act: the trigger itself, or the finite verb above an event noun."""
    if is_verbal(token):
        return token
    return next((above for above in sentence.ancestors(token.index) if is_verbal(above)), None)
