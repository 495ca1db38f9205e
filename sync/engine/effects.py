"""What the engine asks its surroundings to do, in this order; it does nothing itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from sync.engine.catch_up import Missing
from sync.engine.records import Row
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import Frame
from sync.protocol.presence import Presence


@dataclass(frozen=True, slots=True)
class Send:
    """Send a frame on a link; a link that is gone meanwhile is no error."""

    link: str
    frame: Frame


@dataclass(frozen=True, slots=True)
class Persist:
    """Store rows durably in one transaction, then say ``Persisted``. Later ones are stored later."""

    token: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ReadEnvelopes:
    """Read stored envelopes (ascending within each range), then say ``EnvelopesRead``.

    Attributes:
        token: Comes back with the answer.
        document: The document.
        ranges: What to read, in this order.
        limit: At most about so many bytes; the answer may be shorter than what was asked for, never empty if there is
            something.
    """

    token: int
    document: str
    ranges: tuple[Missing, ...]
    limit: int


@dataclass(frozen=True, slots=True)
class ApplyUpdate:
    """Apply an update to the open Doc, with the remote origin; ``author`` is the device that wrote it.

    If that fails say ``Poisoned``. It is stored already: a window that opens later loads it from the library.
    """

    document: str
    author: str
    update: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReplaceDocument:
    """Build the Doc again from this state, under a new writer; the old Doc holds what does not count."""

    document: str
    state: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewWriter:
    """Go on under a new writer: somebody holds more of the present chain than was written here."""

    document: str


@dataclass(frozen=True, slots=True)
class KeepCopy:
    """Keep what the document holds now as a version of its own, before it is built again; own edits in it do not count.

    Attributes:
        document: The document.
        code: Why.
    """

    document: str
    code: ErrorCode


@dataclass(frozen=True, slots=True)
class TakeSnapshot:
    """Take the whole open document and the hash of its records, then say ``SnapshotTaken`` with this ticket.

    Attributes:
        document: The document.
        ticket: Comes back with the answer.
    """

    document: str
    ticket: int


@dataclass(frozen=True, slots=True)
class ReadState:
    """Find out which records somebody's state of an open document leads to, then say ``StateRead`` with this ticket.

    Attributes:
        document: The document.
        ticket: Comes back with the answer.
        state: Full update, by whoever made a snapshot of it; sound, and maybe a lie.
    """

    document: str
    ticket: int
    state: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Say ``Tick`` at this time; it replaces the one before. None: there is nothing to wait for."""

    at: float | None


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """What is true of a document now.

    Attributes:
        relay: Whether its room at the relay is live.
        peers: Devices with which it is live without the relay.
        unsent: Own edits that nobody else acknowledged.
        behind_relay: Envelopes that are here and that the relay does not have.
        waiting: Envelopes of others that wait for a key, an operation or others before them.
        confirmed: Whether what it started from was confirmed by a second user.
        may_write: Whether the own user may write to it now.
        broken: Whether it cannot be built from the log: it is read-only until somebody starts it anew.
        set_aside: Envelopes that refer to what does not count any more; they wait for nothing that will come by itself.
        newer: Envelopes of a version that this program does not know; whether they are sound, only a newer one can tell.
        replayable: Whether the unconfirmed start can be given up for its envelopes (``ReplayAsked``).
    """

    relay: bool = False
    peers: tuple[str, ...] = ()
    unsent: int = 0
    behind_relay: int = 0
    waiting: int = 0
    confirmed: bool = True
    may_write: bool = True
    broken: bool = False
    set_aside: int = 0
    newer: int = 0
    replayable: bool = False


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """The status of a document changed."""

    document: str
    status: DocumentStatus


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """Somebody moved, came (``presence``) or went (None)."""

    document: str
    device: str
    presence: Presence | None


@dataclass(frozen=True, slots=True)
class SignalReceived:
    """A signalling message came for this device; it is sealed and unchecked."""

    document: str
    device: str
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class MembershipChanged:
    """The membership log has a new state; ask the engine for it."""

    seq: int


@dataclass(frozen=True, slots=True)
class CardsChanged:
    """Cards were replaced; ask the library for them."""

    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PicturesChanged:
    """Other pictures of these diagrams are here."""

    documents: tuple[str, ...]


class Warn(Enum):
    """What a person should hear of."""

    FORK = "a device signed two different edits with one number"
    CUT = "edits of somebody who lost the right were taken out"
    EDITS_REFUSED = "some of your edits do not count for the others"
    ACCESS_ENDED = "your access to a team or a diagram has ended; what you have of it stays with you"
    BROKEN = "the document cannot be built from its log"
    LOG_FORKED = "the relay or host shows another membership log than before"
    LOG_FULL = "the relay or host shows more changes of members and rights than a team can have, and nothing more of them is taken"
    REBUILT = "the document was built again"


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the person; ``document`` and ``device`` are empty where none is meant."""

    what: Warn
    document: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class JoinersChanged:
    """Others ask to be let into the workspace than before; whoever may let them in asks the relay who they are."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a change that was asked for: the operation's place in the log, or why there is none."""

    request: int
    seq: int = 0
    error: ErrorCode | None = None


Effect: TypeAlias = (
    Send
    | Persist
    | ReadEnvelopes
    | ApplyUpdate
    | ReplaceDocument
    | NewWriter
    | KeepCopy
    | TakeSnapshot
    | ReadState
    | WakeAt
    | StatusChanged
    | PresenceChanged
    | SignalReceived
    | MembershipChanged
    | CardsChanged
    | JoinersChanged
    | PicturesChanged
    | Tell
    | Answered
)
"""Everything that the engine asks for."""
