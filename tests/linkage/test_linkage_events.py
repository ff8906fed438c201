"""Which tellings are of one event; what is ambiguous stays apart; order changes nothing."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_tellings import orders, telling

from letopis.linkage.compare import clash
from letopis.linkage.features import Party, Spot, Telling
from letopis.linkage.keys import keys_of
from letopis.linkage.stories import ByHand, stories
from letopis.linkage.summary import summarise


def groups(tellings: list[Telling], by_hand: ByHand | None = None) -> set[frozenset[str]]:
    """Articles by story, the same in every order."""
    first, *others = [
        {frozenset(member.telling.article for member in story.members) for story in stories(some, by_hand or ByHand())}
        for some in orders(tellings)
    ]
    assert all(other == first for other in others)
    return first


MARCH = ("2024-03-01", "2024-03-31")
UNTIL: dict[str, Any] = {"low": None, "high": "2024-03-31", "status": "planned"}
UNNAMED: dict[str, Any] = {"who": (), "town": None}
ELSEWHERE: dict[str, Any] = {"topic": ("налог", "рыба")}
OSH, UZGEN, NARYN = (
    Spot(name, "city", "KG", lat, lon)
    for name, lat, lon in (("Ош", 40.53, 72.80), ("Узген", 40.77, 73.30), ("Нарын", 41.43, 75.99))
)
# Of the same thing, and what is said of the event itself.
ABOUT: dict[str, Any] = {"circle": ("Орлов", "Нарын"), "topic": ("браслет", "салон"), "fellows": 0}
ROBBED = ("салон", "витри", "браслет", "налёт")
MARKET = Spot("en_market", "facility", "KG", named=False)
BURNT: dict[str, Any] = {"type": "fire", "who": (), "town": None}
CHUY, TOKMOK = Spot("Чуй", "region", "KG"), Spot("Токмок", "city", "KG")
DEAD = (("killed", 3),)
CRASH: dict[str, Any] = {"type": "accident", "who": (), **ABOUT}
BUYER = (Party("en_buyer", "organization", "agent", name="маяк"),)
BOUGHT: dict[str, Any] = {"low": None, "type": "deal", "town": None, "parties": BUYER, "words": ROBBED, "fellows": 0}
SOLD: dict[str, Any] = BOUGHT | {"low": "2024-03-05"}
SHOP, AGENT = (Party("en_shop", "organization", role, name="лавка") for role in ("target", "agent"))
BOTH, TURNED = (BUYER[0], AGENT), (replace(BUYER[0], role="target"), AGENT)
ONE_KIND: dict[str, Any] = {"kind": "purchase", "topic": ("браслет", "салон")}
PROMISED: dict[str, Any] = {"type": "statement", "words": ROBBED, **ABOUT}
SAID: dict[str, Any] = {"words": ("школа", "стади", "мост")}
LAID: dict[str, Any] = {"type": "ceremony", "topic": ("браслет", "салон")}
OTHERS: dict[str, Any] = {"words": ("завод", "цемен", "карье", "щебен"), "topic": ("рыба",)}
GUEST: dict[str, Any] = {"type": "visit", "role": "visitor"}
LUNIN, SURNAME, NAMESAKE = (
    Party(f"en_{number}", "person", "visitor", name="лунин", first=first)
    for number, first in enumerate(("олег", "", "иван"))
)
NAMED: dict[str, Any] = {"type": "visit", "parties": (LUNIN,)}


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (telling("a"), telling("b"), True),
        (telling("a"), telling("b", type="negotiation"), True),
        (telling("a"), telling("b", type="phone_call"), True),
        (telling("a"), telling("b", type="visit"), False),
        (telling("a"), telling("b", "2024-03-06"), False),
        # of the only meeting that each tells of one may err by a day, not by two
        (telling("a", fellows=0), telling("b", "2024-03-06", fellows=0), True),
        (telling("a", fellows=0), telling("b", "2024-03-07", fellows=0), False),
        (telling("a", fellows=0), telling("b", fellows=0, town="Нарын"), True),
        (telling("a", **UNTIL), telling("b", "2024-03-20"), True),
        (telling("a", **UNTIL), telling("b", "2024-04-20"), False),
        (telling("a"), telling("b", "2024-03-05", "2024-03-06"), True),
        (telling("a"), telling("b", *MARCH), True),
        (telling("a"), telling("b", None), True),
        (telling("a"), telling("b", None, published="2024-04-06"), False),
        (telling("a"), telling("b", None, published=None), False),
        (telling("a"), telling("b", town="Нарын"), False),
        (telling("a"), telling("b", town=None), True),
        (telling("a"), telling("b", who=("Орлов", "Сомов")), False),
        (telling("a"), telling("b", who=("Орлов", "Лунин", "Сомов")), True),
        (telling("a"), telling("b", who=("Орлов",)), True),
        (telling("a"), telling("b", who=()), True),
        (telling("a", **UNNAMED), telling("b", **UNNAMED, **ELSEWHERE), False),
        (telling("a", who=("Орлов",)), telling("b", who=("Орлов",), **ELSEWHERE), True),
        (telling("a", **UNNAMED, **ABOUT), telling("b", **UNNAMED, **ABOUT), True),
        (telling("a", **UNNAMED, **ABOUT, words=ROBBED), telling("b", **UNNAMED, **ABOUT, words=ROBBED[1:]), True),
        (telling("a", **UNNAMED, **ABOUT, words=ROBBED), telling("b", **UNNAMED, words=ROBBED[:1]), False),
        (telling("a", spots=(OSH,)), telling("b", spots=(UZGEN,)), True),
        (telling("a", spots=(OSH,)), telling("b", spots=(NARYN,)), False),
        # «рынок» is no place of its own; a town lies in its region
        (telling("a", spots=(MARKET,), **BURNT), telling("b", spots=(MARKET,), **BURNT, **ELSEWHERE), False),
        (telling("a", spots=(MARKET,), words=ROBBED, **CRASH), telling("b", town="Ош", words=ROBBED, **CRASH), True),
        (telling("a", spots=(CHUY,), **CRASH), telling("b", spots=(TOKMOK,), **CRASH), True),
        # accidents are told of later without a date, meetings are not
        (telling("a", **CRASH), telling("b", None, published="2024-04-06", **CRASH), True),
        (telling("a", **CRASH), telling("b", None, published="2024-07-06", **CRASH), False),
        # a day that was counted from another may be a little wrong; what is called off is planned anew
        (telling("a", **CRASH), telling("b", "2024-03-07", **CRASH), False),
        (telling("a", **CRASH, counts=DEAD), telling("b", "2024-03-07", **CRASH, counts=DEAD), True),
        (telling("a", **CRASH, counts=DEAD), telling("b", "2024-03-08", **CRASH, counts=DEAD), False),
        (telling("a", **CRASH), telling("b", "2024-03-07", counted=True, **CRASH), True),
        (telling("a", "2024-03-15", status="planned"), telling("b", status="cancelled"), True),
        (telling("a", "2024-05-15", status="planned"), telling("b", status="cancelled"), False),
        # a dateline may be a day or two late; of what comes once in a while two datelines may differ
        (telling("a", **CRASH), telling("b", "2024-03-06", issued=True, **CRASH), True),
        (telling("a", **CRASH), telling("b", "2024-03-08", issued=True, **CRASH), False),
        (telling("a", issued=True, **CRASH), telling("b", "2024-03-06", issued=True, **CRASH), True),
        (telling("a", **CRASH), telling("b", "2024-03-06", **CRASH), True),
        # a strike goes on for days
        (telling("a", type="strike"), telling("b", "2024-03-12", type="strike"), True),
        # another kind says little where all else is the same, and so do other counts
        (telling("a", kind="road", who=(), type="accident"), telling("b", kind="rail", who=(), type="accident"), True),
        (
            telling("a", counts=(("killed", 3),), who=(), type="death"),
            telling("b", counts=(("killed", 4),), who=(), type="death"),
            True,
        ),
        (telling("a"), telling("b", None, status="planned", published="2024-02-25"), True),
        (telling("a"), telling("b", None, status="planned", published="2024-03-07"), False),
        (telling("a"), telling("b", status="hypothetical", published="2024-03-02"), True),
        (telling("a"), telling("b", status="hypothetical", published="2024-03-07"), False),
        (telling("a"), telling("b", status="negated"), False),
        (telling("a"), telling("b", status="planned", published="2024-03-02"), True),
        (telling("a", "2024-03-06"), telling("b", status="planned", published="2024-03-02"), True),
        (telling("a", "2024-03-09"), telling("b", status="planned", published="2024-03-02"), False),
        (telling("a", "2024-03-04"), telling("b", status="planned", published="2024-03-02"), False),
        (telling("a", who=("Орлов",), **GUEST), telling("b", who=("Лунин",), **GUEST), False),
        (telling("a", who=("Орлов",), **GUEST), telling("b", who=("Орлов",), type="visit", role="host"), False),
        (telling("a", type="statement"), telling("b", type="statement"), False),
        (
            telling("a", type="statement", words=("налог", "рыба", "порт")),
            telling("b", type="statement", words=("налог", "рыба", "порт", "флот")),
            True,
        ),
        (
            telling("a", who=(), parties=(Party("en_1", "person", "participant", named=False, offices=("мэр ош",)),)),
            telling("b", who=(), parties=(Party("Орлов", "person", "participant", offices=("мэр ош",)),)),
            True,
        ),
        (telling("a", spots=(Spot("Ош", "city", "KG"),)), telling("b", spots=(Spot("KG", "country", "KG"),)), True),
        (telling("a", spots=(Spot("Ош", "city", "KG"),)), telling("b", spots=(Spot("KZ", "country", "KZ"),)), False),
        # a village or a quarter may be in the city that the other names
        (telling("a"), telling("b", spots=(Spot("Сулайман", "locality", "KG"),)), True),
        # a bargain and its closing, months later; nothing else of the buyer's
        (telling("a", **BOUGHT, status="planned", published="2024-01-20"), telling("b", **BOUGHT), True),
        (telling("a", **BOUGHT, status="planned", published="2023-01-20"), telling("b", **BOUGHT), False),
        (telling("a", **BOUGHT | OTHERS, status="planned", published="2024-01-20"), telling("b", **BOUGHT), False),
        # who buys whom is told by one alone; the other way round it is another bargain
        (telling("a", **SOLD | {"parties": (BUYER[0], SHOP)}), telling("b", **SOLD | {"parties": BOTH}), True),
        (telling("a", **SOLD | {"parties": (BUYER[0], SHOP)}), telling("b", **SOLD | {"parties": TURNED}), False),
        # agreed in March and done in May, told of by one story; a year later it is the next
        (telling("a", **SOLD, **ONE_KIND), telling("b", **SOLD | {"low": "2024-05-20"}, **ONE_KIND), True),
        (telling("a", **SOLD, **ONE_KIND), telling("b", **SOLD | {"low": "2025-01-20"}, **ONE_KIND), False),
        (telling("a", **SOLD, **ONE_KIND), telling("b", **SOLD | OTHERS | {"low": "2024-05-20"}), False),
        # a promise in other words, and an oath; a cornerstone laid on one day with the same guest
        (telling("a", **PROMISED, kind="promise"), telling("b", **PROMISED | SAID, kind="promise"), True),
        (telling("a", **PROMISED, kind="promise"), telling("b", **PROMISED | SAID, kind="apology"), False),
        (telling("a", **LAID, words=ROBBED), telling("b", **LAID, words=OTHERS["words"]), True),
        (telling("a", **LAID, words=ROBBED), telling("b", **LAID | UNNAMED, words=OTHERS["words"]), False),
        # what was denied came to pass; what was planned was called off, or did not come; a surname alone
        (telling("a", None, status="negated", published="2024-03-04"), telling("b"), True),
        (telling("a", None, status="negated", published="2024-03-07"), telling("b"), False),
        (telling("a", status="planned", published="2024-03-02"), telling("b", status="negated"), True),
        (telling("a", status="cancelled"), telling("b", status="negated"), True),
        (telling("a", **NAMED), telling("b", **NAMED | {"parties": (SURNAME,)}), True),
        (telling("a", **NAMED), telling("b", **NAMED | {"parties": (NAMESAKE,)}), False),
    ],
)
def test_two_tellings(first: Telling, second: Telling, together: bool) -> None:
    assert groups([first, second]) == ({frozenset("ab")} if together else {frozenset("a"), frozenset("b")})


def test_two_meetings_of_one_month_stay_apart_and_the_month_alone_joins_neither() -> None:
    days = [telling("a"), telling("b", "2024-03-19"), telling("c", "2024-03-19")]
    assert groups([*days, telling("m", *MARCH)]) == {frozenset("a"), frozenset("bc"), frozenset("m")}
    assert frozenset("am") in groups([*days[:1], telling("b", "2024-03-19", town="Нарын"), telling("m", *MARCH)])


def test_what_lies_years_apart_stays_apart_though_no_day_is_known() -> None:
    undated = [telling("b", None, published=day, **CRASH) for day in ("2024-07-06", "2025-07-06")]
    assert [clash(telling("a", **CRASH), other) for other in undated] == [False, True]


def test_events_of_one_article_stay_apart() -> None:
    assert len(groups([telling("a"), telling("a", id="ev_a2"), telling("b")])) == 2


def test_joined_and_split_by_hand() -> None:
    three = [telling("a"), telling("b"), telling("c", "2024-07-01", town="Нарын")]
    assert groups(three, ByHand(together=[("ev_c", "ev_a")])) == {frozenset("abc")}
    assert groups(three, ByHand(apart=[("ev_b", "ev_a")])) == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_the_story_says_both_states_and_dates() -> None:
    foreseen = telling("a", *MARCH, status="planned", published="2024-02-20")
    (story,) = stories([foreseen, telling("b"), telling("c", "2024-03-05", "2024-03-06"), telling("d")])
    row = summarise(story)
    assert (row.status, row.time_from, row.time_to, row.sources) == ("occurred", "2024-03-05", "2024-03-05", 4)
    assert (row.planned_from, row.planned_to, row.first_told) == (*MARCH, "2024-02-20")
    assert [entity for entity, _ in row.participants] == ["Орлов", "Лунин"]


def test_of_a_stay_and_its_first_day_the_story_tells_the_stay() -> None:
    (story,) = stories([telling("a"), telling("b", "2024-03-05", "2024-03-06")])
    row = summarise(story)
    assert (row.time_from, row.time_to) == ("2024-03-05", "2024-03-06")


def test_an_id_is_that_of_the_first_telling() -> None:
    first, later = telling("z", published="2024-03-05"), telling("a")
    assert stories([first])[0].id == stories([later, first])[0].id != stories([later])[0].id


_TELLINGS = st.lists(
    st.builds(
        telling,
        st.sampled_from("abcd"),
        st.sampled_from(["2024-03-05", "2024-03-06", "2024-03-19", None]),
        status=st.sampled_from(["occurred", "planned", "negated"]),
        town=st.sampled_from(["Ош", "Нарын", None]),
        who=st.sampled_from([("Орлов", "Лунин"), ("Орлов",), ("Сомов", "Лунин")]),
        type=st.sampled_from(["meeting", "negotiation"]),
        issued=st.booleans(),
    ),
    max_size=9,
)


@settings(deadline=None)
@given(_TELLINGS)
def test_keys_meet_both_ways_or_neither(tellings: list[Telling]) -> None:
    for one, other in combinations([keys_of(one) for one in tellings], 2):
        assert bool(one.stored & other.sought) == bool(other.stored & one.sought)


@settings(max_examples=60, deadline=None)
@given(_TELLINGS)
def test_order_changes_nothing(tellings: list[Telling]) -> None:
    numbered = [replace(one, id=f"ev_{number}") for number, one in enumerate(tellings)]
    assert [Telling.from_json(one.to_json()) for one in numbered] == numbered
    first, *others = [{(story.id, frozenset(story.members)) for story in stories(some)} for some in orders(numbered)]
    assert all(other == first for other in others)
    for _, members in first:
        articles = [member.telling.article for member in members]
        assert len(articles) == len(set(articles))
