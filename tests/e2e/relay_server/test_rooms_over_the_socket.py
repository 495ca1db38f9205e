"""Documents over a real socket and a real database: joining, appending, resuming, retrying."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.protocol.errors import ErrorCode
from sync.protocol.frames import (
    Batch,
    Ephemeral,
    EphemeralItem,
    Failure,
    Join,
    Joined,
    JoinedChain,
    Leave,
    Notice,
    NoticeCode,
    Signal,
)
from tests.support.relay_office import Office, open_office
from tests.support.socket_device import SocketDevice


@pytest.fixture
def office(tmp_path: Path, setup: dict[str, Any]) -> Iterator[Office]:
    with open_office(tmp_path, **setup) as opened:
        yield opened


def test_what_one_writes_the_other_gets_and_both_hear_that_it_is_stored(office: Office) -> None:
    with office.on("edith") as edith, office.on("vera") as vera:
        assert edith.join(office.workspace, office.diagram).seq == 0
        vera.join(office.workspace, office.diagram)
        envelopes = office.writer("edith").some(5)
        numbers = edith.store(office.diagram, envelopes)
        assert numbers == [1, 2, 3, 4, 5]
        assert [(item.seq, item.envelope) for item in vera.stored(5)] == list(zip(numbers, envelopes, strict=True))
        edith.sync()
        assert not [frame for frame in edith.inbox if isinstance(frame, Batch)]


def test_retries_are_answered_with_the_same_number_and_stored_once(office: Office) -> None:
    """RLY-33."""
    writer = office.writer("edith")
    with office.on("edith") as edith:
        edith.join(office.workspace, office.diagram)
        envelopes = writer.some(50)
        first = edith.store(office.diagram, envelopes)
        assert edith.store(office.diagram, envelopes) == first
        # A retry that overtakes its own commit waits for it.
        more = writer.some(20)
        numbers = edith.store(office.diagram, [*more, *more])
        assert numbers[:20] == numbers[20:]
    with office.on("vera") as vera:
        joined = vera.join(office.workspace, office.diagram)
        got = vera.stored(70)
        assert [item.envelope for item in got] == writer.made
        assert joined.seq == got[-1].seq


def test_resuming_by_number_gives_exactly_the_rest(office: Office) -> None:
    """RLY-21."""
    with office.on("edith") as edith, office.on("vera") as vera:
        edith.join(office.workspace, office.diagram)
        numbers = edith.store(office.diagram, office.writer("edith").some(1_000))
        vera.join(office.workspace, office.diagram, since=numbers[699])
        assert [item.seq for item in vera.stored(300)] == numbers[700:]
        vera.sync()
        assert not [frame for frame in vera.inbox if isinstance(frame, Batch)]


def test_resuming_by_chains_gives_exactly_what_is_missing(office: Office) -> None:
    """RLY-22."""
    first, second = office.writer("edith"), office.writer("edith", writer="1e" * 8)
    with office.on("edith") as edith, office.on("vera") as vera:
        edith.join(office.workspace, office.diagram)
        for _ in range(40):
            edith.store(office.diagram, [first.next(), second.next(), second.next()])
        have = (
            JoinedChain(first.identity.device, first.writer, 39),
            JoinedChain(second.identity.device, second.writer, 5),
        )
        vera.join(office.workspace, office.diagram, chains=have)
        wanted = {*first.made[39:], *second.made[5:]}
        got = [item.envelope for item in vera.stored(len(wanted))]
        assert len(got) == len(wanted)
        assert set(got) == wanted
        vera.send(Leave(office.diagram))
        vera.join(office.workspace, office.diagram, chains=(first.chain, second.chain))
        vera.sync()
        assert not [frame for frame in vera.inbox if isinstance(frame, Batch)]


def test_joining_while_others_write_leaves_no_gap_and_repeats_nothing(office: Office) -> None:
    """RLY-20."""
    stop = threading.Event()
    writer = office.writer("edith")
    acknowledged: list[int] = []

    def write(edith: SocketDevice) -> None:
        while not stop.is_set():
            acknowledged.extend(edith.store(office.diagram, writer.some(10)))

    with office.on("edith") as edith, office.on("vera") as vera:
        edith.join(office.workspace, office.diagram)
        thread = threading.Thread(target=write, args=(edith,), daemon=True)
        thread.start()
        try:
            seen: list[int] = []
            for _ in range(40):
                since = seen[-1] if seen else 0
                joined = vera.join(office.workspace, office.diagram, since=since)
                seen.extend(_waiting(vera))
                while not seen or seen[-1] < joined.seq + 5:
                    vera.inbox.append(vera.receive())
                    seen.extend(_waiting(vera))
                vera.send(Leave(office.diagram))
                vera.sync()
                # What was on its way before the room was left belongs to what was seen.
                seen.extend(_waiting(vera))
        finally:
            stop.set()
            thread.join()
    assert seen == list(range(1, len(seen) + 1))
    assert seen[-1] <= acknowledged[-1]


def _waiting(device: SocketDevice) -> list[int]:
    batches = [frame for frame in device.inbox if isinstance(frame, Batch)]
    device.inbox = [frame for frame in device.inbox if not isinstance(frame, Batch)]
    return [item.seq for batch in batches for item in batch.items if not isinstance(item, EphemeralItem)]


def test_many_writers_have_one_order_everywhere(tmp_path: Path, setup: dict[str, Any]) -> None:
    """RLY-23. Above the size of a small room: sent by ticks, with an echo."""
    # As many in every process, and as many envelopes in all.
    processes = setup.get("processes", 1)
    names, each = [f"person{number}" for number in range(12 * processes)], 100 // processes**2
    count = each * len(names)
    with open_office(tmp_path, *names, **setup) as office:
        orders: dict[str, list[tuple[int, bytes]]] = {}

        def take_part(name: str) -> None:
            with office.on(name) as device:
                device.join(office.workspace, office.diagram)
                together.wait(60)
                requests = [device.append(office.diagram, envelope) for envelope in office.writer(name).some(each)]
                orders[name] = [(item.seq, item.envelope) for item in device.stored(count)]
                assert len(requests) == each

        together = threading.Barrier(len(names))
        threads = [threading.Thread(target=take_part, args=(name,), daemon=True) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert set(orders) == set(names)
        assert len({tuple(order) for order in orders.values()}) == 1
        assert [seq for seq, _ in orders[names[0]]] == list(range(1, count + 1))


def test_a_gap_a_fork_a_wrong_predecessor_and_an_older_log_are_refused(office: Office) -> None:
    """RLY-31."""
    writer = office.writer("edith")
    with office.on("edith") as edith:
        edith.join(office.workspace, office.diagram)
        first, _, third = writer.some(3)
        edith.append(office.diagram, third)
        assert edith.refused() is ErrorCode.COUNTER_GAP
        edith.store(office.diagram, [first])
        edith.append(office.diagram, third)
        assert edith.refused() is ErrorCode.COUNTER_GAP
        fork = office.writer("edith").next(61)
        edith.append(office.diagram, fork)
        assert edith.refused() is ErrorCode.COUNTER_FORK
        other = office.writer("edith")
        other.made = [fork]
        edith.append(office.diagram, other.next())
        assert edith.refused() is ErrorCode.WRONG_PREVIOUS
        edith.store(office.diagram, [writer.made[1]])
        edith.append(office.diagram, fork)
        assert edith.refused() is ErrorCode.COUNTER_FORK
        edith.store(office.diagram, [third])


def test_what_only_a_newer_program_reads_is_refused_by_its_name_and_the_line_goes_on(office: Office) -> None:
    """RLY-30, PRO-11: the sender hears which of his envelopes it was."""
    writer = office.writer("edith")
    with office.on("edith") as edith:
        edith.join(office.workspace, office.diagram)
        first = writer.next()
        request = edith.append(office.diagram, b"\2" + first[1:])
        failure = edith.expect(Failure)
        assert (failure.code, failure.request, failure.document) == (ErrorCode.VERSION, request, office.diagram)
        assert edith.store(office.diagram, [first]) == [1]


def test_anyone_carries_what_others_signed_and_nobody_forges(office: Office) -> None:
    """RLY-32."""
    with office.on("vera") as vera, office.on("adam") as adam:
        vera.join(office.workspace, office.diagram)
        adam.join(office.workspace, office.diagram)
        writer = office.writer("edith")
        vera.store(office.diagram, writer.some(3))
        assert [item.envelope for item in adam.stored(3)] == writer.made
        forged = bytearray(writer.next())
        forged[-1] ^= 1
        vera.append(office.diagram, bytes(forged))
        assert vera.refused() is ErrorCode.BAD_SIGNATURE


def test_presence_reaches_the_others_and_is_never_stored(office: Office) -> None:
    """RLY-40."""
    with office.on("edith") as edith, office.on("vera") as vera:
        edith.join(office.workspace, office.diagram)
        vera.join(office.workspace, office.diagram)
        edith.send(Ephemeral(office.diagram, b"cursor"))
        item = next(vera.batches())
        assert item == EphemeralItem(office.people["edith"].laptop.device, b"cursor")
        for number in range(200):
            edith.send(Ephemeral(office.diagram, b"%d" % number))
        edith.sync()
        vera.sync()
        while not any(isinstance(frame, Batch) for frame in vera.inbox):
            vera.inbox.append(vera.receive())
        received = [item for frame in vera.inbox if isinstance(frame, Batch) for item in frame.items]
        # Of what came in one turn, or goes from one process to another in one tick, the last of each sender counts.
        assert 1 <= len(received) < 60
    with office.on("vera") as vera:
        vera.join(office.workspace, office.diagram)
        vera.sync()
        assert vera.inbox == []


def test_signals_go_to_one_device_and_departures_are_told(office: Office) -> None:
    """RLY-41, RLY-42."""
    with office.on("vera") as vera:
        vera.join(office.workspace, office.diagram)
        with office.on("edith") as edith, office.on("adam") as adam:
            edith.join(office.workspace, office.diagram)
            adam.join(office.workspace, office.diagram)
            edith.send(Signal(office.diagram, office.people["vera"].laptop.device, b"offer"))
            edith_id = office.people["edith"].laptop.device
            assert vera.expect(Signal) == Signal(office.diagram, edith_id, b"offer")
            edith.send(Signal(office.diagram, "0" * 32, b"offer"))
            assert edith.refused() is ErrorCode.UNKNOWN_DEVICE
            adam.sync()
            assert not [frame for frame in adam.inbox if isinstance(frame, Signal)]
        left = {vera.expect(Notice, lambda notice: notice.code is NoticeCode.PEER_LEFT).document for _ in range(2)}
        assert left == {office.people[name].laptop.device for name in ("edith", "adam")}


def test_a_room_is_joined_before_anything_is_sent_to_it(office: Office) -> None:
    """RLY-12."""
    with office.on("edith") as edith:
        edith.append(office.diagram, office.writer("edith").next())
        edith.send(Ephemeral(office.diagram, b"x"))
        edith.send(Signal(office.diagram, "0" * 32, b"x"))
        assert [edith.refused() for _ in range(3)] == [ErrorCode.NOT_JOINED] * 3
        edith.join(office.workspace, office.diagram)
        edith.send(Join(office.workspace, office.diagram, 0, ()))
        assert edith.refused() is ErrorCode.NO_CHANGE
        edith.send(Leave(office.diagram))
        edith.append(office.diagram, office.writer("edith").next())
        failure = edith.expect(Failure)
        assert (failure.code, failure.request, failure.document) == (ErrorCode.NOT_JOINED, 2, office.diagram)
        assert isinstance(edith.join(office.workspace, office.diagram), Joined)


def test_a_row_holds_at_most_64_kilobytes_and_large_logs_come_in_batches(office: Office) -> None:
    """RLY-24."""
    writer = office.writer("edith")
    with office.on("edith") as edith, office.on("vera") as vera:
        edith.join(office.workspace, office.diagram)
        edith.store(office.diagram, writer.some(40, 20_000))
        vera.send(Join(office.workspace, office.diagram, 0, ()))
        sizes = []
        got: list[bytes] = []
        while len(got) < 40:
            batch = vera.expect(Batch)
            stored = [item.envelope for item in batch.items if not isinstance(item, EphemeralItem)]
            sizes.append(sum(len(envelope) for envelope in stored))
            got.extend(stored)
        assert got == writer.made
        assert max(sizes) <= 2 * (64 << 10)
