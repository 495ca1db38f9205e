"""What the first window of the program loads: it is shown before anything that talks to others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.repository import ROOT

LATER = (
    "aiortc",
    "app.collaboration.network",
    "httpx",
    "lxml",
    "segno",
    "sync.account",
    "sync.engine",
    "sync.runtime",
    "sync.transports",
    "websockets",
    "zeroconf",
)
PROGRAM = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.bootstrap import build_window
desktop = build_window(Path(sys.argv[1]), bytes(range(32)))
desktop.start()
QApplication.processEvents()
assert not desktop.window.grab().isNull()
loaded = sorted(sys.modules)
assert desktop.finish(discard=True)
print(" ".join(loaded), flush=True)
# Without an event loop nothing takes the widgets down before Qt goes.
os._exit(0)
"""


def test_the_first_window_loads_nothing_of_the_network(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "profile")]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, check=True, text=True)
    loaded = answer.stdout.split()
    assert "app.main_window" in loaded
    assert [name for name in loaded if any(f"{name}.".startswith(f"{later}.") for later in LATER)] == []
