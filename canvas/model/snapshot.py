"""Between a document and a snapshot of it: files are read into snapshots and written from them."""

from __future__ import annotations

from canvas.model.document import Document
from canvas.model.plan import Plan
from canvas.model.records import Snapshot


def snapshot_of(document: Document) -> Snapshot:
    """Return the document as it is now; later changes do not reach it."""
    ...


def plan_from_snapshot(snapshot: Snapshot, name: str) -> Plan:
    """Return the plan that writes a snapshot into an empty document, or adds it to one that shares no ids."""
    ...
