"""People who draw on one document together: real Docs, real envelopes, and a network that the test controls."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from pycrdt import Doc, Map, merge_updates

from sync.crypto.envelope import ChainKey, chain_key
from sync.crypto.epoch import EpochKey, document_key
from sync.crypto.identity import DeviceIdentity
from sync.engine.findings import Apply, ChainForked, FetchChain, Finding, Store
from sync.engine.inbox import Inbox
from sync.engine.outbox import Outbox
from sync.protocol.chain import Chain, client_id
from sync.protocol.envelope import EnvelopeHeader, parse_header
from sync.protocol.membership.state import WorkspaceState


def merged(updates: Sequence[bytes]) -> bytes:
    """Merge updates as the product does."""
    return merge_updates(*updates)


class Desk:
    """One device at work on a document."""

    def __init__(
        self, device: DeviceIdentity, document: str, state: WorkspaceState, keys: dict[int, EpochKey], writer: str
    ) -> None:
        self.device, self.state, self.keys = device, state, keys
        self.chain = Chain(document, device.device, writer)
        self.doc: Doc[Any] = Doc(client_id=client_id(self.chain))
        self.shapes: Map[Any] = self.doc.get("shapes", type=Map)
        self.inbox = Inbox(document, state, self.find_key, {})
        self.inbox.own.add((document, device.device, writer))
        nonces = random.Random(f"{device.device} {writer}").randbytes
        self.outbox = Outbox(self.own_key(), device, merged, random_bytes=nonces)
        self.stored: dict[tuple[str, str, str], dict[int, bytes]] = {}
        self.effects: list[Finding] = []
        self._recording = False
        self._edits = 0
        self._made: list[bytes] = []
        self.doc.observe(lambda event: self._made.append(event.update) if self._recording else None)

    def own_key(self) -> ChainKey:
        """Return the key of the own chain in the newest epoch known here."""
        newest = self.keys[max(self.keys)]
        return chain_key(document_key(newest, self.chain.document), self.chain)

    def find_key(self, header: EnvelopeHeader) -> ChainKey | None:
        """Find the key of an envelope."""
        key = self.keys.get(header.epoch)
        return None if key is None else chain_key(document_key(key, header.document), header.chain)

    def draw(self, shape: str, key: str, value: Any) -> None:
        """Set a value of a shape."""
        self._recording = True
        with self.doc.transaction():
            if shape not in self.shapes:
                self.shapes[shape] = Map({})
            self.shapes[shape][key] = value
        self._recording = False
        self._take()

    def erase(self, shape: str) -> None:
        """Delete a shape, if it is there."""
        self._recording = True
        if shape in self.shapes:
            del self.shapes[shape]
        self._recording = False
        self._take()

    def _take(self) -> None:
        for update in self._made:
            self._edits += 1
            self.outbox.add(self._edits, update, 0.0)
        self._made.clear()

    def send(self) -> list[bytes]:
        """Seal what waits, store it, and return the envelopes."""
        sent = []
        while (edits := self.outbox.seal(self.state.seq, 0.0)) is not None:
            header = parse_header(edits.envelope)
            self.stored.setdefault(header.key, {})[header.counter] = edits.envelope
            self.carry_out(self.inbox.wrote(header, edits.envelope, edits.plain))
            sent.append(self.outbox.stored(edits.counter))
            self.outbox.acknowledged(edits.counter)
        return sent

    def receive(self, envelope: bytes) -> list[Finding]:
        """Receive an envelope and do what the inbox asks for; return that."""
        effects = self.inbox.receive(envelope)
        self.carry_out(effects)
        return effects

    def learn(self, state: WorkspaceState) -> list[Finding]:
        """Learn of a newer membership log."""
        self.state = state
        effects = self.inbox.log_advanced(state)
        self.carry_out(effects)
        return effects

    def carry_out(self, effects: list[Finding]) -> None:
        """Store and apply."""
        self.effects += effects
        for effect in effects:
            if isinstance(effect, Store):
                self.stored.setdefault(effect.header.key, {})[effect.header.counter] = effect.envelope
            elif isinstance(effect, Apply):
                assert effect.header.counter in self.stored[effect.header.key]
                self.doc.apply_update(effect.update)

    def wanted(self) -> list[FetchChain]:
        """Return the chains that were asked for, and forget it."""
        found = [effect for effect in self.effects if isinstance(effect, FetchChain)]
        self.effects = [effect for effect in self.effects if not isinstance(effect, FetchChain)]
        return found

    def forks(self) -> list[ChainForked]:
        """Return the forks that were seen."""
        return [effect for effect in self.effects if isinstance(effect, ChainForked)]

    def drawing(self) -> Any:
        """Return what is on the page."""
        return self.shapes.to_py()


def exchange(desks: Sequence[Desk]) -> None:
    """Bring everything that anybody stores to everybody, until nothing changes."""
    for _ in range(3):
        for source in desks:
            for chain in list(source.stored.values()):
                for _, envelope in sorted(chain.items()):
                    for target in desks:
                        if target is not source:
                            target.receive(envelope)
