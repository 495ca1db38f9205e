"""What the settings show of the account."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.account.face import Face
from app.account.state import AccountState


@dataclass(frozen=True, slots=True)
class SessionLine:
    """An open session.

    Attributes:
        id: names it.
        here: whether it is the one of this program.
        program: what program it is, as it calls itself.
        address: network address it was used from.
        used: when it was used last, in words.
    """

    id: str
    here: bool
    program: str
    address: str
    used: str


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """The account as the relay holds it.

    Attributes:
        state: what is true of it.
        person: whose colour it is.
        face: how the person looks to others.
        loaded: whether the rest has come from the relay.
        second_factor: whether an authenticator app is set up.
        recovery_codes: how many codes for a lost app are left.
        sessions: the open ones, this one first.
    """

    state: AccountState
    person: str = ""
    face: Face = field(default_factory=Face)
    loaded: bool = False
    second_factor: bool = False
    recovery_codes: int = 0
    sessions: tuple[SessionLine, ...] = ()
