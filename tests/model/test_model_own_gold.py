"""Our own gold as training articles: what is taken of it, and what it leaves unjudged."""

import pytest

ARTICLE = """---
title: Концерт в Туле
published: 2023-05-16
---
Вчера в Туле выступила певица Мария Орлова. Она спела гимн. Гости города аплодировали.
"""
GOLD = """article: concert
annotators: [a]
entities:
  orlova: {person: Мария Орлова, names: [Мария Орлова], descriptors: [певица], pronouns: ["Она"]}
  tula: {place: Тула, kind: city, country: RU, names: [Туле]}
times:
  Вчера: 2023-05-15
events:
  - type: performance
    time: 2023-05-15
    location: tula
    mentions:
      - trigger: выступила
        performer: {orlova: Мария Орлова}
        location: {tula: Туле}
        times: [Вчера]
      - trigger: спела
        performer: {orlova: Она}
"""


@pytest.fixture
def concert(tmp_path):
    from letopis.training.own import read_own

    (tmp_path / "concert.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "concert.yaml").write_text(GOLD, encoding="utf-8")
    (article,) = read_own(tmp_path)
    return article


def test_triggers_and_arguments_become_spans_and_relations(concert):
    words = {id_: concert.text[span.start : span.end] for id_, span in concert.spans.items()}
    assert concert.partial
    assert sorted(words[id_] for id_, span in concert.spans.items() if span.kind == "EVENT") == ["выступила", "спела"]
    told = {(name, words[first], words[second]) for name, first, second in concert.relations}
    assert told == {
        ("PARTICIPANT_IN", "Мария Орлова", "выступила"),
        ("TAKES_PLACE_IN", "выступила", "Туле"),
        ("POINT_IN_TIME", "выступила", "Вчера"),
    }


def test_words_that_the_ontology_does_not_know_are_not_judged(concert):
    pytest.importorskip("torch")
    from letopis.model.vectors import WordVectors
    from letopis.training.examples import IGNORED, annotate
    from letopis.training.run import analyse

    documents = analyse([concert])
    (annotated,), lexicon = annotate(documents, [concert], WordVectors.load(), [True])
    words = [token.text for sentence in documents[0].sentences for token in sentence.tokens]
    tags = [tag for example in annotated.examples for tag in example.tags[0].tolist()]
    outer = dict(zip(words, tags, strict=True))
    assert (outer["выступила"], outer["спела"], outer["аплодировали"]) == (1, 1, IGNORED)
    assert all((example.tags[2:] == IGNORED).all() for example in annotated.examples)
    assert lexicon.counts == {}


def test_a_folder_of_gold_is_told_from_one_of_brat(tmp_path, concert):
    pytest.importorskip("torch")
    from letopis.training.run import read_articles

    assert [article.name for article in read_articles(tmp_path)] == [concert.name]
