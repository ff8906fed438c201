"""What speaks for each phrase that a pronoun of the third person can take up."""

from collections.abc import Sequence
from itertools import islice

from letopis.document import Organization, Person, Place, Sentence, Token
from letopis.entities.board import Board
from letopis.entities.choosing import Option
from letopis.entities.salience import Phrase, Scored, side
from letopis.odds import Evidence

_MOST = 6
_ROLES = frozenset({"root", "obj", "iobj", "obl", "nmod", "appos", "conj"})
_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
_OWN = frozenset({"nsubj", "obj", "iobj", "obl"})
# From so many mentions, words and sentences on more of them say no more.
_OFTEN, _NEAR, _FAR = 6, 4, 15
_LATELY = 3


def pronoun_options(
    board: Board, sentence: Sentence, token: Token, ranked: Sequence[Scored], *, human: bool
) -> list[Option]:
    """Nobody first, then the entities, the one most in the foreground first; common nouns speak for nobody.

    `human`: what is said of it is said of people only.
    """
    ranked = ranked[:_MOST]
    told = [(scored, _evidence(board, sentence, token, scored, human=human)) for scored in ranked]
    if told:
        told[0][1]["in front"] = 1.0
    known = [(scored, evidence) for scored, evidence in told if scored.phrase.entity is not None]
    if token.rel in _CORE and any(_is_beside(scored.phrase, sentence, token) for scored in ranked):
        known = [one for one in known if one[0].phrase.sentence is sentence]
    followed = [_followers(scored.phrase, ranked) for scored, _ in known]
    for (_, evidence), others in zip(known, followed, strict=True):
        evidence["somebody unnamed is a subject since"] = float(bool(others))
    if token.rel == "nsubj":
        known = [one for one, others in zip(known, followed, strict=True) if not _in_sentence(one[0].phrase, others)]
    nobody = {
        "nobody": 1.0,
        f"nobody for «{token.lemma}»": 1.0,
        "nobody, of so many": float(min(len(known), _NEAR)),
        "nobody, of people only": float(human),
        "nobody, in quoted words": float(board.speech.at(token.start) is not None),
    }
    for rank, (scored, evidence) in enumerate(told[:2]):
        if scored.phrase.entity is None:
            nobody |= {f"nobody, but number {rank + 1} is: {name}": value for name, value in evidence.items()}
    if len(known) > 1:
        nobody["nobody, by how far the first is ahead"] = (known[0][0].score - known[1][0].score) / 100
    return [Option(None, nobody), *(Option(scored.phrase.entity, evidence) for scored, evidence in known)]


def _evidence(board: Board, sentence: Sentence, token: Token, scored: Scored, *, human: bool) -> Evidence:
    phrase = scored.phrase
    kind, back = _kind(phrase), sentence.index - phrase.sentence.index
    role = "subject" if phrase.role.startswith("nsubj") or phrase.form == "zero" else phrase.role
    role = role if role in _ROLES or role == "subject" else "other"
    found = {
        kind: 1.0,
        f"{kind}, {min(back, 2)} back": 1.0,
        f"{kind} for {_own_role(token)}": 1.0,
        f"role {role}": 1.0,
        f"role {role}, {min(back, 1)} back": 1.0,
        f"told by {phrase.form}": 1.0,
        "foreground": scored.score / 100,
        "like role": float(side(phrase.role) == side(token.rel) != "other"),
    }
    if human:
        found[f"{kind} where only people are"] = 1.0
    if back == 0:
        found["words between"] = min(token.index - phrase.head.index, _FAR) / 10
    return found | _known(board, sentence, token, phrase)


def _followers(phrase: Phrase, ranked: Sequence[Scored]) -> list[Phrase]:
    """Human nouns that are subjects behind the phrase."""
    people = (scored.phrase for scored in ranked if scored.phrase.entity is None and scored.phrase.animate)
    return [other for other in people if other.role.startswith("nsubj") and phrase.head.start < other.head.start]


def _in_sentence(phrase: Phrase, others: Sequence[Phrase]) -> bool:
    """«Рогов сказал, что его отец заболел. Он умер»: a subject after that is the last one of its sentence."""
    return any(other.sentence is phrase.sentence for other in others)


def _is_beside(phrase: Phrase, sentence: Sentence, token: Token) -> bool:
    """«Владельцу рынка предъявили обвинение, он арестован»: somebody unnamed of whom the sentence has just told."""
    return (
        phrase.entity is None
        and phrase.animate
        and phrase.sentence is sentence
        and phrase.head.index < token.index
        and phrase.role in _CORE
    )


def _known(board: Board, sentence: Sentence, token: Token, phrase: Phrase) -> Evidence:
    """How often an entity was spoken of before."""
    entity = phrase.entity
    if entity is None:
        return {}
    before = list(islice((m for m in entity.mentions if m.place < token.start), _OFTEN))
    near = [r for back in range(_LATELY) for r in board.by_sentence.get(sentence.index - back, ())]
    lately = [r for r in near if r.entity is entity and (r.sentence < sentence.index or r.last <= token.index)]
    return {
        "spoken of often": len(before) / 2,
        "spoken of lately": float(min(len(lately), _NEAR)),
        "another paragraph": float(phrase.sentence.block != sentence.block),
        "of unknown gender": float(phrase.gender is None),
    }


def _kind(phrase: Phrase) -> str:
    if isinstance(phrase.entity, Person):
        return "person"
    if isinstance(phrase.entity, Organization):
        return "body"
    if isinstance(phrase.entity, Place):
        return "place"
    return "human noun" if phrase.animate else "noun"


def _own_role(token: Token) -> str:
    if token.rel in {"det", "nmod", "amod"}:
        return "owner"
    return token.rel if token.rel in _OWN else "other"
