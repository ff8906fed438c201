"""Every row of the lexicons is shown in its own example."""

import pytest
from entities_gold import analysed

from letopis.document import Document
from letopis.entities.board import Board
from letopis.entities.bodies import organization_table
from letopis.entities.body_finder import find_bodies
from letopis.entities.common_places import descriptor_table
from letopis.entities.spans import recognised
from letopis.entities.title_table import office_table
from letopis.entities.titles import find_titles


def bodies_of(document: Document):
    spans = recognised(document)
    for sentence in document.sentences:
        for body in find_bodies(sentence, [span for span in spans if span.sentence is sentence]):
            yield document.text[sentence.tokens[body.first].start : sentence.tokens[body.last - 1].end]


ROWS = (*organization_table().heads, *organization_table().phrases)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.found)
def test_body_found(row):
    assert row.found in list(bodies_of(analysed(row.example)))


@pytest.mark.parametrize("row", office_table().titles, ids=lambda row: row.lemma[0])
def test_title_found(row):
    document = analysed(row.example)
    board = Board.of(document, [entity for entity in document.entities if entity.mentions[0].form != "descriptor"])
    found = [title for sentence in document.sentences for title in find_titles(board, sentence)]
    assert row.found in [document.text[title.start : title.end] for title in found]


@pytest.mark.parametrize(
    "noun", [*descriptor_table().places, *descriptor_table().bodies], ids=lambda noun: noun.lemma[0]
)
def test_noun_taken_up(noun):
    document = analysed(noun.example)
    taken = [(m.text, e.name) for e in document.entities for m in e.mentions if m.form == "descriptor"]
    assert (noun.found, noun.names) in taken
