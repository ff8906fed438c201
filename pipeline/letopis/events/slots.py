"""Syntactic slots of a trigger: who is subject, object, genitive, behind which preposition.

A slot maps to the head tokens of the phrases that fill it, coordinated ones one by one. Names:
`subj` (also the agent of a passive, the noun an active participle modifies, the subject borrowed from a
governing or coordinated verb), `obj` (also the subject of a passive), `gen`, `dat`, `ins` (bare cases),
`poss` («его визит»), `adj` («российско-китайские переговоры»), `adv` (adverbs and particles beside it), `term`
(«дали шесть лет»), `actor` (subject of the support verb over a noun: «провёл переговоры»; what it makes of its object
has that as its `obj`: «ввёл цех в строй», «признал фирму банкротом»), `beside` (subject of the clause that the noun
gives the time of: «после отставки он уехал»), `self` (counted people: «40 раненых»), `undoer` («отменил
визит»), `pair` («матч «Химки» — «Тверь»»), `inside` (the body in which nobody
in particular acts: «в МИД осудили»), `aid`, `presence`, `order` («при посредничестве Катара», «при участии послов»,
«по указу мэра»), `blamed` («осуждён за кражу»), `head` (the governing word), and `в+Acc` and
the like behind prepositions. `obj/gen` and the like are whose the filler of another slot is: «выпустил альбом группы».
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from letopis.document import Sentence, Token
from letopis.events.agreement import mistaken_slot
from letopis.events.bare import COMPARISONS, can_act, counted, describes, is_post, joined_names, names_office
from letopis.events.blame import blamed_for, talks_of_others
from letopis.events.cases import case_shown, slot_names, whole_form
from letopis.events.control import RELATIVE_ADVERBS, Control, Slots, is_passive, is_verbal
from letopis.events.displaced import counted_object, directions, displaced_object, displaced_subject, object_across
from letopis.events.lexicon import EventLexicon
from letopis.events.relatives import RELATIVES, antecedent
from letopis.events.strayed import strayed_subject, strays
from letopis.events.told_with import add_company, told_with

__all__ = ["RELATIVE_ADVERBS", "SlotFinder", "Slots", "is_verbal"]

_WHITHER = frozenset({"в+Acc", "на+Acc", "к+Dat", "с+Gen", "из+Gen", "до+Gen"})
_TERMS = frozenset({"год", "месяц", "сутки", "день", "час", "неделя"})
_SHARES = {"посредничество": "aid", "участие": "presence"}
_TEMPORAL = frozenset({"после", "до", "перед", "накануне"})
_POSSESSIVES = frozenset({"его", "ее", "их", "он", "она", "оно", "они", "мой", "наш", "ваш", "свой"})
_CLAUSES = frozenset({"acl", "acl:relcl", "ccomp", "advcl", "parataxis", "conj", "csubj"})
_MARKS = frozenset({",", ";", ":", "—", "–", "("})
MAX_CLIMB = 6
MAX_STEPS = 7
MAX_CHAIN = 3


class SlotFinder:
    """Slots of any token of one sentence; results are cached, so each token is worked out once."""

    def __init__(self, sentence: Sentence, lexicon: EventLexicon) -> None:
        self.sentence = sentence
        self._lexicon = lexicon
        self._cache: dict[int, Slots] = {}
        self._near: dict[int, dict[int, int]] = {}
        self._phrases: dict[int, list[str]] = {}
        self._behind: list[Token] | None = None
        self._opening: set[int] | None = None

    @property
    def _control(self) -> Control:
        """Made when asked for: one kept would hold this finder, and both would wait for the garbage collector."""
        return Control(self.sentence, self._lexicon, self.slots)

    def slots(self, token: Token) -> Slots:
        """All slots of a verb or noun, support verbs' phrases included."""
        if token.index not in self._cache:
            self._cache[token.index] = {}
            found = self._verb(token) if is_verbal(token) else self._noun(token)
            self._adopt_phrases(token, found)
            add_company(self.sentence, token, found)
            found["adv"] += [c for c in self.sentence.children(token.index) if c.pos in ("ADV", "PART")]
            if token.head >= 0:
                found["head"].append(self.sentence.tokens[token.head])
            self._cache[token.index] = dict(found)
        return self._cache[token.index]

    def _adopt_phrases(self, word: Token, slots: defaultdict[str, list[Token]]) -> None:
        """«ввела войска в Эритрею», «вышла замуж за Иванова»: phrases hung on the object or adverb are the word's."""
        adverbs = [child for child in self.sentence.children(word.index) if child.pos == "ADV"]
        for filler in [*slots.get("obj", []), *slots.get("gen", []), *adverbs]:
            for child in self.sentence.children(filler.index):
                names = self.phrase_slot(child) if child.rel in ("nmod", "obl", "iobj") else []
                for name in names:
                    if ("+" in name or name == "dat") and not slots.get(name):
                        self._add(slots, name, child)
        for child in directions(self.sentence, word, slots.get("subj", [])):
            for name in self.phrase_slot(child):
                if name in _WHITHER and not slots.get(name):
                    self._add(slots, name, child)

    def coordinated(self, token: Token) -> list[Token]:
        """The token and what «и», «или», a comma or «во главе с» and the like joins to it."""
        found = [token]
        for child in self.sentence.children(token.index):
            if child.rel == "conj" and not is_verbal(child) and not describes(self.sentence, token, child):
                found += self.coordinated(child)
        return found + [each for each in self._told_with.get(token.index, ()) if each not in found]

    def whose(self, token: Token) -> list[Token]:
        """Genitives of a noun, the nearest first: «пакет акций банка» is the bank's by way of its shares."""
        found, around = [], [token]
        for _ in range(MAX_CHAIN):
            around = [each for noun in around for each in self._owners(noun) if each not in found]
            found += around
        return found

    def _owners(self, noun: Token) -> list[Token]:
        owners = [c for c in self.sentence.children(noun.index) if {"gen", "poss"} & {*self._noun_slots(c)}]
        return [antecedent(self.sentence, each) for owner in owners for each in self.coordinated(owner)]

    def phrase_slot(self, token: Token) -> list[str]:
        """Names of the slot that a noun phrase fills by its preposition and case; two when the case is unknown."""
        if token.index not in self._phrases:
            self._phrases[token.index] = self._phrase_slot(token)
        return self._phrases[token.index]

    def _phrase_slot(self, token: Token) -> list[str]:
        names = slot_names(self.preposition(token), case_shown(token), token.rel == "nmod" and not is_verbal(token))
        if token.lemma in _SHARES and "при+Loc" in names:
            return [*names, _SHARES[token.lemma]]
        return [*names, "order"] if token.lemma in self._lexicon.orders and {"ins", "по+Dat"} & {*names} else names

    def reachable(self, start: Token) -> dict[int, int]:
        """Tokens of the word's own clause with their distance from it in the tree, up to MAX_STEPS edges."""
        if start.index not in self._near:
            self._near[start.index] = self._walk(start)
        return self._near[start.index]

    def _walk(self, start: Token) -> dict[int, int]:
        if self._opening is None:
            self._opening = {token.index for token in self.sentence.tokens if _opens_clause(token)}
        steps, edge = {start.index: 0}, [start]
        for step in range(1, MAX_STEPS + 1):
            beyond = []
            for token in edge:
                around = [child for child in self.sentence.children(token.index) if child.index not in self._opening]
                if token.head >= 0 and token.index not in self._opening:
                    around.append(self.sentence.tokens[token.head])
                for other in around:
                    if other.index not in steps:
                        steps[other.index] = step
                        beyond.append(other)
            edge = beyond
        return steps

    @cached_property
    def passed(self) -> tuple[Sequence[int], Sequence[int]]:
        """How many verbs, and how many marks between clauses, stand before each token."""
        tokens = self.sentence.tokens
        verbs, marks = map(is_verbal, tokens), (token.text in _MARKS for token in tokens)
        return [0, *accumulate(verbs)], [0, *accumulate(marks)]

    @cached_property
    def _told_with(self) -> Mapping[int, list[Token]]:
        return told_with(self.sentence)

    @property
    def behind_prepositions(self) -> list[Token]:
        """Heads of phrases with a preposition, in text order."""
        if self._behind is None:
            cases = [token for token in self.sentence.tokens if token.rel == "case" and token.head > token.index]
            self._behind = [self.sentence.tokens[index] for index in sorted({token.head for token in cases})]
        return self._behind

    def preposition(self, token: Token) -> str | None:
        """The preposition before a noun, with what is fixed to it («в связи с»), or None."""
        for child in self.sentence.children(token.index):
            if child.rel == "case" and child.index < token.index:
                fixed = [part.text.lower() for part in self.sentence.children(child.index) if part.rel == "fixed"]
                return " ".join([whole_form(child.lemma), *fixed])
        return None

    def _add(self, slots: defaultdict[str, list[Token]], name: str, token: Token) -> None:
        for each in self.coordinated(counted(self.sentence, token)):
            filler = antecedent(self.sentence, each)
            if filler not in slots[name]:
                slots[name].append(filler)

    def _verb(self, verb: Token) -> defaultdict[str, list[Token]]:
        slots: defaultdict[str, list[Token]] = defaultdict(list)
        passive = is_passive(self.sentence, verb)
        for child in self.sentence.children(verb.index):
            mistaken = not passive and mistaken_slot(self.sentence, verb, child, self._lexicon)
            for name in [mistaken] if mistaken else self._verb_slots(child, passive):
                self._add(slots, name, child)
        self._from_numeral(verb, passive, slots)
        self._from_predicate(verb, slots)
        self._from_modified_noun(verb, passive, slots)
        self._from_neighbour(verb, "obj" if passive else "subj", slots)
        if passive:
            if not slots["obj"] and verb.rel in ("conj", "xcomp"):
                slots["obj"] += self._control.subjects(verb)
        else:
            self._fill_active(verb, slots)
        return slots

    def _from_neighbour(self, verb: Token, slot: str, slots: defaultdict[str, list[Token]]) -> None:
        """The subject that the parser hung on a word of the next clause."""
        token = None if slots[slot] else strayed_subject(self.sentence, verb)
        if token is not None:
            self._add(slots, slot, token)

    def _fill_active(self, verb: Token, slots: defaultdict[str, list[Token]]) -> None:
        """Subject and object of an active verb that the parser hung elsewhere or that another verb shares."""
        if not slots["obj"] and (other := object_across(self.sentence, verb, self._lexicon)) is not None:
            slots["obj"] += [] if is_passive(self.sentence, other) else self.slots(other).get("obj", [])
        for each in [] if slots["obj"] else self._control.objects(verb):
            self._add(slots, "obj", each)
        if verb.feats.get("VerbForm") == "Fin":
            for slot, find in (("subj", displaced_subject), ("obj", displaced_object)):
                token = None if slots[slot] else find(self.sentence, verb)
                if token is not None:
                    self._add(slots, slot, token)
        if counted_object(self.sentence, verb, slots["subj"]):
            slots["obj"], slots["subj"] = slots["subj"], []
        elif not slots["subj"]:
            slots["subj"] += self._control.subjects(verb)
        if not slots["subj"] and verb.feats.get("Number") == "Plur":
            slots["inside"] += [*slots["в+Loc"], *slots["в+Acc"]]

    def _from_numeral(self, verb: Token, passive: bool, slots: defaultdict[str, list[Token]]) -> None:
        """«Двое погибли», «Задержали пятерых»: the parser makes the bare number a quantity of the verb."""
        for child in self.sentence.children(verb.index) if not slots["obj"] else ():
            seen = child.feats.get("Case") == "Acc" and child.feats.get("Animacy") == "Anim"
            if child.rel.startswith("nummod") and (seen or (child.index < verb.index and not slots["subj"])):
                self._add(slots, "obj" if passive or seen else "subj", child)

    def _verb_slots(self, child: Token, passive: bool) -> list[str]:
        if child.rel in ("nsubj", "nsubj:pass"):
            strayed = strays(self.sentence, self.sentence.tokens[child.head], child)
            return [] if strayed else ["obj" if passive else "subj"]
        term = child.lemma in _TERMS and self.preposition(child) is None
        if child.rel in ("obj", "iobj"):
            return [*self._object_slots(child), "term"] if term else self._object_slots(child)
        if child.rel == "xcomp" and "Case" in child.feats:  # «стал министром», «найден мёртвым»
            return self.phrase_slot(child)
        if child.rel == "obl" and child.feats.get("Animacy") == "Anim" and self._is_about_many(child):
            return ["obj" if passive else "subj"]  # «пришло около двухсот человек»
        if child.rel in ("obl", "obl:agent", "nmod", "parataxis"):
            names = [*self.phrase_slot(child), "term"] if term else self.phrase_slot(child)
            agent = passive and names == ["ins"] and can_act(child, self._lexicon)
            agent = agent and not names_office(self.sentence, child, self._lexicon)
            return ["subj"] if agent else names
        return []

    def _is_about_many(self, noun: Token) -> bool:
        numbered = any(each.rel.startswith("nummod") for each in self.sentence.children(noun.index))
        return numbered and self.preposition(noun) in COMPARISONS

    def _object_slots(self, child: Token) -> list[str]:
        """Direct objects; the parser's indirect object is any bare case, an accusative («лишил жизни соседа») too."""
        if self._is_about_many(child):  # «вывезли около 400 человек»
            return ["obj"]
        if self.preposition(child) is not None:
            return self.phrase_slot(child)
        if child.rel == "obj" or child.feats.get("Case") == "Acc":
            return ["obj"]
        # «Лидии присвоено»: the genitive is the tagger's slip
        return ["ins"] if child.feats.get("Case") == "Ins" else sorted({*self.phrase_slot(child), "dat"})

    def _from_predicate(self, verb: Token, slots: defaultdict[str, list[Token]]) -> None:
        """«был в Вене в январе»: the parser hangs the copula on what it links."""
        if verb.rel != "cop" or verb.head < 0:
            return
        predicate = self.sentence.tokens[verb.head]
        for name in self.phrase_slot(predicate):
            self._add(slots, name, predicate)
        for child in self.sentence.children(predicate.index):
            for name in self._verb_slots(child, passive=False):
                self._add(slots, name, child)

    def _from_modified_noun(self, verb: Token, passive: bool, slots: defaultdict[str, list[Token]]) -> None:
        """A participle's noun is its subject, a passive participle's its object."""
        if verb.feats.get("VerbForm") == "Part" and verb.rel in ("acl", "amod") and verb.head >= 0:
            self._add(slots, "obj" if passive else "subj", self.sentence.tokens[verb.head])

    def _noun(self, noun: Token) -> defaultdict[str, list[Token]]:
        slots: defaultdict[str, list[Token]] = defaultdict(list)
        for child in self.sentence.children(noun.index):
            post = is_post(self.sentence, noun, child, self._lexicon)
            for name in [] if post else self._noun_slots(child):
                self._add(slots, name, child)
            slots["pair"] += joined_names(self.sentence, child)
            slots["self"] += [noun] if child.rel.startswith("nummod") else []
            if child.feats.get("VerbForm") == "Part" and child.lemma in self._lexicon.support_verbs:
                self._merge_phrases(child, slots)
            if child.rel in ("acl:relcl", "acl") and child.lemma in self._lexicon.support_verbs:
                self._from_clause(noun, child, slots)
        self._from_post(slots)
        self._from_occasion(noun, slots)
        self._from_support(noun, slots)
        slots["blamed"] += blamed_for(self.sentence, noun, self._lexicon, self.slots)
        return slots

    def _from_clause(self, noun: Token, verb: Token, slots: defaultdict[str, list[Token]]) -> None:
        """«парад, в котором участвовали кадеты», «саммит, проведённый Египтом»: who acts in the clause on the noun."""
        pointing = any(child.lemma == "который" for child in self.sentence.children(verb.index))
        if pointing or verb.feats.get("VerbForm") == "Part":
            slots["actor"] += [each for each in self.slots(verb).get("subj", []) if each is not noun]

    def _noun_slots(self, child: Token) -> list[str]:
        if child.rel in ("nmod", "obl", "iobj", "parataxis"):
            return ["poss"] if child.pos == "PRON" and self.preposition(child) is None else self.phrase_slot(child)
        if child.rel == "det" and (child.lemma in _POSSESSIVES or child.lemma in RELATIVES):
            return ["poss"]
        if child.rel == "amod" and child.pos in ("ADJ", "VERB"):
            return ["adj"]
        return []

    def _from_support(self, noun: Token, slots: defaultdict[str, list[Token]]) -> None:
        """Climb support verbs and nouns («принял участие в саммите») and take over what hangs on them."""
        token = noun
        for _ in range(MAX_CLIMB):
            if token.head < 0 or token.rel in ("appos", "acl"):
                return
            above = self.sentence.tokens[token.head]
            if token.rel == "conj":
                token = above
            elif self.preposition(token) in self._lexicon.adjunct_prepositions:
                if is_verbal(above) and self.preposition(token) in _TEMPORAL:
                    slots["beside"] += self.slots(above).get("subj", [])
                return
            elif is_verbal(above):
                self._take_from_verb(token, above, slots)
                return
            elif above.lemma in self._lexicon.support_nouns:
                for each in self._noun_slots_of(above, ("gen", "poss"), without=token):
                    slots["actor"].append(each)
                token = above
            else:
                return

    def _from_post(self, slots: defaultdict[str, list[Token]]) -> None:
        """«вступление в должность губернатора Петрова»: whose post it is, he enters it."""
        for post in slots.get("в+Acc", []) if not slots.get("gen") else []:
            if post.lemma in self._lexicon.posts:
                holders = [c for c in self.sentence.children(post.index) if "gen" in self._noun_slots(c)]
                slots["gen"] += [each for holder in holders for each in self.coordinated(holder)]

    def _from_occasion(self, noun: Token, slots: defaultdict[str, list[Token]]) -> None:
        """«поздравил коллегу с избранием», «признан банкротом»: it befalls the verb's object."""
        verb = self.sentence.tokens[noun.head] if noun.head >= 0 else None
        if verb is not None and verb.lemma == "подозрение" and verb.head >= 0:  # «с подозрением на перелом»
            noun, verb = verb, self.sentence.tokens[verb.head]
        names = self.phrase_slot(noun) if verb is not None else []
        if verb is not None and verb.lemma in self._lexicon.occasion_verbs and "с+Ins" in names:
            slots["actor"] += self.slots(verb).get("obj", [])
        elif verb is not None and verb.lemma in self._lexicon.naming_verbs and "ins" in names:
            slots["obj"] += self.slots(verb).get("obj", [])

    def _noun_slots_of(self, noun: Token, names: tuple[str, ...], without: Token) -> list[Token]:
        own = [c for c in self.sentence.children(noun.index) if c.index != without.index]
        hits = [c for c in own if set(self._noun_slots(c)) & set(names)]
        return [each for hit in hits for each in self.coordinated(hit)]

    def _take_from_verb(self, noun: Token, verb: Token, slots: defaultdict[str, list[Token]]) -> None:
        subject_of_verb = noun.rel in ("nsubj", "nsubj:pass")
        own = self.slots(verb)
        for name in _SHARES.values():
            slots[name] += [each for each in own.get(name, []) if each not in slots[name]]
        if subject_of_verb and verb.lemma in self._lexicon.gathering_verbs:
            slots["actor"] += own.get("obj", [])
        if verb.lemma in self._lexicon.undoing_verbs:
            slots["undoer"] += [each for each in own.get("subj", []) if each is not noun]
        if verb.lemma not in self._lexicon.support_verbs or (not subject_of_verb and talks_of_others(verb, slots)):
            return
        self._merge_phrases(verb, slots, without=noun)
        if self._stayed_away(noun, verb):
            return
        put = self.preposition(noun) == "под" and not own.get("obj")  # «попал под арест», not «взял его под арест»
        undergone = put or verb.lemma in self._lexicon.undergoing_verbs
        if not subject_of_verb and not slots["actor"]:
            slots["obj" if undergone else "actor"] += [each for each in own.get("subj", []) if each is not noun]
        if not subject_of_verb and (undergone or self.preposition(noun) is not None):
            slots["obj"] += [each for each in own.get("obj", []) if each is not noun]

    def _stayed_away(self, noun: Token, verb: Token) -> bool:
        """«не приехал на саммит», «не принял участия в саммите», «отказался выступать на нём»: no participant of it."""
        goes = verb.lemma in self._lexicon.motion_verbs or verb.lemma in self._lexicon.attendance_verbs
        goes = goes or noun.lemma in self._lexicon.attending
        declined = verb.head >= 0 and self.sentence.tokens[verb.head].lemma in self._lexicon.status["declining_words"]
        return goes and (declined or any(child.lemma == "не" for child in self.sentence.children(verb.index)))

    def _merge_phrases(self, verb: Token, slots: defaultdict[str, list[Token]], without: Token | None = None) -> None:
        for name, fillers in self.slots(verb).items():
            if "+" in name or name in ("dat", "order"):  # «нанёс поражение чемпиону»
                slots[name] += [f for f in fillers if f not in slots[name] and f is not without]


def _opens_clause(token: Token) -> bool:
    return token.rel in _CLAUSES and is_verbal(token) and token.feats.get("VerbForm") == "Fin"
