from __future__ import annotations

from relay_server.domain.log_row import items_after, items_of, lacking, packed, seq_of
from relay_server.domain.rooms import ROW_BYTES
from sync.protocol.envelope import EnvelopeType
from sync.protocol.frame_codec import stored_item
from tests.support.envelopes import NONCE, WRITER, chain_of, header_of, sealed
from tests.support.workspace import ANA, BEN, identifier

PLAN = identifier("plan")


def items(count: int, size: int = 60) -> list[bytes]:
    """Return items numbered from 1."""
    return [stored_item(seq, bytes(size)) for seq in range(1, count + 1)]


def test_a_row_is_taken_apart_again() -> None:
    made = items(5)
    assert list(items_of(b"".join(made))) == made
    assert [seq_of(item) for item in made] == [1, 2, 3, 4, 5]
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
