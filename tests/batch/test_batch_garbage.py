"""An article leaves nothing behind that the garbage collector would have to find: a worker lets it run rarely."""

import gc
from pathlib import Path

import pytest

from letopis.extractor import Extractor
from letopis.settings import Settings

ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "articles").glob("*.txt"))[:12]


@pytest.mark.parametrize("model", ["default", "none"])
def test_articles_leave_no_rings_of_objects(model):
    extractor = Extractor(Settings(model=model))
    texts = [path.read_bytes().decode("utf-8") for path in ARTICLES]
    for text in texts:
        extractor.extract(text, published="2025-03-12")
    gc.collect()
    gc.disable()
    try:
        for text in texts:
            extractor.extract(text, published="2025-03-12")
        assert gc.collect() == 0
    finally:
        gc.enable()
