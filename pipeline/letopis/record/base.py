"""What the parts of a record are made of: scalar types, and models that check spans and intervals."""

from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    model_validator,
)

from letopis.settings import parse_moment


def _check_moment(value: str) -> str:
    parse_moment(value)
    return value


Offset = Annotated[int, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]
Identifier = Annotated[str, Field(min_length=1)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
Moment = Annotated[str, AfterValidator(_check_moment), Field(description="ISO 8601 date or date-time")]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


# A field that is left out of the record rather than written as null.
Absent = Field(default=None, exclude_if=lambda value: value is None)


class Model(BaseModel):
    """Base of the contract: strict and frozen."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class Bounded(Model):
    """A part with a span or an interval, which has to be sound."""

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        values = self.__dict__
        start, end = values.get("start"), values.get("end")
        if (start is None) != (end is None):
            raise ValueError("start and end are given together or are null together")
        if start is not None and end is not None and start >= end:
            raise ValueError(f"start {start} is not before end {end}")
        low, high = values.get("from_"), values.get("to")
        if low is not None and high is not None and low[:10] > high[:10]:
            raise ValueError(f"from {low} is after to {high}")
        return self
