"""The appends of one session that are not answered yet: those that go in the order of their chains, and those apart from it."""

from __future__ import annotations

from typing import TypeAlias

from sync.engine.context import Context
from sync.protocol.membership.state import ChainKey

Sent: TypeAlias = tuple[ChainKey, int]
"""Chain and counter of an envelope."""


class Appends:
    """What was sent of one document over one link, by request."""

    def __init__(self, document: str, context: Context) -> None:
        """Start with nothing sent."""
        self._document = document
        self._context = context
        self._in_order: dict[int, Sent] = {}
        self._apart: dict[int, Sent] = {}
        self._closed = False

    def __len__(self) -> int:
        """Return how many go in the order of their chains."""
        return len(self._in_order)

    def add(self, chain: ChainKey, counter: int) -> int:
        """Note an envelope that is sent in its order; return the number of the request."""
        return self._noted(self._in_order, (chain, counter))

    def add_apart(self, chain: ChainKey, counter: int) -> int:
        """Note an envelope that is shown outside its order; return the number of the request."""
        return self._noted(self._apart, (chain, counter))

    def last(self, chain: ChainKey) -> int:
        """Return the last counter of a chain that is on its way in its order; 0 if there is none."""
        return max((counter for key, counter in self._in_order.values() if key == chain), default=0)

    def set_apart(self) -> None:
        """Let nothing wait for what is on its way: it is sent again if it does not arrive."""
        self._apart.update(self._in_order)
        self._in_order.clear()

    def answered(self, request: int) -> Sent | None:
        """Take an acknowledgement; return what of."""
        self._context.appends.pop(request, None)
        return self._in_order.pop(request, None) or self._apart.pop(request, None)

    def refused(self, request: int) -> Sent | None:
        """Take a refusal; return what of, if it was sent in its order."""
        self._context.appends.pop(request, None)
        self._apart.pop(request, None)
        return self._in_order.pop(request, None)

    def forget(self) -> None:
        """Wait for no answer to what was sent in its order."""
        self._drop(self._in_order)

    def close(self) -> None:
        """Wait for no answer at all, also not to what is sent from now on."""
        self._closed = True
        self._drop(self._in_order)
        self._drop(self._apart)

    def _noted(self, sent: dict[int, Sent], one: Sent) -> int:
        request = self._context.next_number()
        if not self._closed:
            sent[request] = one
            self._context.appends[request] = self._document
        return request

    def _drop(self, sent: dict[int, Sent]) -> None:
        for request in sent:
            self._context.appends.pop(request, None)
        sent.clear()
