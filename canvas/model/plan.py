"""Plans: what a command wants written, as data. One plan is one transaction and one step of undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

from canvas.model.records import RichText, Scalar, Value

SHAPES = "shapes"
PAGES = "pages"
LAYERS = "layers"
META = "meta"
PLACE = frozenset({"x", "y"})
"""Keys that are measured from the parent: who writes a parent writes them too, also where they stay the same. Else one's parent would
come together with another one's place when two put a shape into two of them at the same time."""
"""Tables of the document. META is one flat map: its operations use id ""."""


class _Unset:
    """The type of UNSET."""

    def __repr__(self) -> str:
        return "UNSET"


UNSET = _Unset()
"""As a value of Set: remove the key."""


class Origin(IntEnum):
    """Who makes a transaction; pycrdt hands int origins back as they are."""

    USER = 1
    HISTORY = 2
    REMOTE = 3
    LOADED = 4


@dataclass(frozen=True, slots=True)
class Create:
    """Make a record; a shape's label Text is made with it."""

    id: str
    values: Mapping[str, Value]
    label: RichText = ()
    table: str = SHAPES


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove a record and all it holds."""

    id: str
    table: str = SHAPES


@dataclass(frozen=True, slots=True)
class Set:
    """Write one key, or remove it with UNSET."""

    id: str
    key: str
    value: Value | _Unset
    table: str = SHAPES


@dataclass(frozen=True, slots=True)
class Splice:
    """Replace `remove` code points of a shape's label at `index` by `insert`, which gets exactly `marks`."""

    id: str
    index: int
    remove: int
    insert: str
    marks: tuple[tuple[str, Scalar], ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """Set marks (None removes one) on `length` code points of a shape's label."""

    id: str
    index: int
    length: int
    marks: Mapping[str, Scalar | None] = field(default_factory=dict)


Op: TypeAlias = Create | Delete | Set | Splice | Format


@dataclass(frozen=True, slots=True)
class Plan:
    """Operations applied together.

    Attributes:
        name: what the user did, as the undo menu shows it ("Move", "Delete 3 shapes").
        ops: applied in order; each must be valid after those before it.
    """

    name: str
    ops: tuple[Op, ...] = ()
