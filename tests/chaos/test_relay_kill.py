"""kill -9 of a serving relay at random moments: no acknowledged envelope is lost, doubled or moved."""

from __future__ import annotations

import os
import random
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from sync.protocol.envelope import parse_header
from sync.protocol.frames import Ack, Append, Join, Joined
from tests.support.relay import open_house
from tests.support.relay_process import Prepared, prepare, refreshed, serve
from tests.support.socket_device import SocketDevice, Writer, colleague_on

ROUNDS = int(os.environ.get("AIO_CANVAS_CHAOS", "10"))
NAMES = ("anna", "bert", "cora")
AHEAD = 40


@dataclass
class Author:
    """Writes as fast as it is acknowledged, over all lives of the relay."""

    name: str
    writer: Writer
    acknowledged: dict[int, int] = field(default_factory=dict)

    def work(self, device: SocketDevice, workspace: str, enough: threading.Event) -> None:
        """Send what is not acknowledged, then more, until the relay is gone."""
        document = self.writer.document
        device.send(Join(workspace, document, 1 << 60, (self.writer.chain,)))
        sent = min(
            (number for number in range(1, len(self.writer.made) + 1) if number not in self.acknowledged), default=0
        )
        sent = sent - 1 if sent else len(self.writer.made)
        joined = False
        while True:
            frame = device.receive()
            joined = joined or isinstance(frame, Joined)
            if isinstance(frame, Ack):
                for item in frame.items:
                    assert self.acknowledged.setdefault(item.request, item.seq) == item.seq
                enough.set()
            while joined and sent - len(self.acknowledged) < AHEAD:
                if sent == len(self.writer.made):
                    self.writer.next()
                sent += 1
                device.send(Append(document, sent, self.writer.made[sent - 1]))


def run_life(prepared: Prepared, authors: list[Author], rng: random.Random) -> None:
    """Serve, let everybody write, and kill the relay in the middle of it."""

    def take_part(author: Author, url: str, enough: threading.Event) -> None:
        try:
            with colleague_on(url, who[author.name]) as device:
                author.work(device, prepared.workspace, enough)
        except (ConnectionClosed, ConnectionError):
            ended.append(author.name)

    ended: list[str] = []
    with serve(prepared.data) as relay:
        who = {author.name: refreshed(prepared, author.name, relay.url) for author in authors}
        signs = [threading.Event() for _ in authors]
        threads = [
            threading.Thread(target=take_part, args=(author, relay.url, sign), daemon=True)
            for author, sign in zip(authors, signs, strict=True)
        ]
        for thread in threads:
            thread.start()
        assert all(sign.wait(60) for sign in signs)
        threading.Event().wait(rng.uniform(0, 0.6))
        relay.kill()
        for thread in threads:
            thread.join(60)
    assert sorted(ended) == sorted(author.name for author in authors)


def check_log(prepared: Prepared, authors: list[Author]) -> None:
    """Read the whole log as a newcomer and compare it with what was acknowledged."""
    with serve(prepared.data) as relay, colleague_on(relay.url, refreshed(prepared, "olive", relay.url)) as olive:
        joined = olive.join(prepared.workspace, prepared.diagrams[0])
        olive.sync()
        stored: list[tuple[int, bytes]] = []
        for frame in olive.inbox:
            stored.extend((item.seq, item.envelope) for item in getattr(frame, "items", ()))
    assert stored[-1][0] <= joined.seq
    numbers = [seq for seq, _ in stored]
    assert numbers == sorted(set(numbers))
    for author in authors:
        mine = [(seq, env) for seq, env in stored if parse_header(env).device == author.writer.identity.device]
        counters = [parse_header(envelope).counter for _, envelope in mine]
        assert counters == list(range(1, len(counters) + 1))
        assert [envelope for _, envelope in mine] == author.writer.made[: len(mine)]
        place = {counter: seq for counter, (seq, _) in zip(counters, mine, strict=True)}
        assert author.acknowledged.items() <= place.items()
    check_counts(prepared, {author.writer.identity.device: author for author in authors}, stored)


def check_counts(prepared: Prepared, authors: dict[str, Author], stored: list[tuple[int, bytes]]) -> None:
    """Compare what was counted for each person with what is stored: no kill loses a count or counts twice."""
    edits = Counter(prepared.people[authors[parse_header(one).device].name].user for _, one in stored)
    with open_house(prepared.data.parent) as house:
        house.env.activity.flush()
        with house.env.transactions.read() as unit:
            counted = unit.activity.by_user(prepared.workspace, 0, 1 << 30)
    assert {total.key: total.edits for total in counted if total.edits} == edits


@pytest.mark.chaos
@pytest.mark.timeout(1800)
def test_nothing_acknowledged_is_lost_doubled_or_moved(tmp_path: Path) -> None:
    """RLY-25, WSP-40."""
    rng = random.Random(11)
    prepared = prepare(tmp_path, *NAMES)
    authors = [
        Author(name, Writer(prepared.people[name].laptop, prepared.diagrams[0], prepared.log_seq)) for name in NAMES
    ]
    for _ in range(ROUNDS):
        run_life(prepared, authors, rng)
    check_log(prepared, authors)
    assert sum(len(author.acknowledged) for author in authors) > ROUNDS * 10
