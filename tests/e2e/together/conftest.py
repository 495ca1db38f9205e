"""A relay with the accounts of two people, and their programs, both signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.app_relay import relay_of_two
from tests.support.relay import OWNER, PASSWORD, Running
from tests.support.together_program import Program


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[Running]:
    with relay_of_two(tmp_path) as running:
        yield running


@pytest.fixture
def pair(qapp: QApplication, tmp_path: Path, relay: Running, qtbot: QtBot) -> Iterator[tuple[Program, Program]]:
    ana, ben = Program(tmp_path / "ana", "Ana"), Program(tmp_path / "ben", "Ben")
    ana.sign_in(qtbot, relay.url, OWNER, PASSWORD)
    ben.sign_in(qtbot, relay.url, "ben@example.org", "x")
    yield ana, ben
    for program in (ana, ben):
        program.end()
