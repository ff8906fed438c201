"""Two systems side by side on the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from letopis.evaluation.bootstrap import Change
from letopis.evaluation.comparing import ArticleChange, PairedReport
from letopis.evaluation.difference import Difference
from letopis.evaluation.labels import FIGURE_LABELS
from letopis.evaluation.terminal import difference_line, figures_table, percent


def print_paired(report: PairedReport, console: Console, *, verbose: bool) -> None:
    """Figures, then articles that changed; `verbose` lists what was mended and broken in each."""
    title = f"{len(report.articles)} articles; * where the 95% interval of B - A (paired bootstrap) leaves out 0"
    table = figures_table("F1, or share right", title, ("A", "B", "B - A", "", "95%", "doubt"))
    for name, change in report.figures.items():
        table.add_row(FIGURE_LABELS[name], *_cells(change))
    console.print(table)
    changed = [article for article in report.articles if article.mended or article.broken]
    table = figures_table("articles that changed", "", ("A", "B", "mended", "broken"))
    for article in changed:
        numbers = str(len(article.mended)), str(len(article.broken))
        table.add_row(article.name, percent(article.a), percent(article.b), *numbers)
    console.print(table)
    better = sum(article.balance > 0 for article in changed)
    worse = sum(article.balance < 0 for article in changed)
    console.print(f"better: {better}, worse: {worse}, as good: {len(report.articles) - better - worse}")
    if verbose:
        for article in changed:
            _print_article(article, console)
    elif changed:
        console.print("--verbose lists what was mended and broken")


def _cells(change: Change) -> list[str]:
    low, high = change.interval or (None, None)
    interval = "" if low is None or high is None else f"{100 * low:+.1f} … {100 * high:+.1f}"
    doubt = "" if change.doubt is None else f"{change.doubt:.3f}"
    return [percent(change.a), percent(change.b), f"{100 * change.difference:+.1f}", "*" * change.sure, interval, doubt]


def _print_article(article: ArticleChange, console: Console) -> None:
    console.print(Text(f"\n{article.name}", style="bold"))
    groups: Sequence[tuple[str, list[Difference]]] = (("mended", article.mended), ("broken", article.broken))
    for what, differences in groups:
        for difference in differences:
            console.print(Text(f"  {what} {difference.kind}").append_text(difference_line(difference)), soft_wrap=True)
