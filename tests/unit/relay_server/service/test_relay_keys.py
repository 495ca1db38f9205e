from __future__ import annotations

from pathlib import Path

import pytest

from relay_server.errors import DatabaseError
from relay_server.service.field_sealer import FieldSealer
from relay_server.service.relay_keys import load_keys
from sync.protocol.ledger import LedgerHead, verify_head
from sync.protocol.membership.entry import verify_countersignature
from tests.support.relay import House, open_house


def test_the_keys_are_made_once_and_stay(tmp_path: Path) -> None:
    with open_house(tmp_path) as first:
        before = first.env.keys
    with open_house(tmp_path) as second:
        after = second.env.keys
    assert (before.sequencer_public, before.ledger_public, before.ledger) == (
        after.sequencer_public,
        after.ledger_public,
        after.ledger,
    )
    assert before.sequencer_public != before.ledger_public


def test_both_kinds_of_heads_verify(house: House) -> None:
    keys = house.env.keys
    signature = keys.countersign("ab" * 16, 3, bytes(32))
    verify_countersignature(keys.sequencer_public, "ab" * 16, 3, bytes(32), signature)
    verify_head(keys.sign_ledger_head(LedgerHead(keys.ledger, 1, bytes(32), 5)), keys.ledger_public)


def test_without_the_field_key_they_do_not_open(house: House) -> None:
    other = FieldSealer(bytes(32), house.env.random_bytes)
    with pytest.raises(DatabaseError):
        load_keys(house.env.transactions, other, house.env.random_bytes)
    assert "sequencer" not in repr(house.env.keys)
