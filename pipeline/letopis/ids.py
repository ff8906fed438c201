"""Ids that a second run, or a better version, writes again: they hang on what does not get better.

Every id is a prefix and 16 hexadecimal digits of a SHA-256:

- `url:`  over the normalised address,
- `path:` over `<path relative to the input root>#<position in the file, from 0>`,
- `text:` over the text itself, for a text that came without address and without file,
- `ev_`   over `<article id>|<type>|<trigger start>|<trigger end>|<ordinal, from 0>`.
"""

import hashlib
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit, urlunsplit

_DIGITS = 16
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = frozenset({"fbclid", "gclid", "yclid", "ysclid", "from", "ref", "_openstat"})


def sha256_text(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def normalise_url(url: str) -> str:
    """One spelling for addresses that lead to the same page.

    `http` counts as `https`; host in lower case and ASCII; no default port, fragment, trailing
    slash, or parameter that only tells where the reader came from; parameters sorted.
    What is no address at all stays as it is.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    scheme = "https" if parts.scheme in {"", "http", "https"} else parts.scheme
    path = quote(parts.path.rstrip("/"), safe="/%:@!$&'()*+,;=~-._")
    kept = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(pair[0]))
    return urlunsplit((scheme, _host(parts), path, urlencode(kept), ""))


def _host(parts: SplitResult) -> str:
    """Host and port of the address, the host in its ASCII form where it has one."""
    name = parts.hostname or ""
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:  # longer than a host name may be: then its own letters have to do
            name = name.casefold()
    try:
        port = parts.port
    except ValueError:  # a port that is no number still tells addresses apart
        return parts.netloc.casefold()
    return name if port in {None, _DEFAULT_PORTS.get(parts.scheme)} else f"{name}:{port}"


def _is_tracking(name: str) -> bool:
    return name.startswith("utm_") or name in _TRACKING


def url_id(url: str) -> str:
    """Id of an article known by its address."""
    return f"url:{sha256_text(normalise_url(url))[:_DIGITS]}"


def path_id(path: str, position: int = 0) -> str:
    """Id of an article known by its file: `path` relative to the input root, `/` between its parts.

    An edited file is the same article with a new `sha256`.
    """
    return f"path:{sha256_text(f'{path}#{position}')[:_DIGITS]}"


def text_id(text: str) -> str:
    """Id of a text that came alone."""
    return f"text:{sha256_text(text)[:_DIGITS]}"


def article_id(
    text: str, *, given: str | None = None, url: str | None = None, path: str | None = None, position: int = 0
) -> str:
    """The given id, else from the address, else from the path, else from the text."""
    if given:
        return given
    if url:
        return url_id(url)
    return path_id(path, position) if path is not None else text_id(text)


def event_id(article_id: str, event_type: str, start: int, end: int, ordinal: int = 0) -> str:
    """Id of an event by its first mention's trigger at [start, end).

    `ordinal` counts from 0 the events of one type that share that trigger («визиты» over a list).
    """
    return f"ev_{sha256_text(f'{article_id}|{event_type}|{start}|{end}|{ordinal}')[:_DIGITS]}"
