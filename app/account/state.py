"""What is true of the account now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """Where the program is with its account; ``CONNECTING`` is a kept session that was not looked after yet."""

    SIGNED_OUT = "signed out"
    SIGNING_IN = "signing in"
    CONNECTING = "connecting"
    SIGNED_IN = "signed in"
    OFFLINE = "offline"
    SIGN_IN_AGAIN = "sign in again"


@dataclass(frozen=True, slots=True)
class AccountState:
    """The account.

    Attributes:
        phase: where the program is with it.
        relay: the relay's address; "" while there is none.
        account: id of the account.
        email: its address.
        name: how its person is called.
        reason: why the relay cannot be used now, or why one has to sign in again: a stable word of the relay or of ``sync.errors``.
    """

    phase: Phase = Phase.SIGNED_OUT
    relay: str = ""
    account: str = ""
    email: str = ""
    name: str = ""
    reason: str = ""

    @property
    def here(self) -> bool:
        """Whether somebody is signed in, be the relay reachable or not."""
        return self.phase in {Phase.CONNECTING, Phase.SIGNED_IN, Phase.OFFLINE}


SIGNED_OUT = AccountState()
