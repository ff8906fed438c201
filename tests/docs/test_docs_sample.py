"""output/sample.jsonl is what this version writes: a change in extraction shows as a diff of records.

To renew it: letopis extract corpus/articles/calls-two-presidents.txt -o - > output/sample.jsonl
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_sample_is_current() -> None:
    command = [sys.executable, "-m", "letopis", "extract", "corpus/articles/calls-two-presidents.txt", "-o", "-"]
    written = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    assert written == (ROOT / "output" / "sample.jsonl").read_bytes()
