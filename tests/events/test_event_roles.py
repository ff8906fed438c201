"""Who does what, and when, across clauses: one readable line a case."""

import pytest

from letopis.extractor import Extractor

ROLES = [
    ("Сенат разрешил министру обороны Чехии посетить Вену.", "visit", [("visitor", "министр обороны Чехии")]),
    ("Суд обязал Ивана Котова выплатить штраф.", "fine", [("target", "Иван Котов")]),
    ("Премьер Яков Лунд принял отставку министра Олега Крона.", "resignation", [("person", "Олег Крон")]),
    ("После саммита Олег Крон провёл переговоры.", "summit", []),
    ("МИД Чехии распространил заявление о блокаде.", "statement", [("agent", "МИД Чехии")]),
    ("Суд признал банкротом Ивана Котова.", "bankruptcy", [("agent", "Суд"), ("target", "Иван Котов")]),
    ("Скрипач Ян Крон стал лауреатом премии.", "award", [("recipient", "Ян Крон")]),
    ("Из села вывезли около 400 жителей.", "evacuation", [("target", "400 жителей")]),
    ("Мэр Олег Крон принёс соболезнования Яну Новаку.", "message",
     [("agent", "Олег Крон"), ("recipient", "Ян Новак")]),
    # relative clauses and possessives
    ("Министр Олег Жилин, чей визит отменили, остался в Москве.", "visit", [("visitor", "Олег Жилин")]),
    # passives and their agents
    ("Дочь банкира похищена неизвестными.", "abduction", [("agent", "неизвестными"), ("victim", "Дочь банкира")]),
    ("Жители посёлка эвакуируются спасателями.", "evacuation",
     [("agent", "спасателями"), ("target", "Жители посёлка")]),
    ("На заводе 68 слесарей, сокращённых в июле авиакомпанией «Рельс».", "layoff",
     [("agent", "Рельс"), ("target", "68 слесарей")]),
    # nobody is said to act
    ("Двести человек сократят в декабре.", "layoff", [("target", "Двести человек")]),
    ("Никого не задержали.", "detention", [("target", "Никого")]),
    # phrases that the parser hangs elsewhere
    ("Избиратели выбрали мэром Ивана Орлова.", "election", [("agent", "Избиратели"), ("winner", "Иван Орлов")]),
    ("Певица Анна Белова вышла замуж за хоккеиста Егора Пахомова.", "marriage",
     [("participant", "Анна Белова"), ("participant", "Егор Пахомов")]),
    # coordination
    ("Неизвестный похитил и убил Ивана Котова.", "killing", [("agent", "Неизвестный"), ("victim", "Иван Котов")]),
    ("Суд арестовал Ивана Котова и оштрафовал.", "fine", [("agent", "Суд"), ("target", "Иван Котов")]),
    ("Пётр Крон вернулся, и его сына задержали.", "detention", [("target", "его сына")]),
    ("Премию присудили физикам Анне Беловой и Егору Пахомову.", "award",
     [("recipient", "Анна Белова"), ("recipient", "Егор Пахомов")]),
    # control
    ("Канцлер передал Ивану Орлову приглашение посетить Токио.", "visit", [("visitor", "Иван Орлов")]),
    ("Премьер Яков Лунд заявил о намерении посетить Токио.", "visit", [("visitor", "Яков Лунд")]),
    ("Министру Олегу Крону пришлось уйти в отставку.", "resignation", [("person", "Олег Крон")]),
    # objects and subjects in any order
    ("Двух туристов спасли вертолётчики.", "evacuation", [("agent", "вертолётчики"), ("victim", "Двух туристов")]),
    ("Трём министрам запретил въезд Евросоюз.", "sanction",
     [("agent", "Европейский союз"), ("target", "Трём министрам")]),
    ("Весной тут откроет магазины московский «Каравай».", "opening",
     [("agent", "Каравай"), ("target", "магазины")]),
    ("Завод купил холдинг «Альфа».", "deal", [("target", "Завод"), ("agent", "Альфа")]),
    ("Мэр Тулы Иван Котов откроет мост, встретится с врачами.", "meeting",
     [("participant", "Иван Котов"), ("participant", "врачами")]),
    # two predicates, one subject
    ("Анна Чебан родилась в Омске, училась, а в 2015 году была избрана.", "election", [("winner", "Анна Чебан")]),
    ("Иван Крон прыгнул на инспектора, напрасно обвинившего механика во лжи.", "statement",
     [("agent", "инспектора"), ("target", "механика")]),
    # dropped subjects
    ("Анна Чебан прилетела в Ригу. Была задержана полицией в аэропорту.", "detention",
     [("agent", "полиция"), ("target", "Анна Чебан")]),
    ("Мэр Павел Осетров приехал в роддом. Вручил врачам сертификат, а заодно пообещал ремонт.", "statement",
     [("agent", "Павел Осетров")]),
    # one man's case
    ("Котов напал на инкассаторов. Нападавшего задержали.", "detention", [("target", "Котов")]),
    ("Анну Чебан арестовали в мае. Приговор вынесут завтра.", "sentence", [("target", "Анна Чебан")]),
    # descriptors
    ("Завод «Метиз» сменил владельца. Предприятие оштрафовали.", "fine", [("target", "Метиз")]),
    ("Глава региона Иван Котов вернулся. В понедельник губернатор подал в отставку.", "resignation",
     [("person", "Иван Котов")]),
    # things
    ("Мэр Ян Колар открыл новый мост.", "opening", [("agent", "Ян Колар"), ("target", "новый мост")]),
    ("Неизвестные обстреляли патруль.", "attack", [("agent", "Неизвестные"), ("target", "патруль")]),
]  # fmt: skip


DATES = [
    ("Завтра Олег Крон возложит цветы к мемориалу, встретится с мэром и посетит Гори.", "meeting", "2024-02-02"),
    ("В среду Перу объявило о разрыве дипломатических отношений с Чили.", "diplomatic_break", "2024-01-31"),
    ("Министры договорились об отмене виз с 1 августа.", "agreement", None),
    ("9 мая прошла церемония вступления в должность мэра Олега Крона.", "inauguration", "2023-05-09"),
]


@pytest.mark.parametrize(("text", "event_type", "date"), DATES)
def test_dates(extractor: Extractor, text: str, event_type: str, date: str | None) -> None:
    (event,) = [event for event in extractor.extract(text, published="2024-02-01").events if event.type == event_type]
    assert (event.time and event.time.edtf) == date


@pytest.mark.parametrize(("text", "event_type", "roles"), ROLES)
def test_roles(extractor: Extractor, text: str, event_type: str, roles: list[tuple[str, str]]) -> None:
    (event,) = [event for event in extractor.extract(text, published="2024-02-01").events if event.type == event_type]
    assert sorted((who.role, who.name or who.text) for who in event.participants) == sorted(roles)
