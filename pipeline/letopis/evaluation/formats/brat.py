"""brat standoff: NAME.txt beside NAME.ann.

Read: T (text-bound, also discontinuous: taken from the first to the last character, the fragments kept),
R, E and * (as relations), A and M (attributes), N (normalisations) and # (notes). Written: T, R, and # notes
whose type is the attribute's key, so that any value can stand in them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from letopis.errors import UsageError
from letopis.evaluation.formats.standoff import Relation, Span, StandoffArticle, checked, text_of
from letopis.evaluation.gold import Fault, GoldError

EQUIVALENT = "same"
_FRAGMENTS = "fragments"
_TEXT_BOUND = re.compile(r"(?P<label>\S+) (?P<place>\d+ \d+(?:;\d+ \d+)*)")
_ARGUMENT = re.compile(r"(?P<role>[^:\s]+):(?P<id>\S+)")


def read(path: Path) -> list[StandoffArticle]:
    """All articles of a folder, or that of one .ann file. Raises UsageError, GoldError with every faulty line."""
    files = [path] if path.suffix == ".ann" else sorted(path.glob("*.ann")) if path.is_dir() else []
    if not files:
        raise UsageError(f"{path}: no .ann files there; give a folder of brat pairs, NAME.txt beside NAME.ann")
    articles: list[StandoffArticle] = []
    faults: list[Fault] = []
    for file in files:
        try:
            articles.append(_Reader(file).article())
        except GoldError as error:
            faults += error.faults
    if faults:
        raise GoldError(faults)
    return checked(articles)


class _Reader:
    """One .ann file, line by line; events stand for their triggers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        source = path.with_suffix(".txt")
        if not source.is_file():
            raise GoldError([Fault(path, None, f"{source.name} is not beside it; put the article's text there")])
        # Not text_of: offsets count a byte-order mark here.
        self._article = StandoffArticle(path.stem, source, source.read_bytes().decode("utf-8"))
        self._spans: dict[str, Span] = {}
        self._triggers: dict[str, str] = {}
        self._faults: list[Fault] = []

    def article(self) -> StandoffArticle:
        """Raises GoldError."""
        rows = [(number, row) for number, row in enumerate(text_of(self._path).split("\n"), 1) if row.strip()]
        # Attributes and relations may stand before what they speak of.
        for kinds in ("T", "E", "R*AMN#"):
            for number, row in rows:
                if row[0] in kinds:
                    self._take(row.rstrip("\r"), number)
        for number, row in rows:
            if row[0] not in "TERAMN#*":
                self._fault(number, f"no brat line: {row[:40]!r}")
        if self._faults:
            raise GoldError(sorted(self._faults, key=lambda fault: fault.line or 0))
        self._article.spans = list(self._spans.values())
        return self._article

    def _fault(self, line: int, message: str) -> None:
        self._faults.append(Fault(self._path, line, message))

    def _take(self, row: str, line: int) -> None:
        takers = {"T": self._text_bound, "E": self._event, "R": self._relation, "*": self._equivalent, "#": self._note}
        try:
            takers.get(row[0], self._attribute)(row.split("\t"), line)
        except (IndexError, ValueError, KeyError) as error:
            reason = f"there is no {error}" if isinstance(error, KeyError) else "fields are missing"
            self._fault(line, f"no brat line: {row[:60]!r}: {reason}")

    def _text_bound(self, fields: list[str], line: int) -> None:
        match = _TEXT_BOUND.fullmatch(fields[1])
        if match is None:
            self._fault(line, f"{fields[1]!r} is no LABEL START END; ends are separated by ; where there are several")
            return
        pieces = [tuple(map(int, piece.split())) for piece in match["place"].split(";")]
        span = Span(fields[0], match["label"], min(a for a, _ in pieces), max(b for _, b in pieces))
        if len(pieces) > 1:
            span.attributes[_FRAGMENTS] = match["place"]
        self._spans[fields[0]] = span
        text = " ".join(self._article.text[start:end] for start, end in pieces)
        if len(fields) > 2 and text.split() != fields[2].split():
            self._fault(line, f"{fields[0]}: the text has {text!r} there, not {fields[2]!r}; mend the offsets")

    def _event(self, fields: list[str], _line: int) -> None:
        (_, trigger), *arguments = _ARGUMENT.findall(fields[1])
        self._triggers[fields[0]] = trigger
        self._spans[trigger].attributes.setdefault("event", fields[0])
        self._relate([(role.rstrip("0123456789"), trigger, target) for role, target in arguments])

    def _relation(self, fields: list[str], _line: int) -> None:
        (_, source), (_, target) = _ARGUMENT.findall(fields[1])
        self._relate([(fields[1].split()[0], source, target)])

    def _equivalent(self, fields: list[str], _line: int) -> None:
        label, *ids = fields[1].split()
        self._relate([(EQUIVALENT if label == "Equiv" else label, one, other) for one, other in pairwise(ids)])

    def _relate(self, found: Sequence[tuple[str, str, str]]) -> None:
        self._article.relations += [Relation(label, self._id(one), self._id(other)) for label, one, other in found]

    def _attribute(self, fields: list[str], _line: int) -> None:
        key, target, *value = fields[1].split()
        self._spans[self._id(target)].attributes[key] = " ".join(value) or "true"

    def _note(self, fields: list[str], _line: int) -> None:
        key, target = fields[1].split()
        if target[0] in "TE":
            self._spans[self._id(target)].attributes[key] = fields[2]
        else:
            self._article.dropped[f"notes on {target[0]} lines"] += 1

    def _id(self, id_: str) -> str:
        """The span's own id; an event is its trigger. Events may name events that come later."""
        return self._triggers.get(id_, id_)


def write(articles: Sequence[StandoffArticle], folder: Path) -> None:
    """NAME.txt and NAME.ann for each article, in a folder that is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        (folder / f"{article.name}.txt").write_bytes(article.text.encode("utf-8"))
        (folder / f"{article.name}.ann").write_bytes("".join(_rows(article)).encode("utf-8"))


def _rows(article: StandoffArticle) -> Iterator[str]:
    ids = {span.id: f"T{number}" for number, span in enumerate(article.spans, 1)}
    for span in article.spans:
        place = span.attributes.get(_FRAGMENTS, f"{span.start} {span.end}")
        pieces = [article.text[slice(*map(int, piece.split()))] for piece in place.split(";")]
        yield f"{ids[span.id]}\t{span.label} {place}\t{' '.join(' '.join(pieces).split())}\n"
    for number, relation in enumerate(article.relations, 1):
        yield f"R{number}\t{relation.label} Arg1:{ids[relation.source]} Arg2:{ids[relation.target]}\n"
    notes = [(span.id, *item) for span in article.spans for item in span.attributes.items() if item[0] != _FRAGMENTS]
    for number, (id_, key, value) in enumerate(notes, 1):
        yield f"#{number}\t{key} {ids[id_]}\t{' '.join(value.split())}\n"
