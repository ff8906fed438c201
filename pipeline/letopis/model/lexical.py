"""Hashed features of a word that may tell of an event: words and forms as they are, which vectors only blur.

Which words stand together in which relation («возбудить» with «дело») is told outright; see `token_features` for the
hashing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from letopis.document import Token
from letopis.model.company import Tree
from letopis.model.token_features import bucket

MAX_LEXICAL = 40
_FORMS = ("VerbForm", "Case", "Number", "Voice")
_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl"})
_OFTEN = 4
_LATE = 6


def lexical(tree: Tree, wanted: Sequence[int]) -> NDArray[np.int32]:
    """[k, MAX_LEXICAL] rows of the table for the words in these rows of all tokens, 0 where a word has fewer."""
    often = Counter(token.lemma for token in tree.tokens)
    found = np.zeros((len(wanted), MAX_LEXICAL), np.int32)
    for features, word in zip(found, wanted, strict=True):
        count, place = min(often[tree.tokens[word].lemma], _OFTEN), min(tree.sentences[word], _LATE)
        names = [f"often={count}", f"place={place}", *_own(tree, word), *_over(tree, word), *_below(tree, word)]
        rows = [bucket(name) for name in names[:MAX_LEXICAL]]
        features[: len(rows)] = rows
    return found


def _own(tree: Tree, word: int) -> Iterator[str]:
    """The word, its form, its neighbours."""
    token = tree.tokens[word]
    yield f"word={token.lemma}"
    yield f"rel={token.rel}"
    yield f"word.form={token.lemma}|{_form(token)}"
    if word:
        yield f"before={tree.tokens[word - 1].lemma}"
    if word + 1 < len(tree.tokens):
        yield f"after={tree.tokens[word + 1].lemma}"


def _form(token: Token) -> str:
    return "|".join(token.feats.get(name, "") for name in _FORMS)


def _over(tree: Tree, word: int) -> Iterator[str]:
    """What it hangs on, and who has part in that: «нанести» over «удар» and its subject."""
    token, over = tree.tokens[word], tree.over[word]
    if over < 0:
        yield "root"
        return
    head, preposition = tree.tokens[over].lemma, tree.preposition(word)
    yield f"head={token.rel}|{head}"
    yield f"head.prep={token.rel}|{preposition}"
    yield f"prep.head={preposition}|{head}"
    yield f"word.head={token.lemma}|{head}"
    for each in tree.below[over]:
        other = tree.tokens[each]
        if each != word and other.rel in _CORE:
            yield f"beside={other.rel}|{other.lemma}"


def _below(tree: Tree, word: int) -> Iterator[str]:
    """What hangs on it."""
    company, lemma = tree.company(word), tree.tokens[word].lemma
    yield f"company={len(company)}"
    for each in company:
        token = tree.tokens[each]
        way = f"{token.rel}|{tree.preposition(each)}|{token.feats.get('Case', '')}"
        yield f"way={way}"
        yield f"with={token.lemma}"
        yield f"word.with={lemma}|{token.lemma}"
        yield f"word.way={lemma}|{way}"
