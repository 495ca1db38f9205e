"""What a process loads, and what Qt does to it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QPainterPath

from tests.architecture.repository import ROOT

FOREIGN_TO_THE_RELAY = ("PySide6", "aiortc", "app", "av", "canvas", "pycrdt", "shiboken6")
LOADED = """
import sys
import relay_server.bootstrap
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_the_relay_process_loads_nothing_of_the_desktop() -> None:
    answer = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, check=True, text=True)
    loaded = set(answer.stdout.split())
    assert "relay_server" in loaded
    assert loaded & set(FOREIGN_TO_THE_RELAY) == set()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_qt_calls_keep_the_references_to_none() -> None:
    path = QPainterPath()
    before = sys.getrefcount(None)
    for _ in range(1000):
        path.moveTo(1.0, 2.0)
    # PySide6 6.12.0 drops one for each call; a handful may change hands for other reasons.
    assert abs(sys.getrefcount(None) - before) < 50
