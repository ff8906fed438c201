"""The stage that turns words into event mentions, one sentence at a time."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from letopis.document import (
    Attribution,
    Block,
    Document,
    EventMention,
    Person,
    Sentence,
    Status,
    TimeExpression,
    Token,
    Trigger,
)
from letopis.entities.index import MentionIndex
from letopis.events.absorption import absorb
from letopis.events.acting import name_acting_bodies
from letopis.events.ahead import Timing
from letopis.events.arbiter import Arbiter
from letopis.events.attribution import AttributionFinder
from letopis.events.casting import BY_ODDS, Caster
from letopis.events.casting_odds import CastingOdds
from letopis.events.combine import Combiner
from letopis.events.continuation import Continuation
from letopis.events.counts import counts_of
from letopis.events.dateline import Dateline
from letopis.events.doubled import drop_doubled
from letopis.events.echoes import EchoFinder, name_again
from letopis.events.fallback import OTHER
from letopis.events.features import claim_of, context_of, has_been, is_earlier, is_generic_plural, kind_of, ordinal_of
from letopis.events.found import Found
from letopis.events.general import is_general
from letopis.events.lexicon import EventLexicon
from letopis.events.listed import expand_lists
from letopis.events.locations import LocationFinder
from letopis.events.loose import LooseOdds, LooseReader
from letopis.events.ontology import Ontology
from letopis.events.roles import RoleFiller
from letopis.events.sites import Sites
from letopis.events.slots import SlotFinder, is_verbal
from letopis.events.status import status_of
from letopis.events.time_sharing import share_times
from letopis.events.timing import attach_times
from letopis.events.triggers import Candidate, TriggerFinder, trace_trigger
from letopis.model.model import Model

# What somebody says: it is done by being said, under whatever condition.
_SPEECH = frozenset({"statement", "threat"})
# What is done at once: in the present tense it is told as it was («Демир поздравляет соседа»), it does not go on.
_AT_ONCE = frozenset({
    "message", "phone_call", "opening", "attack", "appointment", "resignation", "deal", "agreement", "award",
    "sentence", "birth", "death", "killing", "injury", "marriage", "divorce", "explosion", "launch",
    "publication", "discovery", "inauguration", "sanction", "fine", "release",
    "statement", "threat", "diplomatic_break", "accident",
})  # fmt: skip

# From a document that a model has read to who weighs its words.
LooseFactory = Callable[[Document], LooseReader]
CasterFactory = Callable[[Document, MentionIndex, EventLexicon, RoleFiller], Caster]


class EventStage:
    """Fills `event_mentions` in text order."""

    name = "events"
    needs = frozenset({"sentences", "times", "entities"})
    adds = frozenset({"event_mentions"})

    def __init__(
        self,
        ontology: Ontology | None = None,
        lexicon: EventLexicon | None = None,
        *,
        model: Model | None = None,
        arbiter: Arbiter | None = None,
        loose: LooseFactory | None = None,
        caster: CasterFactory | None = None,
    ) -> None:
        ontology, lexicon = ontology or Ontology.load(), lexicon or EventLexicon.load()
        combiner = partial(Combiner, model, arbiter or Arbiter.load(), lexicon) if model is not None else None
        if model is not None and loose is None:
            loose = partial(LooseReader, odds=LooseOdds.load())
        caster = caster or partial(Caster, odds=CastingOdds.load())
        self._tools = _Tools(ontology, lexicon, TriggerFinder(ontology, lexicon), combiner, loose, caster)

    def __call__(self, documents: Sequence[Document]) -> None:
        for document in documents:
            _Reader(document, self._tools).read()


class _Tools(NamedTuple):
    """What is the same for all documents."""

    ontology: Ontology
    lexicon: EventLexicon
    triggers: TriggerFinder
    combiner: Callable[[Document, MentionIndex], Combiner] | None
    loose: LooseFactory | None
    caster: CasterFactory


class _Reader:
    """Reads one document."""

    def __init__(self, document: Document, tools: _Tools) -> None:
        ontology, lexicon = tools.ontology, tools.lexicon
        self._document = document
        self._ontology = ontology
        self._triggers = tools.triggers
        self._lexicon = lexicon
        self._mentions = MentionIndex(document)
        self._roles = RoleFiller(document, self._mentions, lexicon)
        self._caster = tools.caster(document, self._mentions, lexicon, self._roles)
        self._locations = LocationFinder(document, self._mentions, lexicon)
        self._sites = Sites(document, self._mentions, lexicon)
        self._continuation = Continuation(document, self._mentions)
        self._echoes = EchoFinder(document, ontology, lexicon)
        self._dateline = Dateline(document, lexicon)
        self._sources = AttributionFinder(document, self._roles, lexicon)
        self._combiner = tools.combiner(document, self._mentions) if tools.combiner is not None else None
        self._people = {entity.id for entity in document.entities if isinstance(entity, Person)}
        self._topic = frozenset(token.lemma for sentence in document.sentences for token in sentence.tokens)
        self._loose = tools.loose(document) if tools.loose is not None else None
        self._plural: set[int] = set()
        self._times: dict[int, list[TimeExpression]] = defaultdict(list)
        for time in document.times:
            self._times[time.sentence].append(time)
        self._timing = Timing(document, self._times)

    def read(self) -> None:
        told: list[Found] = []  # of the paragraph so far, or of that before where a sentence opens one
        block = -1
        for sentence in self._document.sentences:
            found = self._sentence(sentence)
            elided = self._continuation.elided(sentence)
            if elided is not None and all(each.mention.type != elided.type for each in found):
                self._document.event_mentions.append(elided)
            if told and self._sources.points_back(sentence):
                self._attribute(told, self._sources.of_sentence(sentence))
            self._document.event_mentions += [each.mention for each in found]
            told = found if sentence.block != block else told + found
            block = sentence.block
        expand_lists(self._document, self._mentions, self._ontology)
        name_acting_bodies(self._document, self._lexicon)
        self._drop_generic()
        self._sites.settle()

    def _drop_generic(self) -> None:
        """«от визитов до саммитов»: a plural noun with nobody, nowhere and never tells of no event in particular."""
        kept = []
        for mention in self._document.event_mentions:
            trigger = mention.trigger
            by_rules = any(side.rule != BY_ODDS for side in mention.participants)
            said = by_rules or mention.places or mention.times or mention.claim
            generic = trigger.start in self._plural and not said
            if generic:
                mention.echo = self._echoes.repeated(mention)
            if not generic or mention.echo is not None:
                kept.append(mention)
            else:
                self._document.explain("events.drop", "generic plural", trigger.start, trigger.end, trigger.text)
        self._document.event_mentions = kept

    def _sentence(self, sentence: Sentence) -> list[Found]:
        slots = SlotFinder(sentence, self._lexicon)
        candidates = [
            candidate
            for candidate in self._triggers.find(sentence, slots, self._mentions, self._topic, self._loose)
            if not self._habitual(sentence, candidate)
        ]
        candidates, echoes = self._echoes.find(sentence, slots, candidates)
        found = [self._found(sentence, candidate, slots) for candidate in candidates]
        for each in found:
            each.mention.echo = echoes.get(each.candidate.token.index)
            each.mention.kind = None if each.mention.echo is not None else each.mention.kind
        found = absorb(sentence, found, self._lexicon)
        anchored = [(token, each.mention) for each in found for token in each.tokens]
        attach_times(sentence, self._times[sentence.index], anchored, self._lexicon)
        share_times(sentence, self._times[sentence.index], anchored, self._lexicon)
        self._dateline.date(sentence, [(each.candidate.token.index, each.mention) for each in found])
        self._caster.cast(sentence, found, slots)
        drop_doubled(sentence, found, self._people)
        others = self._others(sentence, slots, found)
        for each in found:
            self._complete(sentence, each)
            self._sites.add(sentence, each.candidate, each.mention, slots)
            if each.mention.claim is not None:
                self._continuation.note(each.mention)
            else:
                self._continuation.complete(each.mention)
        finite = [each.mention for each in found if is_verbal(each.candidate.token)]
        self._continuation.retype(sentence, finite)
        found = sorted(found + others, key=lambda each: each.candidate.token.index)
        self._attribute(found, self._sources.of_sentence(sentence) if found else None, sentence)
        for each in found:
            self._attribute([each], self._sources.of_quoted(sentence, each.candidate.token))
        return found

    def _others(self, sentence: Sentence, slots: SlotFinder, found: list[Found]) -> list[Found]:
        """What the model sees beside the rules' mentions; its linker looks at all of them together."""
        if self._combiner is None:
            return []
        taken = {token.index for each in found for token in each.tokens}
        others = []
        for candidate, trigger in self._combiner.others(sentence, slots, taken):
            other = self._found(sentence, candidate, slots)
            # Who and where of an event without a frame the linker tells better than general slots do.
            other.mention.trigger, other.mention.participants, other.mention.places = trigger, [], []
            others.append(other)
        self._combiner.link(sentence, found + others, self._times[sentence.index], slots)
        for each in others:
            self._complete(sentence, each)
            name_again(sentence, each, found)
        return others

    def _habitual(self, sentence: Sentence, candidate: Candidate) -> bool:
        counted = claim_of(sentence, candidate) is not None
        habitual = not counted and (
            is_general(sentence, candidate.token, candidate.type.type, self._lexicon)
            or self._repeated(sentence, candidate.token)
        )
        if habitual:
            token = candidate.token
            self._continuation.note_general(candidate.type.type, sentence)
            self._document.explain("events.drop", "habitual", token.start, token.end, token.text)
        return habitual

    def _repeated(self, sentence: Sentence, token: Token) -> bool:
        """«Встречаются раз в квартал»: a set of times hangs on the word."""
        sets = [time for time in self._times[sentence.index] if time.kind == "set"]
        heads = [sentence.head_of(time.start, time.end) for time in sets]
        return any(head is not None and head.head == token.index for head in heads)

    def _found(self, sentence: Sentence, candidate: Candidate, slots: SlotFinder) -> Found:
        token, trigger = candidate.token, candidate.trigger
        trace_trigger(self._document, candidate)
        if candidate.type.type != OTHER.type and is_generic_plural(token) and not self._particular(sentence, candidate):
            self._plural.add(trigger.start)
        block: Block = self._document.blocks[sentence.block]
        mention = EventMention(
            type=candidate.type.type,
            trigger=Trigger(trigger.start, trigger.end, self._document.quote(trigger), trigger.lemma),
            sentence=sentence.index,
            start=sentence.start,
            end=sentence.end,
            block=block.kind,
            status="occurred",
            kind=kind_of(sentence, candidate),
            participants=self._roles.participants(sentence, candidate, slots),
            places=self._locations.places(sentence, candidate, slots),
            context=context_of(self._document, sentence, token),
        )
        mention.ordinal, mention.another = ordinal_of(sentence, token)
        mention.loose = candidate.loose
        mention.before = has_been(sentence, token, self._lexicon)
        mention.earlier = is_earlier(sentence, token, self._lexicon)
        mention.claim = claim_of(sentence, candidate)
        return Found(candidate, mention, [token] if trigger is token else [token, trigger])

    def _particular(self, sentence: Sentence, candidate: Candidate) -> bool:
        """Whether a plural tells of something all the same.

        «Поиски продолжаются»: the subject of a verb that says that it goes on; a word usual in the plural; one under
        a verb, with words around it of which the rule asks («жаловался на угрозы»).
        """
        noun = candidate.token
        if noun.lemma in self._lexicon.usual_plurals:
            return True
        above = sentence.tokens[noun.head] if noun.head >= 0 else None
        if above is None:
            return False
        asked = candidate.rule.when.keys() - {"sentence", "article"}
        goes_on = noun.rel.startswith("nsubj") and above.lemma in self._lexicon.support_verbs
        return goes_on or (bool(asked) and not candidate.loose and is_verbal(above))

    def _complete(self, sentence: Sentence, found: Found) -> None:
        mention, token, kind = found.mention, found.candidate.trigger, found.candidate.type
        mention.counts = counts_of(sentence, found.candidate, mention.participants)
        if not mention.places and "agent" in kind.placed_by:
            mention.places = self._locations.of_agents(sentence, mention.participants, kind.places[0])
        mention.status, rule = self._status(sentence, found)
        self._document.explain("events.status", rule, token.start, token.end, mention.status)
        for argument in mention.participants + mention.places:
            self._document.explain("events.role", argument.rule, argument.start, argument.end, argument.text)

    def _status(self, sentence: Sentence, found: Found) -> tuple[Status, str]:
        """What is told of the trigger's own word, else of a word that was taken up into it, else what its rule says."""
        own, timing = found.candidate.rule, self._timing.of(found.mention)
        first = found.candidate.token
        for token in [first, *(each for each in found.tokens if each is not first)]:
            status, rule = status_of(
                sentence, token, self._lexicon, timing,
                event_type=found.mention.type, says_no=own.says_no, speech=found.mention.type in _SPEECH,
            )  # fmt: skip
            if status == "ongoing" and found.mention.type in _AT_ONCE:
                return "occurred", "told in the present"
            if status != "occurred":
                return status, rule
        return (own.status, "said by its words") if own.status is not None else (status, rule)

    def _attribute(
        self, found: list[Found], source: tuple[Attribution, Token] | None, sentence: Sentence | None = None
    ) -> None:
        """Give the source to the mentions that it vouches for; those of an earlier sentence have no `sentence`."""
        if source is None:
            return
        attribution, word = source
        for each in found:
            vouched = sentence is None or self._sources.vouches(sentence, word, each.candidate.token)
            if vouched and word not in each.tokens and each.mention.attribution is None:
                each.mention.attribution = attribution
