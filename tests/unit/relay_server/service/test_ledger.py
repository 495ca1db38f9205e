from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from relay_server.domain.security_event import Action, SecurityEvent
from relay_server.errors import InvalidRequest, NotFound
from relay_server.service.ledger import append, consistency, inclusion, newest_head
from relay_server.service.profile import rename
from sync.protocol.ledger import verify_consistency, verify_growth, verify_head, verify_inclusion
from tests.support.ledger import grow
from tests.support.relay import CALLER, START_MS, House
from tests.support.relay_databases import DATABASES, settings_of


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Return the settings of a relay's database: the ledger holds on either engine."""
    with settings_of(request.param, request) as settings:
        yield settings


def test_every_leaf_is_proven_against_the_newest_head(house: House) -> None:
    """LED-1."""
    assert newest_head(house.env).head.size == 0
    grow(house, 11)
    signed = newest_head(house.env)
    verify_head(signed, house.env.keys.ledger_public)
    for index in range(11):
        shown = inclusion(house.env, index)
        verify_inclusion(shown.leaf, index, shown.size, shown.proof, signed.head.root)


def test_growth_is_proven_from_every_earlier_head(house: House) -> None:
    """LED-1."""
    heads = []
    for _ in range(9):
        grow(house, 1)
        heads.append(newest_head(house.env).head)
    for old in heads:
        for new in heads[heads.index(old) :]:
            shown = consistency(house.env, old.size, new.size)
            verify_consistency(old.size, new.size, old.root, new.root, shown.proof)
            verify_growth(old, new, shown.proof)


def test_what_is_not_there_is_not_proven(house: House) -> None:
    grow(house, 3)
    for call in (
        lambda: inclusion(house.env, 3),
        lambda: inclusion(house.env, 0, 4),
        lambda: inclusion(house.env, 2, 2),
        lambda: consistency(house.env, 1, 9),
    ):
        with pytest.raises(NotFound):
            call()
    with pytest.raises(InvalidRequest):
        consistency(house.env, 3, 2)


def test_leaf_and_action_are_stored_together_or_not_at_all(house: House) -> None:
    """LED-2."""
    owner = house.owner()
    before = newest_head(house.env).head.size
    rename(house.env, CALLER, house.principal(owner), "Olivia")
    assert newest_head(house.env).head.size == before + 1
    with pytest.raises(RuntimeError):
        _fail_after_adding(house)
    assert newest_head(house.env).head.size == before + 1


def _fail_after_adding(house: House) -> None:
    with house.env.transactions.write() as unit:
        append(house.env, unit, SecurityEvent(START_MS, Action.LOGGED_IN, None, None, ""))
        raise RuntimeError


def test_many_at_once_stand_one_after_the_other(house: House) -> None:
    threads = [threading.Thread(target=grow, args=(house, 5), daemon=True) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert newest_head(house.env).head.size == 30
