from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, select, text

from relay_server.adapters import moving
from relay_server.adapters.moving import EMBEDDED, move
from relay_server.adapters.sql.migrate import migrate
from relay_server.adapters.sql.tables.accounts import ACCOUNT
from relay_server.bootstrap import Outside, RelayProgram, open_environment
from relay_server.config import Settings
from relay_server.domain.rooms import RoomCommit, RoomKey
from relay_server.errors import OperationError
from tests.support.logged import CHAIN, logged
from tests.support.postgresql import PostgresServer
from tests.support.relay import House, open_house
from tests.support.relay_databases import server_engine
from tests.support.relay_team import RelayTeam, hire

PROGRAM = RelayProgram(Outside(password_cost=4))


@pytest.fixture
def url(postgresql: PostgresServer) -> Iterator[str]:
    with postgresql.database() as address:
        yield address


def lived_in(folder: Path, **settings: SecretStr) -> Settings:
    """Return the settings of a relay that holds people, a workspace and a ledger."""
    with open_house(folder, **settings) as house:
        house.owner()
        olive = hire(house, "olive")
        team = RelayTeam(house, olive).found()
        team.admit(hire(house, "edith"))
        team.diagram("plan")
        with house.env.transactions.write() as unit:
            number = unit.rooms.create(_room(team), 5)
            unit.rooms.commit([RoomCommit(number, team.workspace, [logged(CHAIN, one, one) for one in range(1, 6)])])
        return house.settings


def _room(team: RelayTeam) -> RoomKey:
    return RoomKey(team.workspace, "d" * 32)


def facts(house: House) -> list[object]:
    """Return what must be the same wherever it lies."""
    with house.env.transactions.read() as unit:
        workspaces = unit.workspaces.page(None, 10)
        rows = [unit.membership_tables.rows(one.id) for one in workspaces]
        placed = unit.rooms.locate(1, {(CHAIN, one) for one in range(1, 7)})
        log = unit.rooms.read(1, 0, 1 << 20), unit.rooms.load(1), placed
        return [
            unit.accounts.page(None, 10),
            workspaces,
            rows,
            unit.ledger.size(),
            house.env.keys.sequencer_public,
            log,
        ]


def test_there_and_back_everything_is_the_same(tmp_path: Path, url: str) -> None:
    settings = lived_in(tmp_path)
    with open_house(tmp_path) as house:
        before = facts(house)
    moved = PROGRAM.move(settings, url)
    assert {one.table: one.rows for one in moved}["account"] == 3
    with open_house(tmp_path, database_url=url) as house:
        assert facts(house) == before
        # New rows are numbered after those that came along.
        with house.env.transactions.write() as unit:
            assert unit.rooms.create(_other(), 5) == 2
    settings.database_path.unlink()
    server = settings.model_copy(update={"database_url": SecretStr(url)})
    PROGRAM.move(server, EMBEDDED)
    with open_house(tmp_path) as house:
        assert facts(house) == before


def _other() -> RoomKey:
    return RoomKey("e" * 32, "e" * 32)


def test_nothing_is_moved_over_something_or_from_under_a_relay(tmp_path: Path, url: str) -> None:
    settings = lived_in(tmp_path)
    outside = Outside(password_cost=4)
    with open_environment(settings, outside, serving=True), pytest.raises(OperationError, match="another process"):
        PROGRAM.move(settings, url)
    PROGRAM.move(settings, url)
    with pytest.raises(OperationError, match="already holds"):
        PROGRAM.move(settings, url)
    server = settings.model_copy(update={"database_url": SecretStr(url)})
    with pytest.raises(OperationError, match="exists"):
        PROGRAM.move(server, EMBEDDED)
    settings.database_path.unlink()
    with open_environment(server, outside, serving=True), pytest.raises(OperationError, match="a relay serves"):
        PROGRAM.move(server, EMBEDDED)
    assert not settings.database_path.exists()
    with pytest.raises(OperationError, match="no database"):
        PROGRAM.move(settings, url)


def test_what_arrives_otherwise_is_noticed_and_nothing_stays(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = lived_in(tmp_path)
    real = moving._restart_numbers

    def meddle(connection: object, order: object) -> None:
        real(connection, order)  # type: ignore[arg-type]
        connection.execute(text("UPDATE account SET name = 'x'"))  # type: ignore[attr-defined]

    monkeypatch.setattr(moving, "_restart_numbers", meddle)
    with pytest.raises(OperationError, match="account did not arrive"):
        PROGRAM.move(settings, url)
    with server_engine(url) as engine, engine.connect() as connection:
        assert connection.execute(select(ACCOUNT.c.id)).all() == []


def test_two_empty_databases(bare_engine: Engine, url: str) -> None:
    migrate(bare_engine)
    with server_engine(url) as target:
        assert {one.rows for one in move(bare_engine, target)} == {0}
