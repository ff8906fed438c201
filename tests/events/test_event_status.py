"""Did it happen, and who says so: one readable line a case."""

import pytest

from letopis.document import Article, Document, EventMention
from letopis.extractor import Extractor

STATUS = [
    ("Сборная Польши отказалась играть матч с Россией.", "competition", "negated"),
    ("Двенадцать жителей отказались от эвакуации.", "evacuation", "negated"),
    ("Часть рабочих отказалась от участия в забастовке, начавшейся в мае 2020 года.", "strike", "occurred"),
    ("Концерт должен был состояться в среду, но его отменили.", "performance", "cancelled"),
    ("Канцлер хотел прилететь в Варшаву, однако передумал.", "visit", "cancelled"),
    ("Переговоры должны были пройти в среду, но не состоялись.", "negotiation", "negated"),
    ("Министр должен был прибыть на форум, но отменил поездку.", "summit", "planned"),
    ("Посольство не подтвердило гибель рыбака.", "death", "hypothetical"),
    ("Мэр не смог подтвердить поездку министра в Орск.", "visit", "hypothetical"),
    ("Информация о взрыве на заводе оказалась ложной.", "explosion", "negated"),
    ("Сообщение о минировании школы оказалось ложным.", "threat", "occurred"),
    ("Отставка министра не обсуждается.", "resignation", "negated"),
    ("Президент Эстонии прибыл в Ригу.", "visit", "occurred"),
    ("Судебный процесс ещё не завершён.", "trial", "ongoing"),
    ("Банк передумал покупать завод.", "deal", "negated"),
    ("Маловероятно, что министр уйдёт в отставку.", "resignation", "hypothetical"),
    ("Депутаты не поддержали вотум недоверия.", "vote", "negated"),
    ("Выборы признали несостоявшимися.", "election", "negated"),
    ("Губернатор распорядился начать эвакуацию посёлка.", "evacuation", "planned"),
    ("Послы дали согласие приехать в Ригу.", "visit", "planned"),
    ("Профсоюз настаивает на отставке директора.", "resignation", "hypothetical"),
    ("Диспетчер предотвратил столкновение самолётов.", "accident", "negated"),
    ("Столкновения судов удалось избежать.", "accident", "negated"),
    ("Столкновения судов избежать не удалось.", "accident", "occurred"),
    ("Вместо переговоров стороны обменялись угрозами.", "negotiation", "negated"),
    ("Тренер часто вспоминает, как его задержала полиция.", "detention", "occurred"),
    ("Попытку переворота в Мали подавили за ночь.", "military_action", "occurred"),
    ("Активисты попытались перекрыть трассу.", "protest", "occurred"),
    ("Банк дважды пытался купить завод.", "deal", "negated"),
    ("Банк попытается купить завод.", "deal", "hypothetical"),
    ("Мэр позвонил вратарю, чтобы поздравить его с победой.", "message", "occurred"),
    ("Мэр хотел позвонить, чтобы поздравить вратаря с победой.", "message", "hypothetical"),
    ("Защита намерена обжаловать приговор банкиру.", "sentence", "occurred"),
    ("Профсоюз собирается оспорить увольнение главного врача.", "resignation", "occurred"),
    ("Суд принял решение об условно-досрочном освобождении фермера.", "release", "planned"),
    ("Президент подписал указ о помиловании фермера.", "release", "occurred"),
    ("Совет директоров одобрил покупку завода «Искра».", "deal", "planned"),
    ("До выборов партия сменила руководителя.", "election", "planned"),
    ("Накануне прошедших в мае выборов партия сменила руководителя.", "election", "occurred"),
    ("Выступая на церемонии открытия стадиона, мэр поблагодарил строителей.", "ceremony", "occurred"),
    ("Завод должен заплатить семье, чей сын погиб, когда кран упал на дом.", "death", "occurred"),
    ("Жертв и пострадавших нет.", "injury", "negated"),
    ("До выборов осталось две недели.", "election", "planned"),
    ("Министр вылетает в Минск на переговоры с коллегой.", "negotiation", "planned"),
    ("Завершив карьеру, вратарь возглавит школу.", "resignation", "planned"),
    ("Следствие ходатайствует об аресте директора.", "detention", "hypothetical"),
    ("В Риге прошёл митинг за отставку премьера.", "resignation", "hypothetical"),
    ("Юристы выступили против ареста судьи.", "detention", "occurred"),
    ("Защита просит отменить приговор Лапину.", "sentence", "occurred"),
    ("По одной из версий, лётчика убили.", "killing", "hypothetical"),
    ("Президент Эстонии прибудет в Ригу в пятницу.", "visit", "planned"),
    ("Президент Эстонии должен прибыть в Ригу с визитом.", "visit", "planned"),
    ("Он намерен посетить Ригу и встретиться с мэром.", "meeting", "planned"),
    ("Встреча министров намечена на июнь.", "meeting", "planned"),
    ("Визит министра отменили из-за снегопада.", "visit", "cancelled"),
    ("Встреча министров не состоится.", "meeting", "cancelled"),
    ("Встреча министров не состоялась.", "meeting", "negated"),
    ("Министр не встречался с послом.", "meeting", "negated"),
    ("Король прилетает в Лусаку.", "visit", "planned"),
    ("Апрель 2016. Король прилетает в Лусаку.", "visit", "occurred"),
    ("Гастроли отложили до 5 мая 2025 года: у певца перелом ноги.", "injury", "occurred"),
    ("Жеребьёвку на выборах, которые пройдут в Чили, отложили.", "election", "planned"),
    ("О встрече министров, которая не состоялась, забыли.", "meeting", "negated"),
    ("Следователи исключили поджог.", "fire", "negated"),
    ("Поджог в полиции не исключают.", "fire", "hypothetical"),
    ("Переговоры министров не состоялись в связи с пандемией холеры.", "outbreak", "occurred"),
    ("Слушания по делу о взрыве газа отложены до января.", "explosion", "occurred"),
    ("Послы договорились по телефону прекратить огонь.", "phone_call", "occurred"),
    ("Министр опроверг встречу с послом.", "meeting", "negated"),
    ("Посол не смог прилететь в Ригу.", "visit", "negated"),
    ("Весной визитов не было.", "visit", "negated"),
    ("Министры могут встретиться осенью.", "meeting", "hypothetical"),
    ("Если министры встретятся, они подпишут договор.", "meeting", "hypothetical"),
    ("Если министры встретятся, они подпишут договор.", "agreement", "hypothetical"),
    ("Оппозиция призвала провести выборы.", "election", "hypothetical"),
    ("Сейчас в Риге проходит митинг.", "protest", "ongoing"),
    ("Иванова назначили министром обороны.", "appointment", "occurred"),
    ("Стоит отметить визит президента Эстонии в Ригу.", "visit", "occurred"),
    ("Поездка министра в Ригу не отменена, а сдвинута на 11 марта.", "visit", "planned"),
    ("Суд дважды отказывал в экстрадиции банкира.", "extradition", "negated"),
    ("Защита обжалует приговор.", "trial", "planned"),
    ("Дело банкира рассматривает суд Риги.", "trial", "ongoing"),
    ("По слухам, певица собирается замуж за банкира.", "marriage", "hypothetical"),
    ("Губернатор поручил провести в ведомстве служебную проверку.", "investigation", "planned"),
    ("Стороны обязались обменять пленных.", "release", "planned"),
    ("Компания отозвала решение об увольнении 40 рабочих.", "layoff", "cancelled"),
    ("Сообщения об отставке главы региона не соответствуют действительности.", "resignation", "negated"),
    ("Отсутствие мэра на заседании совета объяснили просто.", "meeting", "occurred"),
    ("Заводу назначен штраф.", "fine", "occurred"),
    ("Министр не отрицает, что встречался с послом.", "meeting", "occurred"),
    ("Посол выразил желание посетить Ригу.", "visit", "hypothetical"),
    ("Уголовного дела пока нет.", "investigation", "negated"),
    ("Рабочим разослали уведомления о сокращении.", "layoff", "planned"),
    ("Новый закон позволяет министру посетить Ригу.", "visit", "hypothetical"),
    ("Поэта не стало в мае.", "death", "occurred"),
    ("Мэр может уйти в отставку.", "resignation", "hypothetical"),
    ("Министр не собирается в отставку.", "resignation", "negated"),
    ("Склад продолжает гореть.", "fire", "ongoing"),
    ("Тренер обвиняется в растрате.", "investigation", "occurred"),
    ("Бухгалтеру вменяют подкуп.", "investigation", "occurred"),
    ("Обошлось без жертв.", "death", "negated"),
    ("Эвакуация не потребовалась.", "evacuation", "negated"),
    ("Уголовное дело возбуждать не стали.", "investigation", "negated"),
    ("По слухам, генералы тайно встретились на даче.", "meeting", "hypothetical"),
    ("Слухи о встрече послов оказались уткой.", "meeting", "negated"),
    ("Банкир, вышедший из тюрьмы в январе, обещал вернуться.", "release", "occurred"),
    ("Король отложил поездку в Рим.", "visit", "cancelled"),
    ("Король отложил поездку в Рим на май.", "visit", "planned"),
    ("Директор завода покидает пост.", "resignation", "planned"),
    ("Если активиста не отпустят, его сторонники обещают начать голодовку.", "statement", "occurred"),
    ("Напавший на кассира пытался скрыться.", "attack", "occurred"),
    ("Жильцов пришлось эвакуировать.", "evacuation", "occurred"),
    ("Визит, намеченный на прошлый сентябрь, Ватикан отменил.", "visit", "cancelled"),
    ("Президент отменил поездку на саммит в Лаос.", "summit", "occurred"),
    ("Посол отказался подписывать договор.", "agreement", "negated"),
    ("Суд отклонил запрос об экстрадиции банкира.", "extradition", "negated"),
    ("До забастовки дело не дошло.", "strike", "negated"),
    ("Родные требовали ответа, пока полиция не задержала водителя.", "detention", "occurred"),
    ("В случае отставки мэра пройдут выборы.", "resignation", "hypothetical"),
    ("Власти готовы купить завод.", "deal", "hypothetical"),
    ("Поговаривают, что министр уйдёт в отставку.", "resignation", "hypothetical"),
    ("По приглашению короля в Осло прибудет премьер.", "visit", "planned"),
    ("На площади собрался митинг.", "protest", "occurred"),
    ("Демир поздравляет соседа с победой.", "message", "occurred"),
    ("На тушении пожара занято 118 человек.", "fire", "ongoing"),
    ("Стороны рассчитывают подписать договор осенью.", "agreement", "planned"),
]


def mentions_of(extractor: Extractor, text: str, event_type: str) -> list[EventMention]:
    document: Document = extractor.annotate(Article("x", text, "", published="2024-02-01"))
    return [mention for mention in document.event_mentions if mention.type == event_type]


@pytest.mark.parametrize(("text", "event_type", "status"), STATUS)
def test_status(extractor: Extractor, text: str, event_type: str, status: str) -> None:
    assert [mention.status for mention in mentions_of(extractor, text, event_type)] == [status]


HABITUAL = [
    ("Депутаты встречаются с мэром раз в квартал.", "meeting"),
    ("Такие встречи министров обычно проходят весной.", "meeting"),
    ("Президенты неоднократно созванивались.", "phone_call"),
    ("Он рассказал, как строились отношения — от первых визитов до саммитов.", "visit"),
    ("Кран состоит в партии, призывающей к снижению налогов.", "statement"),
    ("Кран, обвиняемая в растрате, вернулась в Тулу.", "investigation"),
    ("Анна Кран возглавляла институт с 1990 по 2004 год.", "appointment"),
    ("Ежегодно в мае страна отмечает праздник моряков.", "ceremony"),
    ("Между странами нет договора об экстрадиции.", "extradition"),
    ("Король имеет право распустить парламент.", "resignation"),
    ("Король имеет право назначить новые выборы.", "election"),
]


@pytest.mark.parametrize(("text", "event_type"), HABITUAL)
def test_what_is_usual_or_general_is_no_event(extractor: Extractor, text: str, event_type: str) -> None:
    assert mentions_of(extractor, text, event_type) == []


SOURCES = [
    ("В Риге задержали депутата, сообщила пресс-служба полиции.", "detention", "пресс-служба полиции"),
    ("По словам губернатора, в пожаре погибли двое рабочих.", "death", "губернатора"),
    ("В Риге задержали депутата. Об этом сообщило агентство.", "detention", "агентство"),
    ("В Риге задержали депутата, сообщили в прокуратуре края.", "detention", "прокуратуре края"),
    ("В Риге задержали депутата. Суд открыт. Об этом рассказали в полиции.", "detention", "полиции"),
    ("Двое рабочих погибли, говорится в сообщении ведомства.", "death", "ведомства"),
    ("Согласно данным МЧС, в пожаре погибли двое рабочих.", "death", "МЧС"),
    ("В Риге по подозрению во взятке задержали депутата — со ссылкой на следователей.", "detention", "следователей"),
    ("Собянин: в Москве задержали депутата.", "detention", "Собянин"),
    ("Источник: в аэропорту задержали депутата", "detention", "Источник"),
    ("В аэропорту задержали депутата — СМИ", "detention", "СМИ"),
]


@pytest.mark.parametrize(("text", "event_type", "source"), SOURCES)
def test_source(extractor: Extractor, text: str, event_type: str, source: str) -> None:
    (mention,) = mentions_of(extractor, text, event_type)
    assert mention.attribution is not None
    assert mention.attribution.text == source


UNVOUCHED = [
    ("В финале встретятся «Спартак» — «Зенит».", "competition"),
    ("В Москве задержали Сергея Иванова — бывшего мэра.", "detention"),
    ("Посольство не подтвердило гибель рыбака.", "death"),
    ("После аварии мэр сообщил, что школы закрыты.", "accident"),
    ("В мае депутата задержали, рассказали в Риге на площади.", "detention"),
    ("Во время нападения прихожане отмечали праздник.", "attack"),
    ("Марк Ольм, чемпион мира по версии Лиги бокса, скончался в Риге.", "death"),
]


@pytest.mark.parametrize(("text", "event_type"), UNVOUCHED)
def test_nobody_said_it(extractor: Extractor, text: str, event_type: str) -> None:
    (mention,) = mentions_of(extractor, text, event_type)
    assert mention.attribution is None


COUNTS = [
    ("Полиция задержала не менее 25 участников марша.", "detention", {"detained": (25, None)}),
    ("В аварии погибли трое полицейских.", "death", {"killed": (3, 3)}),
    ("Из домов эвакуировали 120 жителей двух улиц.", "evacuation", {"evacuated": (120, 120)}),
    ("Жителей двух улиц эвакуировали.", "evacuation", {}),
    ("28 апреля 2 человека погибли в аварии.", "death", {"killed": (2, 2)}),
    ("Шестеро погибли, и двое получили ранения.", "injury", {"injured": (2, 2)}),
    ("Известно о гибели 58 человек, более 500 получили ранения.", "injury", {"injured": (500, None)}),
    ("Пострадали по меньшей мере 20 человек.", "injury", {"injured": (20, None)}),
    ("При взрыве погибли трое рабочих, ещё пятеро ранены.", "injury", {"injured": (5, 5)}),
    ("Он убил рабочего и ранил ещё четверых.", "injury", {}),
    ("Жертвами войны стали десятки тысяч жителей.", "death", {"killed": (10000, None)}),
    ("Скончался Рэй Манов, один из основателей группы.", "death", {}),
    ("Приятель одного из подозреваемых отпущен под залог.", "release", {}),
]


@pytest.mark.parametrize(("text", "event_type", "counts"), COUNTS)
def test_counts(
    extractor: Extractor, text: str, event_type: str, counts: dict[str, tuple[int | None, int | None]]
) -> None:
    (mention,) = mentions_of(extractor, text, event_type)
    assert {key: (amount.low, amount.high) for key, amount in mention.counts.items()} == counts
