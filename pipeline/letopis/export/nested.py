"""The record as one row: its contract as Arrow types, structs and lists as they are in JSON. Needs pyarrow.

Names are those of the record. Entities of all types share one struct, in which what belongs to another type is null;
`counts` is a map; the values of a conflict, which have no one type, are JSON text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import orjson
import pyarrow as pa
from pydantic import BaseModel

from letopis.record import Record

_SCALARS: Final = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value of the contract is in Arrow, and how its JSON value becomes one that Arrow takes."""

    arrow: pa.DataType
    plain: Callable[[Any], Any]


def shape_of(annotation: Any) -> Shape:
    """The shape of a type of the contract: models, lists, maps, scalars, unions of these and None."""
    annotation = _bare(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return _of_union([one for one in arguments if one is not NoneType])
    if origin is Literal:
        return Shape(_SCALARS[type(arguments[0])], _same)
    if origin is list:
        inner = shape_of(arguments[0])
        return Shape(pa.list_(inner.arrow), _optional(lambda values: [inner.plain(value) for value in values]))
    if origin is dict:
        inner = shape_of(arguments[1])
        pairs = _optional(lambda values: [(key, inner.plain(value)) for key, value in values.items()])
        return Shape(pa.map_(pa.string(), inner.arrow), pairs)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _struct(_fields(annotation))
    return Shape(_SCALARS[annotation], _same)


def _bare(annotation: Any) -> Any:
    """Without constraints."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _of_union(members: list[Any]) -> Shape:
    bare = [_bare(member) for member in members]
    if all(isinstance(member, type) and issubclass(member, BaseModel) for member in bare):
        return _struct({name: shape for member in bare for name, shape in _fields(member).items()})
    shapes = [shape_of(member) for member in bare]
    if len({str(shape.arrow) for shape in shapes}) == 1:
        return shapes[0]
    return Shape(pa.string(), _optional(lambda value: orjson.dumps(value).decode()))


def _fields(model: type[BaseModel]) -> Mapping[str, Shape]:
    fields = model.model_fields.items()
    return {field.alias or name: shape_of(field.annotation) for name, field in fields}


def _struct(fields: Mapping[str, Shape]) -> Shape:
    def plain(value: Mapping[str, Any]) -> dict[str, Any]:
        return {name: shape.plain(value.get(name)) for name, shape in fields.items()}

    return Shape(pa.struct([(name, shape.arrow) for name, shape in fields.items()]), _optional(plain))


def _optional(plain: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else plain(value)


def _same(value: Any) -> Any:
    return value


_RECORD: Final = shape_of(Record)
SCHEMA: Final = pa.schema(list(_RECORD.arrow))


def nested_row(record: Record) -> dict[str, Any]:
    """The record as a row of `SCHEMA`."""
    row: dict[str, Any] = _RECORD.plain(record.to_dict())
    return row
