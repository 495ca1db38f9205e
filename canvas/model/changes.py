"""What changed, as the projection tells its listeners after each transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from canvas.model.plan import SHAPES
from canvas.model.records import ShapeRecord


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record appeared, disappeared or was replaced as a whole.

    Attributes:
        lost: the record as it was before a removal, so that an edit swallowed by a colleague's delete can be offered back.
    """

    id: str
    present: bool
    table: str = SHAPES
    lost: ShapeRecord | None = None


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One key of one record was written or removed."""

    id: str
    key: str
    table: str = SHAPES


@dataclass(frozen=True, slots=True)
class TextChange:
    """A label changed, as a delta in code points: ("retain", n[, marks]), ("delete", n) or ("insert", str, marks)."""

    id: str
    delta: tuple[tuple[Any, ...], ...]


Change: TypeAlias = RecordChange | KeyChange | TextChange
