"""A relay that orders a membership log and may not be trusted with it: it withholds, repeats, reorders, and shows two truths.

What it can do it does with its own key and what it was given. ``worlds`` are logs that begin alike; each device sees one of them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sync.crypto.epoch import EpochKey
from sync.crypto.key_wrap import seal_epoch_box
from sync.engine.sequencer import countersign
from sync.engine.transfer import parts_of
from sync.protocol import frames as fr
from sync.protocol.boxes import Box, decode_boxes, encode_boxes
from sync.protocol.errors import ErrorCode, ProtocolError
from sync.protocol.frame_codec import EITHER_WAY, decode_frame
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.state import WorkspaceState
from tests.support.founding import Household
from tests.support.offices import Net
from tests.support.paper_relay import PaperRelay
from tests.support.workspace import NOW, identity

IDENTITY = identity("crooked relay")


@dataclass
class World:
    """One log, and the boxes that came with it."""

    entries: list[LogEntry]
    boxes: list[Box]
    state: WorkspaceState

    def copy(self) -> World:
        """Return a log that begins like this one."""
        return replace(self, entries=list(self.entries), boxes=list(self.boxes))


@dataclass
class Tricks:
    """What it does to those who ask; all of it can be turned off.

    Attributes:
        lag: So many of the newest operations are withheld.
        keeps_acks: Acknowledges without storing.
        mutes_acks: Stores without acknowledging.
        shuffles: Gives what is stored in any order and partly twice.
        boxes: Exchanges keys among the boxes of a recipient.
        old_snapshot: Offers this one in place of the newest.
    """

    lag: int = 0
    keeps_acks: bool = False
    mutes_acks: bool = False
    shuffles: bool = False
    boxes: bool = False
    old_snapshot: bytes = b""


class CrookedRelay(PaperRelay):
    """The rooms and the log of one relay."""

    def __init__(self, house: Household, chance: random.Random) -> None:
        """Take over the ordering of a log that was handed to ``IDENTITY``."""
        super().__init__("crooked", IDENTITY.entry.signing_public)
        self.chance = chance
        self.worlds = [World(list(house.entries), list(house.boxes), house.state)]
        self.seen: dict[str, World] = {}
        self.tricks = Tricks()
        self.taken: list[bytes] = []
        self._lines: dict[str, str] = {}

    def world_of(self, office: str) -> World:
        """Return the log that a device is shown."""
        return self.seen.setdefault(office, self.worlds[0])

    def split(self, offices: Sequence[str]) -> None:
        """From now on show some devices a log of their own, which goes on for itself."""
        self.worlds.append(self.world_of(offices[0]).copy())
        for office in offices:
            self.seen[office] = self.worlds[-1]

    def follow(self, office: str, head: bytes) -> None:
        """From now on show a device the log that it knows, by whatever way it came to it."""
        known = (world for world in self.worlds if head in {entry.head for entry in world.entries})
        self.seen[office] = next(known, self.world_of(office))

    def connect(self, net: Net, office: str) -> str:
        """Bring up a link between a device and this relay."""
        link = super().connect(net, office)
        self._lines[link] = office
        return link

    def hear(self, link: str, data: bytes) -> None:
        """Take a frame."""
        frame = decode_frame(data, EITHER_WAY)
        before = len(self.sent)
        match frame:
            case fr.LogGet():
                self._show_log(link, frame.since)
            case fr.Propose():
                self._order(link, frame)
            case fr.BoxesGet():
                self._show_boxes(link, frame.recipient)
            case fr.Append() if self.tricks.keeps_acks:
                self.sent.append((link, fr.Ack((fr.Acknowledged(frame.request, len(self.log[frame.document]) + 9),))))
            case _:
                super().hear(link, data)
        self.sent[before:] = [one for sent in self.sent[before:] for one in self._tricked(*sent)]

    def noise(self, workspace: str, document: str) -> None:
        """Tell everybody things that did not happen."""
        for link in self._lines:
            number, code = self.chance.randrange(1, 400), int(self.chance.choice(list(ErrorCode)))
            said: tuple[fr.Frame, ...] = (
                fr.Notice(self.chance.choice(list(fr.NoticeCode)), workspace, document, number),
                fr.Failure(code, number, document, ""),
                fr.Failure(code, 0, document, ""),
                fr.Ack((fr.Acknowledged(number, number),)),
                fr.Resync(document, number),
                fr.Joined(document, number, self.chance.randrange(1 << 16)),
            )
            self.sent.append((link, self.chance.choice(said)))

    def _tricked(self, link: str, frame: fr.Frame) -> list[tuple[str, fr.Frame]]:
        if isinstance(frame, fr.Ack) and self.tricks.mutes_acks:
            return []
        if isinstance(frame, fr.SnapshotPart) and frame.data and self.tricks.old_snapshot:
            if frame.offset:
                return []
            return [(link, part) for part in parts_of(frame.document, self.tricks.old_snapshot, frame.upto)]
        if isinstance(frame, fr.Batch) and self.tricks.shuffles:
            items = [*frame.items, *self.chance.choices(frame.items, k=len(frame.items) // 2)]
            self.chance.shuffle(items)
            return [(link, replace(frame, items=tuple(items)))]
        return [(link, frame)]

    def _show_log(self, link: str, since: int) -> None:
        world = self.world_of(self._lines[link])
        shown = world.entries[: max(1, len(world.entries) - self.tricks.lag)]
        self.sent.append((link, fr.LogEntries(world.state.workspace, tuple(shown[since:]))))

    def _order(self, link: str, frame: fr.Propose) -> None:
        world = self.world_of(self._lines[link])
        try:
            boxes = decode_boxes(frame.boxes)
            signed = (frame.operation, frame.signature, boxes)
            entry, world.state = countersign(world.state, IDENTITY, *signed, NOW)
        except ProtocolError as error:
            self.sent.append((link, fr.Failure(error.code, frame.request, "00" * 16, error.detail)))
            return
        world.entries.append(entry)
        world.boxes += boxes
        for other, office in self._lines.items():
            if self.world_of(office) is world and (other == link or not self.tricks.lag):
                self.sent.append((other, fr.LogEntries(frame.workspace, (entry,))))

    def _show_boxes(self, link: str, recipient: str) -> None:
        world = self.world_of(self._lines[link])
        boxes = [box for box in world.boxes if box.recipient == recipient]
        if self.tricks.boxes and boxes:
            others = [box.sealed for box in world.boxes]
            device = world.state.devices.get(recipient)
            boxes = [replace(box, sealed=self.chance.choice(others)) for box in boxes]
            if device is not None:
                own = EpochKey(world.state.workspace, boxes[0].epoch, self.chance.randbytes(32))
                boxes[0] = seal_epoch_box(own, recipient, device.entry.sealing_public)
        self.sent.append((link, fr.Boxes(world.state.workspace, encode_boxes(boxes))))

    def _part(self, link: str, part: fr.SnapshotPart) -> None:
        super()._part(link, part)
        if part.document in self.snapshots:
            self.taken.append(self.snapshots[part.document][1])
