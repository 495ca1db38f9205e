"""`aio-canvas open` on a machine without a display says what still works."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.exit_codes import FAILED
from app.cli.main import main


def test_without_a_display_the_command_fails_with_advice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["open", str(tmp_path / "plan.drawio")]) == FAILED
    said = capsys.readouterr().err
    assert "needs a display" in said
    assert "aio-canvas export" in said
