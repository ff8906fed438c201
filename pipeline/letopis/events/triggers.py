"""Triggers: which words tell of an event, and of which type, judged by what surrounds them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from letopis.document import Document, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.events.classes import Conditions, WordClasses, is_figurative
from letopis.events.lexicon import EventLexicon
from letopis.events.loose import LooseReader
from letopis.events.mute import MuteWords
from letopis.events.ontology import OWN, EventType, Ontology, TriggerRule
from letopis.events.senses import Context, Sense, Surroundings
from letopis.events.slots import SlotFinder, Slots, is_verbal
from letopis.language.morphology import parses

# Words in quotation marks, at most so many, that can be a title.
TITLE_LENGTH = 6
# Behind «песня», «роман» and the like, a whole sentence can be one.
WORK_LENGTH = 10
_NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod"})
_COMPLEMENTS = frozenset({"obj", "iobj", "obl", "nmod"})
_NAMES_OF_POS = {"NOUN": "noun", "PROPN": "noun", "ADV": "adverb", "ADJ": "adjective"}
# The dictionary's marks of names: of people, places, bodies and brands.
_NAME_TAGS = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
# «Олимпиада-2018» is an «олимпиада».
_YEAR_SUFFIX = re.compile(r"-(?:19|20)\d\d$")


@dataclass(slots=True)
class Candidate:
    """A word with the rule that fired, or that nearly did (`loose`), and its syntactic slots."""

    token: Token
    type: EventType
    rule: TriggerRule
    slots: Slots
    loose: bool = False

    @property
    def trigger(self) -> Token:
        """The word that tells: the token, or what its light verb carries («возбудили дело»)."""
        elsewhere = self.rule.told_by
        fillers = self.slots.get(elsewhere, []) if elsewhere is not None else []
        return next((each for each in fillers if each.lemma in self.rule.tellers), self.token)


class TriggerFinder:
    """Tries the rules of each word, those that ask more before those that ask less, and keeps the first that fires."""

    def __init__(self, ontology: Ontology, lexicon: EventLexicon) -> None:
        self._lexicon = lexicon
        conditions = Conditions(lexicon)
        self._mute = MuteWords(conditions)
        self._index: dict[str, dict[str, list[Sense]]] = {}
        self._besides: dict[tuple[str, str], list[Sense]] = {}
        of_rule = {
            id(rule): Sense.of(kind, rule, conditions) for kind in ontology.types.values() for rule in kind.triggers
        }
        for (part_of_speech, lemma), entries in ontology.index.items():
            senses = [of_rule[id(rule)] for _, rule in sorted(entries, key=_precedence)]
            self._index.setdefault(lemma, {})[part_of_speech] = [each for each in senses if not each.rule.beside]
            besides = [each for each in senses if each.rule.beside]
            if besides:
                self._besides[part_of_speech, lemma] = besides

    def find(
        self,
        sentence: Sentence,
        slots: SlotFinder,
        mentions: MentionIndex,
        topic: frozenset[str],
        loose: LooseReader | None = None,
    ) -> list[Candidate]:
        """At most one candidate a token and type, in text order; words inside names are none.

        `topic`: the article's lemmas; `loose` is asked where no rule fires.
        """
        found: list[Candidate] = []
        untaken: list[tuple[Context, Token, Sequence[Sense]]] = []
        said = frozenset([token.lemma for token in sentence.tokens])
        around = Surroundings(sentence, slots, WordClasses(mentions, self._lexicon), said, topic)
        for token in sentence.tokens:
            senses = self._senses(token) if token.lemma in self._index or "-" in token.lemma else ()
            if senses and not _inside_name(token, mentions) and not _is_quoted(sentence, token):
                context = Context(around, token)
                if self._mute.holds(_part_of_speech(token), token, context):
                    continue
                if is_verbal(token):
                    senses = [each for each in senses if not self._says_who(token, each)]
                # Most rules ask for what neither sentence nor article says.
                possible = (each for each in senses if each.possible(said, topic))
                sense = next((each for each in possible if context.fits(each)), None)
                if sense is None:
                    untaken.append((context, token, senses))
                elif not _names_doer(sentence, token, sense):
                    found.append(Candidate(token, sense.type, sense.rule, context.slots))
                    found += self._beside(context, token, sense)
        return found if loose is None else sorted(found + _loose(found, untaken, loose), key=lambda c: c.token.index)

    def _beside(self, context: Context, token: Token, taken: Sense) -> list[Candidate]:
        """What the word tells of besides the type that a rule has taken it for."""
        senses = self._besides.get((_part_of_speech(token), token.lemma), ())
        sense = next((each for each in senses if each.type is not taken.type and context.fits(each)), None)
        return [] if sense is None else [Candidate(token, sense.type, sense.rule, context.slots)]

    def _senses(self, token: Token) -> Sequence[Sense]:
        """The word's, in the order to be tried."""
        lemma = token.lemma if token.lemma in self._index else _YEAR_SUFFIX.sub("", token.lemma)
        return self._index.get(lemma, {}).get(_part_of_speech(token), ())

    def _says_who(self, token: Token, sense: Sense) -> bool:
        """«движение, призывающее к переменам», «обвиняемый в краже», «возглавлял завод»: such a verb says who somebody
        is or what is laid to his charge all along, not that it was done."""
        if sense.rule.told_by is not None:
            return False
        event_type, feats, lexicon = sense.type.type, token.feats, self._lexicon
        tense = feats.get("Tense")
        # The tagger takes «обвинивший» for a present too.
        if tense == "Pres" and feats.get("VerbForm") == "Part" and not _may_be_past(token.text.lower()):
            charged = feats.get("Voice") == "Pass" and event_type in lexicon.charging_types
            return event_type in lexicon.standing_types or charged
        held = tense == "Past" and event_type == "appointment" and token.lemma in lexicon.holding_verbs
        return held and feats.get("Aspect") == "Imp"


def _loose(
    found: Sequence[Candidate], untaken: Sequence[tuple[Context, Token, Sequence[Sense]]], loose: LooseReader
) -> list[Candidate]:
    """What the words that no rule takes tell of, types aside that a word above or below each tells of already."""
    told = []
    for context, token, senses in untaken:
        linked = {c.type.type for c in found if _linked(context.sentence, token, c.token)}
        sense = loose.sense(context, token, [each for each in senses if each.type.type not in linked])
        if sense is not None:
            told.append(Candidate(token, sense.type, sense.rule, context.slots, loose=True))
    return told


def _linked(sentence: Sentence, one: Token, other: Token) -> bool:
    """Whether one of the words is within a phrase of the other: «визитом для участия»."""
    near = {one.index, one.head} | {child.index for child in sentence.children(one.index)}
    return not near.isdisjoint({other.index, other.head})


def _names_doer(sentence: Sentence, token: Token, sense: Sense) -> bool:
    """«нападавший скрылся»: where the subject acts, a bare past active participle used as a noun says who it was.

    What it was done to makes it tell: «напавший на кассира».
    """
    form = token.feats.get("VerbForm"), token.feats.get("Voice"), token.feats.get("Tense")
    if form != ("Part", "Act", "Past") or token.rel not in _NOMINAL:
        return False
    bare = all(child.rel not in _COMPLEMENTS for child in sentence.children(token.index))
    return bare and sense.type.frame_of(sense.rule).get("subj") == "agent"


@lru_cache(maxsize=5_000)
def _may_be_past(word: str) -> bool:
    return any("past" in parse.tags for parse in parses(word))


def _precedence(entry: tuple[EventType, TriggerRule]) -> tuple[bool, int]:
    """A user's own types first, then the rule that asks of more slots, sentence and article being half a one; equals
    stay in file order."""
    kind, rule = entry
    vague = len(rule.when.keys() & {"sentence", "article"})
    return not kind.type.startswith(OWN), vague - 2 * len(rule.when)


def _part_of_speech(token: Token) -> str:
    return "verb" if is_verbal(token) else _NAMES_OF_POS.get(token.pos, token.pos)


def _inside_name(token: Token, mentions: MentionIndex) -> bool:
    names = [mention for _, mention in mentions.covering(token.start, token.end) if mention.form == "name"]
    # A body called by common nouns («суд») may be what it does: «после громкого суда».
    names = [each for each in names if not each.text.islower()]
    # The recogniser takes a noun that opens the sentence for a name: «Обстрел Донецка продолжился».
    opens = token.index == 0 and _is_common(token) and all(mention.start == token.start for mention in names)
    return bool(names) and not opens


def _is_common(token: Token) -> bool:
    """A noun, by the tagger or by the dictionary («Обыски прошли»: the tagger takes it for a name)."""
    if token.pos != "PROPN":
        return token.pos == "NOUN"
    first = parses(token.text.lower())[:1]
    return any(parse.known and "NOUN" in parse.tags and _NAME_TAGS.isdisjoint(parse.tags) for parse in first)


def _is_quoted(sentence: Sentence, token: Token) -> bool:
    return is_figurative(sentence, token) or _inside_title(sentence, token)


def _inside_title(sentence: Sentence, token: Token) -> bool:
    """A short capitalised phrase in quotation marks names a film, a book, a prize: «Убийство священного оленя».

    A sentence («Волки воют», «Визит отменён») is a title only among others: «Ночь», «Волки воют» и «Снег».
    """
    opening = next((t for t in reversed(sentence.tokens[: token.index]) if t.text in "«»"), None)
    closing = next((t for t in sentence.tokens[token.index :] if t.text in "«»"), None)
    if opening is None or closing is None or (opening.text, closing.text) != ("«", "»"):
        return False
    inside = sentence.tokens[opening.index + 1 : closing.index]
    if _names_work(sentence, opening.index) and len(inside) <= WORK_LENGTH and inside[0].text[:1].isupper():
        return True
    if len(inside) > TITLE_LENGTH or not inside[0].text[:1].isupper() or any(word.text in ".,!?…" for word in inside):
        return False
    spoken = any(word.feats.get("VerbForm") == "Fin" or word.feats.get("Variant") == "Short" for word in inside)
    return not spoken or _among_titles(sentence, opening.index, closing.index)


def _names_work(sentence: Sentence, opening: int) -> bool:
    """Whether the word before the quotation mark calls what stands in it a work: «песня «Прощай, ночь!»»."""
    return opening > 0 and sentence.tokens[opening - 1].lemma in EventLexicon.load().classes["work"]


def _among_titles(sentence: Sentence, opening: int, closing: int) -> bool:
    """Whether other words in quotation marks stand right before or behind these, after a comma or «и»."""
    texts = [token.text for token in sentence.tokens]
    before, behind = texts[max(opening - 2, 0) : opening], texts[closing + 1 : closing + 3]
    return any(pair in (["»", mark], [mark, "«"]) for pair in (before, behind) for mark in (",", "и"))


def trace_trigger(document: Document, candidate: Candidate) -> None:
    """Say which rule of which type took the word."""
    token = candidate.trigger
    rule = f"{candidate.type.type}: {'/'.join(candidate.rule.lemma[:3])} ({candidate.rule.frame or candidate.rule.pos})"
    document.explain("events.trigger", rule, token.start, token.end, token.text)
