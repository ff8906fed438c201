"""The whole chain, loaded once a test process."""

import pytest

from letopis.extractor import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()
