"""Somebody who holds real keys and does not keep to the rules: he seals what he likes and says it to whom he likes."""

from __future__ import annotations

import random
from typing import Any

from pycrdt import Doc, Map

from sync.crypto.envelope import ChainKey, ChainTip, chain_key, seal_beside_chain, seal_update
from sync.crypto.epoch import document_key
from sync.crypto.identity import DeviceIdentity
from sync.engine import events as ev
from sync.engine.keyring import KeyRing
from sync.protocol.chain import Chain, client_id
from sync.protocol.envelope import EnvelopeType
from sync.protocol.frames import Append, Frame
from sync.protocol.snapshot import SnapshotContent, encode_snapshot
from tests.support.offices import Office


class Intruder:
    """A device, honest or not, with one chain of its own on one document."""

    def __init__(
        self, identity: DeviceIdentity, keys: KeyRing, workspace: str, document: str, writer: str = "0f" * 8
    ) -> None:
        self.identity, self.keys, self.workspace, self.document = identity, keys, workspace, document
        self.chain = Chain(document, identity.device, writer)
        self.tip = ChainTip()
        self.epoch = 1
        self.log_seq = 0
        self._doc: Doc[Any] = Doc(client_id=client_id(self.chain))
        self._links = 0
        self._random_bytes = random.Random(f"{identity.device} {writer}").randbytes

    def key(self) -> ChainKey:
        """Return the key that he seals under."""
        key = self.keys.scope_key(self.workspace, self.epoch)
        assert key is not None
        return chain_key(document_key(key, self.document), self.chain)

    def stroke(self, shape: str, value: float) -> bytes:
        """Return an update that draws something, as his next."""
        made: list[bytes] = []
        subscription = self._doc.observe(lambda event: made.append(event.update))
        self._doc.get("shapes", type=Map)[shape] = Map({"x": value})
        self._doc.unobserve(subscription)
        return made[0]

    def sealed(self, update: bytes, tip: ChainTip | None = None) -> bytes:
        """Seal any bytes, as the next of his chain or anywhere else in it."""
        return seal_update(self.key(), self.identity, tip or self.tip, self.log_seq, update, self._random_bytes)

    def next(self, update: bytes) -> bytes:
        """Seal bytes as the next of his chain."""
        envelope = self.sealed(update)
        self.tip = self.tip.after(envelope)
        return envelope

    def snapshot(self, content: SnapshotContent) -> bytes:
        """Seal a snapshot."""
        plaintext = encode_snapshot(content)
        return seal_beside_chain(
            self.key(), self.identity, EnvelopeType.SNAPSHOT, self.log_seq, plaintext, self._random_bytes
        )

    def visit(self, office: Office, *frames: Frame) -> None:
        """Connect to somebody, say something, and hang up."""
        self._links += 1
        link = f"intruder {self._links}"
        up = ev.LinkUp(link, ev.LinkKind.PEER, self.identity.device, self.identity.entry.signing_public)
        office.links[link] = up
        office.tell(up)
        for frame in frames:
            office.tell(ev.FrameReceived(link, frame))
        del office.links[link]
        office.tell(ev.LinkDown(link))

    def say(self, office: Office, *envelopes: bytes) -> None:
        """Append envelopes at somebody's."""
        self.visit(office, *(Append(self.document, at, envelope) for at, envelope in enumerate(envelopes, 1)))
