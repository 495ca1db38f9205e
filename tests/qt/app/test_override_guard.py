from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QObject

from app.override_guard import whole

PROGRAM = """
from app.override_guard import guard_overrides
guard_overrides()
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

application = QApplication([])


class Filter(QObject):
    def eventFilter(self, watched, event):
        return bool(gone.text())


gone, filter, widget = QPushButton(), Filter(), QWidget()
widget.installEventFilter(filter)
shiboken6.delete(gone)
try:
    application.sendEvent(widget, QEvent(QEvent.Type.User))
except RuntimeError as error:
    print("already deleted" in str(error))
"""


def test_an_override_that_fails_is_told_and_the_program_goes_on() -> None:
    """A process of its own: without the guard Python 3.11 does not survive this."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.splitlines() == ["True"]


def test_overrides_are_guarded_and_nothing_else() -> None:
    class Made(QObject):
        def event(self, event: QEvent) -> bool:
            """Take it."""
            return super().event(event)

        def own(self) -> int:
            return 1

    made = Made()
    assert Made.event.__doc__ == "Take it."
    assert made.event(QEvent(QEvent.Type.User))
    assert made.own() == 1
    assert not hasattr(Made.own, "__wrapped__")
    assert hasattr(Made.event, "__wrapped__") == (sys.version_info < (3, 12))


def test_a_failure_goes_through() -> None:
    with pytest.raises(ZeroDivisionError):
        whole(lambda number: 1 // number)(0)
