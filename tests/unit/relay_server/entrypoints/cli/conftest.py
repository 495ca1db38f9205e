from __future__ import annotations

from pathlib import Path

import pytest

from relay_server.config import Settings
from relay_server.service.setup import new_setup_code, set_up
from tests.support.relay import CALLER, OWNER, PASSWORD
from tests.support.relay_command import PROGRAM


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return the data folder of a relay with an owner."""
    with PROGRAM.open(Settings(data_directory=tmp_path)) as env:
        code = new_setup_code(env)
        assert code is not None
        set_up(env, CALLER, code, OWNER, PASSWORD, "Olive")
    return tmp_path
