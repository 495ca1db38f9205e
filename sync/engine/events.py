"""What happened, as the engine is told of it. Times are seconds of one monotonic clock and come with every event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from sync.engine.intents import Intent
from sync.engine.records import StoredDocument, UnsealedEdit
from sync.protocol.frames import Frame
from sync.protocol.presence import Presence
from sync.protocol.version import OLDEST_SOCKET_VERSION


class LinkKind(Enum):
    """What is at the other end of a link."""

    RELAY = "relay"
    PEER = "peer"


@dataclass(frozen=True, slots=True)
class LinkUp:
    """An authenticated connection is there.

    Attributes:
        link: A name that the surroundings choose; never used again for another connection.
        kind: Relay or peer.
        device: Whose key the other side proved: the peer's device id, empty for a relay.
        key: The public key that the other side proved: the relay's, to know the sequencer by.
        carries: Whether what others write and say is handed on over it at once: people in one room of a local network meet
            each other only through its host.
        version: Version of the frames that is spoken with a relay.
    """

    link: str
    kind: LinkKind
    device: str = ""
    key: bytes = b""
    carries: bool = False
    version: int = OLDEST_SOCKET_VERSION


@dataclass(frozen=True, slots=True)
class LinkDown:
    """A connection is gone; nothing that was sent on it and not answered can be counted on."""

    link: str


@dataclass(frozen=True, slots=True)
class FrameReceived:
    """A frame came, decoded, of this workspace or one of its documents."""

    link: str
    frame: Frame


@dataclass(frozen=True, slots=True)
class DocumentLoaded:
    """A shared document is to be kept in step from now on, with what the library holds of it."""

    stored: StoredDocument


@dataclass(frozen=True, slots=True)
class DocumentShared:
    """A document of the library is to be shared; the log names it already (see ``NewDiagram``).

    The state is taken in the same turn in which the window goes on under a new writer, and everything in it is durable
    before this is said; ``WindowOpened`` with the new writer comes next.

    Attributes:
        request: Comes back in ``Answered``.
        document: The document.
        kind: "diagram", "discussion" or "index".
        state: Full update.
        records_hash: Hash of its canonical records (32 bytes).
        covers: Last own edit that the state holds, by writer (the library's counters).
        later: Own edits of the new writer that were stored before this was said.
    """

    request: int
    document: str
    kind: str
    state: bytes = field(repr=False)
    records_hash: bytes
    covers: Mapping[str, int]
    later: tuple[UnsealedEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReleased:
    """A document is no longer to be kept in step."""

    document: str


@dataclass(frozen=True, slots=True)
class WindowOpened:
    """A window is about to load the document from the library, and writes as this writer (16 hex digits).

    Say it before loading: from now on updates come to be applied, which is harmless if the load brought them too.
    """

    document: str
    writer: str


@dataclass(frozen=True, slots=True)
class WindowClosed:
    """No window shows the document any more; it is kept in step all the same."""

    document: str


@dataclass(frozen=True, slots=True)
class EditMade:
    """An own edit is with the library, as plain update, under the library's counter of its writer.

    It need not be durable yet; but it is stored before, or in one transaction with, whatever rows the engine gives out from now on,
    also while the disk refuses (ENG-21).
    """

    document: str
    writer: str
    number: int
    update: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Persisted:
    """The rows of a ``Persist`` effect are durable. Tokens come back in the order they were given out."""

    token: int


@dataclass(frozen=True, slots=True)
class EnvelopesRead:
    """The answer to ``ReadEnvelopes``: in the order asked for, ascending within each chain."""

    token: int
    envelopes: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Poisoned:
    """The document could not apply an update that the structural check had passed; its Doc is lost.

    Attributes:
        document: The document.
        rebuilt: Whether the Doc had been built again from the log already: then it cannot be helped.
    """

    document: str
    rebuilt: bool = False


@dataclass(frozen=True, slots=True)
class SnapshotTaken:
    """The answer to ``TakeSnapshot``: the whole document and the hash of its canonical records (32 bytes).

    Attributes:
        document: The document.
        state: Full update.
        records_hash: Equal for all who hold the same envelopes.
        ticket: As in the question; what arrived meanwhile makes an older answer useless.
    """

    document: str
    state: bytes = field(repr=False)
    records_hash: bytes
    ticket: int


@dataclass(frozen=True, slots=True)
class StateRead:
    """The answer to ``ReadState``, which may take a second.

    Attributes:
        document: The document.
        records_hash: Hash of the canonical records the state leads to; empty if it is no document.
        ticket: As in the question.
    """

    document: str
    records_hash: bytes
    ticket: int


@dataclass(frozen=True, slots=True)
class ReplayAsked:
    """The person does not want to rely on the unconfirmed snapshot that a document started from.

    The document is built from its envelopes, which takes as long as it takes to fetch them.
    """

    document: str


@dataclass(frozen=True, slots=True)
class PresenceShown:
    """What this person does now in the document; the latest replaces what was not sent yet."""

    document: str
    presence: Presence


@dataclass(frozen=True, slots=True)
class SignalSent:
    """A sealed signalling message is to go to a device in the document's room, through the relay."""

    document: str
    device: str
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """The person wants a change of the workspace; the request comes back in ``Answered``."""

    request: int
    intent: Intent


@dataclass(frozen=True, slots=True)
class CardWritten:
    """A sealed and signed card of this person's, to be handed round."""

    card: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PicturesWanted:
    """Somebody looks at a list with these diagrams, whose newest pictures may not be here."""

    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """The time of the last ``WakeAt`` has come."""


Event: TypeAlias = (
    LinkUp
    | LinkDown
    | FrameReceived
    | DocumentLoaded
    | DocumentShared
    | DocumentReleased
    | WindowOpened
    | WindowClosed
    | EditMade
    | Persisted
    | EnvelopesRead
    | Poisoned
    | SnapshotTaken
    | StateRead
    | ReplayAsked
    | PresenceShown
    | SignalSent
    | Asked
    | CardWritten
    | PicturesWanted
    | Tick
)
"""Everything that can happen."""
