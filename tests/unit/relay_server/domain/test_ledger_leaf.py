from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from relay_server.domain.ledger_leaf import LedgerLeaf, erased, event_of, leaf_bytes, leaf_faults, new_leaf
from relay_server.domain.security_event import Action, SecurityEvent

EVENT = SecurityEvent(5, Action.ROLE_CHANGED, "aa" * 16, "bb" * 16, "192.0.2.7", {"role": "admin"}, "cc" * 16)
LEAF = new_leaf(3, EVENT, b"s" * 32, b"a" * 32)


def test_a_leaf_tells_what_it_records() -> None:
    assert event_of(LEAF) == EVENT
    assert leaf_faults(LEAF) == []


def test_personal_data_is_in_no_leaf() -> None:
    """LED-4."""
    data = leaf_bytes(LEAF)
    for secret in (b"192.0.2.7", bytes.fromhex("aa" * 16), bytes.fromhex("bb" * 16), b"aa" * 16):
        assert secret not in data


def test_erasing_leaves_the_leaf_as_it_is() -> None:
    """LED-4."""
    bare = erased(LEAF, subject=True, actor=True)
    assert bare.hash == LEAF.hash
    assert leaf_faults(bare) == []
    assert event_of(bare) == replace(EVENT, account=None, actor=None, address="")
    assert erased(LEAF, subject=False, actor=True).subject == "aa" * 16


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"details": '{"role":"user"}'}, "details"),
        ({"subject": "dd" * 16}, "concerns"),
        ({"actor": "dd" * 16}, "did it"),
        ({"address": "192.0.2.8"}, "did it"),
        ({"actor_key": None}, "without the key"),
        ({"subject_key": None}, "without the key"),
    ],
)
def test_what_was_changed_beside_a_leaf_is_found(change: dict[str, Any], fault: str) -> None:
    """LED-3."""
    assert fault in leaf_faults(replace(LEAF, **change))[0]


@pytest.mark.parametrize(
    "change",
    [
        {"index": 4},
        {"time_ms": 6},
        {"action": "invited"},
        {"workspace": None},
        {"details_hash": bytes(32)},
        {"subject_commitment": bytes(32)},
        {"actor_commitment": bytes(32)},
    ],
)
def test_every_field_of_a_leaf_is_in_its_hash(change: dict[str, Any]) -> None:
    """LED-3."""
    assert replace(LEAF, **change).hash != LEAF.hash


def test_the_same_event_twice_is_committed_to_differently() -> None:
    other: LedgerLeaf = new_leaf(3, EVENT, b"t" * 32, b"b" * 32)
    assert other.subject_commitment != LEAF.subject_commitment
    assert other.actor_commitment != LEAF.actor_commitment
