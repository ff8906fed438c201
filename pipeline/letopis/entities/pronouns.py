"""Pronouns of the third person and relative pronouns.

A pronoun of one goes to the likeliest of the phrases that agree with it and are not arguments of its own verb, or to
nobody whom we know, by odds (`choosing`); the trace says why.
"""

from collections.abc import Callable, Sequence

from letopis.document import Entity, Organization, Person, Place, Sentence, Token
from letopis.entities.board import Board
from letopis.entities.common_places import descriptor_table
from letopis.entities.dropped_subjects import take_up_dropped_subject
from letopis.entities.pronoun_options import pronoun_options
from letopis.entities.salience import WINDOW, Phrase, Scored, people_of, phrases, same_clause, wants_human, weight
from letopis.language.morphology import fold

_SINGULAR = frozenset({"он", "его", "она", "ее", "оно"})
_OF_ONE_GENDER = {"он": "Masc", "оно": "Neut"} | dict.fromkeys(("она", "ее", "ей", "ею", "ней", "нее"), "Fem")
_MASC_OR_NEUT = frozenset({"Masc", "Neut"})
_CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis"})
# Heads of sentences and of clauses with «что»: their subject can be dropped.
_TELLING = frozenset({"root", "ccomp", "advcl"})
_PLURAL = frozenset({"они", "их"})
_RELATIVE = frozenset({"который", "чей"})
_RELATIVE_PLACES = frozenset({"где", "куда", "откуда"})
_PLACE_ADVERBS = frozenset({"там", "туда", "оттуда", "здесь", "тут", "сюда", "отсюда"})
_PRONOUNS = _RELATIVE | _RELATIVE_PLACES | {"тот"} | _PLACE_ADVERBS | _SINGULAR | _PLURAL


def resolve_pronouns(board: Board, sentence: Sentence) -> None:
    """Add the sentence's pronouns and dropped subjects to their antecedents, in text order."""
    for token in sentence.tokens:
        rule = _rule(token) if token.lemma in _PRONOUNS else None
        if rule is not None:
            rule(board, sentence, token)
        elif token.pos == "VERB" and token.rel in _TELLING:
            take_up_dropped_subject(board, sentence, token)


def _rule(token: Token) -> Callable[[Board, Sentence, Token], None] | None:
    """What to do with a word that can take somebody or something up; None where it does not."""
    if token.lemma in _RELATIVE or token.lemma in _RELATIVE_PLACES:
        return _relative
    if token.lemma == "тот":
        return _that_one if token.rel == "nsubj" else None
    if token.lemma in _PLACE_ADVERBS:
        return _where
    if token.pos not in {"PRON", "DET"}:
        return None
    return _singular if token.lemma in _SINGULAR else _plural


def _genders(token: Token) -> frozenset[str]:
    """«его», «ему» are of «он» and of «оно»."""
    gender = _OF_ONE_GENDER.get(fold(token.text))
    return frozenset({gender}) if gender else _MASC_OR_NEUT


def _unresolved(board: Board, token: Token, reason: str) -> None:
    board.document.explain("entities", "pronoun-unresolved", token.start, token.end, reason)


def _relative(board: Board, sentence: Sentence, token: Token) -> None:
    """«который» takes up the noun that its clause modifies, or the person («где»: the place) right before its comma."""
    antecedent = _modified(board, sentence, token)
    if antecedent is None:
        return
    entities = _entities_at(board, sentence, antecedent)
    if token.lemma == "чей":
        for entity in entities if len(entities) == 1 else ():
            board.mention(entity, sentence, (token.start, token.end), "pronoun", "relative-pronoun")
        return
    if token.lemma in _RELATIVE_PLACES:
        entities = [entity for entity in entities if not isinstance(entity, Person)]
    number = token.feats.get("Number", "Sing")
    if number == "Plur" and len(entities) == 1:
        entities = _joined(board, sentence, antecedent)
    if (len(entities) > 1) != (number == "Plur") and all(isinstance(e, Person) for e in entities):
        return
    for entity in entities:
        if _agrees(entity, antecedent, token.feats.get("Gender"), number):
            board.mention(entity, sentence, (token.start, token.end), "pronoun", "relative-pronoun")


def _joined(board: Board, sentence: Sentence, noun: Token) -> list[Entity]:
    """«мэр Рогов и посол Лунёв, которые»: whom the noun and those joined to it speak of, each once."""
    while noun.rel in {"appos", "flat:name"} and 0 <= noun.head < noun.index:
        noun = sentence.tokens[noun.head]
    first = sentence.tokens[noun.head] if noun.rel == "conj" and noun.head >= 0 else noun
    nouns = [first, *(child for child in sentence.children(first.index) if child.rel == "conj")]
    return list({id(entity): entity for one in nouns for entity in _entities_at(board, sentence, one)}.values())


def _modified(board: Board, sentence: Sentence, token: Token) -> Token | None:
    """What the relative clause of the token is about; the parser takes some of them for the main clause."""
    clause = _relative_clause(sentence, token)
    if clause is not None:
        return sentence.tokens[clause.head] if clause.head >= 0 else None
    comma = token.index - 1
    if comma > 0 and sentence.tokens[comma].pos == "ADP":
        comma -= 1
    if comma < 1 or sentence.tokens[comma].text != ",":
        return None
    before = sentence.tokens[comma - 1]
    kind = Place if token.lemma in _RELATIVE_PLACES else Person
    return before if any(isinstance(r.entity, kind) for r in board.at(sentence.index, before.index)) else None


def _that_one(board: Board, sentence: Sentence, token: Token) -> None:
    """«Рогов позвонил Лунёву, и тот ответил»: the one person before, in the sentence or the one before it, who was
    not the subject."""
    explained = any(child.index > token.index for child in sentence.children(token.index))  # «тот, кто»
    if token.feats.get("Number") != "Sing" or explained:
        return
    gender = token.feats.get("Gender")
    here = [p for p in phrases(board, sentence) if p.head.index < token.index]
    before = _sentence_before(board, sentence)
    near = here if any(p.animate for p in here) else phrases(board, before) if before is not None else []
    found = [p for p in near if p.animate and p.gender in {None, gender}]
    people = people_of([p for p in found if not p.role.startswith("nsubj") and p.role != "root"])
    if len(people) == 1 and all(p.entity is not None or not _is_core(p) for p in found):
        board.mention(people[0], sentence, (token.start, token.end), "pronoun", "that-one")


def _where(board: Board, sentence: Sentence, token: Token) -> None:
    """«там», «здесь»: the only place named before in the sentence, else the only one of the sentence before.

    Whoever is quoted is somewhere of which the article need not speak.
    """
    if board.speech.at(token.start) is not None:
        return
    for where, before in ((sentence, token.index), (_sentence_before(board, sentence), None)):
        references = board.by_sentence.get(where.index, []) if where is not None else []
        near = [r for r in references if before is None or r.last <= before]
        places = {id(r.entity): r.entity for r in near if isinstance(r.entity, Place) and r.form != "adjective"}
        if places:
            for place in places.values() if len(places) == 1 else ():
                board.mention(place, sentence, (token.start, token.end), "pronoun", "place-adverb")
            return


def _sentence_before(board: Board, sentence: Sentence) -> Sentence | None:
    return board.document.sentences[sentence.index - 1] if sentence.index else None


def _relative_clause(sentence: Sentence, token: Token) -> Token | None:
    return next((above for above in sentence.ancestors(token.index) if above.rel in {"acl:relcl", "acl"}), None)


def _entities_at(board: Board, sentence: Sentence, token: Token) -> list[Entity]:
    """Whom the token speaks of: its own mention, or the person whose title it is."""
    inner = [r for r in board.at(sentence.index, token.index) if r.form != "adjective"]
    if inner:
        shortest = min(r.last - r.first for r in inner)
        return [r.entity for r in inner if r.last - r.first == shortest]
    titled = board.titles.get((sentence.index, token.index))
    return [titled] if titled is not None else []


def _agrees(entity: Entity, head: Token, gender: str | None, number: str) -> bool:
    if isinstance(entity, Person):
        return number == "Plur" or gender is None or entity.gender in {None, gender}
    return number == head.feats.get("Number", number) and gender in {None, head.feats.get("Gender", gender)}


def _singular(board: Board, sentence: Sentence, token: Token) -> None:
    genders = _genders(token)
    fitting = [one for one in _candidates(board, sentence, token) if one.number == "Sing" and _fits(one, genders)]
    partners = [one for one in fitting if one.sentence is sentence and _is_joined(sentence, one.head, token)]
    if len(partners) == 1 and isinstance(partners[0].entity, Person):
        fitting = partners
    human = _owner_is_human(sentence, token) or wants_human(sentence, token)
    if human:
        people = [one for one in fitting if one.animate]
        fitting = people or [one for one in fitting if _can_act(one.entity)]
    options = pronoun_options(board, sentence, token, _ranked(fitting, token, sentence), human=human)
    chosen = board.chooser.choose("pronoun", (token.start, token.end), options)
    if chosen.entity is not None:
        board.mention(chosen.entity, sentence, (token.start, token.end), "pronoun", "pronoun")
    elif board.document.traced:
        _unresolved(board, token, board.chooser.reasons("pronoun", chosen))


def _can_act(entity: Entity | None) -> bool:
    """A body, or a state."""
    return isinstance(entity, Organization) or (isinstance(entity, Place) and entity.kind == "country")


def _fits(phrase: Phrase, genders: frozenset[str]) -> bool:
    return phrase.gender in genders or (phrase.gender is None and phrase.animate)


def _owner_is_human(sentence: Sentence, token: Token) -> bool:
    """«его жена», «её адвокат», «её семья», «его словам»: only people have them."""
    if token.rel not in {"det", "nmod", "amod"} or token.head < 0:
        return False
    owned = sentence.tokens[token.head]
    return owned.feats.get("Animacy") == "Anim" or owned.lemma in descriptor_table().human_belongings


def _candidates(board: Board, sentence: Sentence, token: Token) -> list[Phrase]:
    """Phrases before the pronoun in its sentence and in the ones before, but not arguments of its own verb."""
    here = phrases(board, sentence)
    own = {one.head.index for one in here if _bound(sentence, one, token)}
    bound = {id(one.entity) for one in here if one.entity is not None and one.head.index in own}
    found = [one for one in here if one.head.index < token.index and one.head.index not in own]
    for index in range(sentence.index - 1, max(sentence.index - WINDOW, -1), -1):
        found += phrases(board, board.document.sentences[index])
    told = board.speech.at(token.start) is None
    return [one for one in found if id(one.entity) not in bound and not (told and _is_quoted(board, one))]


def _is_quoted(board: Board, phrase: Phrase) -> bool:
    """«Нужен дождь», — сказал он: what is spoken of in quoted words is not in front outside of them."""
    return board.speech.at(phrase.head.start) is not None


def _bound(sentence: Sentence, phrase: Phrase, token: Token) -> bool:
    """«его» is never the subject of its own clause, «он» never another argument of its verb."""
    if token.pos == "DET" or token.rel in {"det", "nmod"}:
        if _is_joined(sentence, phrase.head, token):
            return False
        above = _clause_head(sentence, token)
        return above is not None and phrase.role.startswith("nsubj") and phrase.head.head == above.index
    return phrase.head.index == token.head or same_clause(sentence, phrase.head, token)


def _is_joined(sentence: Sentence, noun: Token, token: Token) -> bool:
    """«Рогов и его дочь уехали»: only a part of the subject is Рогов, whom another part takes up."""
    for below in (token, *sentence.ancestors(token.index)):
        if below.rel == "conj" and below.head == noun.index:
            return True
        if below.pos == "VERB":
            break
    return False


def _clause_head(sentence: Sentence, token: Token) -> Token | None:
    """The predicate of the token's own clause: a verb, or whatever has a subject of its own."""
    for above in sentence.ancestors(token.index):
        own = any(child.rel.startswith("nsubj") for child in sentence.children(above.index))
        if above.pos == "VERB" or own or above.rel in _CLAUSES:
            return above
    return None


def _ranked(fitting: list[Phrase], token: Token, sentence: Sentence) -> list[Scored]:
    """The best phrase of each entity or noun, the one most in the foreground first."""
    best: dict[object, Scored] = {}
    for phrase in fitting:
        key: object = id(phrase.entity) if phrase.entity is not None else phrase.head.lemma
        scored = Scored(weight(phrase, token, sentence), phrase)
        if key not in best or scored.score > best[key].score:
            best[key] = scored
    return sorted(best.values(), key=lambda one: -one.score)


def _plural(board: Board, sentence: Sentence, token: Token) -> None:
    """«они»: the group or the pair of people of the nearest sentence that has one."""
    for back in range(WINDOW):
        index = sentence.index - back
        if index < 0:
            break
        groups = _groups(board, sentence, token, index, back == 0)
        if len(groups) == 1 and groups[0]:
            for entity in groups[0]:
                board.mention(entity, sentence, (token.start, token.end), "pronoun", "pronoun-plural")
            return
        if groups:
            break
    _unresolved(board, token, "no group of people, or several")


def _groups(board: Board, sentence: Sentence, token: Token, index: int, same: bool) -> list[list[Entity]]:
    """What «они» can take up in one sentence: each a list of people or of states, empty for a common noun."""
    where = board.document.sentences[index]
    found = [p for p in phrases(board, where) if not same or p.head.index < token.index]
    if same and token.pos == "PRON":
        found = [p for p in found if not same_clause(sentence, p.head, token)]
    plural: list[list[Entity]] = [
        [] for p in found if p.entity is None and p.number == "Plur" and p.animate and _is_core(p)
    ]
    shared = board.spoken_of_together(index, token if same else None)
    if shared:
        return [list(shared[-1])]
    people = people_of([p for p in found if isinstance(p.entity, Person)])
    if len(people) == 2:
        return [list(people), *plural] if not same or not plural else plural
    return [*plural, *_joined_subjects(found)] if not people else plural


def _joined_subjects(found: Sequence[Phrase]) -> list[list[Entity]]:
    """«Сербия и Венгрия договорились»: states or bodies that are one subject together."""
    subjects = [p for p in found if p.role.startswith("nsubj") and isinstance(p.entity, Organization | Place)]
    joined = [p.entity for p in subjects if p.entity is not None]
    coordinated = len(joined) > 1 and all(p.head.rel == "conj" for p in subjects[1:])
    return [joined] if coordinated else []


def _is_core(phrase: Phrase) -> bool:
    return phrase.role.startswith("nsubj") or phrase.role in {"obj", "iobj", "obl"}
