"""LED-3: what is done to the tables, on the real file or the real server, is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from relay_server.adapters.sqlcipher import connect
from relay_server.service.ledger import newest_head
from relay_server.service.ledger_verify import verify_ledger
from tests.support.ledger import grow
from tests.support.relay import House
from tests.support.relay_databases import DATABASES, settings_of

LEAVES = 13


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Return the settings of a relay's database: the ledger holds on either engine."""
    with settings_of(request.param, request) as settings:
        yield settings


@pytest.fixture
def grown(house: House) -> House:
    grow(house, LEAVES)
    return house


def tamper(house: House, *statements: str) -> None:
    """Change the database behind the relay's back, with its key or its password."""
    if house.settings.database_url is not None:
        url = house.settings.database_url.get_secret_value()
        with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as server:
            for statement in statements:
                told = re.sub(r"zeroblob\((\d+)\)", r"decode(repeat('00', \1), 'hex')", statement)
                assert server.execute(told.encode()).rowcount, statement
        return
    key = bytes.fromhex((house.settings.secrets_path / "database.key").read_text("ascii").strip())
    raw = connect(house.settings.database_path, key)
    raw.execute("BEGIN IMMEDIATE")
    for statement in statements:
        assert raw.execute(statement).rowcount, text(statement)
    raw.execute("COMMIT")
    raw.close()


def faults(house: House) -> str:
    return "; ".join(verify_ledger(house.env).faults)


def test_an_honest_ledger_has_no_faults(grown: House) -> None:
    verdict = verify_ledger(grown.env, newest_head(grown.env))
    assert verdict.faults == ()
    assert verdict.head.head.size == LEAVES


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE ledger_leaf SET time_ms = time_ms + 1 WHERE "index" = 4',
        "UPDATE ledger_leaf SET action = 'logged_out' WHERE \"index\" = 4",
        "UPDATE ledger_leaf SET address = '192.0.2.99' WHERE \"index\" = 4",
        "UPDATE ledger_leaf SET subject = 'bb' WHERE \"index\" = 4",
        'UPDATE ledger_leaf SET details = \'{"x":1}\' WHERE "index" = 4',
        'UPDATE ledger_leaf SET root = zeroblob(32) WHERE "index" = 4',
        'UPDATE ledger_leaf SET signature = zeroblob(64) WHERE "index" = 4',
        'UPDATE ledger_leaf SET subject_key = zeroblob(32) WHERE "index" = 4',
    ],
)
def test_an_edit_is_found(grown: House, statement: str) -> None:
    tamper(grown, statement)
    assert "leaf 4" in faults(grown)


def test_reordering_is_found(grown: House) -> None:
    moves = ((99, 4), (4, 5), (5, 99))
    tamper(grown, *(f'UPDATE ledger_leaf SET "index" = {to} WHERE "index" = {since}' for to, since in moves))
    assert "leaf 4" in faults(grown)


def test_a_deleted_leaf_is_missed(grown: House) -> None:
    tamper(grown, 'DELETE FROM ledger_leaf WHERE "index" = 4')
    assert "leaf 4 is missing" in faults(grown)


def test_a_cut_off_end_is_missed(grown: House) -> None:
    tamper(grown, 'DELETE FROM ledger_leaf WHERE "index" >= 10')
    assert f"should have {LEAVES} leaves and has 10" in faults(grown)


def test_a_changed_node_is_found(grown: House) -> None:
    tamper(grown, "UPDATE ledger_node SET hash = zeroblob(32) WHERE level = 2 AND position = 1")
    assert "leaves 4 to 7" in faults(grown)


def test_a_ledger_cut_off_everywhere_is_caught_by_a_witness(grown: House) -> None:
    witness = newest_head(grown.env)
    statements: Sequence[str] = (
        'DELETE FROM ledger_leaf WHERE "index" >= 10',
        "UPDATE relay_state SET value = '10' WHERE name = 'ledger_size'",
    )
    tamper(grown, *statements)
    assert faults(grown) == ""
    assert "3 of them are gone" in verify_ledger(grown.env, witness).faults[0]


def test_another_history_is_caught_by_a_witness(grown: House) -> None:
    """The split view: both histories are signed by the relay itself."""
    witness = newest_head(grown.env)
    tamper(
        grown,
        'DELETE FROM ledger_leaf WHERE "index" >= 8',
        "DELETE FROM ledger_node WHERE (position + 1) << level > 8",
        "UPDATE relay_state SET value = '8' WHERE name = 'ledger_size'",
    )
    grow(grown, 9)
    assert faults(grown) == ""
    assert "not those that the witness saw" in verify_ledger(grown.env, witness).faults[0]


def test_erasure_is_no_fault(grown: House) -> None:
    """LED-4."""
    before = newest_head(grown.env)
    with grown.env.transactions.write() as unit:
        assert unit.ledger.erase_account("aa" * 16) == LEAVES
        assert unit.ledger.strip(5) == 5
    assert verify_ledger(grown.env, before).faults == ()
