from __future__ import annotations

from PySide6.QtCore import QSize

from app.workbench.window_frame import FRAME, LEAST, WANTED, opening_size
from tests.support.stage import Stage


def test_a_new_window_fits_on_the_screen() -> None:
    assert opening_size(QSize(2560, 1440)) == WANTED
    assert opening_size(QSize(1366, 728)) == QSize(1366, 728) - FRAME
    assert opening_size(QSize(800, 500)) == LEAST


def test_the_window_is_named_after_the_diagram_in_front_also_when_that_gets_another_name(stage: Stage) -> None:
    window = stage.window
    assert window.windowTitle() == "Harbour – AIO Canvas"
    window.workbench.top.renamed.emit("Quay")
    assert window.windowTitle() == "Quay – AIO Canvas"
    window.show_home()
    assert window.windowTitle() == "AIO Canvas"
