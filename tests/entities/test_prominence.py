"""Whom an article tells of most: counted as it is read, the same as counted from its start each time."""

from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from letopis.document import Person
from letopis.entities.prominence import Prominence

PEOPLE = [Person(id="", name=name, mentions=[]) for name in ("Рогов", "Лунёв", "Котова", "Сомова")]


@dataclass
class Spoken:
    entity: Person


class Counting(dict[int, list[Spoken]]):
    """References by sentence, which knows how often a sentence was looked at."""

    looks = 0

    def get(self, key, default=None):
        self.looks += 1
        return super().get(key, default)


def counted_anew(told, sentence):
    counts = Counter(reference.entity.name for index in range(sentence) for reference in told.get(index, ()))
    first, second = [*counts.most_common(2), (None, 0), (None, 0)][:2]
    return first[0] if first[1] >= 2 * second[1] else None


@given(st.lists(st.lists(st.sampled_from(PEOPLE), max_size=4), max_size=30), st.data())
def test_the_leader_is_the_one_counted_from_the_start(sentences, data):
    told = {index: [Spoken(person) for person in people] for index, people in enumerate(sentences)}
    asked = sorted(data.draw(st.lists(st.integers(0, len(sentences)))))
    prominence = Prominence()
    for sentence in asked:
        leader = prominence.before(sentence, told).first_by(2)
        assert (leader and leader.name) == counted_anew(told, sentence)


def test_a_sentence_of_a_long_article_is_counted_once():
    told = Counting({index: [Spoken(PEOPLE[index % 7 == 0])] for index in range(5_000)})
    prominence = Prominence()
    for sentence in range(5_000):
        prominence.before(sentence, told)
    leader = prominence.first_by(2)
    assert leader is PEOPLE[0]
    assert told.looks == 4_999
