"""README says what is true: its Python runs, its commands exist, its paths are there, every command is told of."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PATHS = sorted(set(re.findall(r"`((?:pipeline|corpus|output|tests|benchmarks)/[\w./-]+)`", README)))
COMMANDS = sorted(set(re.findall(r"^(?:\s*)letopis (\w+)|`letopis (\w+)", README, re.MULTILINE)))


def help_of(*arguments: str) -> str:
    command = [sys.executable, "-m", "letopis", *arguments, "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("path", PATHS)
def test_paths_exist(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", sorted({one or other for one, other in COMMANDS}))
def test_commands_have_help(name: str) -> None:
    assert "Usage: " in help_of(name)


def test_every_command_is_told_of() -> None:
    listed = re.findall(r"^  (\w[\w-]*)  ", help_of().split("Commands:")[1], re.MULTILINE)
    assert [name for name in listed if f"letopis {name}" not in README] == []


def test_python_example_runs() -> None:
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8").failed == 0


def test_every_fit_is_told_of() -> None:
    page = (ROOT / "docs" / "training.md").read_text(encoding="utf-8")
    modules = sorted((ROOT / "pipeline" / "letopis" / "training").glob("*.py"))
    fits = [module.stem for module in modules if re.match(r'"""Fits resources/', module.read_text(encoding="utf-8"))]
    assert len(fits) > 1
    assert [name for name in fits if f".{name}`" not in page] == []
