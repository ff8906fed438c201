"""What is looked up by a word's beginning, ending or sentence is what a search through all of it finds."""

import pytest
from entities_gold import analysed
from hypothesis import given
from hypothesis import strategies as st

from letopis.document import Article, Document, Person, Sentence, Token
from letopis.entities import body_clusters, inflection, place_forms
from letopis.entities.board import Board
from letopis.entities.bodies import head_nouns
from letopis.entities.inflection import entries, forms_with, inflected
from letopis.entities.matching import akin, fit
from letopis.entities.names import name_form, words_of
from letopis.entities.people import NameMention, _People, cluster
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.place_forms import nominatives
from letopis.entities.title_table import title_rows
from letopis.entities.titles import Title
from letopis.language.morphology import fold, vocabulary

_TEXTS = (
    "Анна Котова отчитала подрядчика Олега Рогова. Он молчал. Её муж ушёл. Мэр Калуги Олег Рогов уехал. Он рад.",
    "Мэр Калуги Олег Рогов и посол Чили Иван Лунёв, которые встретились, рады. Они уехали. Прибыл в Псков утром.",
    "Компания «Росток» подала иск. Она требует вернуть участок. Там живёт Вера Лунева. Её дом стал её тюрьмой.",
)


def forms(lemma):
    """Every form of every lexeme of the word."""
    own = [form for form in vocabulary().parse(lemma) if fold(form.normal_form) == lemma and form.is_known]
    return {other.word for form in own for other in form.lexeme if other.tag.POS == "NOUN"}


def test_kinds_of_places_are_known_by_every_form():
    table = FacilityFile.load()
    kinds = {fold(word): entry for entry in table.kinds for word in entry.words}
    every = {form for word in kinds for form in forms(word)}
    search = {form: [kinds[h.key] for h in nominatives(form) if h.key in kinds] for form in every}
    assert len(every) > 500
    assert {form: table.kind_of(form) for form in every} == {form: (own or [None])[0] for form, own in search.items()}


@given(st.text("абвгдеийкломнорстуцыья", min_size=3, max_size=9))
def test_endings_are_those_of_the_table(word):
    search = [
        word[: len(word) - len(ending)] + other
        for ending, others in place_forms._NOMINATIVE_ENDINGS.items()
        if word.endswith(ending) and len(word) - len(ending) > 1
        for other in others
    ]
    plural = [word + "ы", word + "и"] if word[-1] in place_forms._CONSONANTS else []
    assert sorted(place_forms._from_endings(word)) == sorted(search + plural)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2)), max_size=8), st.integers(0, 30), st.integers(0, 30))
def test_tokens_in_a_span_are_those_that_share_a_letter(sizes, start, end):
    tokens, here = [], 3
    for index, (length, gap) in enumerate(sizes):
        tokens.append(Token(index, here, here + length, "x" * length))
        here += length + gap
    inside = [token for token in tokens if token.start < end and start < token.end]
    assert Sentence(0, 3, here, 0, tokens).tokens_in(start, end) == inside


@given(st.text("Рогвамо-’XVd", min_size=1, max_size=8))
def test_letter_case_tells_nothing_of_a_word(word):
    told, asked = entries(word), vocabulary().parse(word)
    assert [(form.word, form.tag, form.normal_form) for form in told] == [
        (form.word, form.tag, form.normal_form) for form in asked
    ]


@pytest.mark.parametrize(
    "word",
    ["столами", "лучшей", "поновее", "викимедиа", "нацполиции", "кропивницкой", "экс-супругой", "домбайскому",
     "наисложнейших", "Роговенко", "мегакрасивее", "поп-дивой", "59-летнего", "бегущими", "псевдонаучного"],
)  # fmt: skip
def test_forms_are_those_of_the_lexeme(word):
    for form in entries(word):
        for wanted in (frozenset({"nomn"}), frozenset({"nomn", "plur"}), frozenset({"gent", "sing"})):
            rows = inflection._lexeme(form)
            fitting = [text for text, tags in rows if wanted <= tags]
            assert forms_with(form, wanted) == fitting
            nearest = inflection._nearest([tags for _, tags in rows], form.tag, wanted)
            assert inflected(form, wanted) == (None if nearest is None else rows[nearest][0])


@pytest.mark.parametrize("text", _TEXTS)
def test_phrases_are_those_of_the_moment(text, monkeypatch):
    kept = analysed(text)
    monkeypatch.setattr(Board, "phrases_of", lambda _board, _sentence, find: find())
    assert analysed(text).entities == kept.entities


_NAMES = (
    "Иван Рогов", "Рогов", "Роговым", "И. Рогов", "Пётр Рогов", "Иван Петрович", "Рогов-Лунёв", "Лунёв", "Анна",
    "Анны Роговой", "аль-Рогов", "Роговы", "Ван И", "фон Рогов", "Рогова Ирина Сергеевна", "Ирина Сергеевна",
)  # fmt: skip


@given(st.lists(st.sampled_from(_NAMES), max_size=12))
def test_people_looked_up_are_those_of_a_search_through_all(names):
    def found():
        mentions = [
            NameMention(50 * at, 50 * at + len(name), name, at, name_form(words_of(tokens_of(name))))
            for at, name in enumerate(names)
        ]
        return [[mention.text for mention in one.mentions] for one in cluster(mentions)]

    looked_up = found()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_People, "_sharing", lambda people, _role, _keys: list(people.all))
        assert found() == looked_up


def tokens_of(name):
    return [Token(index, 9 * index, 9 * index + len(word), word) for index, word in enumerate(name.split())]


_WORDS = st.lists(st.sampled_from(["министерство", "спорта", "чили", "комитет", "союз"]), min_size=1, max_size=4)


@given(_WORDS, _WORDS)
def test_shorter_names_of_a_body_begin_or_end_its_longer_one(longer, shorter):
    count = len(shorter)
    begins, ends = longer[:count] == shorter, longer[-count:] == shorter and shorter[-1] in head_nouns()
    assert (" ".join(shorter) in body_clusters._parts(" ".join(longer))) == (len(longer) > count and (begins or ends))


def test_titles_that_are_not_akin_fit_nobody():
    document = Document(Article("x", "", ""))
    sentence = Sentence(0, 0, 1, 0, [Token(0, 0, 1, "x")])
    board = Board(document, [Person("e1", "x", [])])
    titles = [Title(sentence, 0, 0, 1, lemma, row, lemma, state=True) for lemma, row in title_rows().items()]
    for one in titles:
        apart = [other for other in titles if akin(one.lemma) is not None and other.lemma not in akin(one.lemma)]
        board.held = {id(board.people[0]): apart}
        assert fit(board, board.people[0], one) == 0
