"""Layout is told by lines: titles, headings, captions, lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.language.blocks import split_blocks

BODY = "Переговоры начались утром и закончились к вечеру, сообщила пресс-служба."

CASES = [
    ("one paragraph", BODY, ["lead"]),
    ("title over text", f"Министр прибыл в Ош\n\n{BODY}", ["title", "lead"]),
    ("caption below the title", f"Министр прибыл в Ош\n\nМинистр у трапа\n{BODY}", ["title", "caption", "lead"]),
    ("year heading below the title", f"Хроника встреч\n2021 год\n{BODY}", ["title", "heading", "lead"]),
    ("heading inside", f"{BODY}\n\nИтоги года\n\n{BODY}", ["lead", "heading", "body"]),
    ("headings of Markdown", f"{BODY}\n\n## 2013\n{BODY}\n\n**Что дальше**\n{BODY}",
     ["lead", "heading", "body", "heading", "body"]),
    ("a paragraph in bold", f"{BODY}\n\n**{BODY}**\n{BODY}", ["lead", "body", "body"]),
    ("captions below the title", f"Посол прибыл в Ош\n\nПосол у трапа\nМитинг 5 мая 2011 года в Оше\n{BODY}",
     ["title", "caption", "caption", "lead"]),
    ("date below the title", f"Хроника недели\n\n5 мая 2011 года\n{BODY}", ["title", "heading", "lead"]),
    ("when it was printed, above the title", f"12 мая 2023, 14:30\n\nПорт закрыт\n\n{BODY}",
     ["caption", "title", "lead"]),
    ("when it was printed, below the title", f"Порт закрыт\n12.05.2023\n{BODY}", ["title", "caption", "lead"]),
    ("days of a chronicle", f"Хроника\n\n1 мая 2023\n{BODY}\n2 мая 2023\n{BODY}",
     ["title", "heading", "lead", "heading", "body"]),
    ("caption with its year last", f"{BODY}\n\nАнна Ким, 2018 год\n\n{BODY}", ["lead", "caption", "body"]),
    ("caption with its source", f"{BODY}\n\nФото пресс-службы. Стороны подписали план", ["lead", "caption"]),
    ("caption glued to a heading", f"{BODY}\n2021 год: начало Фото из архива. Визит\n{BODY}",
     ["lead", "heading", "caption", "body"]),
    ("semicolon list", f"{BODY}\nПоездки министра:\nБишкек — март;\nОш — май.", ["lead", "body", "list", "list"]),
    ("bulleted list", f"{BODY}\n— первый пункт\n— второй пункт", ["lead", "list", "list"]),
    ("quote", f"{BODY}\n«Мы подписали всё, что готовили полгода, и теперь дело за парламентом».", ["lead", "quote"]),
    ("hard wrapped", "Переговоры начались утром и закончились только к вечеру,\nсообщила пресс-служба.", ["lead"]),
    ("a verb that looks like a caption", f"{BODY}\nФотографировать запретили, сказал он.", ["lead", "body"]),
    ("empty", "", []),
    ("white space", " \r\n\u00a0\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in split_blocks(text)] == kinds


def test_heading_governs_until_the_next() -> None:
    blocks = split_blocks(f"{BODY}\n2021 год\n{BODY}\n{BODY}\n2022 год\n{BODY}")
    assert [block.heading for block in blocks] == [None, None, 1, 1, None, 4]


def test_list_knows_its_introduction() -> None:
    blocks = split_blocks(f"{BODY}\nПоездки министра:\nБишкек — март;\nОш — май.\n{BODY}")
    assert [block.intro for block in blocks] == [None, None, 1, 1, None]


@given(st.text(alphabet=st.sampled_from("аяЁ .;:\n\r\u00a0—-«»Ф12\U0001f600\u0301"), max_size=300))
def test_blocks_are_trimmed_ordered_and_lose_no_word(text: str) -> None:
    blocks = split_blocks(text)
    at = 0
    for block in blocks:
        assert at <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        assert text[at : block.start].strip() == ""
        at = block.end
    assert text[at:].strip() == ""
