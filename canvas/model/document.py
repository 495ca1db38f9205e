"""The one writer: owns the Y.Doc of a diagram, applies plans and updates, tells what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from canvas.model.changes import Change
from canvas.model.plan import Origin, Plan
from canvas.model.projection import Projection

Unsubscribe: TypeAlias = Callable[[], None]
ChangeListener: TypeAlias = Callable[[tuple[Change, ...], Origin], None]
UpdateListener: TypeAlias = Callable[[bytes, Origin], None]
UpdateCheck: TypeAlias = Callable[[bytes], object]
"""Raises when an update from outside is not even structurally sound."""


class Document:
    """One diagram; used from the thread that made it and no other.

    Args:
        client_id: Yjs client id; never shared by two writers.
        updates: what the store holds, in any order that respects causality; applied as Origin.LOADED.
        check: structural pre-check run on every update before pycrdt sees it.

    Raises:
        DocumentPoisoned: an update cannot be applied.
        UnsupportedSchema: a newer program wrote the document.
    """

    def __init__(self, client_id: int, updates: Sequence[bytes] = (), check: UpdateCheck | None = None) -> None: ...

    @property
    def records(self) -> Projection:
        """What the document holds, as frozen records; the mappings are live, the records are replaced, never changed."""
        ...

    @property
    def client_id(self) -> int: ...

    def apply(self, plan: Plan, origin: Origin = Origin.USER) -> None:
        """Write one plan as one transaction. Raises PlanError, and then nothing is written."""

    def apply_update(self, update: bytes, origin: Origin = Origin.REMOTE) -> None:
        """Take in an update made elsewhere. Raises DocumentPoisoned: drop this object and rebuild it from the log."""

    def state(self) -> bytes:
        """Return the whole document as one update."""
        ...

    def state_vector(self) -> bytes: ...

    def subscribe(self, listener: ChangeListener) -> Unsubscribe:
        """Call the listener after each transaction that changed a record; returns what ends the subscription."""
        ...

    def on_update(self, listener: UpdateListener) -> Unsubscribe:
        """Call the listener with the bytes of each local transaction (USER and HISTORY), before change listeners."""
        ...
