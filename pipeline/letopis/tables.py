"""Reads tables and lexicons in YAML into checked models; every fault names its file and, where known, its line."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from letopis.errors import ResourceError

Model = TypeVar("Model")


class _Loader(yaml.CSafeLoader):
    """Plain data only, and no key twice: YAML would let the last one win, and what the first says were lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        known: set[str] = set()
        for key, _ in node.value:
            if key.value in known:
                raise yaml.MarkedYAMLError(problem=f"has the key {key.value!r} twice", problem_mark=key.start_mark)
            known.add(key.value)
        return super().construct_mapping(node, deep)


def read_table(path: Traversable | Path, model: type[Model]) -> Model:
    """The file's content as `model`, which may be any type that pydantic checks. Raises ResourceError."""
    return check_table(str(path), read_data(path), model)


def read_data(path: Traversable | Path) -> Any:
    """The file's content as plain data. Raises ResourceError with the line (from 1) of what is not YAML."""
    try:
        return parse_data(str(path), path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(str(path), f"cannot be read as UTF-8: {error}") from error


def parse_data(where: str, text: str) -> Any:
    """The text as plain data; `where` is what messages call it. Raises ResourceError with the line (from 1)."""
    try:
        return _Loader(text).get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ResourceError(where, f"is no YAML that can be read: {error.problem}", line) from error
    except yaml.YAMLError as error:
        raise ResourceError(where, f"is no YAML: {error}") from error


def check_table(where: str, data: Any, model: type[Model]) -> Model:
    """The data as `model`. Raises ResourceError that lists every fault with its field."""
    try:
        return TypeAdapter(model).validate_python(data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ResourceError(where, faults) from error
