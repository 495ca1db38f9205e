"""Hashes of others' states beside a running event loop."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.collaboration import state_hash
from app.collaboration.state_hash import StateHash
from canvas.model.canonical import records_hash
from canvas.model.document import Document
from canvas.model.plan import Create, Plan
from canvas.model.records import plain


@pytest.fixture
def document() -> Document:
    document = Document(7)
    document.apply(Plan("create", (Create("s", {"x": 1.0}, plain("hello")),)))
    return document


@pytest.fixture
def all_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every state is large enough for a process."""
    monkeypatch.setattr(state_hash, "LARGE_BYTES", 0)


def test_a_small_state_is_answered_at_once(document: Document) -> None:
    told: list[bytes] = []
    StateHash().ask(document.state(), told.append)
    assert told == [records_hash(document.records)]


@pytest.mark.usefixtures("all_large")
def test_a_large_one_by_a_process_and_the_next_one_too(qtbot: QtBot, document: Document) -> None:
    told: list[bytes] = []
    hashes = StateHash()
    for count in (1, 2):
        hashes.ask(document.state(), told.append)
        assert len(told) == count - 1
        qtbot.waitUntil(lambda count=count: len(told) == count, timeout=30_000)
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    assert told == [records_hash(document.records)] * 2


@pytest.mark.usefixtures("all_large")
def test_a_question_that_is_taken_back_or_replaced_is_not_answered(qtbot: QtBot, document: Document) -> None:
    told: list[bytes] = []
    hashes = StateHash()
    hashes.ask(b"\xff", told.append)
    hashes.drop()
    hashes.ask(b"\xff", told.append)
    hashes.ask(document.state(), told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told == [records_hash(document.records)]


@pytest.mark.usefixtures("all_large")
def test_where_no_process_starts_the_window_does_it(
    qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/does/not/exist")
    told: list[bytes] = []
    hashes = StateHash()
    hashes.ask(document.state(), told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told == [records_hash(document.records)]


@pytest.mark.usefixtures("all_large")
def test_a_process_that_fails_is_no_diagram(qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    told: list[bytes] = []
    hashes = StateHash()
    hashes.ask(document.state(), told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told == [b""]


@pytest.mark.usefixtures("all_large")
def test_one_that_takes_too_long_is_stopped(qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_hash, "LIMIT_MS", 1)
    told: list[bytes] = []
    hashes = StateHash()
    hashes.ask(document.state(), told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told == [b""]
