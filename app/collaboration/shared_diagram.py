"""An open diagram that is shared: its own edits go to the engine once the library has them, and the engine's go into its document.

Lives on the GUI thread. Events for the engine are handed to the network thread; its effects about this document come back to `handle`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Protocol

from app.collecting import uncollected
from app.library.diagram import Diagram
from canvas.errors import CanvasError
from canvas.model.canonical import records_hash
from canvas.model.plan import Origin
from sync.engine.effects import (
    ApplyUpdate,
    DocumentStatus,
    NewWriter,
    PresenceChanged,
    ReadState,
    ReplaceDocument,
    StatusChanged,
    TakeSnapshot,
)
from sync.engine.events import (
    EditMade,
    Event,
    Poisoned,
    PresenceShown,
    SnapshotTaken,
    StateRead,
    WindowClosed,
    WindowOpened,
)
from sync.protocol.presence import Presence

OpenEffect = ApplyUpdate | NewWriter | PresenceChanged | ReadState | ReplaceDocument | StatusChanged | TakeSnapshot
"""Effects that concern a document while a window shows it."""

LARGE_BYTES = 64 << 10
"""Edits of this size are a document that comes in: like one that is opened, it stays."""

Soon = Callable[[Callable[[], None]], None]
"""Runs something once, soon."""


class Window(Protocol):
    """What a shared diagram asks of the window that shows it."""

    def show_status(self, status: DocumentStatus) -> None:
        """Show what is true of the diagram now: the status line, and whether it may be changed."""

    def show_presence(self, device: str, presence: Presence | None) -> None:
        """Show somebody's last word; None when he has gone."""

    def open_again(self) -> None:
        """Close the tab and open it at the same place: what it holds does not count any more, or needs a new writer."""


class Hashes(Protocol):
    """Works out what somebody else's state of the diagram leads to."""

    def ask(self, state: bytes, answer: Callable[[bytes], None]) -> None:
        """Call the answer once, at once or later, with the hash of the records; empty if it is no diagram."""

    def drop(self) -> None:
        """Take the question back: nothing is answered any more."""


class SharedDiagram:
    """Joins one open diagram with the engine."""

    def __init__(
        self,
        diagram: Diagram,
        tell: Callable[[Event], None],
        window: Window,
        hashes: Hashes,
        soon: Soon = lambda action: action(),
    ) -> None:
        """Get ready; nothing is shared before `begin`.

        Args:
            diagram: open.
            tell: hands an event to the network thread.
            window: shows the diagram.
            hashes: asked about others' states.
            soon: runs what applies the edits that have come in; all that come before it runs are one change.
        """
        self._diagram, self._tell, self._window, self._hashes, self._soon = diagram, tell, window, hashes, soon
        self._updates: list[bytes] = []
        self._wanted: TakeSnapshot | None = None
        self.status = DocumentStatus()

    def begin(self) -> None:
        """Begin to share what the diagram does from now on; the engine may answer at once."""
        self._tell(WindowOpened(self._diagram.id, self._diagram.writer))
        self._diagram.watch_edits(self._on_edit)

    def close(self) -> None:
        """The window shows it no more; edits that the library had no room for leave when it has taken them."""
        self._catch_up()
        if not self._diagram.state.held:
            self._diagram.watch_edits(None)
        self._hashes.drop()
        self._tell(WindowClosed(self._diagram.id))

    def say(self, presence: Presence) -> None:
        """Have the others told what the user does."""
        self._tell(PresenceShown(self._diagram.id, presence))

    def handle(self, effect: OpenEffect) -> None:
        """Carry out an effect about this document."""
        match effect:
            case ApplyUpdate():
                self._updates.append(effect.update)
                self._soon(self._take_turn)
            case StatusChanged():
                self.status = effect.status
                # Over an open path edits are sealed at once.
                self._diagram.rows_follow = effect.status.may_write and bool(effect.status.relay or effect.status.peers)
                self._window.show_status(effect.status)
            case PresenceChanged():
                self._window.show_presence(effect.device, effect.presence)
            case TakeSnapshot():
                self._wanted = effect  # The engine waits for the answer to the last question alone.
                self._soon(self._take_turn)
            case ReadState():
                self._read_state(effect)
            case ReplaceDocument() | NewWriter():
                self._catch_up()
                self._window.open_again()

    def _take_turn(self) -> None:
        """Apply the edits that have come in; once they are seen, take the snapshot that was asked for, which takes longer."""
        if self._updates:
            self._catch_up()
            if self._wanted:
                self._soon(self._take_turn)
            return
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._take_snapshot(wanted)

    def _on_edit(self, number: int, update: bytes) -> None:
        self._tell(EditMade(self._diagram.id, self._diagram.writer, number, update))

    def _catch_up(self) -> None:
        """Apply the edits that have come in."""
        updates, self._updates = self._updates, []
        if not updates:
            return
        large = sum(map(len, updates)) >= LARGE_BYTES
        try:
            with uncollected() if large else nullcontext():
                self._diagram.document.apply_updates(updates, Origin.REMOTE)
        except CanvasError:
            # The engine builds the document again from what counts, or closes it; nothing of it is lost.
            self._wanted = None
            self._tell(Poisoned(self._diagram.id))

    def _take_snapshot(self, effect: TakeSnapshot) -> None:
        document = self._diagram.document
        self._tell(SnapshotTaken(self._diagram.id, document.state(), records_hash(document.records), effect.ticket))

    def _read_state(self, effect: ReadState) -> None:
        self._hashes.ask(effect.state, lambda found: self._tell(StateRead(self._diagram.id, found, effect.ticket)))
