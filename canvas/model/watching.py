"""What pycrdt tells of a document's transactions, kept until the document tells it on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pycrdt import Doc, Map

from canvas.model.changes import Change
from canvas.model.projection import Projection


class Watch:
    """Hears of every transaction from ``begin`` to ``end``.

    pycrdt's callbacks hold the Doc they belong to, out of sight of Python's collector: what is not ended is never freed. So they
    hold this and nothing that shows the document, whose end can then end this.
    """

    def __init__(self, doc: Doc[Any], roots: Mapping[str, Map[Any]], records: Projection) -> None:
        """Make it; nothing is heard before ``begin``.

        Args:
            doc: the Y.Doc.
            roots: its tables, by name.
            records: brought up to date by what is heard.
        """
        self._doc = doc
        self._roots = roots
        self._records = records
        self._subscriptions: list[tuple[Any, Any]] = []
        self._changes: list[Change] = []
        self._update = b""

    def begin(self) -> None:
        """Hear of transactions from now on."""
        deep = [(root, root.observe_deep(self._absorber(table))) for table, root in self._roots.items()]
        self._subscriptions += [*deep, (self._doc, self._doc.observe(self._keep_update))]

    def end(self) -> None:
        """Hear of no more transactions; what was heard stays."""
        while self._subscriptions:
            watched, subscription = self._subscriptions.pop()
            watched.unobserve(subscription)

    def read_anew(self) -> None:
        """Read all records instead of hearing of each."""
        self._changes += self._records.read()

    def take(self) -> tuple[tuple[Change, ...], bytes]:
        """Return what changed since the last call, and the bytes of the last transaction; ``b""`` when there was none."""
        taken = tuple(self._changes), self._update
        self._changes, self._update = [], b""
        return taken

    def _absorber(self, table: str) -> Callable[[list[Any]], None]:
        def absorb(events: list[Any]) -> None:
            self._changes += self._records.absorb(table, events)

        return absorb

    def _keep_update(self, event: Any) -> None:
        self._update = event.update
