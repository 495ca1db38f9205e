from __future__ import annotations

import json
from pathlib import Path

import pytest

from relay_server.config import Settings
from tests.support.relay_command import PROGRAM, aio_relay


def test_a_ledger_is_verified_against_a_witness(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """LED-3."""
    witness = tmp_path / "head.txt"
    assert aio_relay(data, "audit", "witness", str(witness)) == 0
    assert witness.stat().st_mode & 0o077 == 0
    assert aio_relay(data, "audit", "verify", "--witness", str(witness)) == 0
    assert "good" in capsys.readouterr().out
    other = tmp_path / "other"
    with PROGRAM.open(Settings(data_directory=other)):
        pass
    assert aio_relay(other, "audit", "verify", "--witness", str(witness)) == 1
    assert "not signed by this relay" in capsys.readouterr().out
    witness.write_text("nonsense")
    assert aio_relay(data, "audit", "verify", "--witness", str(witness)) == 1


def test_exports_are_new_files(data: Path, tmp_path: Path) -> None:
    """LED-5."""
    lines, table = tmp_path / "ledger.jsonl", tmp_path / "ledger.csv"
    assert aio_relay(data, "audit", "export", str(lines)) == 0
    assert json.loads(lines.read_text().splitlines()[0])["action"] == "owner_set_up"
    assert aio_relay(data, "audit", "export", str(table), "--format", "csv") == 0
    assert table.read_text().startswith('"index"')
    assert aio_relay(data, "audit", "export", str(lines)) == 1


def test_an_archive_is_verified_against_what_stays(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """LED-6."""
    archive = tmp_path / "old.jsonl"
    assert aio_relay(data, "audit", "archive", str(archive), "--before", "2100-01-01") == 0
    assert aio_relay(data, "audit", "verify", "--archive", str(archive)) == 0
    archive.write_text(archive.read_text().replace("owner_set_up", "logged_in"))
    assert aio_relay(data, "audit", "verify", "--archive", str(archive)) == 1
    assert "says something else" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        aio_relay(data, "audit", "archive", str(archive), "--before", "someday")
