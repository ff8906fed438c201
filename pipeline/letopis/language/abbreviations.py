"""«в с. Нижняя Ольха», «на рубеже р. Чёрная»: shortened words for the kind of a place before its name."""

from collections.abc import Iterator

from letopis.document import NameSpan, Sentence, Token, climb
from letopis.language.morphology import fold

# What the letters before «.» and a capital stand for. «с» of the preposition has no full stop behind it.
_WORDS = {
    "г": "город", "гор": "город", "с": "село", "д": "деревня", "дер": "деревня", "п": "поселок", "пос": "поселок",
    "пгт": "поселок", "х": "хутор", "ст": "станция", "р": "река", "оз": "озеро", "ул": "улица", "пр": "проспект",
    "пер": "переулок", "наб": "набережная", "пл": "площадь",
}  # fmt: skip
# Of these the kind belongs to the name: «ул. Ленина».
_STREETS = frozenset({"улица", "проспект", "переулок", "набережная", "площадь"})
_NAMING = frozenset({"PROPN", "ADJ", "NOUN", "X"})
_VERBAL = ("VERB", "AUX")


def shortened(sentence: Sentence) -> Iterator[tuple[Token, list[Token]]]:
    """The abbreviation and the name behind it: adjectives and a noun, or an adjective alone («р. Чёрная»)."""
    tokens = sentence.tokens
    for short in tokens[:-2]:
        dot = tokens[short.index + 1]
        if dot.text != "." or dot.start != short.end or fold(short.text) not in _WORDS or _is_counted(tokens, short):
            continue
        name: list[Token] = []
        for token in tokens[dot.index + 1 :]:
            if not token.text[:1].isupper() or token.pos not in _NAMING or (name and name[-1].pos != "ADJ"):
                break
            name.append(token)
        if name:
            yield short, name


def _is_counted(tokens: list[Token], short: Token) -> bool:
    """«в 2021 г. Омск», «500 р. Иванову»: a year, money; «К. Д. Иванов»: an initial."""
    before = tokens[short.index - 1].text if short.index else ""
    return before[:1].isdigit() or short.text.isupper()


def mend_shortened(sentence: Sentence) -> None:
    """Give each abbreviation the word it stands for and the head that its phrase has; the name is a place's."""
    for short, name in list(shortened(sentence)):
        tokens, last = sentence.tokens, name[-1]
        own = {short.index, short.index + 1, *(token.index for token in name)}
        before = tokens[short.index - 1] if short.index else None
        behind = before is not None and before.pos == "ADP"
        over = _governor(sentence, short, last, own)
        short.pos, short.lemma = "NOUN", _WORDS[fold(short.text)]
        short.feats = {"Animacy": "Inan", "Number": "Sing"}
        if over is not None:
            _free(sentence, over, own)
            short.head, short.rel = over.index, "obl" if behind and over.pos in _VERBAL else "nmod"
        if before is not None and behind:
            before.head, before.rel = short.index, "case"
        else:
            short.feats["Case"] = "Gen"
        tokens[short.index + 1].head = short.index
        last.head, last.rel, last.pos = short.index, "appos", "PROPN"
        for token in name[:-1]:
            token.head, token.rel = last.index, "amod"
        first = short if short.lemma in _STREETS else name[0]
        text = " ".join(token.text for token in name)
        others = [each for each in sentence.names if each.last <= first.index or last.index < each.first]
        named = NameSpan(first.start, last.end, text, "LOC", first.index, last.index + 1)
        sentence.names = sorted([*others, named], key=lambda each: each.start)


def _governor(sentence: Sentence, short: Token, last: Token, own: set[int]) -> Token | None:
    """What the parser hung the phrase on, by either end of it, else the nearest finite verb."""
    tokens = sentence.tokens
    for token in (short, last):
        if token.head >= 0 and token.head not in own and tokens[token.head].pos != "ADP":
            return tokens[token.head]
    finite = [token for token in tokens if token.feats.get("VerbForm") == "Fin" and token.index not in own]
    return min(finite, key=lambda token: abs(token.index - short.index), default=None)


def _free(sentence: Sentence, over: Token, own: set[int]) -> None:
    """Take the governor out from under the phrase, where the parser had hung it there."""
    child = over
    for above in climb(sentence.tokens, over.index):
        if above.index in own:
            child.head, child.rel = -1, "root"
            return
        child = above
