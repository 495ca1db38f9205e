"""The start of the program, in a process of its own."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.repository import ROOT

PROGRAM = """
import builtins, gc, linecache, os
import psutil
from app.lean_start import lean_start
with lean_start():
    import numpy, PySide6.QtWidgets, canvas.model.records
    assert gc.get_threshold()[0] == 0
assert gc.get_threshold()[0] > 0
from app.lean_start import lean_start as again
with again():
    import canvas.drawing.style
plain = builtins.__import__ is not builtins.__feature_import__
own = [name for name in linecache.cache if name.endswith(("records.py", "style.py"))]
print(psutil.Process().num_threads(), plain, own, numpy.arange(3) @ numpy.arange(3), gc.get_freeze_count() > 1000)
"""


def test_no_thread_no_hook_and_no_walks_through_what_was_loaded() -> None:
    answer = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, check=True, text=True)
    assert answer.stdout.split() == ["1", "True", "[]", "5", "True"]
