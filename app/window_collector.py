"""The cyclic garbage collector on the window's thread only.

Python collects on whichever thread happens to allocate. A dialog that is part of a cycle would then be destroyed by the network thread,
under the feet of Qt, which ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from app.collecting import collect_what_is_due

LOOK_MS = 1000
"""How often the window's thread asks whether there is something to collect."""


class WindowCollector(QObject):
    """Takes the collector over from Python: from now on it runs on this thread, between two events, and nowhere else."""

    def __init__(self, parent: QObject) -> None:
        """Begin.

        Args:
            parent: lives on the thread that is to collect, as long as there is anything of Qt.
        """
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(collect_what_is_due)
        timer.start(LOOK_MS)
