from __future__ import annotations

from relay_server.domain.log_row import (
    ends_of,
    extent_of,
    items_after,
    items_of,
    lacking,
    packed,
    places_of,
    rows_of,
    seq_of,
)
from relay_server.domain.rooms import ROW_BYTES
from sync.protocol.envelope import EnvelopeType
from sync.protocol.frame_codec import stored_item
from tests.support.envelopes import NONCE, WRITER, chain_of, header_of, sealed
from tests.support.logged import Logged, logged
from tests.support.workspace import ANA, BEN, identifier

PLAN = identifier("plan")
CHAIN, OTHER = (b"d" * 16, b"w" * 8), (b"e" * 16, b"w" * 8)


def items(count: int, size: int = 60) -> list[bytes]:
    """Return items numbered from 1."""
    return [stored_item(seq, bytes(size)) for seq in range(1, count + 1)]


def test_a_row_is_taken_apart_again() -> None:
    made = items(5)
    assert list(items_of(b"".join(made))) == made
    assert [seq_of(item) for item in made] == [1, 2, 3, 4, 5]
    assert extent_of(b"".join(made)) == (5, 5)
    assert extent_of(made[2]) == (3, 1)
    assert items_after(b"".join(made), 3) == b"".join(made[3:])
    assert items_after(b"".join(made), 0) == b"".join(made)
    assert items_after(b"".join(made), 9) == b""


def test_rows_are_closed_before_they_grow_over_their_size() -> None:
    """RLY-24."""
    made = items(40, 20_000)
    rows = list(packed(made))
    assert b"".join(row for _, row in rows) == b"".join(made)
    assert max(len(row) for _, row in rows) <= ROW_BYTES
    assert [last for last, _ in rows] == [seq_of(list(items_of(row))[-1]) for _, row in rows]
    assert [last for last, _ in packed(items(1, 2 * ROW_BYTES))] == [1]
    assert list(packed([])) == []


def test_only_what_is_lacking_is_sent() -> None:
    """RLY-22."""
    mine, theirs = chain_of(ANA.laptop, PLAN, 3, 1), chain_of(BEN.laptop, PLAN, 2, 1)
    header = header_of(PLAN, ANA.laptop, 1, 0, type=EnvelopeType.CONFIRMATION, nonce=NONCE)
    made = [stored_item(seq, one) for seq, one in enumerate([*mine, *theirs, sealed(ANA.laptop, header)], 1)]
    have = {(bytes.fromhex(ANA.laptop.device), bytes.fromhex(WRITER)): 2}
    assert lacking(made, have) == b"".join(made[2:])
    assert lacking(made, {}) == b"".join(made)


def test_what_a_commit_adds_to_a_room_are_rows_of_a_size() -> None:
    """RLY-24."""
    small = [logged(CHAIN, one, one) for one in range(1, 4)]
    assert rows_of(small[:1]) == [(1, small[0].item)]
    assert rows_of(small) == [(3, b"".join(one.item for one in small))]
    large = [logged(CHAIN, one, one, 30_000) for one in range(1, 6)]
    assert [last for last, _ in rows_of(large)] == [2, 4, 5]
    assert b"".join(row for _, row in rows_of(large)) == b"".join(one.item for one in large)


def test_rows_say_where_their_chains_end_and_where_each_envelope_is() -> None:
    """RLY-33."""
    made = [logged(CHAIN, 4, 1), logged(OTHER, 1, 2), logged(CHAIN, 5, 4)]
    header = header_of(PLAN, ANA.laptop, 1, 0, type=EnvelopeType.CONFIRMATION, nonce=NONCE)
    beside = Logged(3, stored_item(3, sealed(ANA.laptop, header)), None, None)
    rows = [made[0].item + made[1].item, beside.item + made[2].item]
    assert {end.chain: (end.seq, end.head) for end in ends_of(rows)} == {
        CHAIN: (4, made[2].head),
        OTHER: (2, made[1].head),
    }
    found = places_of(rows, {(CHAIN, 4), (CHAIN, 5), (CHAIN, 6)})
    assert found == {(one.chain, one.head.counter): (one.seq, one.head.hash) for one in made[::2] if one.head}
