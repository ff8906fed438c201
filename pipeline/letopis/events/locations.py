"""Where: the places of an event mention, from the frame's slots, the general place slots, or the clause."""

from letopis.document import Argument, Document, EntityMention, Place, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import is_place_role
from letopis.events.phrases import noun_phrase, prepositions
from letopis.events.place_lists import row_of
from letopis.events.slots import RELATIVE_ADVERBS, SlotFinder, is_verbal
from letopis.events.triggers import Candidate

_DESCENT = ("nmod", "appos", "amod", "flat:name", "flat", "parataxis")
MAX_DEPTH = 4
_OFFICE = frozenset({"nmod", "obl", "obj", "iobj", "xcomp"})
_OF_OFFICES = frozenset({"election", "inauguration"})
_WHERE = frozenset({"в", "во", "на", "из", "у", "под", "возле", "около"})


class LocationFinder:
    """Finds places of one document's event mentions."""

    def __init__(self, document: Document, mentions: MentionIndex, lexicon: EventLexicon) -> None:
        self._document = document
        self._mentions = mentions
        self._lexicon = lexicon

    def places(self, sentence: Sentence, candidate: Candidate, slots: SlotFinder) -> list[Argument]:
        """Rules in order: the frame's own slots, relative adverbs, general place slots, a journey's goal, the clause.

        A type without place roles (a telephone call) has none.
        """
        if not candidate.type.places:
            return []
        found = self._framed(sentence, candidate)
        if not found:
            found = self._relative(sentence, candidate)
        if not found:
            found = self._general(sentence, candidate)
        if not found:
            found = self._in_which(sentence, candidate)
        if not found:
            found = self._of_own_clause(sentence, candidate, slots)
        if not found and candidate.type.type in _OF_OFFICES:
            found = self._of_office(sentence, candidate)
        if not found:
            found = self._goal(sentence, candidate, slots)
        if not found:
            found = self._around(sentence, candidate, slots)
        return [place for place in found if not self._said(candidate.token, place)]

    def _said(self, trigger: Token, place: Argument) -> bool:
        """«Бугаев опроверг слухи: «Я в Братске доиграю»»: where what is said in quotation marks was, not the saying."""
        start, end = place.start or 0, place.end or 0
        before = trigger.start < start
        between = self._document.text[trigger.end : start] if before else self._document.text[end : trigger.start]
        itself = between.endswith("«") if before else between.startswith("»")
        return between.count("«") != between.count("»") and not itself

    def of_agents(self, sentence: Sentence, agents: list[Argument], role: str) -> list[Argument]:
        """«Полиция Еревана задержала»: the town or region whose body acts, for a type that bodies do at home."""
        for agent in agents:
            if agent.role != "agent" or agent.start is None or agent.end is None:
                continue
            head = sentence.head_of(agent.start, agent.end)
            if head is None:
                continue
            while head.rel in ("appos", "flat:name") and head.head >= 0:
                head = sentence.tokens[head.head]
            for token in noun_phrase(sentence, head):
                for place, mention in self._mentions.at_token(sentence, token.index):
                    if isinstance(place, Place) and place.kind != "country":
                        return [_argument(place, mention, role, "area of the body that acts")]
        return []

    def _framed(self, sentence: Sentence, candidate: Candidate) -> list[Argument]:
        found: list[Argument] = []
        for slot, role in candidate.type.frame_of(candidate.rule).items():
            if is_place_role(role):
                found += self._fill(sentence, candidate.slots.get(slot, []), role, f"{slot} → {role}", found)
        return found

    def _general(self, sentence: Sentence, candidate: Candidate) -> list[Argument]:
        found: list[Argument] = []
        role = _default_role(candidate)
        for slot, tokens in candidate.slots.items():
            if slot in self._lexicon.place_slots:
                found += self._fill(sentence, tokens, role, f"{slot} → {role}", found)
        return found

    def _fill(
        self, sentence: Sentence, tokens: list[Token], role: str, rule: str, known: list[Argument]
    ) -> list[Argument]:
        found: list[Argument] = []
        for token in tokens:
            for named in self._named(sentence, token, 0):
                for place, mention in row_of(sentence, self._mentions, named):
                    if not any(place.id == other.entity for other in known + found):
                        found.append(_argument(place, mention, role, rule))
        return found

    def _named(self, sentence: Sentence, token: Token, depth: int) -> list[tuple[Place, EntityMention]]:
        """Places that a phrase names: by its head, else inside it («на севере Франции», «в больнице Оша»); what it is
        called says more than its adjective («в московском районе Люблино»)."""
        pairs = self._mentions.at_token(sentence, token.index)
        places = [(entity, mention) for entity, mention in pairs if isinstance(entity, Place)]
        if places or depth == MAX_DEPTH or token.feats.get("Animacy") == "Anim":
            return places
        if any(mention.form == "name" for _, mention in pairs):
            return []
        for child in sorted(sentence.children(token.index), key=lambda child: child.rel == "amod"):
            if child.rel in _DESCENT and not is_verbal(child) and self._describes(sentence, child):
                places = self._named(sentence, child, depth + 1)
                if places:
                    return places
        return []

    def _describes(self, sentence: Sentence, child: Token) -> bool:
        """A genitive, an adjective, an apposition, or a narrower place («на площади в центре Минска») says where."""
        prepositions = [c.lemma for c in sentence.children(child.index) if c.rel == "case"]
        if prepositions:
            return prepositions[0] in ("в", "во", "на") and child.feats.get("Case", "Loc") == "Loc"
        return child.feats.get("Case") not in ("Ins", "Dat")

    def _relative(self, sentence: Sentence, candidate: Candidate) -> list[Argument]:
        verb = next((t for t in (candidate.token, *sentence.ancestors(candidate.token.index)) if is_verbal(t)), None)
        for child in sentence.children(verb.index) if verb is not None else []:
            role = RELATIVE_ADVERBS.get(child.lemma)
            if role is None:
                continue
            before = [
                (entity, mention)
                for entity, mention in self._mentions.in_sentence(sentence.index)
                if isinstance(entity, Place) and mention.end is not None and mention.end <= child.start
            ]
            if before:
                place, mention = before[-1]
                fitting = role if role in candidate.type.places else _default_role(candidate)
                return [_argument(place, mention, fitting, f"«{child.text}» → {fitting}")]
        return []

    def _in_which(self, sentence: Sentence, candidate: Candidate) -> list[Argument]:
        """«лагерь, из которого вывезли детей»: the place that a relative pronoun stands for."""
        over = (candidate.token, *sentence.ancestors(candidate.token.index))
        verb = next((token for token in over if token.rel == "acl:relcl"), None)
        if verb is None or verb.head < 0:
            return []
        pronouns = [token for token in sentence.subtree(verb.index) if token.lemma == "который"]
        if all(_WHERE.isdisjoint(prepositions(sentence, pronoun)) for pronoun in pronouns):
            return []
        role = _default_role(candidate)
        return self._fill(sentence, [sentence.tokens[verb.head]], role, f"«которого» → {role}", [])

    def _goal(self, sentence: Sentence, candidate: Candidate, slots: SlotFinder) -> list[Argument]:
        """«прилетел в Ниццу на открытие фестиваля»: what somebody goes to is where he goes."""
        purpose = candidate.token
        for above in sentence.ancestors(purpose.index):
            if above.lemma in self._lexicon.motion_verbs:
                onward = purpose.rel == "obl" and not {"на", "для"}.isdisjoint(prepositions(sentence, purpose))
                goals = slots.slots(above).get("в+Acc", []) if onward else []
                return self._fill(sentence, goals, _default_role(candidate), f"goal of «{above.text}»", [])
            if is_verbal(above):
                return []
            purpose = above
        return []

    def _around(self, sentence: Sentence, candidate: Candidate, slots: SlotFinder) -> list[Argument]:
        """The place phrase of the same clause that is nearest in the tree: «Крушение поезда под Брянском».

        What an anniversary recalls was elsewhere: «в Осло дали концерт к годовщине пожара».
        """
        if self._lexicon.is_recalled(sentence, candidate.token):
            return []
        steps = slots.reachable(candidate.token)
        if candidate.token.rel == "acl" and candidate.token.feats.get("Variant") != "Short":
            steps = {token.index: steps[token.index] for token in sentence.subtree(candidate.token.index)
                     if token.index in steps}  # fmt: skip
        found = [
            (steps[token.index], abs(token.index - candidate.token.index), token)
            for token in slots.behind_prepositions
            if token.index in steps
            and self._lexicon.place_slots.intersection(slots.phrase_slot(token))
            and not _of_another(sentence, token, candidate.token)
            and not self._in_transit(sentence, token)
            and not _in_description(sentence, token, candidate.token)
        ]
        role = _default_role(candidate)
        for _, _, token in sorted(found, key=lambda row: row[:2]):
            named = self._fill(sentence, [token], role, f"«{token.text}» in the clause → {role}", [])
            if named:
                return named
        return []

    def _of_own_clause(self, sentence: Sentence, candidate: Candidate, slots: SlotFinder) -> list[Argument]:
        """«чемпионат, который откроется в Осло», «свадьба, которую ждали в Ницце»: where it is said to be held."""
        if is_verbal(candidate.token):
            return []
        holding, planning = self._lexicon.support_verbs, self._lexicon.status["plan_verbs"]
        role = _default_role(candidate)
        clauses = [verb for verb in sentence.children(candidate.token.index) if verb.rel == "acl:relcl"]
        if candidate.token.rel.startswith("nsubj"):  # «встреча перенесена и состоится в Осло»
            clauses += [verb for verb in sentence.children(candidate.token.head) if verb.rel == "conj"]
        for verb in clauses:
            if verb.lemma not in holding and verb.lemma not in planning:
                continue
            below = slots.slots(verb)
            tokens = [token for slot in sorted(self._lexicon.place_slots) for token in below.get(slot, [])]
            found = self._fill(sentence, tokens, role, f"where it is to «{verb.text}» → {role}", [])
            if found:
                return found[:1]
        return []

    def _of_office(self, sentence: Sentence, candidate: Candidate) -> list[Argument]:
        """«выборы президента Молдавии», «избранный губернатор Тарской области»: where the office is held."""
        trigger = candidate.token
        described = [sentence.tokens[trigger.head]] if trigger.rel in ("amod", "acl") and trigger.head >= 0 else []
        holders = described + [token for token in sentence.subtree(trigger.index) if token.rel in _OFFICE]
        for holder in holders:
            if holder.pos != "PROPN" and holder.feats.get("Animacy") != "Anim":
                continue  # offices written with a capital are taken for names
            area = [child for child in sentence.children(holder.index) if child.rel in ("nmod", "amod")]
            found = self._fill(sentence, area, _default_role(candidate), f"office of «{holder.text}»", [])
            if found:
                return found[:1]
        return []

    def _in_transit(self, sentence: Sentence, phrase: Token) -> bool:
        """«Автобус, ехавший в Омск, перевернулся»: a journey's goal is not where it ended."""
        if phrase.head < 0:
            return False
        above = sentence.tokens[phrase.head]
        return above.feats.get("VerbForm") == "Part" and above.lemma in self._lexicon.transit_verbs


def _of_another(sentence: Sentence, phrase: Token, trigger: Token) -> bool:
    """«Встреча в ратуше, переговоры, подписание договора»: the town hall is that of the meeting.

    Told by the comma: in such lists without a verb the parser finds no coordination that could be trusted.
    """
    if is_verbal(trigger) or phrase.rel != "nmod" or phrase.head < 0:
        return False
    between = sentence.tokens[phrase.head + 1 : trigger.index]
    finite = any(token.feats.get("VerbForm") == "Fin" for token in between)
    return not finite and any(token.text == "," for token in between)


def _in_description(sentence: Sentence, phrase: Token, trigger: Token) -> bool:
    """«Следователи, изучающие сход селя в Цагате, задержали»: where what somebody's participle tells of was."""
    for above in sentence.ancestors(phrase.index):
        if above.index == trigger.index:
            return False
        if above.feats.get("VerbForm") == "Part" and above.feats.get("Variant") != "Short" and above.head >= 0:
            somebody = sentence.tokens[above.head].rel.startswith("nsubj")
            return somebody and above.head != trigger.index and trigger not in sentence.subtree(above.index)
    return False


def _default_role(candidate: Candidate) -> str:
    """`location` where the type has it, else the type's first place role."""
    return "location" if "location" in candidate.type.places else candidate.type.places[0]


def _argument(place: Place, mention: EntityMention, role: str, rule: str) -> Argument:
    return Argument(place.id, role, mention.form, mention.text, mention.start, mention.end, rule=rule)
