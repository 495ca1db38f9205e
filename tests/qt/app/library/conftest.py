from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.session import Shelf, open_shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A new encrypted library with a session."""
    opened = open_shelf(tmp_path / "profile")
    yield opened
    opened.close()
