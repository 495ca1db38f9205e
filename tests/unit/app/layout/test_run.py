"""The layout process beside a running event loop."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from app.layout.run import LayoutRun
from canvas.geometry.vec import Vec
from canvas.kernels.layout.request import Method, Node, Request

PAIR = Request((Node("a", 100, 50, Vec(0, 0)), Node("b", 100, 50, Vec(0, 0))), (("a", "b"),), Method.TREE)


def test_places_arrive_by_signal(qtbot: QtBot) -> None:
    run = LayoutRun()
    with qtbot.waitSignal(run.placed, timeout=30_000) as got:
        run.start(PAIR)
    assert got.args is not None
    assert got.args[0].keys() == {"a", "b"}


def test_a_stopped_run_tells_nothing_more(qtbot: QtBot) -> None:
    run = LayoutRun()
    told: list[object] = []
    run.placed.connect(told.append)
    run.failed.connect(told.append)
    run.start(PAIR)
    run.cancel()
    other = LayoutRun()
    with qtbot.waitSignal(other.placed, timeout=30_000):
        other.start(PAIR)
    assert told == []


@pytest.mark.parametrize("program", ["/does/not/exist", "/bin/false"])
def test_a_process_that_fails_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(sys, "executable", program)
    run = LayoutRun()
    with qtbot.waitSignal(run.failed, timeout=30_000) as got:
        run.start(PAIR)
    assert got.args is not None
    assert got.args[0]
