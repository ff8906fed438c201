"""One self-contained HTML page: every article marked up, gold against system, each difference in its place."""

from letopis.report.gold_page.page import render_page

__all__ = ["render_page"]
