"""The headless tour as `make demo` runs it: real processes, a real kill, a real encrypted library."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.demo import examples
from app.demo.report import report
from app.demo.tour import KILL_AFTER, run_tour
from app.errors import AppError


def test_nothing_called_saved_is_lost_and_everything_is_taken_out_again(tmp_path: Path) -> None:
    findings = run_tour(examples(), tmp_path / "out")
    assert findings.problems == []
    assert findings.acknowledged == KILL_AFTER
    assert set(range(1, KILL_AFTER + 1)) <= set(findings.found)
    assert [Path(str(one["path"])).suffix for one in findings.written] == [".svg", ".png", ".pdf", ".drawio"]
    assert all(Path(path).read_bytes().startswith(b"\x89PNG") for path in findings.pictures)
    assert "Server" in (tmp_path / "out" / "tour.svg").read_text()
    assert any("numbered edits" in line for line in report(findings, tmp_path))


def test_a_file_that_cannot_be_read_ends_the_tour_with_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.drawio"
    broken.write_bytes(b"<mxfile><diagram>")
    with pytest.raises(AppError, match="before it was killed"):
        run_tour([broken], tmp_path / "out")


def test_the_command_prints_a_table_and_says_where_the_pictures_are(tmp_path: Path) -> None:
    example = tmp_path / "example.drawio"
    shutil.copy(examples()[0], example)
    done = subprocess.run(
        [sys.executable, "-m", "app", "demo", "--output", str(tmp_path / "out"), str(example)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "example.drawio" in done.stdout
    assert str(tmp_path / "out") in done.stdout
    assert "PROBLEM" not in done.stdout
    with pytest.raises(ValueError, match="Expecting value"):
        json.loads(done.stdout)
