from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from relay_server.bootstrap import main


def test_version_is_the_project_s(capsys: pytest.CaptureFixture[str]) -> None:
    """CLI-3."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"aio-relay {version('aio-canvas')}\n"


def test_wrong_usage_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    """CLI-1, CLI-2."""
    with pytest.raises(SystemExit) as ended:
        main(["fly"])
    assert ended.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "invalid choice: 'fly'" in captured.err


def test_without_a_command_it_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "serve" in capsys.readouterr().out


def test_problems_of_the_configuration_go_to_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CLI-1, CLI-2."""
    file = tmp_path / "relay.toml"
    file.write_text('port = 99999\nregistraton = "open"\n')
    assert main(["check", "--config", str(file)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "port:" in captured.err
    assert "registraton: there is no such setting" in captured.err


def test_check_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "data"
    assert main(["check", "--data", str(folder), "--port", "0"]) == 0
    assert "will be made on the first run" in capsys.readouterr().out
    assert not folder.exists()


def test_a_set_up_code_is_made_until_the_relay_is_set_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["setup-code", "--data", str(tmp_path / "data")]) == 0
    first = capsys.readouterr().out
    assert main(["setup-code", "--data", str(tmp_path / "data")]) == 0
    assert capsys.readouterr().out != first


def test_backup_and_restore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    main(["setup-code", "--data", str(data)])
    assert main(["backup", "--data", str(data), str(copy)]) == 0
    assert main(["backup", "--data", str(data), str(copy)]) == 1
    assert "exists" in capsys.readouterr().err
    assert main(["restore", "--data", str(data), str(copy)]) == 0
    assert "The former database is now" in capsys.readouterr().out
