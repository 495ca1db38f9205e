"""Operations that were asked for and are not in the log yet.

They go to the sequencer while it can be reached, and nowhere otherwise: nothing about members is queued offline. When
somebody else's operation came first, the same wish is drafted anew against what the log says then, or dropped when the log
does not permit it any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sync.engine.drafting import Drafted
from sync.engine.effects import Effect
from sync.engine.intents import Intent
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.entry import head_of

Done: TypeAlias = Callable[[int, ErrorCode | None], list[Effect]]
"""Gets the operation's place in the log, or 0 and the reason why it has none."""

MAX_TRIES = 8
"""How often an intent is drafted anew before it is given up."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An intent on its way: what to do with the answer, over which link, its draft, how often it was drafted."""

    done: Done
    intent: Intent
    link: str
    drafted: Drafted
    tries: int = 1

    @property
    def head(self) -> bytes:
        """The head that its operation makes."""
        return head_of(self.drafted.operation, self.drafted.signature)


class Proposals:
    """Proposals by request."""

    def __init__(self) -> None:
        """Start with none."""
        self._pending: dict[int, Proposal] = {}

    def put(self, request: int, proposal: Proposal) -> None:
        """Note that a proposal was sent."""
        self._pending[request] = proposal

    def take(self, request: int) -> Proposal | None:
        """Return and forget a proposal."""
        return self._pending.pop(request, None)

    def found(self, head: bytes) -> Proposal | None:
        """Return and forget the proposal whose operation makes a head."""
        for request, proposal in list(self._pending.items()):
            if proposal.head == head:
                return self._pending.pop(request)
        return None

    def behind(self, seq: int) -> list[Proposal]:
        """Return and forget the proposals that cannot stand any more, now that the log has an operation of that number."""
        late = {request: one for request, one in self._pending.items() if one.drafted.after.seq <= seq}
        for request in late:
            del self._pending[request]
        return list(late.values())

    def of_link(self, link: str) -> list[Proposal]:
        """Return and forget what was sent over a link."""
        lost = {request: one for request, one in self._pending.items() if one.link == link}
        for request in lost:
            del self._pending[request]
        return list(lost.values())

    def wants(self, intent: Intent) -> bool:
        """Tell whether the same intent is on its way."""
        return any(one.intent == intent for one in self._pending.values())
