"""A relay among the offices of a test's network: it keeps envelopes as the real one does, and can be told to cheat.

Two of them that were shown different things are one relay that shows different people different things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import cast

from sync.engine import events as ev
from sync.engine.transfer import Assembly, parts_of
from sync.protocol import frames as fr
from sync.protocol.envelope import EnvelopeType, envelope_hash, parse_header
from sync.protocol.errors import ErrorCode
from sync.protocol.frame_codec import EITHER_WAY, decode_frame
from sync.protocol.membership.state import ChainKey
from tests.support.offices import Net, Office
from tests.support.workspace import Signer

KEY = Signer("paper relay")


class PaperRelay:
    """The rooms of one relay; an end of the links of a ``Net``."""

    def __init__(self, name: str = "relay", key: bytes = KEY.public) -> None:
        self.name, self.key = name, key
        self.log: dict[str, list[bytes]] = defaultdict(list)
        self.snapshots: dict[str, tuple[int, bytes]] = {}
        self.sent: list[tuple[str, fr.Frame]] = []
        self.links: dict[str, object] = {}
        self.hides: Callable[[bytes], bool] = lambda _envelope: False
        self.refused: list[ErrorCode] = []
        self.asked = 0
        self._rooms: dict[str, list[str]] = defaultdict(list)
        self._parts: dict[tuple[str, str], Assembly] = defaultdict(Assembly)

    def connect(self, net: Net, office: str) -> str:
        """Bring up a link between a device and this relay."""
        self.asked += 1
        link = f"{self.name} {self.asked}"
        here = net.offices[office]
        # The network asks no more of its ends than this has.
        net.lines[link] = (here, cast(Office, self))
        net.offices.setdefault(self.name, cast(Office, self))
        net.flying[link, office], net.flying[link, self.name] = [], []
        self.links[link] = office
        here.links[link] = ev.LinkUp(link, ev.LinkKind.RELAY, "", self.key)
        here.tell(here.links[link])
        return link

    def tell(self, event: ev.Event) -> None:
        """Forget a link that broke."""
        assert isinstance(event, ev.LinkDown)
        for members in self._rooms.values():
            if event.link in members:
                members.remove(event.link)

    def wait(self, seconds: float) -> None:
        """Let time pass."""

    def store_some(self) -> None:
        """Nothing waits here."""

    def put(self, document: str, *envelopes: bytes) -> None:
        """Store envelopes that nobody brought."""
        for envelope in envelopes:
            self._keep(document, envelope, "")

    def hear(self, link: str, data: bytes) -> None:
        """Take a frame."""
        frame = decode_frame(data, EITHER_WAY)
        match frame:
            case fr.Join():
                self._join(link, frame)
            case fr.Leave():
                if link in self._rooms[frame.document]:
                    self._rooms[frame.document].remove(link)
            case fr.Append():
                self._append(link, frame)
            case fr.SnapshotPart():
                self._part(link, frame)
            case _:
                pass

    def _join(self, link: str, frame: fr.Join) -> None:
        have = {(frame.document, one.device, one.writer): one.counter for one in frame.chains}
        start = 0
        if not have and frame.document in self.snapshots:
            start, snapshot = self.snapshots[frame.document]
            self.sent += [(link, part) for part in parts_of(frame.document, snapshot, start)]
        lacking = [
            fr.StoredEnvelope(seq, envelope)
            for seq, envelope in enumerate(self.log[frame.document], 1)
            if seq > start and not self.hides(envelope) and _lacks(envelope, have)
        ]
        if lacking:
            self.sent.append((link, fr.Batch(frame.document, tuple(lacking))))
        self.sent.append((link, fr.Joined(frame.document, len(self.log[frame.document]), 0)))
        if link not in self._rooms[frame.document]:
            self._rooms[frame.document].append(link)

    def _append(self, link: str, frame: fr.Append) -> None:
        code = self._judge(frame.document, frame.envelope)
        if code is not None:
            self.refused.append(code)
            self.sent.append((link, fr.Failure(code, frame.request, frame.document, "")))
            return
        if frame.envelope not in self.log[frame.document]:
            self._keep(frame.document, frame.envelope, link)
        seq = self.log[frame.document].index(frame.envelope) + 1
        self.sent.append((link, fr.Ack((fr.Acknowledged(frame.request, seq),))))

    def _keep(self, document: str, envelope: bytes, link: str) -> None:
        self.log[document].append(envelope)
        item = fr.StoredEnvelope(len(self.log[document]), envelope)
        others = [other for other in self._rooms[document] if other != link and not self.hides(envelope)]
        self.sent += [(other, fr.Batch(document, (item,))) for other in others]

    def _judge(self, document: str, envelope: bytes) -> ErrorCode | None:
        header = parse_header(envelope)
        if header.type is not EnvelopeType.UPDATE or envelope in self.log[document]:
            return None
        last = 0, bytes(16)
        for one in self.log[document]:
            known = parse_header(one)
            if known.key == header.key and known.type is EnvelopeType.UPDATE:
                last = known.counter, envelope_hash(one)[:16]
        if header.counter <= last[0]:
            return ErrorCode.COUNTER_FORK
        if header.counter > last[0] + 1:
            return ErrorCode.COUNTER_GAP
        return None if header.previous == last[1] else ErrorCode.WRONG_PREVIOUS

    def _part(self, link: str, part: fr.SnapshotPart) -> None:
        whole = self._parts[link, part.document].take(part)
        if whole:
            self.snapshots[part.document] = len(self.log[part.document]), whole


def _lacks(envelope: bytes, have: dict[ChainKey, int]) -> bool:
    header = parse_header(envelope)
    return header.counter == 0 or header.counter > have.get(header.key, 0)
