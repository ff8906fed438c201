"""What is only supposed: told by hearsay, as one version of several, by what nobody has confirmed."""

from letopis.document import Token
from letopis.events.denial import negated_word
from letopis.events.governing import ABOUT, StatusContext
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal

_CORE = frozenset({"nsubj", "nsubj:pass", "obj"})
_ADDED = frozenset({"appos", "parataxis"})


def supposed(context: StatusContext, lexicon: EventLexicon) -> bool:
    """Whether the sentence tells of the event as of something that may have happened."""
    if any(_by_hearsay(context, token, lexicon) or _by_one_version(context, token, lexicon) for token in
           [*context.near, *context.governors[:1]]):  # fmt: skip
        return True
    if any(_is_left_open(context, above, lexicon) for above in context.governors):
        return True
    return _is_version(context, lexicon) or any(_is_said(context, above) for above in context.governors)


def _is_left_open(context: StatusContext, verb: Token, lexicon: EventLexicon) -> bool:
    """«не подтвердил встречу», «не смог подтвердить поездку»."""
    if verb.lemma not in lexicon.status["confirming_verbs"]:
        return False
    over = context.sentence.tokens[verb.head] if verb.rel == "xcomp" else verb
    return negated_word(context, verb) or negated_word(context, over)


def _by_hearsay(context: StatusContext, token: Token, lexicon: EventLexicon) -> bool:
    """«По слухам, генералы встретились», «по неподтверждённым данным, погиб», «говорят, он женится»."""
    for child in context.sentence.children(token.index):
        if child.rel == "parataxis" and _is_said(context, child):
            return True
        inner = {each.lemma for each in context.sentence.children(child.index)}
        doubtful = child.lemma in lexicon.status["rumour_nouns"] or inner & lexicon.status["unconfirmed_words"]
        if doubtful and "по" in inner:
            return True
    return False


def _by_one_version(context: StatusContext, verb: Token, lexicon: EventLexicon) -> bool:
    """«по одной из версий», «по другой версии»: there is another."""
    said = context.sentence.children(verb.index)
    phrases = [(child, *context.sentence.children(child.index)) for child in said if child.rel in ("obl", "parataxis")]
    lemmas = [{token.lemma for token in phrase} for phrase in phrases]
    versions = lexicon.status["version_nouns"]
    return any(versions & told and "по" in told and told & {"один", "другой"} for told in lemmas)


def _is_version(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«две версии: теракт и взрыв», «версия о поджоге», «среди версий называют убийство»; «версия гибели» is of a death
    that is beyond doubt."""
    sentence, word = context.sentence, context.trigger
    while word.rel == "conj" and not is_verbal(word) and word.head >= 0:
        word = sentence.tokens[word.head]
    if word.head < 0 or is_verbal(word):
        return False
    above, versions = sentence.tokens[word.head], lexicon.status["version_nouns"]
    if above.lemma in versions:
        about = any(child.rel == "case" and child.lemma in ABOUT for child in sentence.children(word.index))
        return word.rel in _ADDED or about
    if word.rel not in _CORE or above.lemma not in lexicon.status["naming_verbs"]:
        return False
    beside = [child for child in sentence.children(above.index) if child is not word]
    named = [token for child in beside for token in (child, *sentence.children(child.index))]
    return any(token.lemma in versions for token in named)


def _is_said(context: StatusContext, verb: Token) -> bool:
    """«говорят», beside a verb or over it, and without anybody who does."""
    somebody = any(child.rel.startswith("nsubj") for child in context.sentence.children(verb.index))
    return verb.text.lower() == "говорят" and not somebody
