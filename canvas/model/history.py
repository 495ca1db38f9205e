"""Undo and redo of one user on one document; never undoes or overwrites what somebody else did."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

from canvas.model.document import Document
from canvas.model.plan import Plan


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


class History:
    """Undo and redo stacks. All the user's undoable plans go through `apply`; changes by any other way are foreign.

    Args:
        document: the document that the plans are applied to.
        limit: most steps kept.
    """

    def __init__(self, document: Document, limit: int = 200) -> None: ...

    def apply(self, plan: Plan, gesture: Hashable | None = None) -> None:
        """Apply a plan and remember how to take it back.

        Args:
            plan: what to write.
            gesture: plans in a row with equal gesture keys are one step (a typing run uses a new key after a pause).
        """

    def undo(self) -> Report | None:
        """Take the last step back; None when there is none."""
        ...

    def redo(self) -> Report | None:
        """Apply the step undone last once more; None when there is none."""
        ...

    @property
    def can_undo(self) -> bool: ...
    @property
    def can_redo(self) -> bool: ...
    @property
    def undo_name(self) -> str: ...
    @property
    def redo_name(self) -> str: ...

    def rebind(self, document: Document) -> None:
        """Go on with a freshly loaded document; what differs from the last seen state counts as somebody else's."""
