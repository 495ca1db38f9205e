"""What a step of undo remembers, and what it reports."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from canvas.model.records import RichText, Value
from canvas.model.text_cells import Cell

BASE = 0
"""Version of everything that no step of ours has touched since we began to watch."""

Ref: TypeAlias = tuple[str, str]
"""Table and id of a record."""


class Reason(Enum):
    """Why a part of a step was left out."""

    CHANGED = "changed by someone else since"
    GONE = "already gone"
    RESTORED = "deleted or restored by someone else since"
    EDITED = "kept, because someone else edited it since"
    ATTACHED = "kept, because something is attached to it"
    TEXT = "text changed by someone else since"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a step that was left out; `key` is "" when it is about the whole record."""

    table: str
    id: str
    key: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Report:
    """What one undo or redo did; nothing applied but something skipped must be told to the user.

    Attributes:
        name: name of the plan, as given.
        applied: number of effects that were applied.
        skipped: what was left out and why.
    """

    name: str
    applied: int
    skipped: tuple[Skipped, ...] = ()


@dataclass(slots=True)
class KeyEffect:
    """One key with its value and version before and after; UNSET stands for an absent key."""

    ref: Ref
    key: str
    before: Value
    before_version: int
    after: Value
    after_version: int

    @property
    def facet(self) -> tuple[Ref, str]:
        """Return what is undone together or not at all."""
        return self.ref, facet(self.key)

    def value(self, undo: bool) -> Value:
        """Return the value to write."""
        return self.before if undo else self.after

    def expected(self, undo: bool) -> int:
        """Return the version that the key must have for us to write."""
        return self.after_version if undo else self.before_version

    def version(self, undo: bool) -> int:
        """Return the version that the key has once we have written."""
        return self.before_version if undo else self.after_version


@dataclass(slots=True)
class Saved:
    """All of a record that is absent because of us."""

    values: dict[str, Value]
    label: RichText
    versions: dict[str, int]
    cells: list[Cell] | None


@dataclass(slots=True)
class LifeEffect:
    """A record that the step created or deleted.

    Attributes:
        foreign: how many changes by others the record had seen when we last touched its life.
        attached: records that pointed to it when we restored it: they may dangle again.
    """

    ref: Ref
    created: bool
    before_version: int
    after_version: int
    foreign: int
    saved: Saved | None = None
    attached: set[Ref] = field(default_factory=set)

    def leaves(self, undo: bool) -> bool:
        """Tell whether the record goes when the step is undone (or redone)."""
        return self.created is undo

    def expected(self, undo: bool) -> int:
        """Return the version of the record's life that lets us act."""
        return self.after_version if undo else self.before_version

    def version(self, undo: bool) -> int:
        """Return the version of the record's life once we have acted."""
        return self.before_version if undo else self.after_version


@dataclass(slots=True)
class TextEffect:
    """A label that the step typed into or formatted; its cells know the rest."""

    ref: Ref


Effect: TypeAlias = KeyEffect | LifeEffect | TextEffect


@dataclass(slots=True)
class Entry:
    """One step of undo."""

    name: str
    token: int
    effects: list[Effect]
    gesture: Hashable | None = None


_BOX = frozenset({"x", "y", "w", "h", "dx", "dy", "relative", "parent", "page"})


def facet(key: str) -> str:
    """Return the facet of a key: where and how large a shape is, what an end of a connector is glued to, or the key itself.

    A half-undone facet would be something that nobody made: x of one person with y of another, or a port without its shape.
    """
    if key in _BOX:
        return "box"
    for end in ("source", "target"):
        if key == end or key.startswith(f"{end}."):
            return end
    return key
