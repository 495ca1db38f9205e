"""A device of the simulation whose windows are whole editors: its engine keeps real diagrams in step."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import Any

from canvas.editor.editor import Editor
from canvas.model.canonical import records_hash
from canvas.model.document import Document
from canvas.model.history import History
from canvas.model.snapshot import snapshot_of
from sync.engine import effects as ef
from sync.engine import events as ev
from sync.store.open_document import new_writer
from sync.store.records import Append
from tests.support.offices import Office
from tests.support.text_engine import FixedTextEngine


class CanvasOffice(Office):
    """As its parent, with an editor for each document."""

    def __init__(self, *given: Any) -> None:
        self.editors: dict[str, Editor] = {}
        super().__init__(*given)

    def show(self, document: str) -> None:
        """Open a window."""
        self.write_all()
        writer = new_writer(document, self.identity.device, self.chance.randbytes)
        self.tell(ev.WindowOpened(document, writer.id))
        self.writers[document] = writer
        opened = self._opened(document, writer.client_id)
        opened.on_update(lambda update, _origin: self._stored(document, update))
        ids = (f"{self.name}{writer.id[:4]}{number:04d}" for number in count(1))
        self.docs[document] = opened  # type: ignore[assignment]
        self.editors[document] = Editor(opened, History(opened, 200), FixedTextEngine(), ids=partial(next, ids))

    def drawing(self, document: str) -> Any:
        """Return what the window shows."""
        return snapshot_of(self.editors[document].document)

    def reloaded(self, document: str) -> Any:
        """Return what a window that opens now would show."""
        return snapshot_of(self._opened(document, 1))

    def _opened(self, document: str, client: int) -> Document:
        loaded = self.store.log.load(document)
        return Document(client, [loaded.state or b"\0\0", *(update.data for update in loaded.updates)])

    def _stored(self, document: str, update: bytes) -> None:
        writer = self.writers[document]
        number = self._numbers[writer.id] = self._numbers.get(writer.id, 0) + 1
        self.keep_edit(Append(writer, number, update))
        self.tell(ev.EditMade(document, writer.id, number, update))

    def _take_snapshot(self, effect: ef.TakeSnapshot) -> None:
        shown = self.editors[effect.document].document
        self.tell(ev.SnapshotTaken(effect.document, shown.state(), records_hash(shown.records), effect.ticket))

    def _read_state(self, effect: ef.ReadState) -> None:
        self.tell(ev.StateRead(effect.document, records_hash(Document(1, [effect.state]).records), effect.ticket))
