"""A sentence that is passed over, since no word in it can tell a time, tells none."""

from hypothesis import given, settings
from hypothesis import strategies as st

from letopis.times import resources
from letopis.times.grammar import grammar
from letopis.times.lexer import lex, may_hold

_FORMS = sorted({form for entry in resources.lexicon() for form in entry.forms})
_WORDS = sorted({word for form in _FORMS for word in form.split()} | {"Рогов", "пришёл", "два", "и", ","})


@settings(max_examples=400)
@given(st.lists(st.sampled_from(_WORDS), max_size=7).map(" ".join))
def test_nothing_is_passed_over_that_rules_find(text):
    found = grammar().find(lex(text))
    assert may_hold(text, 0, len(text)) or not found


def test_every_form_that_is_a_time_by_itself_is_looked_at():
    alone = [form for form in _FORMS if grammar().find(lex(form))]
    assert len(alone) > 40
    assert [form for form in alone if not may_hold(form, 0, len(form))] == []
