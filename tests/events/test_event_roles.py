"""Who does what, and when, across clauses: one readable line a case."""

import pytest

from letopis.extractor import Extractor

ROLES = [
    ("Сенат разрешил министру обороны Чехии посетить Вену.", "visit", [("visitor", "министр обороны Чехии")]),
    ("Суд обязал Ивана Котова выплатить штраф.", "fine", [("target", "Иван Котов")]),
    ("Премьер Яков Лунд принял отставку министра Крона.", "resignation", [("agent", "Яков Лунд"), ("person", "Крон")]),
    ("После саммита Олег Крон провёл переговоры.", "summit", []),
    ("МИД Чехии сделал заявление о блокаде.", "statement", [("agent", "МИД Чехии")]),
    ("Суд признал банкротом Ивана Котова.", "bankruptcy", [("agent", "суд"), ("target", "Иван Котов")]),
    ("Скрипач Ян Крон стал лауреатом премии.", "award", [("recipient", "Ян Крон")]),
    ("Из села вывезли около 400 жителей.", "evacuation", [("target", "400 жителей")]),
    ("Мэр Олег Крон принёс соболезнования Яну Новаку.", "message",
     [("agent", "Олег Крон"), ("recipient", "Ян Новак")]),
    ("Из села эвакуированы 57 чел.", "evacuation", [("target", "57 чел.")]),
    # relative clauses and possessives
    ("Министр Олег Жилин, чей визит отменили, остался в Москве.", "visit", [("visitor", "Олег Жилин")]),
    # passives and their agents
    ("Дочь банкира похищена неизвестными.", "abduction", [("agent", "неизвестными"), ("victim", "Дочь банкира")]),
    ("Жители посёлка эвакуируются спасателями.", "evacuation",
     [("agent", "спасателями"), ("target", "Жители посёлка")]),
    ("На заводе 68 слесарей, сокращённых в июле авиакомпанией «Рельс».", "layoff",
     [("agent", "Рельс"), ("target", "68 слесарей")]),
    # whoever is blamed for it did it
    ("Бывший сторож Пётр Лужин отбывает срок за убийство, совершённое в мае.", "killing", [("agent", "Пётр Лужин")]),
    ("Марина Лапина признана виновной в ограблении.", "attack", [("agent", "Марина Лапина")]),
    ("Кротов задержан по подозрению в похищении школьницы.", "abduction",
     [("victim", "школьницы"), ("agent", "Кротов")]),
    # what fights does what its crew does
    ("Турецкие истребители сбили вертолёт над морем.", "military_action",
     [("agent", "Турецкие истребители"), ("target", "вертолёт")]),
    ("Катер полиции Дании обстрелял лодку.", "attack", [("agent", "полиция Дании"), ("target", "лодку")]),
    # how much is nobody
    ("Грабители похитили ювелирные украшения на сумму три миллиона рублей.", "attack",
     [("agent", "Грабители"), ("target", "ювелирные украшения")]),
    # nobody is said to act
    ("Двести человек сократят в декабре.", "layoff", [("target", "Двести человек")]),
    ("Никого не задержали.", "detention", [("target", "Никого")]),
    # phrases that the parser hangs elsewhere
    ("Избиратели выбрали мэром Ивана Орлова.", "election", [("agent", "Избиратели"), ("winner", "Иван Орлов")]),
    ("Певица Анна Белова вышла замуж за хоккеиста Егора Пахомова.", "marriage",
     [("participant", "Анна Белова"), ("participant", "Егор Пахомов")]),
    # coordination
    ("Неизвестный похитил и убил Ивана Котова.", "killing", [("agent", "Неизвестный"), ("victim", "Иван Котов")]),
    ("Суд арестовал Ивана Котова и оштрафовал.", "fine", [("agent", "суд"), ("target", "Иван Котов")]),
    ("Пётр Крон вернулся, и его сына задержали.", "detention", [("target", "его сына")]),
    ("Премию присудили физикам Анне Беловой и Егору Пахомову.", "award",
     [("recipient", "Анна Белова"), ("recipient", "Егор Пахомов")]),
    # control
    ("Канцлер передал Ивану Орлову приглашение посетить Токио.", "visit", [("visitor", "Иван Орлов")]),
    ("Премьер Яков Лунд заявил о намерении посетить Токио.", "visit", [("visitor", "Яков Лунд")]),
    ("Министру Олегу Крону пришлось уйти в отставку.", "resignation", [("person", "Олег Крон")]),
    # objects and subjects in any order
    ("Двух туристов спасли вертолётчики.", "evacuation", [("agent", "вертолётчики"), ("target", "Двух туристов")]),
    ("Трём министрам запретил въезд Евросоюз.", "sanction",
     [("agent", "Европейский союз"), ("target", "Трём министрам")]),
    ("Весной тут откроет магазины московский «Каравай».", "opening",
     [("agent", "Каравай"), ("target", "магазины")]),
    ("Завод купил холдинг «Альфа».", "deal", [("agent", "Альфа"), ("target", "завод")]),
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
    # descriptors
    ("Завод «Метиз» сменил владельца. Предприятие оштрафовали.", "fine", [("target", "Метиз")]),
    ("Глава региона Иван Котов вернулся. В понедельник губернатор подал в отставку.", "resignation",
     [("person", "Иван Котов")]),
    # things
    ("Мэр Ян Колар открыл новый мост.", "opening", [("agent", "Ян Колар"), ("target", "новый мост")]),
    ("Неизвестные обстреляли патруль.", "attack", [("agent", "Неизвестные"), ("target", "патруль")]),
    ("Патруль подвергся нападению боевиков.", "attack", [("agent", "боевиков"), ("target", "Патруль")]),
    ("Колонна угодила в засаду под Гао.", "attack", [("target", "Колонна")]),
    ("Водителя увезли с подозрением на перелом ноги.", "injury", [("victim", "Водителя")]),
    ("Злоумышленника удалось задержать.", "detention", [("target", "Злоумышленника")]),
    ("За спасение детей врача наградили медалью.", "award", [("recipient", "врача")]),
    # who asks and who answers
    ("Директор музея Иван Котов рассказал, зачем ему театр.\n\n— Вы местный?\n— Я родился в Орске.\n\n"
     "— А театр?\n— Подумаем.", "birth", [("person", "Иван Котов")]),
    ("Врач Анна Белова работает в Коле.\n\n— Вас арестовали в мае?\n— Да, но отпустили.\n\n— Скучаете?\n— Нет.",
     "detention", [("target", "Анна Белова")]),
    ("Пришли двое.\n— Я родился в Орске.\n— А я в Туле.", "birth", []),
    # the dead tell nothing
    ("По словам мэра Олега Крона, это может быть первым самоубийством в городе.", "death", []),
    # one person with his titles
    ("В Риге умер писатель, поэт и журналист Егор Пахомов.", "death", [("person", "Егор Пахомов")]),
    ("Мэр и губернатор Иван Котов прибыли в Ригу.", "visit", [("visitor", "Иван Котов"), ("visitor", "Мэр")]),
    ("Певец Ян Крон с третьей супругой, галеристкой Анной Беловой, расстался.", "divorce",
     [("participant", "Анна Белова"), ("participant", "Ян Крон")]),
    # bodies called by a common noun are somebody where they act
    ("Книгу стихов опубликовал японский журнал.", "publication", [("agent", "японский журнал")]),
    ("Неизвестные ограбили банк. Полиция Риги ищет их.", "attack", [("agent", "Неизвестные"), ("target", "банк")]),
    # whose name it is
    ("В отношении директора фабрики И. В. Прасолова составлен протокол.", "investigation",
     [("target", "И. В. Прасолов")]),
    ("Убийство вдовы банкира Ивана Котова раскрыто.", "killing", [("victim", "вдовы банкира")]),
    # the counted themselves
    ("На рынке прогремел взрыв: 40 раненых.", "injury", [("victim", "40 раненых")]),
    # what is called off, what threatens
    ("Президент Чили Хосе Лопес отменил поездку в Лиму.", "visit", [("visitor", "Хосе Лопес")]),
    ("Мэр Ян Новак отменил встречу с врачами.", "meeting", [("participant", "Ян Новак"), ("participant", "врачами")]),
    ("Указом президента Чада введён комендантский час.", "law", [("agent", "президент Чада")]),
    ("Мэрия Тулы отменила визит Олега Крона.", "visit", [("visitor", "Олег Крон")]),
    ("Олегу Крону грозит штраф.", "fine", [("target", "Олег Крон")]),
    # described once, named once
    ("Боксёр избил таксиста в Сочи. Позже выяснилось, что боксёр Ян Крон избил таксиста Петра Лунина.", "attack",
     [("agent", "Ян Крон"), ("target", "Петр Лунин")]),
    # one court
    ("Октябрьский районный суд Томска осудил Олега Крона. Кроме того, он оштрафован на миллион.", "fine",
     [("agent", "Октябрьский районный суд Томска"), ("target", "Олег Крон")]),
    # whose it is
    ("Полномочия мэра Олега Крона прекращены.", "resignation", [("person", "Олег Крон")]),
    ("Следователи провели обыск в квартире банкира Олега Крона.", "search",
     [("agent", "Следователи"), ("target", "Олег Крон")]),
    ("Указом мэра Ивана Котова директором театра назначен Ян Новак.", "appointment",
     [("agent", "Иван Котов"), ("appointee", "Ян Новак")]),
    ("Избрание Ивана Котова главой федерации оспорили.", "election", [("winner", "Иван Котов")]),
    # who is there, between or inside
    ("Перемирие между Чадом и Суданом продлено при посредничестве Катара.", "ceasefire",
     [("mediator", "Катар"), ("participant", "Судан"), ("participant", "Чад")]),
    ("Чад и Судан договорились о перемирии.", "ceasefire", [("participant", "Судан"), ("participant", "Чад")]),
    ("В МИД Чехии осудили блокаду порта.", "statement", [("agent", "МИД Чехии")]),
    ("Форум собрал в Риге 300 издателей.", "summit", [("participant", "300 издателей")]),
    ("Парад, в котором участвовали кадеты, завершился.", "ceremony", [("participant", "кадеты")]),
    # names behind their descriptions
    ("Чемпионка по прыжкам в воду Анна Белова вышла замуж за Егора Пахомова.", "marriage",
     [("participant", "Анна Белова"), ("participant", "Егор Пахомов")]),
]  # fmt: skip


DATES = [
    ("Завтра Олег Крон возложит цветы к мемориалу, встретится с мэром и посетит Гори.", "meeting", "2024-02-02"),
    ("В среду Перу объявило о разрыве дипломатических отношений с Чили.", "diplomatic_break", "2024-01-31"),
    ("9 мая прошла церемония вступления в должность мэра Олега Крона.", "inauguration", "2023-05-09"),
]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("В Минске упрёки назвали голословными.", ("agent", "Минск")),
        ("Критика со стороны профсоюза прозвучала в понедельник.", ("agent", "профсоюз")),
        ("Тренер попросил прощения у болельщиков.", ("target", "болельщиков")),
        ("Мэр извинилась перед врачом Котовым.", ("target", "Котов")),
        ("Депутат принёс извинения врачу Котову.", ("target", "Котов")),
    ],
)
def test_sides_of_a_statement(extractor: Extractor, text: str, side: tuple[str, str]) -> None:
    (event,) = [event for event in extractor.extract(text, published="2024-02-01").events if event.type == "statement"]
    assert side in [(who.role, who.name or who.text) for who in event.participants]


@pytest.mark.parametrize(("text", "event_type", "date"), DATES)
def test_dates(extractor: Extractor, text: str, event_type: str, date: str | None) -> None:
    (event,) = [event for event in extractor.extract(text, published="2024-02-01").events if event.type == event_type]
    assert (event.time and event.time.edtf) == date


@pytest.mark.parametrize(("text", "event_type", "roles"), ROLES)
def test_roles(by_rules: Extractor, text: str, event_type: str, roles: list[tuple[str, str]]) -> None:
    (event,) = [event for event in by_rules.extract(text, published="2024-02-01").events if event.type == event_type]
    assert sorted((who.role, who.name or who.text) for who in event.participants) == sorted(roles)


def test_acting_bodies_are_entities(extractor: Extractor) -> None:
    text = "Прибор купила лаборатория. Другой банк приобрёл станок. Четыре банка заплатили штраф."
    record = extractor.extract(text, published="2024-02-01")
    assert [(entity.name, entity.type) for entity in record.entities] == [("лаборатория", "organization")]
    assert [text[m.start : m.end] for m in record.entities[0].mentions] == ["лаборатория"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Он снял «Снег», «Суд арестовал солдата» и «Ночь».", set()),
        ("«Суд арестовал солдата», — сказал Олег Рогов.", {"detention"}),
    ],
)
def test_a_sentence_among_titles_is_a_title(text: str, types: set[str]) -> None:
    assert {event.type for event in Extractor().extract(text).events} - {"other"} == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Рогов «похоронил» своих соперников.", set()),
        ("Орлов назвал итог «катастрофой».", {"statement"}),
        ('Рогов "похоронил" своих соперников.', set()),
        ("Рогова похоронили в Риге.", {"ceremony"}),
        ("«Спартак» обыграл «Ростов».", {"competition"}),
        ('"Спартак" обыграл "Ростов".', {"competition"}),
    ],
)
def test_a_verb_alone_in_quotation_marks_is_not_meant(text: str, types: set[str]) -> None:
    assert {event.type for event in Extractor().extract(text).events} == types


def test_nobody_is_meant_where_somebody_unnamed_is_a_subject_before() -> None:
    text = "Олег Рогов сказал, что его отец заболел. Через день он умер."
    (death,) = [event for event in Extractor().extract(text).events if event.type == "death"]
    assert [who.name for who in death.participants if who.entity] == []
