"""What the acts say to each other survives the way, and nothing else is taken for it."""

from __future__ import annotations

import io

import pytest

from app.demo.events import heard, tell


def test_what_is_told_is_heard(capsys: pytest.CaptureFixture[str]) -> None:
    tell("step", text="é \n 😀", ms=1.5)
    assert list(heard(io.StringIO(capsys.readouterr().out))) == [{"event": "step", "text": "é \n 😀", "ms": 1.5}]


def test_other_lines_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(heard(io.StringIO('a warning\n[1]\n{"no": "event"}\n'))) == []
    assert "a warning" in capsys.readouterr().err
