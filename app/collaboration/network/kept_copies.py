"""Own edits that do not count for the others, kept as a diagram of one's own before anything takes their place (RUN-40)."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from canvas.model.merging import merged
from sync.engine.effects import KeepCopy
from sync.errors import StorageError, SyncError
from sync.protocol.errors import ErrorCode
from sync.store.library import Library
from sync.store.open_document import new_writer
from sync.store.ports import Store
from sync.store.records import Append, DocumentKind
from sync.transports.clock import Clock

AGAIN_SECONDS = 2.0
"""Between two tries while the disk refuses."""


def copy_title(title: str) -> str:
    """Return what a copy of own edits is called."""
    return QCoreApplication.translate("Team", "%1 (my edits)").replace("%1", title)


@dataclass(frozen=True, slots=True)
class CopyKept:
    """What became of edits that do not count.

    Attributes:
        document: the diagram in which they were drawn.
        copy: the diagram that holds them now; "" when it could not be stored.
        title: what the copy is called in lists for now; lists may not know yet what the diagram is called.
        why: why they do not count.
        problem: why there is no copy, in words.
        added: what was put into a copy that was made before; b"" for a new one.
    """

    document: str
    copy: str
    title: str
    why: ErrorCode
    problem: str = ""
    added: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy that was made, and a digest of what was put into it last."""

    id: str
    digest: bytes


class CopyKeeper:
    """Keeps the copies of one workspace; on the network thread.

    What is refused later goes into the copy that was made first, as it may go on from what is there and nowhere else; but not into one
    that is in the bin, where nobody looks, or shared: there the others would miss what goes before later edits.
    """

    def __init__(self, library: Library, told: Callable[[CopyKept], Awaitable[None]], clock: Clock) -> None:
        """Take the library, who is told of each copy, and what measures the waiting between two tries."""
        self._library, self._told, self._clock = library, told, clock
        self._known: dict[str, _Copy] = {}

    async def keep(self, effect: KeepCopy) -> None:
        """Copy what the library holds of a document; returns when that is durable. The same content is kept once.

        While the disk refuses it waits: edits that are not stored yet would be missing in the copy, and what takes their place waits
        behind them.
        """
        while True:
            try:
                kept = await asyncio.wrap_future(
                    self._library.thread.submit(lambda store: self.copy(store, effect), needs_saved=True)
                )
            except StorageError:
                await self._clock.wait(asyncio.Event(), AGAIN_SECONDS)
                continue
            except SyncError as error:
                kept = CopyKept(effect.document, "", "", effect.code, str(error))
            break
        if kept is not None:
            await self._told(kept)

    def copy(self, store: Store, effect: KeepCopy) -> CopyKept | None:
        """Copy a document in one transaction, on the store thread; None when that very content was put there last."""
        loaded = store.log.load(effect.document)
        parts = [update.data for update in loaded.updates]
        content = (
            merged([loaded.state, *parts] if loaded.state is not None else parts) if parts or loaded.state else b""
        )
        digest, before = hashlib.sha256(content).digest(), self._known.get(effect.document)
        if not content or (before is not None and before.digest == digest):
            return None
        goes_on = before is not None and _is_ones_own(store, before.id)
        with store.transaction():
            if before is not None and goes_on:
                made = store.documents.get(before.id)
            else:
                title = copy_title(loaded.info.title)
                made = store.documents.create(DocumentKind.DIAGRAM, title, self._library.info.workspace)
            writer = new_writer(made.id, self._library.info.identity.device)
            store.log.append([Append(writer, 1, content)])
        self._known[effect.document] = _Copy(made.id, digest)
        return CopyKept(effect.document, made.id, made.title, effect.code, added=content if goes_on else b"")


def _is_ones_own(store: Store, document: str) -> bool:
    """Tell whether a diagram is still here, not in the bin, and not shared."""
    if not store.documents.has(document) or store.documents.get(document).trashed_ms is not None:
        return False
    return store.shared.load_document(document) is None
