"""Whether things may move by themselves, and how long they take. Kept at the application, like the palette, so that no widget needs a reference."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

HOVER_MS, PANEL_MS = 120, 180
_PROPERTY = "motionReduced"


def allow_motion(allowed: bool) -> None:
    """Let things move by themselves from now on, or not."""
    application = QCoreApplication.instance()
    if application is not None:
        application.setProperty(_PROPERTY, not allowed)


def duration(full_ms: int) -> int:
    """Return how long a movement takes in milliseconds: 0 when nothing is to move."""
    application = QCoreApplication.instance()
    return 0 if application is None or application.property(_PROPERTY) else full_ms
