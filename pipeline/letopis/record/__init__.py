"""The contract `letopis.record/1` and how a document becomes one."""

from letopis.record.build import build_record, package_version
from letopis.record.contract import Record, record_schema
from letopis.record.reading import RecordLine, read_lines, read_records
from letopis.record.vocabulary import (
    COUNT_KEYS,
    EVENT_TYPES,
    PLACE_ROLES,
    ROLES,
    SCHEMA,
    WARNING_CODES,
    CountKey,
    EventType,
    PlaceRole,
    Role,
    WarningCode,
)

__all__ = [
    "COUNT_KEYS",
    "EVENT_TYPES",
    "PLACE_ROLES",
    "ROLES",
    "SCHEMA",
    "WARNING_CODES",
    "CountKey",
    "EventType",
    "PlaceRole",
    "Record",
    "RecordLine",
    "Role",
    "WarningCode",
    "build_record",
    "package_version",
    "read_lines",
    "read_records",
    "record_schema",
]
