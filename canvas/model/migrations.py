"""Schema versions: what we can read, and what a newer program must read instead of us."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.errors import UnsupportedSchema
from canvas.model.records import Value
from canvas.model.schema import SCHEMA_VERSION


def check_schema(meta: Mapping[str, Value]) -> None:
    """Raise UnsupportedSchema when a newer program wrote the document; one without a version is of version 1."""
    found = int(meta.get("schema", 1.0))
    if found > SCHEMA_VERSION:
        raise UnsupportedSchema(found, SCHEMA_VERSION)
