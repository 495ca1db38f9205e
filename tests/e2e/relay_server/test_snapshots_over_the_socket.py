"""Sealed snapshots: uploaded in parts, resumed, checked, and served to newcomers before the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from relay_server.service.rooms.limits import RoomLimits
from sync.crypto.identity import DeviceIdentity
from sync.protocol.envelope import envelope_hash
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import Batch, Notice, NoticeCode, SnapshotPart
from tests.support.relay_office import Office, open_office
from tests.support.snapshot_parts import PART, parts_of, snapshot_of, upload


@pytest.fixture
def office(tmp_path: Path, setup: dict[str, Any]) -> Iterator[Office]:
    with open_office(tmp_path, "edith", "vera", limits=RoomLimits(snapshot_after=10), **setup) as opened:
        yield opened


def snapshot_by(identity: DeviceIdentity, office: Office, size: int = 250_000) -> bytes:
    """Return a sealed snapshot of the office's diagram."""
    return snapshot_of(office.diagram, identity, office.seq, size)


def test_a_newcomer_gets_the_snapshot_and_the_log_after_it(office: Office) -> None:
    """RLY-35, RLY-36."""
    writer = office.writer("edith")
    with office.on("edith") as edith, office.on("vera") as vera:
        edith.join(office.workspace, office.diagram)
        numbers = edith.store(office.diagram, writer.some(10))
        wanted = edith.expect(Notice)
        assert (wanted.code, wanted.value) == (NoticeCode.SNAPSHOT_WANTED, 10)
        snapshot = snapshot_by(edith.identity, office)
        assert upload(edith, parts_of(snapshot, office.diagram, numbers[7])) == len(snapshot)
        vera.join(office.workspace, office.diagram)
        got = [frame for frame in vera.inbox if isinstance(frame, SnapshotPart)]
        assert b"".join(part.data for part in got) == snapshot
        assert {(part.hash, part.upto, part.total) for part in got} == {
            (envelope_hash(snapshot), numbers[7], len(snapshot))
        }
        assert [item.envelope for item in vera.stored(2)] == writer.made[8:]
    # The log is whole for whoever wants the envelopes.
    with office.on("vera") as vera:
        vera.join(office.workspace, office.diagram, since=1)
        assert [item.envelope for item in vera.stored(9)] == writer.made[1:]
        assert not [frame for frame in vera.inbox if isinstance(frame, SnapshotPart)]


def test_an_upload_goes_on_where_it_stopped(office: Office) -> None:
    """RLY-35."""
    with office.on("edith") as edith:
        edith.join(office.workspace, office.diagram)
        parts = parts_of(snapshot_by(edith.identity, office), office.diagram, 0)
        assert upload(edith, parts[:1]) == PART
    with office.on("edith") as edith:
        edith.join(office.workspace, office.diagram)
        empty = SnapshotPart(office.diagram, parts[0].hash, 0, parts[0].total, 0, b"")
        assert upload(edith, [empty]) == PART
        # A part that is there already, or that leaves a gap, changes nothing.
        assert upload(edith, [parts[0]]) == PART
        assert upload(edith, [parts[2]]) == PART
        assert upload(edith, parts[1:]) == parts[0].total


def test_what_is_no_snapshot_of_ones_own_is_dropped(office: Office) -> None:
    """RLY-35."""
    with office.on("edith") as edith, office.on("vera") as vera:
        edith.join(office.workspace, office.diagram)
        good = snapshot_by(edith.identity, office)
        foreign = parts_of(snapshot_by(office.people["vera"].laptop, office), office.diagram, 0)
        damaged = parts_of(good, office.diagram, 0)
        damaged[-1] = replace(damaged[-1], data=bytes(len(damaged[-1].data)))
        ahead = parts_of(good, office.diagram, 5)
        update = parts_of(office.writer("edith").next(300), office.diagram, 0)
        answers = []
        for parts in (foreign[:1], damaged, ahead[:1], update):
            for part in parts:
                edith.send(part)
            answers.append(edith.refused())
        assert answers == [ErrorCode.UNKNOWN_DEVICE, ErrorCode.MALFORMED, ErrorCode.MALFORMED, ErrorCode.MALFORMED]
        vera.join(office.workspace, office.diagram)
        vera.sync()
        assert not [frame for frame in vera.inbox if isinstance(frame, SnapshotPart | Batch)]
        edith.inbox.clear()
        assert upload(edith, parts_of(good, office.diagram, 0)) == len(good)
