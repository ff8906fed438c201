"""Who and where: from the slots of a trigger to arguments, named, described, unnamed or dropped."""

from collections.abc import Collection

from letopis.document import Argument, Document, Entity, EntityMention, Office, Organization, Person, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.entities.title_table import title_rows
from letopis.events.agreement import agrees
from letopis.events.antecedents import Antecedents
from letopis.events.bare import is_of_another
from letopis.events.classes import entity_kind
from letopis.events.control import is_passive
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import EventType, PlaceRole, Role, is_place_role
from letopis.events.slots import SlotFinder, is_verbal
from letopis.events.titled import is_relative, is_titled, is_whose, name_before, name_behind
from letopis.events.triggers import Candidate
from letopis.events.unnamed import Unnamed

Frame = dict[str, Role | PlaceRole]

_BESIDE = frozenset({"appos", "flat:name", "flat", "flat:foreign", "nmod"})
_WITH_PREFIXES = ("с+", "между+")
_WITH = frozenset({"с+Ins", "между+Ins"})
# Slots that fill a role only where no other has.
_WEAK = frozenset({"beside", "inside", "undoer"})
_OF_ANY: Frame = {"pair": "participant", "presence/gen": "participant", "aid/gen": "mediator", "order/gen": "agent"}
_NICKNAMES = frozenset({"прозвище", "кличка", "псевдоним", "имя", "фамилия"})
_SETTING_OFF = frozenset({",", "–", "—", "-"})
_OPENING = frozenset('«"„“')


class RoleFiller:
    """Fills the roles of one document's event mentions."""

    def __init__(self, document: Document, mentions: MentionIndex, lexicon: EventLexicon) -> None:
        self._document = document
        self._mentions = mentions
        self._lexicon = lexicon
        self._people = {entity.id for entity in document.entities if isinstance(entity, Person)}
        self.antecedents = Antecedents(document, mentions, lexicon)
        self.unnamed = Unnamed(document, lexicon)
        self._named: dict[tuple[int, int], list[tuple[Entity, EntityMention]]] = {}
        # By sentence: offices with a name beside them.
        self._posts: dict[int, list[tuple[Office, tuple[Entity, EntityMention]]]] = {}

    def participants(self, sentence: Sentence, candidate: Candidate, slots: SlotFinder) -> list[Argument]:
        """Arguments in the roles that the frame gives to slots; an entity once, the first slot wins."""
        found: list[Argument] = []
        frame = self._turned(sentence, candidate, _frame_of(candidate))
        filled = [slot for slot in frame if candidate.slots.get(slot.partition("/")[0])]
        for slot in sorted(filled, key=_is_weak):
            role = frame[slot]
            if is_place_role(role):
                continue
            weak = _is_weak(slot) or (slot == "actor" and not candidate.type.reciprocal)
            if slot == "undoer" and candidate.type.reciprocal:
                weak = any(not a.rule.startswith(_WITH_PREFIXES) for a in found)
            if weak and any(a.role == role for a in found):
                continue  # «принял отставку министра»: whose it was the genitive says
            for argument in self._slot(sentence, candidate, slots, slot, role):
                argument.rule = f"{slot} → {role}"
                found += [] if _known(argument, found) else [argument]
        found += [
            argument for argument in self._dropped(sentence, candidate, frame)
            if not _known(argument, found)
            and (candidate.type.reciprocal or all(argument.role != other.role for other in found))
        ]  # fmt: skip
        if candidate.type.reciprocal and [side.role for side in found] == ["participant"]:
            found += self._other_side(sentence, candidate, slots, found)
        return found

    def _slot(
        self, sentence: Sentence, candidate: Candidate, slots: SlotFinder, slot: str, role: Role
    ) -> list[Argument]:
        """What fills a slot; of those whose a filler is («акции банка») the named ones, else the nearest."""
        base, _, of = slot.partition("/")
        kinds = candidate.type.roles[role]
        tokens = candidate.slots.get(base, [])
        if base == "на+Acc":  # «на сумму в миллион рублей» says how much
            tokens = [each for each in tokens if each.lemma != "сумма"]
        if slot == "inside" and slot not in candidate.type.frame_of(candidate.rule):
            tokens = [
                each for each in tokens if any(isinstance(one, Organization) for one, _ in self.named(sentence, each))
            ]
        if not of:
            told = [(token, self._arguments(sentence, token, role, kinds)) for token in tokens]
            return [argument for token, arguments in told for argument in arguments
                    if argument.entity is not None or not self._is_title(sentence, candidate, token, told)]  # fmt: skip
        whose = [self._arguments(sentence, each, role, kinds) for token in tokens for each in slots.whose(token)]
        named: list[Argument] = []
        for argument in (each for arguments in whose for each in arguments if each.entity is not None):
            named += [] if any(_within(argument, other) for other in named) else [argument]
        return named or next((arguments for arguments in whose if arguments), [])

    def _is_title(
        self, sentence: Sentence, candidate: Candidate, token: Token, told: list[tuple[Token, list[Argument]]]
    ) -> bool:
        """«Умер поэт и журналист Дмитрий Быков», «Котову, тренеру и чемпиону»: one person with his titles.

        Beside a verb in the singular the subject is one; elsewhere a comma behind the name begins a title.
        """
        names = [one for one, arguments in told if any(a.entity in self._people for a in arguments)]
        somebody = token.pos == "NOUN" and token.feats.get("Animacy") == "Anim" and token.feats.get("Number") == "Sing"
        if not somebody or len(names) != 1:
            return False
        if token.feats.get("Case") == "Nom":
            verb = next((each for each in (candidate.token, *candidate.slots.get("head", [])) if is_verbal(each)), None)
            return verb is not None and verb.feats.get("Number") == "Sing"
        first = sentence.subtree(token.index)[0].index
        opening = {each.text for each in sentence.tokens[first - 1 : first + 1]}
        behind_title = token.rel == "conj" and token.head != names[0].index and "и" in opening
        return token.index > names[0].index and ("," in opening or behind_title)

    def _turned(self, sentence: Sentence, candidate: Candidate, frame: Frame) -> Frame:
        """«Завод купил холдинг «Альфа»»: where the subject cannot act and the object can, the words stand turned."""
        subject, other = frame.get("subj"), frame.get("obj")
        subjects, objects = candidate.slots.get("subj", []), candidate.slots.get("obj", [])
        if subject is None or other is None or is_place_role(subject) or len(subjects) != 1 or len(objects) != 1:
            return frame
        if is_place_role(other) or objects[0].feats.get("Animacy") == "Anim" or not agrees(objects[0], candidate.token):
            return frame
        kinds = candidate.type.roles[subject]
        acts = self._arguments(sentence, objects[0], subject, kinds)
        if not acts or acts[0].entity is None or self._can_act(sentence, subjects[0], subject, kinds):
            return frame
        return {**frame, "subj": other, "obj": subject}

    def _can_act(self, sentence: Sentence, token: Token, role: Role, kinds: Collection[str]) -> bool:
        """Not only by leave: a plant acts («завод уволил»), but beside a named firm it is what was bought."""
        bought = token.lemma in self._lexicon.classes["body"] and token.lemma not in self._lexicon.groups
        sides = self._arguments(sentence, token, role, kinds)
        return any(side.entity is not None for side in sides) or (bool(sides) and not bought)

    def _other_side(
        self, sentence: Sentence, candidate: Candidate, slots: SlotFinder, found: list[Argument]
    ) -> list[Argument]:
        """«обсудил план с коллегой»: with whom, wherever in the clause the parser hung the phrase."""
        if any(side.rule.startswith(_WITH_PREFIXES) for side in found):
            return []
        steps = slots.reachable(candidate.token)
        kinds = candidate.type.roles["participant"]
        for token in slots.behind_prepositions:
            if token.index in steps and _WITH.intersection(slots.phrase_slot(token)):
                sides = self._arguments(sentence, token, "participant", kinds)
                new = [side for side in sides if side.entity is not None and not _known(side, found)]
                if new:
                    for side in new:
                        side.rule = f"«{token.text}» in the clause → participant"
                    return new
        return []

    def _dropped(self, sentence: Sentence, candidate: Candidate, frame: Frame) -> list[Argument]:
        """The subject that no word expresses, when the entities stage resolved it at the clause's verb."""
        verb = _clause_verb(sentence, candidate.token)
        if verb is None:
            return []
        suffers = verb is candidate.token and is_passive(sentence, verb)
        role = frame.get("obj") if suffers else frame.get("subj") or frame.get("actor")
        said = any(candidate.slots.get(name) for name in (("obj",) if suffers else ("subj", "actor")))
        if role is None or is_place_role(role) or said:
            return []
        speaker = self.antecedents.speaker(sentence, verb) if _first_person(verb) else None
        if isinstance(speaker, Person) and "person" in candidate.type.roles[role]:
            return [Argument(speaker.id, role, "zero", speaker.name, None, None, rule="who says so")]
        verbs = {each.start for each in _same_subject(sentence, verb)}
        return [
            Argument(entity.id, role, "zero", entity.name, None, None, rule="dropped subject")
            for entity, mention in self._mentions.in_sentence(sentence.index)
            if mention.form == "zero" and mention.at in verbs and entity_kind(entity) in candidate.type.roles[role]
        ]

    def _arguments(self, sentence: Sentence, token: Token, role: str, kinds: Collection[str]) -> list[Argument]:
        alone = token.rel.startswith("nsubj") and token.pos == "ADJ"  # «папа римский»: not Rome
        pairs = [pair for pair in self.named(sentence, token)
                 if entity_kind(pair[0]) in kinds and not (alone and pair[1].form == "adjective")]  # fmt: skip
        if pairs:
            return [_argument(entity, mention, role) for entity, mention in pairs]
        if self.named(sentence, token):
            return []
        meant = self.antecedents.of(sentence, token, kinds)
        if meant is not None:
            return [self.antecedents.argument(meant, token, role)]
        other = self.unnamed.crew(sentence, token) or self.antecedents.just_told(sentence, token)
        if other is not None and (sides := self._arguments(sentence, other, role, kinds)):
            return sides
        if self.unnamed.fits(sentence, token, kinds):
            return [self.unnamed.argument(sentence, token, role)]
        return []

    def named(self, sentence: Sentence, token: Token) -> list[tuple[Entity, EntityMention]]:
        """Entities that a phrase with this head speaks of: by itself, by the holder of its office, by apposition."""
        key = sentence.index, token.index
        if key not in self._named:
            self._named[key] = self._find_named(sentence, token)
        return self._named[key]

    def _find_named(self, sentence: Sentence, token: Token) -> list[tuple[Entity, EntityMention]]:
        pairs = self._headed(sentence, token) or self._named_together(sentence, token)
        pairs = pairs or self._office_holder(sentence, token) or self._club(sentence, token)
        if pairs:
            return pairs
        for child in self._beside(sentence, token):
            if child.index > token.index:
                inner = [pair for pair in self._headed(sentence, child) if is_titled(sentence, child, pair[0])]
                if not inner and child.rel in ("appos", "acl") and child.pos == "NOUN":
                    inner = self.named(sentence, child)  # «с женой, пианисткой Еленой Буш»
                if inner:
                    return inner + self._quoted_too(sentence, token, child)
        name = name_behind(sentence, token) or name_before(sentence, token)
        told = self._people_named(sentence, token, name) if name is not None else []
        return self._named_behind(sentence, token) or told

    def _people_named(self, sentence: Sentence, noun: Token, name: Token) -> list[tuple[Entity, EntityMention]]:
        return [pair for pair in self._headed(sentence, name)
                if isinstance(pair[0], Person) and not is_relative(noun, pair[0])
                and pair[1].form == "name" and (pair[1].start == name.start or pair[1].end == name.end)]  # fmt: skip

    def _quoted_too(self, sentence: Sentence, noun: Token, name: Token) -> list[tuple[Entity, EntityMention]]:
        """«партии «Дом» и «Сад»»: the further names in quotation marks."""
        joined = [*sentence.children(noun.index), *sentence.children(name.index)] if _quoted(sentence, name) else []
        others = [each for each in joined if each.rel == "conj" and _quoted(sentence, each)]
        return [pair for other in others for pair in self._headed(sentence, other)]

    def _beside(self, sentence: Sentence, token: Token) -> list[Token]:
        """Appositions and attributes; what the parser brought from behind another verb is none of the noun's."""
        found = [child for child in sentence.children(token.index) if _is_beside(child, token)]
        if not found:
            return found
        verbs = [each.index for each in sentence.tokens[token.index + 1 : found[-1].index] if _is_finite(each)]
        below = {each.index for each in sentence.subtree(token.index)} if verbs else ()
        barrier = next((verb for verb in verbs if verb not in below), len(sentence.tokens))
        return [child for child in found if child.index < barrier and not is_of_another(sentence, child, token)]

    def _named_behind(self, sentence: Sentence, token: Token) -> list[tuple[Entity, EntityMention]]:
        """«чемпионка по прыжкам в воду Ульяна Бец»: a name in the noun's own case behind its phrase, wherever it hangs.

        In the genitive it may say whose son or deputy he is: then only a name in full behind an office that one holds.
        """
        if token.pos not in ("NOUN", "PROPN") or token.feats.get("Animacy") != "Anim":
            return []
        title = title_rows().get(token.lemma)
        office = title is not None and title.unique
        if token.feats.get("Case") not in ("Nom", "Dat", "Ins") and not office:
            return []
        below = {each.index for each in sentence.subtree(token.index) if each.text not in _SETTING_OFF}
        for child in sentence.children(token.index):
            if child.rel == "conj":
                below -= {each.index for each in sentence.subtree(child.index)}
        at = token.index + 1
        while at in below and not self._named_alike(sentence, token, at):
            at += 1
        after = sentence.tokens[at : at + 2]
        if len(after) == 2 and after[0].text in _SETTING_OFF:
            closing = next((each for each in sentence.tokens[at + 2 :] if each.pos != "PROPN"), None)
            set_off = closing is not None and closing.text == after[0].text
            return self._named_alike(sentence, token, at + 1) if set_off else []
        return self._named_alike(sentence, token, at) if after else []

    def _named_alike(self, sentence: Sentence, noun: Token, at: int) -> list[tuple[Entity, EntityMention]]:
        """The person whose name begins at a word in the noun's case and number."""
        name, case = sentence.tokens[at], noun.feats.get("Case")
        nickname = name.head >= 0 and sentence.tokens[name.head].lemma in _NICKNAMES
        alike = name.feats.get("Case") == case or {name.feats.get("Case"), case} == {"Gen", "Acc"}
        in_full = any(child.rel == "flat:name" for child in sentence.children(at))
        if nickname or not alike or name.feats.get("Number") != noun.feats.get("Number"):
            return []
        if case in ("Gen", "Acc") and not in_full:
            return []
        return self._people_named(sentence, noun, name)

    def _named_together(self, sentence: Sentence, token: Token) -> list[tuple[Entity, EntityMention]]:
        """«физики Анна Белова и Егор Пахомов»: all names that stand beside a title in the plural."""
        if token.feats.get("Number") != "Plur":
            return []
        first = [c for c in sentence.children(token.index) if c.rel in ("appos", "nmod") and c.index > token.index]
        names = [(c, *(d for d in sentence.children(c.index) if d.rel == "conj")) for c in first]
        return [pair for listed in names if len(listed) > 1 for name in listed
                for pair in self._headed(sentence, name) if isinstance(pair[0], Person)]  # fmt: skip

    def _headed(self, sentence: Sentence, token: Token) -> list[tuple[Entity, EntityMention]]:
        covering = self._mentions.at_token(sentence, token.index)
        if not covering:
            return []
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
        if sentence.index not in self._posts:
            self._posts[sentence.index] = [
                (office, (entity, mention))
                for entity, mention in self._mentions.in_sentence(sentence.index)
                if isinstance(entity, Person) and mention.form == "name" and mention.start is not None
                for office in entity.offices
                if -2 <= mention.start - office.end <= 3
            ]
        held = (pair for office, pair in self._posts[sentence.index] if office.start <= token.start < office.end)
        return next(([pair] for pair in held if not is_whose(sentence, token, pair[1])), [])

    def _club(self, sentence: Sentence, token: Token) -> list[tuple[Entity, EntityMention]]:
        """«футболисты «Ротора»»: in what a team does the club acts."""
        if token.lemma not in self._lexicon.team_members or token.feats.get("Number") != "Plur":
            return []
        clubs = [child for child in self._beside(sentence, token) if child.rel in ("nmod", "appos")]
        pairs = [pair for club in clubs for pair in self._headed(sentence, club)]
        return [pair for pair in pairs if isinstance(pair[0], Organization)]


def _frame_of(candidate: Candidate) -> Frame:
    """The rule's frame; of a reflexive passive («жители эвакуируются спасателями») that of the type's verbs."""
    frame, plain = candidate.type.frame_of(candidate.rule), candidate.type.frames.get("verb", {})
    passive = candidate.token.feats.get("Voice") == "Pass" and candidate.token.lemma.endswith("ся")
    return _common(candidate.type, plain if passive and "obj" not in frame and "obj" in plain else frame)


def _within(argument: Argument, other: Argument) -> bool:
    """«президента Чада» is he, not Chad."""
    spans = (argument.start, argument.end, other.start, other.end)
    return None not in spans and (other.start or 0) <= (argument.start or 0) and (argument.end or 0) <= (other.end or 0)


def _is_weak(slot: str) -> bool:
    return slot in _WEAK or slot.endswith("/gen")


def _common(kind: EventType, frame: Frame) -> Frame:
    """The frame with what any has: whose order is carried out, who is there or between the sides.

    A body in which nobody in particular acts («в МИД осудили») does what is not bound to a scene.
    """
    whole = {**frame, **{slot: role for slot, role in _OF_ANY.items() if role in kind.roles}}
    doer = frame.get("subj")
    return {**whole, "inside": doer} if doer is not None and "scene" not in kind.placed_by else whole


def _first_person(verb: Token) -> bool:
    return verb.feats.get("Person") == "1" and verb.feats.get("Number") == "Sing"


def _is_finite(token: Token) -> bool:
    return is_verbal(token) and token.feats.get("VerbForm") in ("Fin", "Conv")


def _is_beside(child: Token, noun: Token) -> bool:
    """An apposition or attribute; a noun in the noun's case that the parser takes for a clause is one too."""
    alike = child.pos == "NOUN" and child.feats.get("Case") == noun.feats.get("Case")
    return child.rel in _BESIDE or (child.rel == "acl" and alike)


def _quoted(sentence: Sentence, name: Token) -> bool:
    return name.index > 0 and sentence.tokens[name.index - 1].text in _OPENING


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


def _same_subject(sentence: Sentence, verb: Token) -> list[Token]:
    """The verb and those above it whose subject it shares: «вручил ..., а заодно пообещал»."""
    found = [verb]
    while found[-1].rel in ("conj", "xcomp", "parataxis") and found[-1].head >= 0:
        above = sentence.tokens[found[-1].head]
        if not is_verbal(above) or above in found or not agrees(above, verb):
            break
        found.append(above)
    return found


def _clause_verb(sentence: Sentence, token: Token) -> Token | None:
    """The verb whose dropped subject would act: the trigger itself, or the finite verb above an event noun."""
    if is_verbal(token):
        return token
    return next((above for above in sentence.ancestors(token.index) if is_verbal(above)), None)
