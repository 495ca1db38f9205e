"""Tests of callback subscriptions."""

from __future__ import annotations

from canvas.editor.signal import Signal


def test_listeners_are_told_until_they_unsubscribe() -> None:
    signal: Signal[int] = Signal()
    heard: list[int] = []
    end = signal.subscribe(heard.append)
    signal.emit(1)
    end()
    end()
    signal.emit(2)
    assert heard == [1]


def test_a_listener_ended_by_another_one_is_not_told_any_more() -> None:
    signal: Signal[int] = Signal()
    heard: list[int] = []
    ends = []
    signal.subscribe(lambda _: ends[0]())
    ends.append(signal.subscribe(heard.append))
    signal.emit(1)
    assert heard == []
