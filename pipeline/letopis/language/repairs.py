"""Parses that Russian grammar forbids, mended where grammar also says how."""

from letopis.document import Sentence, Token

_AGREEING = ("Number", "Gender")


def repair(sentence: Sentence) -> None:
    """Mend the heads and relations of one sentence in place."""
    for token in sentence.tokens:
        if token.rel == "obj" and token.feats.get("Case") == "Nom":
            verb = _verb_between(sentence, token)
            if verb is not None:
                token.head, token.rel = verb.index, "nsubj"


def _verb_between(sentence: Sentence, noun: Token) -> Token | None:
    """The finite verb without a subject that stands between a nominative and the verb it was hung on as object.

    «прибыл в Москву, где состоялись переговоры»: a nominative is the subject of the verb it agrees with,
    not the object of one farther off.
    """
    low, high = sorted((noun.index, noun.head))
    between = [t for t in sentence.tokens[low + 1 : high] if t.feats.get("VerbForm") == "Fin"]
    for verb in sorted(between, key=lambda t: abs(t.index - noun.index)):
        subjects = [t for t in sentence.tokens if t.head == verb.index and t.rel.startswith("nsubj")]
        if not subjects and _agree(noun, verb):
            return verb
    return None


def _agree(noun: Token, verb: Token) -> bool:
    return all(noun.feats[key] == verb.feats[key] for key in _AGREEING if key in noun.feats and key in verb.feats)
