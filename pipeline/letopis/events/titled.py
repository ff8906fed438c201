"""Whom a string of titles speaks of: «режиссёр, сценарист и писатель Педро Руис» is one man, whatever the tree says,
and so is «Педро Руис, один из основателей театра».

A list of several people looks alike: «водитель и полицейский Иван Котов пострадали». A verb in the singular has one
subject; elsewhere commas tell titles where nothing is joined by «и» but the last of at least three.
"""

from itertools import takewhile

from letopis.document import Entity, EntityMention, Person, Sentence, Token
from letopis.entities.declension import names_table
from letopis.events.slots import is_verbal

_COMMA, _AND = ",", "и"
_SETTING_OFF = frozenset({_COMMA, "–", "—"})
# A name and the mark behind it.
_WITH_MARK = 2
_ADJECTIVAL = frozenset({"ADJ", "DET", "NUM"})
_CASES = frozenset({"Nom", "Gen", "Dat", "Acc", "Ins"})
_GOES_ON = frozenset({"conj", "appos"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def name_behind(sentence: Sentence, noun: Token) -> Token | None:
    """The first word of the name that ends the string of titles which the noun begins or goes on; None where there is
    none, or where several people may be meant."""
    if not is_title(noun, noun.feats.get("Case")):
        return None
    over = sentence.tokens[noun.head] if noun.rel in _GOES_ON else None
    if over is not None and over.index < noun.index and is_title(over, noun.feats.get("Case")):
        name = name_behind(sentence, over)
        return name if name is not None and noun.index < name.index else None
    marks, at = _run(sentence, noun)
    name = sentence.tokens[at] if at < len(sentence.tokens) else None
    if not marks or name is None or not _may_be_name(name, noun):
        return None
    return name if _tells_one(sentence, noun, marks) else None


def name_before(sentence: Sentence, noun: Token) -> Token | None:
    """The last word of the name behind which the noun is set off as its bearer's title, or goes on with such titles."""
    one_of = _is_one_of(sentence, noun)
    if not one_of and not is_title(noun, noun.feats.get("Case")):
        return None
    over = sentence.tokens[noun.head] if noun.rel in _GOES_ON else None
    if over is not None and over.index < noun.index and (name := name_before(sentence, over)) is not None:
        return name
    first = noun.index
    while first and _agrees(sentence.tokens[first - 1], noun.feats.get("Case")):
        first -= 1
    if first < _WITH_MARK or sentence.tokens[first - 1].text not in _SETTING_OFF:
        return None
    name = sentence.tokens[first - 2]
    sure = one_of or noun.feats.get("Case") != "Nom" or _is_beside_one(sentence, name)
    return name if sure and _may_be_name(name, noun) else None


def is_whose(sentence: Sentence, noun: Token, name: EntityMention) -> bool:
    """«адвокат Котова Иван Сомов», «сын актрисы Котовой»: a name in the genitive behind a nominative tells of whom."""
    first = sentence.token_at(name.start) if name.start is not None else None
    if first is None or first.head < 0 or (noun.feats.get("Case"), first.feats.get("Case")) != ("Nom", "Gen"):
        return False
    above = sentence.tokens[first.head]
    titled = above.feats.get("Case") == "Gen" and above.feats.get("Animacy") == "Anim"
    return titled or (above is noun and first.rel == "nmod")


def _is_one_of(sentence: Sentence, token: Token) -> bool:
    """«один из основателей»"""
    after = sentence.tokens[token.index + 1 : token.index + 2]
    return token.lemma == "один" and token.feats.get("Number") == "Sing" and bool(after) and after[0].lemma == "из"


def _is_beside_one(sentence: Sentence, name: Token) -> bool:
    """Whether the name is the subject of a verb in the singular, or of none."""
    chain = (name, *sentence.ancestors(name.index))
    verb = next((each for each in chain if is_verbal(each)), None)
    return verb is None or verb.feats.get("Number") == "Sing"


def is_title(token: Token, case: str | None) -> bool:
    """A noun for one person in that case."""
    feats = token.feats
    one = token.pos == "NOUN" and feats.get("Animacy") == "Anim" and feats.get("Number") == "Sing"
    return one and case in _CASES and _is_alike(feats.get("Case"), case)


def _is_alike(case: str | None, other: str | None) -> bool:
    """Of people the two cases look alike, and the tagger mixes them up."""
    return case == other or {case, other} == {"Gen", "Acc"}


def _run(sentence: Sentence, noun: Token) -> tuple[list[str], int]:
    """The marks between the titles of the string, and the index of the word behind its last title's phrase."""
    case, marks, at, title = noun.feats.get("Case"), list[str](), noun.index, True
    tokens, below = sentence.tokens, list[int]()
    while at < len(tokens):
        token = tokens[at]
        if is_title(token, case):
            title, below = True, [each.index for each in sentence.subtree(at)]
        elif token.text in (_COMMA, _AND) and title:
            marks, title = [*marks, token.text], False
        elif not (_agrees(token, case) or (title and at in below and _belongs(token, case))):
            break
        at += 1
    return (marks, at) if title else ([], at)


def _agrees(token: Token, case: str | None) -> bool:
    """«известный», «36-летнего»: an attribute in the titles' case."""
    participle = token.feats.get("VerbForm") == "Part"
    return (token.pos in _ADJECTIVAL or participle) and _is_alike(token.feats.get("Case"), case)


def _belongs(token: Token, case: str | None) -> bool:
    """«студента из Пензы», «ректор института Пушкина»: of what the parser hung on the last title all but a person's
    name in the titles' case."""
    named = token.pos == "PROPN" and token.feats.get("Animacy") != "Inan"
    ends = named and _is_alike(token.feats.get("Case"), case)
    return not is_verbal(token) and not ends and token.pos != "PUNCT"


def _may_be_name(name: Token, noun: Token) -> bool:
    alike = _is_alike(name.feats.get("Case"), noun.feats.get("Case"))
    return name.pos == "PROPN" and alike and name.feats.get("Number") == "Sing"


def _tells_one(sentence: Sentence, noun: Token, marks: list[str]) -> bool:
    """«умер певец и поэт Иван Котов»; «брата, певца Ивана Котова», «дизайнера, певца и поэта Котова»."""
    verb = sentence.tokens[noun.head] if noun.rel in _SUBJECTS else _verb_before(sentence, noun)
    if verb is not None and is_verbal(verb):
        return verb.feats.get("Number") == "Sing"
    return marks == [_COMMA] or (len(marks) > 1 and marks[-1] == _AND and _AND not in marks[:-1])


def _verb_before(sentence: Sentence, noun: Token) -> Token | None:
    """«Скончался великий певец и поэт Иван Котов»: the verb of a nominative that the parser hung on nothing."""
    if noun.head >= 0 or noun.feats.get("Case") != "Nom":
        return None
    before = sentence.tokens[: noun.index][::-1]
    return next((token for token in takewhile(lambda each: each.pos != "PUNCT", before) if is_verbal(token)), None)


def is_titled(sentence: Sentence, name: Token, entity: Entity) -> bool:
    """Whether the name, hung on a noun, is the one that it titles: as an attribute only a person's, in no genitive, and
    none behind a preposition («переговоры с Котовым»), nor the man whose relative a woman is («дочь Котова»)."""
    if name.rel != "nmod":
        return True
    if (
        not isinstance(entity, Person)
        or name.feats.get("Case") == "Gen"
        or is_relative(sentence.tokens[name.head], entity)
    ):
        return False
    return all(child.rel != "case" for child in sentence.children(name.index))


def is_relative(noun: Token, person: Person) -> bool:
    """«дочь Котова»: whether a noun before a man's name tells of a woman, or the other way round, and so of somebody
    else, whatever case the tagger gives the name."""
    sexes = {"Masc", "Fem"} & {noun.feats.get("Gender"), person.gender}
    return noun.lemma in names_table().kin and len(sexes) > 1
