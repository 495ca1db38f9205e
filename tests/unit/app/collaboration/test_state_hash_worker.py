"""The process that reads others' states: it answers with a hash, and with nothing for what is no diagram."""

from __future__ import annotations

import subprocess
import sys

import pytest

from canvas.model.canonical import records_hash
from canvas.model.document import Document
from canvas.model.plan import Create, Plan
from canvas.model.records import plain


def asked(state: bytes) -> bytes:
    command = [sys.executable, "-P", "-m", "app.collaboration.state_hash_worker"]
    return subprocess.run(command, input=state, capture_output=True, check=True, timeout=60).stdout


def test_it_answers_with_the_hash_of_the_records() -> None:
    document = Document(7)
    document.apply(Plan("create", (Create("s", {"x": 1.0}, plain("hello")),)))
    assert asked(document.state()) == records_hash(document.records)


@pytest.mark.parametrize("rubbish", [b"\xff" * 9, b"\x01", b""])
def test_what_is_no_diagram_has_none(rubbish: bytes) -> None:
    assert asked(rubbish) == b""
