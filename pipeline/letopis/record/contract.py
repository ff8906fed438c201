"""The record as a whole, and its JSON Schema."""

from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import Field, model_validator

from letopis.record.base import Absent, Model
from letopis.record.parts import (
    Article,
    Claim,
    Entity,
    Event,
    Layers,
    Notice,
    ProducedBy,
    Time,
)
from letopis.record.references import reference_faults


class Record(Model):
    """One article and everything found in it; every id and offset inside has been looked up."""

    schema_: Annotated[Literal["letopis.record/1"], Field(alias="schema")]
    article: Article
    events: list[Event]
    entities: list[Entity]
    times: list[Time]
    claims: list[Claim]
    warnings: list[Notice]
    layers: Layers | None = Absent
    produced_by: ProducedBy

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        faults = reference_faults(self)
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, keys in the contract's order."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self) -> bytes:
        """One line of UTF-8, not ASCII-escaped, without a line end."""
        return orjson.dumps(self.to_dict())


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the record."""
    schema = Record.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
