"""The whole chain, loaded once a test process."""

import pytest

from letopis.extractor import Extractor
from letopis.threads import default_to_one_thread


def pytest_configure() -> None:
    """As the command does, before any test module loads numpy."""
    default_to_one_thread()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()
