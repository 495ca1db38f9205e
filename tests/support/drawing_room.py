"""Editors at one diagram whose receiving sides a test feeds by hand."""

from __future__ import annotations

from sync.crypto.envelope import ChainTip, chain_key, seal_update
from sync.crypto.epoch import EpochKey, document_key
from sync.engine.findings import Finding
from sync.protocol.chain import Chain
from sync.protocol.roles import Role
from tests.support.drawing_team import Desk
from tests.support.workspace import ANA, BEN, CLEO, DAN, TeamLog, digest, team

WRITER = "0f" * 8


class Room:
    """Ana and Ben at one diagram."""

    def __init__(self) -> None:
        self.log: TeamLog = team(ben=Role.EDITOR, cleo=Role.EDITOR, dan=Role.EDITOR)
        self.plan = self.log.diagram("plan")
        self.keys = {1: EpochKey(self.log.workspace, 1, digest("key"))}
        self.ana, self.ben = self.desk(ANA.laptop.device), self.desk(BEN.laptop.device)

    def desk(self, device: str, writer: str = WRITER) -> Desk:
        """Seat somebody."""
        person = next(person for person in (ANA, BEN, CLEO, DAN) if person.laptop.device == device)
        return Desk(person.laptop, self.plan, self.log.state, self.keys, writer)

    def drawn(self, count: int) -> list[bytes]:
        """Let Ana draw, and return an envelope for each stroke."""
        sent = []
        for number in range(count):
            self.ana.draw("shape", "x", float(number))
            sent += self.ana.send()
        return sent

    def sealed(self, update: bytes, tip: ChainTip | None = None, writer: str = WRITER) -> bytes:
        """Seal any bytes as Ana's."""
        chain = Chain(self.plan, ANA.laptop.device, writer)
        key = chain_key(document_key(self.keys[1], self.plan), chain)
        return seal_update(key, ANA.laptop, tip or ChainTip(), self.log.state.seq, update)


def kinds(effects: list[Finding]) -> list[type[Finding]]:
    """Return the kinds of effects, in order."""
    return [type(effect) for effect in effects]
