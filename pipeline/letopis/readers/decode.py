"""Bytes to text: UTF-8 as it stands, anything else guessed and said, what is no text refused."""

import codecs
import io
from typing import BinaryIO, Final

from letopis.document import Notice
from letopis.readers.bounded import prefixed
from letopis.readers.source import fault

_MAGIC: Final = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
}
_MARKS: Final = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CYRILLIC_ENCODINGS: Final = ["cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"]
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b"))
_SAMPLE = 65_536
_GUESS_SAMPLE = 200_000


def decode(data: bytes, where: str, declared: str | None = None) -> tuple[str, list[Notice]]:
    """The text, character for character but for a byte-order mark, and what had to be guessed.

    `declared` is the encoding that the input itself claims. Raises InputError: binary, encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding, where), []
    refuse_binary(data, where)
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), []
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise fault(where, "encoding", f"byte {error.start} is no UTF-8, though the rest is") from error
    if declared is not None and _is_encoding(declared):
        return _decode_as(data, declared, where), []
    return _guess(data, where)


def take_sample(stream: BinaryIO, where: str) -> tuple[bytes, BinaryIO]:
    """The beginning of a stream that is read piece by piece, and the stream whole again.

    Raises InputError `empty` when there is nothing but white space.
    """
    sample = stream.read(_GUESS_SAMPLE)
    if not sample.strip():
        raise fault(where, "empty", "the file is empty" if not sample else "nothing but white space")
    return sample, prefixed(sample, stream)


def open_text(stream: BinaryIO, where: str) -> tuple[io.TextIOWrapper, list[Notice]]:
    """A stream as text, its encoding told by its beginning; line ends are kept as they are.

    Raises InputError: empty, binary, encoding. Bytes further on that are no such text raise UnicodeDecodeError.
    """
    sample, whole = take_sample(stream, where)
    notices: list[Notice] = []
    encoding = next((name for mark, name in _MARKS if sample.startswith(mark)), None)
    if encoding is None:
        # A character may be cut at the sample's end, and lines are not: so only whole lines are looked at.
        lines = sample[: sample.rfind(b"\n") + 1] or sample
        _, notices = decode(lines, where)
        encoding = _guessed(lines, where) if notices else "utf-8-sig"
    return io.TextIOWrapper(whole, encoding, newline=""), notices


def _decode_as(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise fault(where, "encoding", f"byte {error.start} is no {encoding}, as the file claims to be") from error


def _is_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name).name != "utf-8"
    except LookupError:
        return False


def refuse_binary(data: bytes, where: str) -> None:
    """InputError `binary` when the beginning of the data is that of no text."""
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise fault(where, "binary", f"this is {what}, not text")
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" in sample or controls * 50 > len(sample):
        raise fault(where, "binary", "control characters: this is not text")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all of it is UTF-8, which no other encoding of Russian looks like."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    beyond_ascii = sum(character > "\x7f" for character in text)
    return broken * 10 < beyond_ascii


def _guess(data: bytes, where: str) -> tuple[str, list[Notice]]:
    encoding = _guessed(data, where)
    return _decode_as(data, encoding, where), [Notice("encoding-guessed", f"not UTF-8; read as {encoding}")]


def _guessed(data: bytes, where: str) -> str:
    # Heavy to import, and needed only here.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_SAMPLE], cp_isolation=_CYRILLIC_ENCODINGS).best()
    if best is None:
        raise fault(where, "encoding", "neither UTF-8 nor any known encoding of Russian")
    return best.encoding
