from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.diagram_files import SHOP


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A diagram file of two pages, in the folder that the commands of the test run in."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "shop.drawio"
    path.write_text(SHOP, encoding="utf-8")
    return path
