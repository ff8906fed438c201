"""Parses that Russian grammar forbids, mended where grammar also says how."""

from letopis.document import Sentence, Token, climb
from letopis.language.abbreviations import mend_shortened
from letopis.language.clauses import agree, mend_clauses, subjects
from letopis.language.morphology import fold, nominative_noun, noun_only, parses, short_participle, verb_without_case

_NOMINATIVE_SURNAMES = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий")
_ACCUSATIVE_ONLY = ("ую", "юю")
_COMPLEMENTS = ("obj", "obl", "iobj")
_HUNG = (*_COMPLEMENTS, "nmod")
# Verbs that an infinitive completes, and how many words may stand between the two.
_MODALS = frozenset({"стать", "мочь", "прийтись", "удаться", "довестись", "начать", "собираться"})
_NEAR = 5
_NO_LESS = frozenset({"более", "менее", "больше", "меньше"})
_NO_NOUNS = frozenset({"ADJ", "VERB", "PUNCT"})
_CASES = {"nsubj": "Nom", "nsubj:pass": "Nom", "obj": "Acc"}
_OF_ADJECTIVES = ("Animacy", "Case", "Degree", "Gender", "Number", "Variant")
_OF_FINITE = ("VerbForm", "Mood", "Tense", "Number")
# Names may be spelled like verbs, and of short adjectives and participles the tagger knows more than the dictionary.
_TRUSTED = frozenset({"VERB", "AUX", "PROPN", "PUNCT", "X"})


def repair(sentence: Sentence) -> None:
    """Mend the heads and relations of one sentence in place, and the tags that the dictionary rules out."""
    _retag(sentence)
    mend_shortened(sentence)
    for token in sentence.tokens:
        if token.rel == "flat:name":
            _agree_name(sentence.tokens[token.head], token)
    for token in sentence.tokens:
        _agree_subject(sentence, token)
        _agree_object(sentence, token)
        if token.lemma == "быть":
            _attach_absent(sentence, token)
        if token.rel not in ("obj", "conj") or token.head < 0 or token.feats.get("Case") != "Nom":
            continue
        verb = None
        if token.rel == "obj":
            verb = _verb_between(sentence, token)
        elif token.rel == "conj" and sentence.tokens[token.head].pos == "VERB":
            verb = _next_verb(sentence, token)
        if verb is not None:
            token.head, token.rel = verb.index, "nsubj"
    mend_clauses(sentence)
    for token in sentence.tokens:
        _name_whom_it_agrees_with(sentence, token)
        _count_from_and_to(sentence, token)
        _count_no_less(sentence, token)
        _leave_out_included(sentence, token)
    _complete_modals(sentence)
    _keep_clauses_apart(sentence)
    _join_strays(sentence)


def _retag(sentence: Sentence) -> None:
    for token in sentence.tokens:
        if token.pos not in _TRUSTED and token.feats.get("Variant") != "Short":
            _restore_verb(sentence, token)
            _restore_noun(token)
            _restore_participle(sentence, token)
        elif token.pos in ("VERB", "PUNCT"):
            _restore_noun(token)
            _restore_adjective(token)
            _restore_finite(token)
        elif token.index == 0 and token.pos == "PROPN":
            _restore_opening_verb(sentence, token)


def _restore_adjective(token: Token) -> None:
    """«Вооружённые силы», «вынужденная посадка»: an attribute that is an adjective more often than a participle."""
    if token.rel != "amod" or token.feats.get("VerbForm") != "Part":
        return
    readings = [reading for reading in parses(fold(token.text)) if reading.known]
    adjectives = [reading for reading in readings if reading.pos == "ADJ"]
    if 2 * sum(reading.score for reading in adjectives) > sum(reading.score for reading in readings):
        token.pos, token.lemma = "ADJ", adjectives[0].lemma
        token.feats = {key: value for key, value in token.feats.items() if key in _OF_ADJECTIVES}


def _restore_finite(token: Token) -> None:
    """«Простятся с ним завтра»: no participle where the dictionary knows a finite verb only; «Похоронят»: no past."""
    form = token.feats.get("VerbForm")
    if form != "Fin" and not (form == "Part" and "Case" in token.feats):
        return
    reading = verb_without_case(fold(token.text))
    if reading is not None and reading.feats["VerbForm"] == "Fin" and not _has_reading(token):
        voice = {"Voice": token.feats["Voice"]} if form == "Fin" and "Voice" in token.feats else {}
        token.lemma, token.feats = reading.lemma, voice | reading.feats


def _has_reading(token: Token) -> bool:
    """Whether the dictionary knows the form in the tagger's tense and number."""
    readings = (each.feats for each in parses(fold(token.text)) if each.feats.get("VerbForm") == "Fin")
    return any(all(feats.get(key) == token.feats.get(key) for key in _OF_FINITE) for feats in readings)


def _restore_verb(sentence: Sentence, token: Token) -> None:
    """«Бастовать начали в среду»: what can only be a verb form is one; an infinitive beside a verb completes it."""
    reading = verb_without_case(fold(token.text))
    if reading is None:
        return
    token.pos, token.lemma, token.feats = reading.pos, reading.lemma, dict(reading.feats)
    head = sentence.tokens[token.head] if token.head >= 0 else None
    if token.feats["VerbForm"] == "Inf" and head is not None and head.feats.get("VerbForm") in ("Fin", "Inf"):
        token.rel = "xcomp"


def _restore_opening_verb(sentence: Sentence, token: Token) -> None:
    """«Хоронят бригадира завтра»: a capital makes no name of what can only be a finite verb, nor hangs it on a noun."""
    reading = verb_without_case(fold(token.text))
    head = sentence.tokens[token.head] if token.head >= 0 else None
    if reading is None or reading.feats["VerbForm"] != "Fin" or (head is not None and head.head >= 0):
        return
    token.pos, token.lemma, token.feats = reading.pos, reading.lemma, dict(reading.feats)
    if head is not None and head.pos in ("NOUN", "PROPN"):
        head.head, head.rel = token.index, "nsubj" if head.feats.get("Case") == "Nom" else "obj"
        token.head, token.rel = -1, "root"


def _restore_noun(token: Token) -> None:
    """«Вспышка холеры началась», «Соболезнования выразил посол»: what can only be a noun is nothing else."""
    reading = noun_only(fold(token.text), _CASES.get(token.rel)) if token.pos in _NO_NOUNS else None
    if reading is not None:
        token.pos, token.lemma, token.feats = reading.pos, reading.lemma, dict(reading.feats)


def _restore_participle(sentence: Sentence, token: Token) -> None:
    """«Движение открыто»: what has a subject is no adverb."""
    named = subjects(sentence, token) if token.pos == "ADV" else []
    reading = short_participle(fold(token.text)) if named else None
    if reading is not None and all(agree(subject, reading) for subject in named):
        token.pos, token.lemma, token.feats = reading.pos, reading.lemma, {**reading.feats, "Variant": "Short"}
        for subject in named:
            subject.rel = "nsubj:pass"


def _complete_modals(sentence: Sentence) -> None:
    """«Увольнять никого не станут», «откуда пришлось вывозить людей»: a stray infinitive completes the verb nearby."""
    for token in sentence.tokens:
        if token.rel not in ("root", "csubj") or token.feats.get("VerbForm") != "Inf":
            continue
        around = sentence.tokens[max(0, token.index - _NEAR) : token.index + _NEAR + 1]
        over = [t for t in around if t.lemma in _MODALS and t.feats.get("VerbForm") == "Fin" and t.index != token.head]
        if over and not any(t.index == token.index for t in climb(sentence.tokens, over[0].index)):
            token.head, token.rel = over[0].index, "xcomp"


def _keep_clauses_apart(sentence: Sentence) -> None:
    """«Он поздравил коллегу, а министр обсудил план»: what follows a second root is not hung across it on the first."""
    roots = [t for t in sentence.tokens if t.head < 0 and t.feats.get("VerbForm") == "Fin"]
    for root in roots[1:]:
        for token in sentence.tokens[root.index + 1 :]:
            if token.rel in _COMPLEMENTS and 0 <= token.head < root.index:
                token.head = root.index
    for root in roots:
        _keep_behind_colon(sentence, root)
    for verb in sentence.tokens:
        if verb.index > 1 and verb.pos == "VERB" and sentence.tokens[verb.index - 1].lemma == "и":
            _join_nearest(sentence, verb)
            _keep_behind(sentence, verb)


def _keep_behind_colon(sentence: Sentence, root: Token) -> None:
    """«Это вторая авария: 27 октября в столкновении погибли трое»: nor is what stands before that root, behind the
    colon."""
    colon = next((t.index for t in reversed(sentence.tokens[: root.index]) if t.text == ":"), None)
    if colon is None:
        return
    for token in sentence.tokens[colon + 1 : root.index]:
        if token.rel in _HUNG and 0 <= token.head < colon:
            token.head, token.rel = root.index, "obl" if token.rel == "nmod" else token.rel


def _join_nearest(sentence: Sentence, verb: Token) -> None:
    """«..., где выступил на форуме и возложил цветы»: «и» joins a verb to its like between the same commas."""
    if verb.rel != "conj" or verb.feats.get("VerbForm") != "Fin":
        return
    for other in reversed(sentence.tokens[: verb.index - 1]):
        if other.pos == "PUNCT" or other.index <= verb.head:
            return
        if all(other.feats.get(key) == verb.feats.get(key) for key in _OF_FINITE):
            verb.head = verb.head if other.rel == "conj" else other.index
            return


def _keep_behind(sentence: Sentence, verb: Token) -> None:
    """«украденный в мае и найденный в Вене»: what follows the second of two is not hung across it on the first."""
    first = verb.head if verb.rel == "conj" else None
    for token in sentence.tokens[verb.index + 1 :]:
        if token.pos == "PUNCT":
            return
        over = sentence.tokens[token.head] if 0 <= token.head < verb.index else None
        if over is None or token.rel not in _COMPLEMENTS or over.pos != "VERB":
            continue
        alike = over.rel == verb.rel and over.head == verb.head
        if over.index == first or alike:
            token.head = verb.index


def _join_strays(sentence: Sentence) -> None:
    """«должен выступить, осмотреть порт и провести переговоры»: a conjunct without a head joins its like before it."""
    for token in sentence.tokens:
        if token.rel != "conj" or token.head >= 0:
            continue
        form = token.feats.get("VerbForm")
        like = [t for t in sentence.tokens[: token.index] if form and t.feats.get("VerbForm") == form]
        if like:
            token.head = like[-1].head if like[-1].rel == "conj" and like[-1].head >= 0 else like[-1].index


def _attach_absent(sentence: Sentence, verb: Token) -> None:
    """«Весной визитов не было»: the genitive before a negated «быть» is what there was not, its subject."""
    before = sentence.tokens[verb.index - 2 : verb.index] if verb.index >= 2 else []
    if [token.lemma for token in before[1:]] != ["не"] or subjects(sentence, verb):
        return
    if before[0].feats.get("Case") == "Gen" and before[0].pos == "NOUN":
        before[0].head, before[0].rel = verb.index, "nsubj"


def _agree_name(first: Token, last: Token) -> None:
    """«Садыр Жапаров» is nominative though the first name was read as genitive: surnames in -ов, -ин show case."""
    shown = last.text.lower().endswith(_NOMINATIVE_SURNAMES) and last.feats.get("Case") == "Nom"
    if shown and first.pos == "PROPN" and first.feats.get("Case") not in (None, "Nom"):
        first.feats["Case"] = "Nom"


def _name_whom_it_agrees_with(sentence: Sentence, name: Token) -> None:
    """«Обвиняемый в убийстве жены Иван Котов»: a person's name in another case than the noun it was hung on is called
    so who stands above in its own."""
    noun = sentence.tokens[name.head] if name.head >= 0 else None
    if (
        name.pos != "PROPN"
        or name.feats.get("Animacy") != "Anim"
        or name.rel not in ("appos", "nmod", "iobj")
        or noun is None
        or noun.pos != "NOUN"
    ):
        return
    case = name.feats.get("Case")
    if case in (None, "Gen", "Ins", noun.feats.get("Case")) or name.index < noun.index:
        return
    if any(token.head == name.index and token.rel == "case" for token in sentence.tokens[noun.index : name.index]):
        return
    for above in climb(sentence.tokens, noun.index):
        if above.feats.get("VerbForm") == "Fin" or above.index > name.index:
            return
        if above.feats.get("Case") == case and _is_called_so(above):
            name.head, name.rel = above.index, "appos"
            return


def _is_called_so(word: Token) -> bool:
    """Of one person, by a noun or by a participle that stands for one."""
    one = word.feats.get("Number") == "Sing"
    return one and (word.feats.get("Animacy") == "Anim" or word.feats.get("VerbForm") == "Part")


def _count_no_less(sentence: Sentence, token: Token) -> None:
    """«Ранения получили не менее 12 человек»: the subject is whom the number counts, not the adverb before it."""
    if token.rel != "nsubj" or token.pos != "ADV" or token.lemma not in _NO_LESS:
        return
    behind = sentence.tokens[token.index + 1 : token.index + _NEAR]
    counted = next((noun for noun in behind if noun.pos == "NOUN" and noun.head == token.head), None)
    if counted is not None and any(child.pos == "NUM" for child in sentence.children(counted.index)):
        counted.rel, token.rel, token.head = "nsubj", "advmod", counted.index


def _count_from_and_to(sentence: Sentence, low: Token) -> None:
    """«вышли от 5 до 7 тысяч человек»: what is counted stands in the sentence, not the first of its numbers."""
    before = sentence.tokens[low.index - 1] if low.index else None
    if before is None or (low.pos, before.text.lower()) != ("NUM", "от") or low.rel.startswith("nummod"):
        return
    behind = sentence.tokens[low.index + 1 : low.index + _NEAR + 1]
    noun = next((token for token in behind if token.head == low.index and token.pos == "NOUN"), None)
    if noun is None or not behind or behind[0].text != "до":
        return
    noun.head, noun.rel, low.head, low.rel = low.head, low.rel, noun.index, "nummod"
    behind[0].head = behind[1].index


def _leave_out_included(sentence: Sentence, token: Token) -> None:
    """«встречались семь раз, включая три визита»: what stands before «включая» is none of what it includes."""
    word = sentence.tokens[token.head] if token.head > token.index else None
    if word is not None and word.lemma == "включая" and token.pos != "PUNCT" and word.head >= 0:
        token.head = word.head


def _agree_subject(sentence: Sentence, noun: Token) -> None:
    """«Премьера перенесена»: of two nouns spelled alike the subject is the nominative that the verb agrees with."""
    gender = sentence.tokens[noun.head].feats.get("Gender") if noun.head >= 0 else None
    if noun.rel not in ("nsubj", "nsubj:pass") or gender is None or noun.feats.get("Case") in (None, "Nom"):
        return
    if noun.feats.get("Gender") != gender and noun.feats.get("Number") == "Sing":
        reading = nominative_noun(fold(noun.text), gender)
        if reading is not None:
            noun.pos, noun.lemma, noun.feats = reading.pos, reading.lemma, dict(reading.feats)


def _agree_object(sentence: Sentence, noun: Token) -> None:
    """«Орлов нашёл 30-летнюю Чжан»: a name that shows no case has that of its adjective, and is no subject then."""
    if noun.rel not in ("nsubj", "obj") or noun.feats.get("Case") != "Nom":
        return
    # Not the tree's own index of children: it would be kept, and heads still change.
    attributes = (t for t in sentence.tokens[max(0, noun.index - _NEAR) : noun.index] if t.head == noun.index)
    if any(word.pos == "ADJ" and word.text.endswith(_ACCUSATIVE_ONLY) for word in attributes):
        noun.rel, noun.feats = "obj", {**noun.feats, "Case": "Acc"}


def _next_verb(sentence: Sentence, noun: Token) -> Token | None:
    """«Он поздравил коллегу, а министр в мае обсудил план»: a noun is not coordinated with a verb."""
    after = [t for t in sentence.tokens[noun.index + 1 :] if t.feats.get("VerbForm") == "Fin"]
    return after[0] if after and not subjects(sentence, after[0]) and agree(noun, after[0]) else None


def _verb_between(sentence: Sentence, noun: Token) -> Token | None:
    """The finite verb without a subject that stands between a nominative and the verb it was hung on as object.

    «прибыл в Москву, где состоялись переговоры»: a nominative is the subject of the verb it agrees with,
    not the object of one farther off.
    """
    low, high = sorted((noun.index, noun.head))
    between = [t for t in sentence.tokens[low + 1 : high] if t.feats.get("VerbForm") == "Fin"]
    for verb in sorted(between, key=lambda t: abs(t.index - noun.index)):
        if not subjects(sentence, verb) and agree(noun, verb):
            return verb
    return None
