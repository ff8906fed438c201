"""Offices: titles beside names, after them, and in sentences that say who became or is what."""

from collections.abc import Sequence

from letopis.document import Entity, Organization, Person, Place, Sentence, Token
from letopis.entities.board import Board, Reference
from letopis.entities.bodies import head_of
from letopis.entities.declension import names_table
from letopis.entities.names import Expected, name_form, words_of
from letopis.entities.title_table import office_table
from letopis.entities.titles import Title

# Tokens of a bracket behind a name.
_BRACKET_AT_MOST = 12
_CLOSING = frozenset(",().;:—–-!?»")
# How a phrase between a title and the name may begin, and how many words it may have.
_WHERE = frozenset({"в", "на", "от", "при", "по", "из"})
_WHERE_AT_MOST = 6
# How often an article speaks of the state that it is about.
_OFTEN = 2
# What a reading in the title's case may lose against the name's best one.
_STRAINED = 2.5
# Vowels in which surnames end that do not decline.
_UNDECLINED = ("о", "у", "и", "э", "ю")
# How far back the title is looked for to which another one is joined, tokens.
_CHAIN = 14


def attach(board: Board, sentence: Sentence, titles: Sequence[Title]) -> list[Title]:
    """Give people the titles that stand with their names; the rest is returned in text order."""
    owners: dict[int, Person] = {}
    rest: list[Title] = []
    for title, after in zip(reversed(titles), [None, *reversed(titles[1:])], strict=False):
        _share_place(sentence, title, after)
        people, rule = _owners(board, sentence, title, owners)
        if not people:
            rest.append(title)
            continue
        if len(people) == 1:
            owners[title.first] = people[0]
        for number, person in enumerate(people):
            _give(board, title, person, number, rule)
    return [title for title in rest[::-1] if not _continue_chain(board, sentence, title)]


def _continue_chain(board: Board, sentence: Sentence, title: Title) -> bool:
    """«Рогов, мэр Калуги, член партии», «Рогов — политик и глава фонда»: a title joined to one behind the name."""
    if title.plural or not title.first or sentence.tokens[title.first - 1].text not in {",", "и", "а"}:
        return False
    if title.token.rel.startswith("nsubj") or not _ends(sentence, title.last):
        return False
    for index in range(title.first - 2, max(title.first - _CHAIN, 0), -1):
        token = sentence.tokens[index]
        person = board.titles.get((sentence.index, index))
        if person is not None:
            case = {token.feats.get("Case"), title.case}
            alike = (len(case) == 1 or case == {"Gen", "Acc"}) and _is_behind_name(board, sentence, index, person)
            if alike:
                _give(board, title, person, 0, "office-chain")
            return alike
        if token.pos == "VERB" or token.text in {";", "."} or name_at(board, sentence, index) is not None:
            return False
    return False


def _is_behind_name(board: Board, sentence: Sentence, title: int, person: Person) -> bool:
    """Whether the title's head stands behind the person's name, so that more can be told of him."""
    own = (r for r in board.by_sentence.get(sentence.index, []) if r.entity is person and r.form == "name")
    return any(r.last <= title for r in own)


def attach_told(board: Board, sentence: Sentence, titles: Sequence[Title]) -> None:
    """«Он стал мэром»: titles told of whom a pronoun speaks of, once that is known."""
    for title in titles:
        person = _became(board, sentence, title)
        if person is not None and (sentence.index, title.head) not in board.titles:
            _give(board, title, person, 0, "office-told")


def _share_place(sentence: Sentence, title: Title, after: Title | None) -> None:
    """«основатель и глава фонда»: what is joined by «и» is of the same."""
    if after is None or not title.bare or title.plural or title.row.rank not in {"office", "head"}:
        return
    joined = title.last + 1 == after.first and sentence.tokens[title.last].text == "и"
    if joined and after.case == title.case and not after.nationality:
        title.of, title.of_entity, title.country = after.of, after.of_entity, after.country


def _owners(board: Board, sentence: Sentence, title: Title, owners: dict[int, Person]) -> tuple[list[Person], str]:
    """Who bears the title, and by which rule; nobody when the text does not say."""
    before = _people_from(board, sentence, title)
    if before:
        return before, "office-before-name"
    next_title = _owner_behind(sentence, title, owners) or _owner_behind_mark(sentence, title, owners)
    if next_title is not None:
        return [next_title], "office-before-office"
    after = _person_before(board, sentence, title)
    if after is not None:
        return [after], "office-after-name"
    told = _became(board, sentence, title)
    return ([told], "office-told") if told is not None else ([], "")


def _owner_behind(sentence: Sentence, title: Title, owners: dict[int, Person]) -> Person | None:
    """«сенатор экс-министр Рогов» holds both, but not in «в присутствии премьеров министр Рогов»."""
    person = owners.get(title.last)
    alike = person is not None and not title.plural and _next_case(sentence, title.last) == title.case
    return person if alike else None


def _owner_behind_mark(sentence: Sentence, title: Title, owners: dict[int, Person]) -> Person | None:
    """«депутат совета, сопредседатель движения Иван Рогов», «основатель и директор Иван Рогов»: one man's titles."""
    if title.plural or title.last >= len(sentence.tokens) or sentence.tokens[title.last].text not in {",", "и"}:
        return None
    person = owners.get(title.last + 1)
    if person is None or title.last + 1 >= len(sentence.tokens):
        return None
    return person if _next_case(sentence, title.last + 1) == title.case else None


def _next_case(sentence: Sentence, at: int) -> str | None:
    """The case of the first noun from there on: that of the next title."""
    rest = (token for token in sentence.tokens[at:] if token.pos in {"NOUN", "PROPN"})
    noun = next(rest, None)
    return noun.feats.get("Case") if noun is not None else None


def _people_from(board: Board, sentence: Sentence, title: Title) -> list[Person]:
    """The people whose names begin right behind the title; several behind a plural («министры Рогов и Лунев»)."""
    found: list[Person] = []
    here = _behind_where(board, sentence, title)
    while True:
        reference = name_at(board, sentence, here)
        if reference is None or not isinstance(reference.entity, Person):
            return found
        if not found and not (same_case(sentence, title, reference) and _same_sex(title, reference.entity)):
            return []
        found.append(reference.entity)
        here = reference.last + 1
        joined = here <= len(sentence.tokens) - 1 and sentence.tokens[reference.last].text in {"и", ","}
        if not title.plural or not joined:
            return found


def _same_sex(title: Title, person: Person) -> bool:
    """«жена Рогова» is not Рогов."""
    return None in {title.row.gender, person.gender} or title.row.gender == person.gender


def _behind_where(board: Board, sentence: Sentence, title: Title) -> int:
    """«посол Кубы на Южном Кавказе Рауль Диас»: where the name begins behind what the title is at or from."""
    tokens = sentence.tokens
    if title.last >= len(tokens) or tokens[title.last].lemma not in _WHERE or title.plural:
        return title.last
    for index in range(title.last + 2, min(title.last + _WHERE_AT_MOST, len(tokens))):
        if tokens[index].pos in {"PUNCT", "VERB", "PRON"}:
            break
        if name_at(board, sentence, index) is not None:
            return index
    return title.last


def name_at(board: Board, sentence: Sentence, index: int) -> Reference | None:
    """The person's name that begins at the token `index`; None also behind the sentence's end."""
    if index >= len(sentence.tokens):
        return None
    return next((r for r in board.at(sentence.index, index) if r.first == index and isinstance(r.entity, Person)), None)


def same_case(sentence: Sentence, title: Title, reference: Reference) -> bool:
    """Whether name and title agree: by the tagger, or by what the name's own forms allow, as taggers err on them.

    Behind «брат» the «Горшкова» is no woman's name where Николай Горшков is meant.
    """
    tokens = sentence.tokens[reference.first : reference.last]
    case = title.case
    own = reference.entity.gender if isinstance(reference.entity, Person) else None
    if case is None or any(token.feats.get("Case") == case for token in tokens):
        return True
    words = words_of(tokens)
    asked, plain = name_form(words, Expected(frozenset({case}), sure=True)), name_form(words)
    best, free = max(asked.genders().values()), max(plain.genders().values())
    return any(
        asked.score(gender, case) >= best and plain.score(gender, case) > free - _STRAINED
        for gender in ("Masc", "Fem")
        if own in (gender, None)
    )


def _person_before(board: Board, sentence: Sentence, title: Title) -> Person | None:
    """«Владимир Путин, президент России,», «Иван Рогов (мэр Калуги)», «Рогов, один из основателей «Зари»»."""
    among = _is_one_of(sentence, title)
    first = title.first - 2 if among else title.first
    if first < 2 or (title.plural and not among):
        return None
    mark = sentence.tokens[first - 1]
    if mark.text not in {",", "(", "—", "–", "-"} or not _ends(sentence, title.last):
        return None
    reference = _name_until(board, sentence, first - 1)
    if reference is None or not isinstance(reference.entity, Person):
        return None
    farther = _farther(board, sentence, title, reference)
    if farther is not None:
        return farther
    if (
        title.token.rel in {"nsubj", "conj", "obj", "iobj"}
        and mark.text == ","
        and not (_acts_alone(sentence, reference) or _is_enclosed(sentence, title, reference))
    ):
        return None
    return reference.entity if among or same_case(sentence, title, reference) else None


def _name_until(board: Board, sentence: Sentence, end: int) -> Reference | None:
    """The name that ends there: «Олег Крон, », «Томас Рейн (Thomas Rayne), », «Олег Крон (род. в 1950 году), »."""
    tokens = sentence.tokens
    ends = [end]
    if tokens[end - 1].text == ")":
        bracket = next((at for at in range(end - 2, max(end - _BRACKET_AT_MOST, 0), -1) if tokens[at].text == "("), end)
        ends = [end - 1, bracket]
    names = (r for at in ends for r in board.at(sentence.index, at - 1) if r.last == at and r.form == "name")
    return next(names, None)


def _farther(board: Board, sentence: Sentence, title: Title, nearest: Reference) -> Person | None:
    """«Пётр Рогов, соратник Ивана Котова, министр»: by case and tree he whose apposition the nearest name is in."""
    cases = {token.feats.get("Case") for token in sentence.tokens[nearest.first : nearest.last]}
    if title.token.rel not in {"appos", "conj"} or {title.case, None} & cases:
        return None
    if sentence.tokens[nearest.last - 1].text.endswith(_UNDECLINED) and same_case(sentence, title, nearest):
        return None  # «Марко Рубио, госсекретаря»: the tagger can but guess the case
    person = board.person_at(sentence.index, title.token.head)
    return person if sentence.tokens[title.token.head].feats.get("Case") == title.case else None


def _is_one_of(sentence: Sentence, title: Title) -> bool:
    """«один из основателей»: one of several, of whom the name before tells."""
    before = sentence.tokens[max(title.first - 2, 0) : title.first]
    return title.plural and [token.lemma for token in before] == ["один", "из"]


def _acts_alone(sentence: Sentence, reference: Reference) -> bool:
    """The name is the subject of a verb in the singular: what follows behind a comma is not joined to it."""
    for token in sentence.ancestors(reference.head):
        if token.pos == "VERB":
            return token.feats.get("Number") == "Sing" and token.index < reference.first
        if token.rel.startswith("nsubj") and token.index < reference.first:
            continue
        if token.rel not in {"nsubj", "nsubj:pass", "appos", "flat:name"}:
            return False
    return False


def _is_enclosed(sentence: Sentence, title: Title, reference: Reference) -> bool:
    """«Рогов, мэр Калуги, рассказал», «Рогова, мэра Калуги, и Лунева»: of two, the second has no comma behind it."""
    behind = [token.text for token in sentence.tokens[title.last : title.last + 2]]
    if title.token.rel != "conj" or title.token.head != reference.head or behind[:1] != [","]:
        return False
    head = sentence.tokens[reference.head]
    verb = sentence.tokens[head.head] if head.rel in {"nsubj", "nsubj:pass"} else None
    alone = verb is not None and verb.index >= title.last and verb.feats.get("Number") == "Sing"
    return alone or behind[1:] == ["и"]


def _ends(sentence: Sentence, index: int) -> bool:
    """Whether nothing of the same phrase follows but «на переговорах», «с ксенофобией»."""
    tokens = sentence.tokens
    if index < len(tokens) and tokens[index].pos == "ADP":
        rest = tokens[index + 1 : index + _WHERE_AT_MOST]
        index = next((t.index for t in rest if t.pos not in {"NOUN", "PROPN", "ADJ"}), len(tokens) - 1)
    return index >= len(tokens) or tokens[index].text in _CLOSING | {"и", "а", "который"}


def _became(board: Board, sentence: Sentence, title: Title) -> Person | None:
    """«Рогова избрали мэром», «Рогов стал министром», «избрание Рогова мэром», «занимает пост мэра»."""
    token = title.token
    if token.head < 0 or title.plural:
        return None
    head = sentence.tokens[token.head]
    if token.feats.get("Case") == "Gen" and head.lemma in {"пост", "должность", "место", "кресло"}:
        return _holder(board, sentence, head)
    if token.feats.get("Case") != "Ins":
        return None
    person = _name_between(board, sentence, title) or _by_relation(board, sentence, head)
    if person is not None and title.of is None and not title.state:
        _place_at_work(board, sentence, title, (token, head))
    return person


def _place_at_work(board: Board, sentence: Sentence, title: Title, words: Sequence[Token]) -> None:
    """«работал инженером на заводе «Заря»»: the body where one is so, by a phrase of the title or of its verb."""
    for word in words:
        for noun in sentence.children(word.index):
            cases = {child.lemma for child in sentence.children(noun.index) if child.rel == "case"}
            if noun.index < title.head or not cases & {"в", "на"} or noun.feats.get("Case") != "Loc":
                continue
            called = head_of(noun.lemma, noun.text) is not None  # but not «в матче «Зари»»
            at = [noun.index, *([noun.index + 2] if called else [])] if noun.rel in {"obl", "nmod"} else []
            body = next((r.entity for i in at for r in board.at(sentence.index, i) if r.form == "name"), None)
            if isinstance(body, Organization):
                title.of, title.of_entity, title.country = body.name, body, body.country
                return


def _by_relation(board: Board, sentence: Sentence, head: Token) -> Person | None:
    """Who becomes something, by the relation of his name to the word that says so."""
    becoming = office_table().becoming
    if head.lemma in becoming.noun:
        return _dependent(board, sentence, head, {"nmod"}, {"Gen"})
    if head.lemma in becoming.subject:
        return _dependent(board, sentence, head, {"nsubj", "nsubj:pass"}, {"Nom"})
    if head.lemma in becoming.passive:
        passive = _dependent(board, sentence, head, {"nsubj:pass"}, {"Nom"})
        short = head.feats.get("VerbForm") == "Part" or head.feats.get("Voice") == "Pass"
        return passive or _dependent(board, sentence, head, {"nsubj"} if short else {"obj"}, {"Nom", "Acc", "Gen"})
    return None


def _name_between(board: Board, sentence: Sentence, title: Title) -> Person | None:
    """«избрание Рогова мэром», «назначили Рогова мэром»: the name between the word and the title."""
    if title.first < 2:
        return None
    for reference in board.at(sentence.index, title.first - 1):
        if reference.last != title.first or not isinstance(reference.entity, Person) or not reference.first:
            continue
        word = sentence.tokens[reference.first - 1].lemma
        if word in office_table().becoming.noun | office_table().becoming.passive:
            return reference.entity
    return None


def _holder(board: Board, sentence: Sentence, post: Token) -> Person | None:
    """Whose post it is: «Рогов занимает пост мэра», «назначен на должность мэра»."""
    if post.head < 0:
        return None
    verb = sentence.tokens[post.head]
    if verb.lemma in office_table().becoming.passive:
        return _by_relation(board, sentence, verb)
    if verb.lemma in {"занимать", "занять", "получить", "покинуть", "оставить", "вступить"}:
        return _dependent(board, sentence, verb, {"nsubj", "nsubj:pass"}, {"Nom"})
    return None


def _dependent(board: Board, sentence: Sentence, head: Token, relations: set[str], cases: set[str]) -> Person | None:
    for child in sentence.children(head.index):
        person = board.person_at(sentence.index, child.index)
        if person is not None and child.rel in relations and child.feats.get("Case", "Nom") in cases:
            return person
    return None


def _give(board: Board, title: Title, person: Person, number: int, rule: str) -> None:
    """Put the title on the person; of several people each has the place that stands in his position."""
    board.document.explain("entities", rule, title.start, title.end, f"{title.words} -> {person.name}")
    other = title.also[number - 1] if 0 < number <= len(title.also) else None
    board.give(title, person, other.name if other else None, other.country if other else None)


def complete_from_context(board: Board) -> None:
    """«премьер-министр Рогов», «глава государства» are of the state that the article is about, if it is about one."""
    state = _state_of_article(board)
    if state is None:
        return
    for person in board.people:
        for title in board.held.get(id(person), []):
            governs = title.state or title.lemma in office_table().of_states
            if title.of is None and governs and person.country in {None, state.country} and not title.plural:
                title.of, title.of_entity, title.country = state.name, state, state.country
                _complete(person, title, state)


def _complete(person: Person, title: Title, state: Place) -> None:
    for office in person.offices:
        if office.start == title.start and office.of is None:
            office.of, office.country = state.name, state.country
            person.country = person.country or state.country


def _state_of_article(board: Board) -> Place | None:
    """The country spoken of at least twice, and twice as often as any other."""
    states = [e for e in board.entities if isinstance(e, Place) and e.kind == "country"]
    counts = sorted(((len(one.mentions), -number) for number, one in enumerate(states)), reverse=True)
    if not counts or counts[0][0] < _OFTEN or (len(counts) > 1 and counts[0][0] < 2 * counts[1][0]):
        return None
    return states[-counts[0][1]]


def named(entity: Entity) -> bool:
    """Whether the person's name is a name, not a title that stands for one."""
    return isinstance(entity, Person) and (entity.first is not None or entity.last is not None)


def is_honour(title: Title) -> bool:
    """«имени президента ...» names a thing, not a person."""
    before = title.sentence.tokens[title.first - 1] if title.first else None
    return before is not None and before.lemma in names_table().in_honour
