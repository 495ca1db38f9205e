"""Measures the start of the desktop program: from the process to a window that has been painted, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

_PROGRAM = """
import sys, time
from pathlib import Path
from app.lean_start import lean_start
with lean_start():
    from app.bootstrap import build_window
    desktop = build_window(Path(sys.argv[1]), bytes(range(32)))
desktop.start(())
from PySide6.QtWidgets import QApplication
for _ in range(3):
    QApplication.processEvents()
desktop.window.grab()
print(time.process_time())
import os
sys.stdout.flush()
os._exit(0)
"""


def start_seconds(runs: int = 5) -> list[float]:
    """Return the CPU seconds of warm starts: imports, an empty library and the first picture of the window."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(Path(folder) / "code")}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        profile = Path(folder) / "profile"
        seconds = [_start(profile, environ) for _ in range(runs + 1)]
    # The first one compiles everything.
    return seconds[1:]


def _start(profile: Path, environ: dict[str, str]) -> float:
    command = [sys.executable, "-c", _PROGRAM, str(profile)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environ, timeout=120)
    return float(done.stdout.split()[-1])
