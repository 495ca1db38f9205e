"""Which diagrams somebody asks for, by what the relay may know of them: never by title or content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_DIAGRAMS = 500
"""Diagrams on one page."""


class Order(StrEnum):
    """In which order diagrams are listed, newest first."""

    CREATED = "created"
    EDITED = "edited"


class Bin(StrEnum):
    """Whether diagrams in the bin are meant."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class DiagramQuery:
    """A question and the page of its answer.

    Attributes:
        limit: Most diagrams of the answer.
        after: (place, document) of the last diagram of the page before; None for the first page.
        order: What a place is: the operation that created it, or the time of the last edit.
        bin: Whether diagrams in the bin are meant.
        creator: Only those that a user created.
        editor: Only those that a user edited last.
        is_restricted: Only restricted ones, or only others.
        prefix: Only those whose id begins so (hex).
        edited_since_ms: Only those edited since.
    """

    limit: int = 100
    after: tuple[int, str] | None = None
    order: Order = Order.CREATED
    bin: Bin = Bin.OUT
    creator: str | None = None
    editor: str | None = None
    is_restricted: bool | None = None
    prefix: str = ""
    edited_since_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ListedDiagram:
    """What the relay knows of a diagram.

    Attributes:
        document: Its id.
        creator: User who created it.
        created: Operation that did.
        created_ms: When that reached the relay.
        is_deleted: Whether it lies in the bin.
        is_restricted: Whether it has keys and roles of its own.
        edited_ms: When the relay stored the last edit; None before the first.
        editor: User of that edit.
        edits: How many edits the relay stored.
        role: Role of the asking user on this diagram alone; None where the role in the workspace counts.
    """

    document: str
    creator: str
    created: int
    created_ms: int
    is_deleted: bool
    is_restricted: bool
    edited_ms: int | None
    editor: str | None
    edits: int
    role: int | None

    def place(self, order: Order) -> int:
        """Return where it stands in an order."""
        return self.created if order is Order.CREATED else self.edited_ms or 0
