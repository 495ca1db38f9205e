"""The layout process as the program starts it."""

from __future__ import annotations

import subprocess
import sys

from app.layout.messages import decode_places, encode_request
from canvas.geometry.vec import Vec
from canvas.kernels.layout.request import Method, Node, Request

COMMAND = [sys.executable, "-P", "-m", "app.layout.worker"]


def test_a_request_is_answered() -> None:
    nodes = (Node("a", 100, 50, Vec(0, 0)), Node("b", 100, 50, Vec(0, 0)))
    data = encode_request(Request(nodes, (("a", "b"),), Method.TREE))
    done = subprocess.run(COMMAND, input=data, capture_output=True, check=True, timeout=60)
    places = decode_places(done.stdout)
    assert places["a"].y < places["b"].y


def test_the_process_loads_neither_qt_nor_a_document() -> None:
    code = "import sys, app.layout.worker; print([m for m in ('PySide6', 'pycrdt', 'sqlcipher3') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
