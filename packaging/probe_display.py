"""Tells by its exit code whether Qt can open a window here: 0 yes, 1 no.

Qt aborts the process when there is no display, which no exception handler sees, so the attempt is made in a child process.
A platform that draws to memory (offscreen, minimal) counts as no display: nobody would see the window.

    .venv/bin/python packaging/probe_display.py
"""

from __future__ import annotations

import subprocess
import sys

ATTEMPT = """
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
raise SystemExit(application.platformName() in {"offscreen", "minimal", "minimalegl", "vnc"})
"""
TIMEOUT_S = 30


def window_possible(timeout_s: float = TIMEOUT_S) -> bool:
    """Try to start Qt in a child process and tell whether it found a display."""
    try:
        attempt = subprocess.run(
            [sys.executable, "-c", ATTEMPT],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return attempt.returncode == 0


if __name__ == "__main__":
    raise SystemExit(0 if window_possible() else 1)
