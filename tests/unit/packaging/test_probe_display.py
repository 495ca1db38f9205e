from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROBE = Path(__file__).parents[3] / "packaging" / "probe_display.py"


def probe(**changes: str) -> int:
    """Run the probe with a changed environment and return its exit code."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run([sys.executable, PROBE], env=environment | changes, check=False).returncode


def test_a_platform_that_draws_to_memory_is_no_display() -> None:
    assert probe(QT_QPA_PLATFORM="offscreen") == 1


def test_where_qt_aborts_the_probe_survives_and_says_no() -> None:
    assert probe(QT_QPA_PLATFORM="xcb") == 1
