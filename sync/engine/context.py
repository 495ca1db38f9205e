"""What all parts of one engine share: who we are, what the log says, the keys, and what is on its way to the disk."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sync.crypto.identity import DeviceIdentity
from sync.engine.attention import Attention
from sync.engine.catch_up import Missing
from sync.engine.commits import Commits
from sync.engine.effects import Effect, ReadEnvelopes
from sync.engine.events import LinkKind, LinkUp
from sync.engine.keyring import KeyRing
from sync.engine.unshown import UnshownRoom
from sync.protocol.errors import NotAuthorised
from sync.protocol.identifiers import RandomBytes
from sync.protocol.membership.access import is_live, may_read, may_write, place_of
from sync.protocol.membership.state import WorkspaceState

Merge: TypeAlias = Callable[[Sequence[bytes]], bytes]
"""Merges updates, in an order that respects what they refer to, to one update that holds them all."""


@dataclass(slots=True)
class Context:
    """Shared by the parts of one engine.

    Attributes:
        identity: This device.
        user: The own user id in this workspace.
        state: What the membership log says.
        keys: The keys known here.
        merge: Merges updates.
        chance: Randomness for waiting times; nothing secret comes from it.
        relay: Whether the workspace has a relay.
        now: The time of the event at hand, in seconds.
        attention: Which documents the event at hand concerns.
        commits: What is on its way to the disk.
        reads: What waits for envelopes out of the store, by token.
        appends: Documents of the appends that are not answered yet, by request.
        number: The last request or token that was given out.
        random_bytes: Source of keys and nonces.
        unshown: What is kept of documents for windows that are being opened.
    """

    identity: DeviceIdentity
    user: str
    state: WorkspaceState
    keys: KeyRing
    merge: Merge
    chance: random.Random
    relay: bool = False
    now: float = 0.0
    attention: Attention = field(default_factory=Attention)
    commits: Commits = field(init=False)
    reads: dict[int, Callable[[Sequence[bytes]], list[Effect]]] = field(default_factory=dict)
    appends: dict[int, str] = field(default_factory=dict)
    number: int = 0
    random_bytes: RandomBytes = secrets.token_bytes
    unshown: UnshownRoom = field(default_factory=UnshownRoom)
    _rights: dict[tuple[str, bool], bool] = field(default_factory=dict)
    _rights_of: WorkspaceState | None = None

    def __post_init__(self) -> None:
        """Start with nothing on its way to the disk."""
        self.commits = Commits(self.attention)

    def next_number(self) -> int:
        """Return a number for a request or a token; 0 is none."""
        self.number = self.number % 0xFFFFFFFF + 1
        return self.number

    def read(
        self, document: str, ranges: tuple[Missing, ...], limit: int, then: Callable[[Sequence[bytes]], list[Effect]]
    ) -> Effect:
        """Ask for envelopes out of the store; ``then`` gets them."""
        token = self.next_number()
        self.reads[token] = self.attention.kept(then)
        return ReadEnvelopes(token, document, ranges, limit)

    @property
    def live(self) -> bool:
        """Whether this device may act in the workspace."""
        device = self.state.devices.get(self.identity.device)
        return device is not None and is_live(self.state, device)

    def may_write(self, document: str) -> bool:
        """Tell whether the own device may write to a document now."""
        return self._may(document, writing=True)

    def can_write(self, document: str) -> bool:
        """Tell whether the own device may write to a document now, and has the key that is in use."""
        return self.may_write(document) and self.keys.key_of(self.state, document) is not None

    def may_read(self, document: str) -> bool:
        """Tell whether the own device may read a document now."""
        return self._may(document, writing=False)

    def is_for(self, link: LinkUp, document: str) -> bool:
        """Tell whether what is here of a document is for the other end of a link: a relay keeps it unread, a device's user may have to.

        Who was removed or shut out may hold the key of what was sealed before somebody heard of that.
        """
        if link.kind is LinkKind.RELAY:
            return True
        device = self.state.devices.get(link.device)
        try:
            place = place_of(self.state, document)
        except NotAuthorised:
            return False
        return device is not None and is_live(self.state, device) and may_read(self.state, device.user, place)

    def _may(self, document: str, *, writing: bool) -> bool:
        """Tell what the log says; asked of every document after every event, and the same until there is another state."""
        if self._rights_of is not self.state:
            self._rights, self._rights_of = {}, self.state
        key = (document, writing)
        if key not in self._rights:
            self._rights[key] = self._decided(document, writing=writing)
        return self._rights[key]

    def _decided(self, document: str, *, writing: bool) -> bool:
        if not self.live or self.state.closed.now:
            return False
        try:
            place = place_of(self.state, document)
        except NotAuthorised:
            return False
        if place.diagram is not None and place.diagram.deleted.now:
            return False
        return may_write(self.state, self.user, place) if writing else may_read(self.state, self.user, place)
