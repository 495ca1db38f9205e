"""Who acts on somebody else's things, for the record."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.service.environment import Caller


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account id, "cli", or "relay" for what it does by itself."""

    id: str
    caller: Caller
