"""A small article in every format, and files read back."""

import gzip
import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from letopis.errors import InputError
from letopis.readers import ReadOptions, SourceArticle, read_paths

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FIRST = "Губернатор Павел Светлов открыл в Елабуге новую переправу через Каму."
SECOND = "На церемонию приехали министр Олег Рюмин и двести жителей района, сообщили в пресс-службе."
TEXT = f"{FIRST}\n\n{SECOND}\n"


def as_page(text: str) -> bytes:
    body = "".join(f"<p>{part}</p>" for part in text.split("\n") if part)
    head = "<meta charset='utf-8'><title>Заголовок</title>"
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def as_crawl(*pages: tuple[str, str, bytes]) -> bytes:
    """A WARC of responses: address, media type and charset, payload."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    for url, media, payload in pages:
        http = StatusAndHeaders("200 OK", [("Content-Type", media)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(payload), http_headers=http))
    return stream.getvalue()


def as_feed(text: str) -> bytes:
    return (
        f"<rss><channel><item><title>Заголовок</title><description>{text}</description></item></channel></rss>".encode()
    )


def as_atom(text: str) -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>{text}</content></entry></feed>'.encode()


def as_parquet(*rows: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(rows)), stream)
    return stream.getvalue()


def as_json(text: str) -> bytes:
    return json.dumps({"text": text}).encode() + b"\n"


MAKERS: Mapping[str, Callable[[str], bytes]] = {
    ".txt": str.encode,
    ".md": str.encode,
    ".html": as_page,
    ".htm": as_page,
    ".json": as_json,
    ".jsonl": as_json,
    ".ndjson": as_json,
    ".csv": lambda text: f'title,text\n"Заголовок","{text}"\n'.encode(),
    ".parquet": lambda text: as_parquet({"title": "Заголовок", "text": text}),
    ".warc": lambda text: as_crawl(("https://news.example/1", "text/html; charset=utf-8", as_page(text))),
    ".rss": as_feed,
    ".atom": as_atom,
    ".xml": as_feed,
}
COMPRESS: Mapping[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstd.compress}


def as_zip(members: list[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def as_tar(members: list[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


PACK: Mapping[str, Callable[[list[tuple[str, bytes]]], bytes]] = {".zip": as_zip, ".tar": as_tar}


def read(path: Path, **options: Any) -> list[SourceArticle | InputError]:
    return list(read_paths([path], ReadOptions(**options)))


def read_one(path: Path, **options: Any) -> SourceArticle:
    (found,) = read(path, **options)
    assert isinstance(found, SourceArticle), found
    return found


def fault_of(path: Path, **options: Any) -> InputError:
    (found,) = read(path, **options)
    assert isinstance(found, InputError), found
    return found


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
