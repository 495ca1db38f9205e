"""What the network thread tells of the account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sync.account.profile import Me


@dataclass(frozen=True, slots=True)
class Reached:
    """The relay answers; what it says of the account, where that was asked."""

    me: Me | None


@dataclass(frozen=True, slots=True)
class Lost:
    """The relay cannot be reached now, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over: somebody has to sign in, and why."""

    reason: str


Told: TypeAlias = Reached | Lost | Ended
