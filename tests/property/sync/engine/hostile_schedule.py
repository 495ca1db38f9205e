"""A seeded schedule in which the cheats have content that others draw on, two relays show two truths, and snapshots lie."""

from __future__ import annotations

from collections.abc import Sequence

from sync.engine import events as ev
from sync.protocol.envelope import parse_header
from sync.protocol.frames import Batch, Notice, NoticeCode, StoredEnvelope
from sync.protocol.snapshot import CoveredChain, SnapshotContent
from tests.property.sync.engine.schedule import Schedule
from tests.support.offices import Office
from tests.support.paper_relay import PaperRelay
from tests.support.plan_of_many import PLAN


class HostileSchedule(Schedule):
    """As its parent, with relays that cheat and a Mallory whose strokes are seen."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.relays = [PaperRelay("left"), PaperRelay("right")]
        self.old: list[bytes] = []

    def relink(self) -> None:
        """Somebody meets somebody else, or one of the relays."""
        if self.chance.random() < 0.5:
            super().relink()
            return
        office, relay = self.office(), self.chance.choice(self.relays)
        known = [link for link, pair in self.net.lines.items() if pair[0] is office and pair[1] is relay]
        if known:
            self.net.cut(known[0])
        else:
            relay.connect(self.net, office.name)

    def cheat(self) -> None:
        """Mallory forks, a relay forgets or hides, a snapshot lies or is asked for, or what the parent thinks of."""
        acts = (self.fork, self.rewind, self.hide, self.lie, self.ask, super().cheat)
        self.chance.choice(acts)()

    def fork(self) -> None:
        """Mallory draws on what is common, in two ways, and shows each to somebody else."""
        stroke = self.mallory.stroke("mallorys", float(self.chance.randrange(9)))
        if self.chance.random() < 0.5:
            envelope = self.mallory.next(stroke)
            self.said.append(envelope)
            self.mallory.say(self.office(), envelope)
            self.chance.choice(self.relays).put(PLAN, envelope)
            return
        one, two = self.mallory.sealed(stroke), self.mallory.sealed(stroke)
        self.mallory.tip = self.mallory.tip.after(self.chance.choice((one, two)))
        self.said += (one, two)
        self.mallory.say(self.office(), one)
        self.mallory.say(self.office(), two)
        for relay, envelope in zip(self.relays, (one, two), strict=True):
            relay.put(PLAN, envelope)

    def rewind(self) -> None:
        """A relay goes back to an old state of its log."""
        relay = self.chance.choice(self.relays)
        if self.old and self.chance.random() < 0.5:
            relay.log[PLAN] = list(self.old)
        else:
            self.old = list(relay.log[PLAN])

    def hide(self) -> None:
        """A relay keeps something from everybody, or shows all again."""
        relay, bit = self.chance.choice(self.relays), self.chance.randrange(4)
        relay.hides = lambda envelope: parse_header(envelope).counter % 4 == bit and bit < 3

    def lie(self) -> None:
        """Mallory shows a snapshot that is not true."""
        office = self.office()
        stored = office.store.shared.load_document(PLAN)
        rows = stored.chains if stored is not None else ()
        truth = [CoveredChain(row.chain[1], row.chain[2], row.counter, row.previous) for row in sorted(rows, key=_name)]
        covers = tuple(one for one in truth if one.counter and self.chance.random() < 0.8)
        content = SnapshotContent(covers, bytes(32), self.mallory.stroke("evil", 1.0))
        envelope = self.mallory.snapshot(content)
        self.mallory.visit(office, Batch(PLAN, (StoredEnvelope(1, envelope),)))

    def ask(self) -> None:
        """A relay asks for a snapshot."""
        office = self.office()
        links = [link for link, pair in self.net.lines.items() if pair[0] is office and isinstance(pair[1], PaperRelay)]
        if links:
            notice = Notice(NoticeCode.SNAPSHOT_WANTED, "00" * 16, PLAN, 0)
            office.tell(ev.FrameReceived(links[0], notice))

    def forgot(self, members: Sequence[Office]) -> bool:
        """Tell whether nobody has the next envelope of Mallory's chain any more, of which later ones are about."""
        chain = (PLAN, self.mallory.chain.device, self.mallory.chain.writer)
        taken = {_stored(office, chain) for office in members}
        headers = [parse_header(envelope) for relay in self.relays for envelope in relay.log[PLAN]]
        kept = {header.counter for header in headers if header.key == chain}
        return len(taken) == 1 and max(taken) + 1 not in kept

    def kill(self) -> None:
        """Kill a device; what it had told its person is gone with it."""
        self.net.restart(self.who_is_killed().name)


def _stored(office: Office, chain: tuple[str, str, str]) -> int:
    stored = office.store.shared.load_document(PLAN)
    return max((row.counter for row in stored.chains if row.chain == chain), default=0) if stored else 0


def _name(row: object) -> tuple[str, str, str]:
    chain: tuple[str, str, str] = getattr(row, "chain")  # noqa: B009 - rows of several stores have it.
    return chain
