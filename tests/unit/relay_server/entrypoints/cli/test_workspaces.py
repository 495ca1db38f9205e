from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from relay_server.adapters.sqlcipher import connect
from sync.protocol.membership import operations as op
from tests.support.relay import open_house
from tests.support.relay_command import aio_relay
from tests.support.relay_team import RelayTeam, hire


@pytest.fixture
def team(tmp_path: Path) -> Iterator[RelayTeam]:
    with open_house(tmp_path) as house:
        made = RelayTeam(house, hire(house, "ana")).found()
        made.diagram("plan")
        yield made


def spoil(team: RelayTeam, statement: str) -> None:
    settings = team.house.settings
    key = bytes.fromhex((settings.secrets_path / "database.key").read_text("ascii").strip())
    raw = connect(settings.database_path, key)
    raw.execute(statement)
    raw.close()


def test_tables_are_compared_with_the_log_and_made_anew(
    team: RelayTeam, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """WSP-5."""
    data = tmp_path / "data"
    assert aio_relay(data, "workspaces", "check") == 0
    spoil(team, "UPDATE member SET role = 4")
    assert aio_relay(data, "workspaces", "check", team.workspace) == 1
    assert "1 rows missing, 1 that do not follow" in capsys.readouterr().out
    assert aio_relay(data, "workspaces", "rebuild", team.workspace) == 0
    assert aio_relay(data, "workspaces", "check", team.workspace) == 0


def test_a_damaged_log_is_told(team: RelayTeam, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(team, "UPDATE membership_entry SET signature = zeroblob(64) WHERE seq = 2")
    assert aio_relay(tmp_path / "data", "workspaces", "check") == 1
    assert "BAD" in capsys.readouterr().out


def test_a_deleted_workspace_is_listed_and_purged(
    team: RelayTeam, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """WSP-8."""
    data = tmp_path / "data"
    assert aio_relay(data, "workspaces", "purge", team.workspace) == 1
    team.do(team.founder, op.DeleteWorkspace())
    assert aio_relay(data, "workspaces", "list") == 0
    assert "deleted  3 operations" in capsys.readouterr().out
    assert aio_relay(data, "workspaces", "purge", team.workspace) == 0
    assert aio_relay(data, "workspaces", "list") == 0
    assert team.workspace not in capsys.readouterr().out.splitlines()[-1:]


def test_retention_is_carried_out_by_command(
    tmp_path: Path, team: RelayTeam, capsys: pytest.CaptureFixture[str]
) -> None:
    assert aio_relay(tmp_path / "data", "retention") == 0
    assert "Removed" in capsys.readouterr().out
