"""The whole chain, loaded once a test process."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from letopis.threads import default_to_one_thread

if TYPE_CHECKING:
    from letopis.extractor import Extractor

# As the command does, before numpy loads: it comes with the chain, so that is imported further down.
default_to_one_thread()

# How long an example takes says what else the machine does, not whether it is right.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def extractor() -> "Extractor":
    from letopis.extractor import Extractor

    return Extractor()
