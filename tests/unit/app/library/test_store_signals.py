"""What the store thread says arrives on the GUI thread."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

from pytestqt.qtbot import QtBot

from app.library.store_signals import StoreSignals
from sync.store.writer import Saved


def test_saved_is_delivered_on_the_thread_that_made_the_bridge(qtbot: QtBot) -> None:
    signals = StoreSignals()
    threads: list[int] = []
    signals.saved.connect(lambda _saved: threads.append(threading.get_ident()))
    with qtbot.waitSignal(signals.saved), ThreadPoolExecutor(1) as pool:
        pool.submit(signals.on_saved, Saved("d", "w", 1)).result()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]


def test_a_result_and_an_error_reach_their_receivers(qtbot: QtBot) -> None:
    signals = StoreSignals()
    results: list[object] = []
    good: Future[int] = Future()
    bad: Future[int] = Future()
    for future in (good, bad):
        signals.when_done(future, results.append, lambda error: results.append(str(error)))
    with ThreadPoolExecutor(1) as pool:
        pool.submit(good.set_result, 7)
        pool.submit(bad.set_exception, ValueError("no"))
    qtbot.waitUntil(lambda: len(results) == 2)
    assert results == [7, "no"]
