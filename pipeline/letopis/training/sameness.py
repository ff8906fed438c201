"""Fits resources/story/sameness.yaml: `python -m letopis.training.sameness GOLD... --folds DIR --out FILE`.

Every mention that is one of gold's is compared with the events told before it, joined as gold joins them: right is the
pair that gold has as one event. Pairs with mentions that gold does not have say nothing. An article is read twice, as
it stands and with its title on top (titled.py), with the network of `letopis train --folds` that did not see it.
Figures are of articles left out of the fit, an eighth at a time.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
import yaml

from letopis.document import Document, EventMention
from letopis.evaluation.formats import own
from letopis.evaluation.gold import GoldArticle
from letopis.events.ontology import Ontology
from letopis.story.facts import FactBase
from letopis.story.merging import Clusters
from letopis.story.relations import Relations
from letopis.training.folds import OwnChains
from letopis.training.held_out import Judged, article_of, auc, fit, held_out
from letopis.training.regression import Floats
from letopis.training.titled import titled

PENALTY = 5.0
# From here on few events are split and few merged; F1 is the same from 0.48 to 0.54.
JOINED = 0.5
_HEADER = """\
# Log-odds that a mention tells of an event told before, by what speaks for and against. From the probability `joined`
# on it is joined to it. `python -m letopis.training.sameness` wrote this, its docstring says from what. On articles
# held out of the fit:
"""


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
    folds: Annotated[Path, typer.Option(help="folder of the networks of `letopis train --folds`", exists=True)],
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all."""
    chains, relations, ontology = OwnChains(folds, told=False), Relations.load(), Ontology.load()
    judged: list[Judged] = []
    for number, article in enumerate(one for folder in gold for one in own.load(folder)):
        reader = chains.of(article)
        for told in (article, titled(article, reader, relations)):
            if told is not None:
                document = reader.annotate(article_of(told))
                pairs = compared(document, _told(document, told), relations, ontology)
                judged += [Judged(pair.evidence, pair.right, number) for pair in pairs]
    figures = _report(judged, held_out(judged, PENALTY))
    typer.echo(figures)
    table = {"joined": JOINED, **fit(judged, PENALTY).model_dump()}
    text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=120)
    out.write_text(f"{_HEADER}# {figures}\n{text}", encoding="utf-8")


def compared(
    document: Document, told: Sequence[tuple[EventMention, str | None]], relations: Relations, ontology: Ontology
) -> Iterator[Judged]:
    """Each pair of a mention and an event told before, of both of which gold knows (ids of `told`)."""
    clusters, base = Clusters(document, relations), FactBase(document, relations, ontology)
    known: dict[int, str | None] = {}
    for mention, event in told:
        facts = base.of(mention)
        candidates = clusters.candidates(mention, facts)
        doubtful = candidates if all(each.sure is None for each in candidates) else []
        for candidate in doubtful:
            other = known[id(candidate.cluster)]
            if event is not None and other is not None:
                yield Judged(candidate.evidence, event == other, 0)
        host = next((one for one in clusters.all if event is not None and known[id(one)] == event), None)
        if host is None:
            clusters.add(mention, facts)
            known[id(clusters.all[-1])] = event
        else:
            clusters.join(host, mention, facts)


def _told(document: Document, gold: GoldArticle) -> list[tuple[EventMention, str | None]]:
    """The mentions that no claim counts, each with its event of gold, of its own type if there is one."""
    mentions = [mention for mention in document.event_mentions if mention.claim is None]
    return [(mention, _event(mention, gold)) for mention in mentions]


def _event(mention: EventMention, gold: GoldArticle) -> str | None:
    events = [
        (event.type != mention.type, event.id)
        for event in gold.record.events
        for told in event.mentions
        if told.trigger.start < mention.trigger.end and mention.trigger.start < told.trigger.end
        and told.sentence.start < mention.end and mention.start < told.sentence.end
    ]  # fmt: skip
    return min(events)[1] if events else None


def _report(judged: Sequence[Judged], sure: Floats) -> str:
    right = np.array([one.right for one in judged], float)
    ruled = np.array(["rules join" in one.evidence for one in judged])
    lines = [
        f"{name} {chosen.sum()}, {right[chosen].mean():.0%} right, {right[chosen].sum() / right.sum():.0%} of all"
        for name, chosen in (("joined", sure >= JOINED), ("by rules alone", ruled))
    ]
    return f"{len(right)} pairs, {right.mean():.0%} one event, ROC area {auc(sure, right):.2f}; " + "; ".join(lines)


if __name__ == "__main__":
    typer.run(main)
