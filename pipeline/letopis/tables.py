"""Reads tables and lexicons in YAML into checked models; every fault names its file and, where known, its line."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from letopis.errors import ResourceError

Model = TypeVar("Model")


_TEXT = "tag:yaml.org,2002:str"


class _Loader(yaml.CSafeLoader):
    """Plain data only, and no key twice: YAML would let the last one win, and what the first says were lost.

    Lists and mappings are made at once, not by PyYAML's generators, which take half of the time.
    """

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == _TEXT else super().construct_object(node, deep)
        if node in self.recursive_objects:
            raise yaml.MarkedYAMLError(problem="holds itself", problem_mark=node.start_mark)
        self.recursive_objects[node] = None
        try:
            return self._mapping(node) if isinstance(node, yaml.MappingNode) else self._sequence(node)
        finally:
            del self.recursive_objects[node]

    def _sequence(self, node: yaml.Node) -> list[Any]:
        construct = self.construct_object
        return [construct(each) for each in node.value]

    def _mapping(self, node: yaml.MappingNode) -> dict[Any, Any]:
        known: set[str] = set()
        for key, _ in node.value:
            if key.value in known:
                raise yaml.MarkedYAMLError(problem=f"has the key {key.value!r} twice", problem_mark=key.start_mark)
            known.add(key.value)
        self.flatten_mapping(node)
        construct = self.construct_object
        return {construct(key): construct(value) for key, value in node.value}


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
