"""What words beside a trigger add: the event's kind, its number in a row, the gathering it belongs to, how many."""

from itertools import zip_longest

from letopis.document import Amount, Document, Sentence, Token
from letopis.entities.common_places import is_the_same
from letopis.events.lexicon import EventLexicon
from letopis.events.numerals import amount
from letopis.events.phrases import noun_phrase
from letopis.events.slots import is_verbal
from letopis.events.triggers import Candidate
from letopis.language.morphology import fold, nominative, parses

ORDINALS = {"первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7}
_FEW = 2
_AT = frozenset({"в", "во", "на"})
_FROM_AND_TO = frozenset({"с", "со", "по", "до", "к"})
_TIMES = frozenset({"дважды", "трижды", "четырежды"})
_TOO = "тоже"
_WHEN = "когда"
_ANOTHER = frozenset(
    {_TOO, "еще", "очередной", "другой", "новый", "повторный", "следующий", "ближайший", "прошлый", "предыдущий"}
)
# What goes off a few times on one occasion («прогремели два взрыва»): told, not counted, unless over a stretch of time.
_GO_OFF = frozenset({"explosion", "fire", "accident", "natural_disaster", "attack", "search"})
_SEVERAL = 9
_COUNTED_OVER = frozenset({"за", "с", "из", "уже", "всего", "итого"})
_WITHIN = frozenset({"поле", "рамка", "кулуары", "ход", "площадка"})


def kind_of(sentence: Sentence, candidate: Candidate) -> str | None:
    """The kind the rule sets, else the one an adjective beside the trigger tells, predicates included."""
    if candidate.rule.kind is not None:
        return candidate.rule.kind
    near = {child.lemma for child in sentence.children(candidate.token.index) if child.rel in ("amod", "nmod", "obl")}
    if candidate.token.head >= 0 and candidate.token.rel == "nsubj":
        near.add(sentence.tokens[candidate.token.head].lemma)
    near |= {each.lemma for token in _modifiers(sentence, candidate.token) for each in _conjuncts(sentence, token)}
    near.add(candidate.token.lemma)
    return next((kind for kind, words in candidate.type.kinds.items() if near & set(words)), None)


def _modifiers(sentence: Sentence, token: Token) -> list[Token]:
    return [child for child in sentence.children(token.index) if child.rel == "amod"]


def _conjuncts(sentence: Sentence, token: Token) -> list[Token]:
    return [token] + [child for child in sentence.children(token.index) if child.rel == "conj"]


def ordinal_of(sentence: Sentence, trigger: Token) -> tuple[int | None, bool]:
    """(2, True) for «вторая встреча», (None, True) for «ещё одна» and «в Осло тоже случилось нападение», (None, False)
    where nothing counts."""
    above = sentence.tokens[trigger.head] if trigger.head >= 0 and trigger.rel.startswith("nsubj") else None
    lemmas = [child.lemma for child in sentence.children(above.index) if child.lemma == _TOO] if above else []
    for child in sentence.children(trigger.index):
        if child.rel in ("amod", "nummod", "det", "advmod"):
            lemmas += [token.lemma for token in sentence.subtree(child.index)]
    ordinal = next((ORDINALS[lemma] for lemma in lemmas if lemma in ORDINALS), None)
    return ordinal, (ordinal or 1) > 1 or bool(_ANOTHER & set(lemmas)) or _by_the_same(sentence, trigger)


def _by_the_same(sentence: Sentence, trigger: Token) -> bool:
    """«В августе тот же суд отказал в иске»: what else somebody did who was told of before."""
    verb = next((token for token in (trigger, *sentence.ancestors(trigger.index)) if is_verbal(token)), trigger)
    actors = [child for child in sentence.children(verb.index) if child.rel == "nsubj"]
    return any(is_the_same(sentence, child) for actor in actors for child in sentence.children(actor.index))


def is_earlier(sentence: Sentence, trigger: Token, lexicon: EventLexicon) -> bool:
    """«До этого находился под арестом», «ранее задерживали»: beside the trigger, the verb that carries it, or the first
    of two verbs of one subject; «ранее он назвал взрыв ошибкой» does not say that of the explosion."""
    above = sentence.tokens[trigger.head] if trigger.head >= 0 and not is_verbal(trigger) else None
    spoken_of = above is not None and above.lemma in lexicon.source["verbs"] | lexicon.status["naming_verbs"]
    over = [trigger] if above is None or spoken_of else [trigger, above]
    over += _verbs_before(sentence, over[-1])
    beside = [child for token in over for child in sentence.children(token.index)]
    opening = _opening(sentence) if over[-1].rel == "root" else []
    return any(
        not lexicon.earlier.isdisjoint((child.lemma, fold(child.text)))  # «раньше» is the lemma of no adverb
        or any(f"{case.lemma}+{child.lemma}" in lexicon.earlier for case in sentence.children(child.index))
        for child in [*beside, *opening]
        if not _compares(sentence, child)
    )


def _compares(sentence: Sentence, adverb: Token) -> bool:
    """«раньше срока», «раньше остальных»: than something, not before what was told."""
    behind = sentence.tokens[adverb.index + 1 : adverb.index + 2]
    return any(token.pos != "VERB" and token.feats.get("Case") == "Gen" for token in behind)


def _verbs_before(sentence: Sentence, verb: Token) -> list[Token]:
    """«Ранее суд арестовал счета и оштрафовал банк»: the verb with which one is coordinated that has no subject."""
    own = any(child.rel.startswith("nsubj") for child in sentence.children(verb.index))
    return [sentence.tokens[verb.head]] if verb.rel == "conj" and is_verbal(verb) and not own else []


def _opening(sentence: Sentence) -> list[Token]:
    """«Прежде на этом заводе взорвался котёл»: the adverb that opens the sentence, whatever the parser hangs it on."""
    first = sentence.tokens[0]
    hung = first.pos == "ADV" and first.head >= 0
    return [first] if hung and sentence.tokens[first.head].rel.startswith("obl") else []


def has_been(sentence: Sentence, trigger: Token, lexicon: EventLexicon) -> bool:
    """«Рига уже высылала дипломатов», «здесь уже случался пожар»: the imperfective tells that there was such a thing
    before; «когда склад уже горел» what went on."""
    above = sentence.tokens[trigger.head] if trigger.head >= 0 else None
    verb = trigger if is_verbal(trigger) or above is None else above
    if not is_verbal(verb) or verb.feats.get("Tense") != "Past" or _aspect(verb) != "Imp":
        return False
    beside = {child.lemma for child in sentence.children(verb.index)}
    return not beside.isdisjoint(lexicon.experience) and _WHEN not in beside


def _aspect(verb: Token) -> str | None:
    """The dictionary's, where it knows one only: «высылал» is read as perfective at times."""
    known = {form.feats["Aspect"] for form in parses(verb.text) if "Aspect" in form.feats}
    return known.pop() if len(known) == 1 else verb.feats.get("Aspect")


def context_of(document: Document, sentence: Sentence, trigger: Token | None) -> str | None:
    """«на полях саммита ОДКБ» → «саммит ОДКБ»: what the event took place within, its head in the nominative.

    Without a trigger the sentence as a whole is the event (an elliptical one).
    """
    for token in sentence.tokens:
        if token.lemma in _WITHIN and (trigger is None or _belongs(sentence, token, trigger)):
            for child in sentence.children(token.index):
                if child.rel == "nmod" and child.feats.get("Case") == "Gen" and child is not trigger:
                    return _name(document, sentence, child)
    return None


def _belongs(sentence: Sentence, token: Token, trigger: Token) -> bool:
    """The phrase hangs on the trigger or on one of the words above it."""
    over = {trigger.index} | {above.index for above in sentence.ancestors(trigger.index)}
    return token.head in over or any(above.index in over for above in sentence.ancestors(token.index))


def _name(document: Document, sentence: Sentence, head: Token) -> str:
    """The noun phrase with its head, and what agrees with that, in the nominative."""
    words = noun_phrase(sentence, head)
    agreeing = {head.index} | {child.index for child in sentence.children(head.index) if child.rel == "amod"}
    said = ""
    for word, following in zip_longest(words, words[1:]):
        said += nominative(word.text, word.feats) if word.index in agreeing else word.text
        said += document.text[word.end : following.start] if following else ""
    return said


def claim_of(sentence: Sentence, candidate: Candidate) -> Amount | None:
    """How many such events the words say there were («восемь переговоров», «встретились дважды»); None for one."""
    words = counting_words(sentence, candidate.token)
    figure = amount(words) if words else None
    if figure is None or candidate.rule.cases or _on_one_occasion(sentence, candidate, figure):
        return None
    return figure if (figure.low or 0) > 1 or (figure.high or 0) > 1 else None


def _on_one_occasion(sentence: Sentence, candidate: Candidate, figure: Amount) -> bool:
    """«Прогремели два взрыва», «провели три обыска»: under a verb that tells of it as done, and over no period.

    «За сутки произошло семь пожаров», «с начала года потушено шесть» count.
    """
    noun = candidate.token
    verb = sentence.tokens[noun.head] if noun.head >= 0 else None
    few = candidate.type.type in _GO_OFF and figure.low == figure.high and (figure.high or 0) <= _SEVERAL
    if verb is None or not few or noun.rel not in ("nsubj", "nsubj:pass", "obj"):
        return False
    done = verb.feats.get("Tense") == "Past" and verb.feats.get("Aspect") == "Perf"
    below = {token.lemma for child in sentence.children(verb.index) if child is not noun
             for token in (child, *sentence.children(child.index))}  # fmt: skip
    return done and below.isdisjoint(_COUNTED_OVER)


def counting_words(sentence: Sentence, trigger: Token) -> list[Token]:
    """The number beside a trigger with what bounds it («не менее восьми»), or apart from it («звонков было два»)."""
    if trigger.feats.get("Animacy") == "Anim":
        return []
    beside = [t for child in sentence.children(trigger.index) for t in _quantity(sentence, trigger, child)]
    return beside or _number_apart(sentence, trigger) or _times_over(sentence, trigger)


def _times_over(sentence: Sentence, noun: Token) -> list[Token]:
    """«Шесть раз выигрывал кубок», «трижды играла в финале»: so often was what the verb's object or place names.

    «Дважды объявлял голодовку» tells of each, more or less.
    """
    verb = sentence.tokens[noun.head] if noun.head >= 0 and noun.pos in ("NOUN", "PROPN") else None
    if verb is None or not is_verbal(verb) or noun.rel not in ("obj", "obl"):
        return []
    case = next((child.lemma for child in sentence.children(noun.index) if child.rel == "case"), None)
    if noun.rel == "obl" and not (verb.feats.get("Aspect") == "Imp" and case in _AT):
        return []
    words = [t for child in sentence.children(verb.index) for t in _quantity(sentence, verb, child)]
    figure = amount(words) if words else None
    return words if figure is not None and (figure.low or 0) > _FEW else []


def _number_apart(sentence: Sentence, trigger: Token) -> list[Token]:
    """«Телефонных разговоров подтверждено пять-шесть», «Встреч было две»: a bare number over or beside a plural.

    «Двое получили ранения» counts no injuries: a subject and an object are two things.
    """
    plural = trigger.rel in ("nsubj", "nsubj:pass", "obj") and trigger.feats.get("Number") == "Plur"
    if not plural or trigger.head < 0:
        return []
    over = trigger.rel == "obj" and trigger.feats.get("Case") != "Gen"
    above = sentence.tokens[trigger.head]
    for word in (above, *sentence.children(above.index)):
        does = over and word.rel.startswith("nsubj")
        if word is not trigger and not does and _is_bare_number(sentence, word, trigger):
            return _with_cues(sentence, [word], word.index)
    return []


def _is_bare_number(sentence: Sentence, word: Token, trigger: Token) -> bool:
    """«С 25 по 28 июля пройдут показы» tells days."""
    if word.index > 0 and sentence.tokens[word.index - 1].lemma in _FROM_AND_TO:
        return False
    counted = [t for t in sentence.children(word.index) if t.pos in ("NOUN", "PROPN") and t is not trigger]
    return not counted and (word.pos == "NUM" or "-" in word.text) and amount([word]) is not None


def is_generic_plural(token: Token) -> bool:
    """A plural noun that has a singular («визиты», not «переговоры»): it may speak of such events in general."""
    if token.pos != "NOUN" or token.feats.get("Number") != "Plur" or token.feats.get("Animacy") == "Anim":
        return False
    return not any("Pltm" in parse.tags for parse in parses(token.lemma))


def _quantity(sentence: Sentence, trigger: Token, child: Token) -> list[Token]:
    after_one = child.index > trigger.index and trigger.feats.get("Number") != "Plur"
    if child.rel.startswith("nummod") and not after_one and not is_verbal(trigger):
        # «приговор — 4,5 года» counts no sentences, «двое погибли» no deaths of theirs
        return _with_cues(sentence, sentence.subtree(child.index), child.index)
    multiple = child.lemma == "раз" or child.lemma in _TIMES
    words = sentence.subtree(child.index) if is_verbal(trigger) and multiple else []
    return _with_cues(sentence, words, words[0].index) if words else []


def _with_cues(sentence: Sentence, words: list[Token], first: int) -> list[Token]:
    """The number with what bounds it from before: «не менее трёх раз»."""
    cues = [t for t in sentence.tokens[max(0, first - 3) : first] if t.pos in ("ADV", "PART", "ADP") and t not in words]
    return cues + words
