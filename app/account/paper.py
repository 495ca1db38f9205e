"""What the library keeps of the recovery code: whose paper device it makes, never the code itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sync.crypto.identity import DeviceIdentity, admit_device
from sync.protocol.device_entry import Admission, DeviceKind, encode_admission, read_admission
from sync.protocol.errors import ProtocolError
from sync.protocol.wire import WireReader

if TYPE_CHECKING:
    from sync.store.ports import Store
    from sync.store.records import JsonValue

PAPER = "paper device"
"""Name in the session table."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A recovery code that was made here.

    Attributes:
        user: whose it is.
        admission: its device's consent, with which it enters every further workspace of this person.
        made_ms: when, Unix milliseconds.
        tried_ms: when the person last proved to have it; 0 for never.
    """

    user: str
    admission: Admission
    made_ms: int
    tried_ms: int = 0

    @property
    def device(self) -> str:
        """Id of the paper device."""
        return self.admission.entry.device


def paper_of(identity: DeviceIdentity, user: str, now_ms: int) -> Paper:
    """Return what is kept of a code from the keys that follow from it."""
    return Paper(user, admit_device(identity, user, DeviceKind.PAPER), now_ms)


def read_paper(store: Store) -> Paper | None:
    """Return what is kept; None if there is nothing, or it makes no sense."""
    found = store.session.get(PAPER)
    if not isinstance(found, dict):
        return None
    user, admission, made, tried = (found.get(name) for name in ("user", "admission", "made", "tried"))
    if not (isinstance(user, str) and isinstance(admission, str) and isinstance(made, int) and isinstance(tried, int)):
        return None
    try:
        return Paper(user, read_admission(WireReader(bytes.fromhex(admission))), made, tried)
    except (ProtocolError, ValueError):
        return None


def write_paper(store: Store, paper: Paper | None) -> None:
    """Keep it, durably; None forgets it."""
    value: JsonValue = None
    if paper is not None:
        admission = encode_admission(paper.admission).hex()
        value = {"user": paper.user, "admission": admission, "made": paper.made_ms, "tried": paper.tried_ms}
    store.session.set(PAPER, value)


def tried(store: Store, now_ms: int) -> None:
    """Note that the person has just proven to have the code."""
    paper = read_paper(store)
    if paper is not None:
        write_paper(store, replace(paper, tried_ms=now_ms))
