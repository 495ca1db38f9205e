"""Sharing a document of the own library: its first snapshot holds everything so far, written by whatever clients."""

from __future__ import annotations

from sync.engine.context import Context
from sync.engine.events import DocumentShared
from sync.engine.records import BesideRow, Row, SealedMark, SharingRow, StoredDocument
from sync.engine.snapshot_desk import SnapshotDesk
from sync.errors import UpdateRejected
from sync.protocol.envelope import envelope_hash
from sync.protocol.limits import WHOLE_DOCUMENT
from sync.protocol.snapshot import SnapshotContent
from sync.protocol.yupdate import inspect_update


def share(context: Context, event: DocumentShared) -> tuple[list[Row], StoredDocument | None]:
    """Seal the first snapshot of a document.

    Returns:
        The rows to store, and the document as the library holds it then; None if the own user may not write to it, its
        key is not known here, or its state is over a limit.
    """
    if not context.may_write(event.document):
        return [], None
    try:
        summary = inspect_update(event.state, WHOLE_DOCUMENT)
    except UpdateRejected:
        return [], None
    desk = SnapshotDesk(event.document, context)
    sealed = desk.seal_snapshot(SnapshotContent((), event.records_hash, event.state))
    if not sealed:
        return [], None
    clocks = {client: end for client, (_, end) in summary.clients.items()}
    digest = envelope_hash(sealed)
    sharing = SharingRow(event.document, context.state.workspace, event.kind, clocks, digest)
    beside = BesideRow(event.document, digest, context.user, sealed)
    marks = [SealedMark(event.document, writer, through) for writer, through in sorted(event.covers.items())]
    return [sharing, beside, *marks], StoredDocument(sharing, unsealed=event.later, beside=(beside,))
