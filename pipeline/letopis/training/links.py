"""Fits resources/linkage/odds.yaml: `python -m letopis.training.links SET.yaml... --articles FOLDER --stories FILE`.

SET.yaml are gold of what is one across articles (`corpus/gold/links`); their articles are in the folder beside each, or
in `--articles`, and are extracted as they are today. Learnt from are the pairs of tellings that linking would compare;
each set is measured by the odds fitted to the others.

In a set every second pair is one, among the news of a week one in many. So the other articles of known stories
(`--stories`; all but those of `--blind`) are told as if all had been published within days: no two of different stories
are one. Half of them are left out in turn to count how many would be joined.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
import yaml
from sqlalchemy import select

from letopis.database import Database, schema
from letopis.database.measuring import GoldEvents, gold_events
from letopis.database.tellings import read_tellings
from letopis.errors import InputError
from letopis.events.fallback import OTHER
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.linkage.compare import CONTRADICTIONS, agreement, clash
from letopis.linkage.features import Telling
from letopis.linkage.gold import LinkGold, Scores, pairwise
from letopis.linkage.keys import keys_of
from letopis.linkage.stories import stories as grouped
from letopis.linkage.tables import LinkOdds
from letopis.readers import SourceArticle, read_paths
from letopis.record import build_record
from letopis.training.regression import fit_odds

PENALTY = 2.0
# Of pairs of different stories one or two in a hundred get as far as this.
LEAST = 0.24
# There are so many of these that they would teach little but that articles differ: each counts for so much of a pair.
STRANGE = 0.1
# The sets have few pairs that contradict each other, mostly because something was misread: each contradiction counts so
# much against one event at least, in log-odds.
CONTRADICTED = -1.5
DENSE = 5  # days in which all stories begin
_HEADER = """\
# Log-odds that two tellings are of one event, by what they have in common; from the probability `least` on they are.
# `python -m letopis.training.links` wrote this, its docstring says from what. Pairs of sets left out of the fit:
"""
Agreement = dict[str, float]


@dataclass(frozen=True, slots=True)
class LinkSet:
    """One gold set: its tellings by id, and what is one of them."""

    name: str
    tellings: Mapping[str, Telling]
    gold: GoldEvents


def main(
    sets: Annotated[list[Path], typer.Argument(help="gold of what is one across articles", exists=True)],
    articles: Annotated[Path, typer.Option(help="folder of other articles", exists=True)],
    stories: Annotated[Path, typer.Option(help="which of the other articles tell one story", exists=True)],
    blind: Annotated[Path, typer.Option(help="gold whose articles teach nothing", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
) -> None:
    """Print pairs right, wrong and there for each set left out, write the odds fitted to all."""
    known = {stem: one["story"] for one in yaml.safe_load(stories.read_bytes()) for stem in one["articles"]}
    unseen = {path.stem for path in blind.glob("*.yaml")}
    others = {path.stem: known.get(path.stem, path.stem) for path in articles.iterdir() if path.stem not in unseen}
    folders = [path.with_suffix("") for path in sets if path.with_suffix("").is_dir()]
    with _linked([*folders, articles]) as database:
        read = [_read(database, path.stem, LinkGold.read(path)) for path in sets]
        strangers = _strangers(database, others)
    scores = {one.name: measured(one, fitted([other for other in read if other is not one], strangers)) for one in read}
    lines = [_line(name, score) for name, score in scores.items()]
    lines.append(_line("all", Scores(*(sum(getattr(one, part) for one in scores.values()) for part in _PARTS))))
    joined = sum(
        odds.probability(pair) >= LEAST
        for half in (0, 1)
        for odds in [fitted(read, strangers[half::2])]
        for pair in strangers[1 - half :: 2]
    )
    lines.append(f"of {len(strangers)} pairs of different stories {joined} joined")
    typer.echo("\n".join(lines))
    header = _HEADER + "".join(f"# {line}\n" for line in lines)
    text = yaml.safe_dump(fitted(read, strangers).model_dump(), allow_unicode=True, sort_keys=False, width=120)
    out.write_text(header + text, encoding="utf-8")


_PARTS = ("right", "made", "gold")


def _line(name: str, scores: Scores) -> str:
    return f"{name}: {scores.right} of {scores.gold}, {scores.made - scores.right} wrong, F1 {scores.f1:.3f}"


def _read(database: Database, name: str, gold: LinkGold) -> LinkSet:
    (found,) = database.ask(lambda connection: [gold_events(connection, gold)])
    (told,) = database.ask(lambda connection: [read_tellings(connection, found.articles)])
    return LinkSet(name, {id_: telling for id_, telling in told.items() if id_ in found.article}, found)


def _strangers(database: Database, stories: Mapping[str, str]) -> list[Agreement]:
    """What pairs of different stories have in common that linking would compare, were they of the same days.

    `stories`: the story of each article, by the stem of its path.
    """
    paths = database.ask(lambda connection: connection.execute(select(schema.articles.c.id, schema.articles.c.path)))
    story = {id_: stories[stem] for id_, path in paths if (stem := PurePath(path).stem) in stories}
    (told,) = database.ask(lambda connection: [read_tellings(connection, story)])
    begun: dict[str, str] = {}
    for one in told.values():
        if one.published is not None:
            begun[story[one.article]] = min(one.published, begun.get(story[one.article], one.published))
    dense = [_moved(one, story[one.article], begun) for one in told.values() if one.type != OTHER.type]
    return [pair for first, second, pair in _comparable(dense) if story[first.article] != story[second.article]]


def _moved(telling: Telling, story: str, begun: Mapping[str, str]) -> Telling:
    """The telling as if its story had begun in the first days of 2024."""
    if story not in begun:
        return telling
    start = date(2024, 1, 1) + timedelta(int(sha256_text(story), 16) % DENSE)
    shift = start - date.fromisoformat(begun[story])
    published, low, high = (
        day and (date.fromisoformat(day) + shift).isoformat() for day in (telling.published, telling.low, telling.high)
    )
    return replace(telling, published=published, low=low, high=high)


@contextmanager
def _linked(folders: Sequence[Path]) -> Iterator[Database]:
    """A database for a while, of all articles in these folders."""
    extractor = Extractor()
    sources = (one for folder in folders for one in read_paths([folder]) if isinstance(one, SourceArticle))
    with TemporaryDirectory() as folder, Database(f"sqlite:///{folder}/events.db") as database:
        for document in extractor.process(sources):
            if isinstance(document, InputError):
                raise document
            database.put(build_record(document, extractor.settings))
        database.link()
        yield database


def _comparable(tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Telling, Agreement]]:
    """Pairs that linking would compare."""
    told = sorted(tellings, key=lambda telling: telling.id)
    stored: dict[int, list[int]] = {}
    for number, telling in enumerate(told):
        keys = keys_of(telling)
        for other in sorted({other for key in keys.sought for other in stored.get(key, ())}):
            if not clash(told[other], telling):
                yield told[other], telling, agreement(told[other], telling)
        for key in keys.stored:
            stored.setdefault(key, []).append(number)


def fitted(sets: Sequence[LinkSet], strangers: Sequence[Agreement]) -> LinkOdds:
    """The odds by all pairs of these sets that linking would compare, and of strangers."""
    rows, right, counting = list(strangers), [False] * len(strangers), [STRANGE] * len(strangers)
    for one in sets:
        together = {frozenset(pair) for cluster in one.gold.clusters for pair in combinations(cluster, 2)}
        for first, second, pair in _comparable(one.tellings.values()):
            rows.append(pair)
            right.append(frozenset((first.id, second.id)) in together)
            counting.append(1.0)
    weights = dict(fit_odds(rows, right, PENALTY, counting).weights)
    against = {name: min(CONTRADICTED, weights.get(name, 0.0)) for name in CONTRADICTIONS}
    return LinkOdds(least=LEAST, weights=dict(sorted((weights | against).items())))


def measured(one: LinkSet, odds: LinkOdds) -> Scores:
    """Pairs of the set as these odds join them."""
    made = {
        member.telling.id: story.id for story in grouped(one.tellings.values(), odds=odds) for member in story.members
    }
    return pairwise(made, one.gold.clusters, one.gold.article)


if __name__ == "__main__":
    typer.run(main)
