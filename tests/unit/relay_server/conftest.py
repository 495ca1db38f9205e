from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.relay import House, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Return an opened relay where anybody may open an account."""
    with open_house(tmp_path, registration="open") as opened:
        yield opened
