"""When the bar beside the selection looks for its place again; where it goes is in tests/qt/app/window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.workbench.calm_refresh import NEXT_MS
from app.workbench.context_bar_link import CALM_MS, ROOM_MS
from canvas.model.document import Document
from canvas.model.plan import LAYERS, Op, Origin, Plan, Set
from tests.support.stage import Stage


def comes(stage: Stage, operation: Op) -> None:
    """Let a colleague's edit come in."""
    document, sent = stage.editor.document, list[bytes]()
    theirs = Document(99, [document.state()])
    theirs.on_update(lambda update, _origin: sent.append(update))
    theirs.apply(Plan("Theirs", (operation,)))
    document.apply_update(sent[0], Origin.REMOTE)


def waits_ms(stage: Stage) -> int:
    """Return after what time the bar looks, 0 for not at all; it has looked afterwards."""
    link = stage.window.context_bar
    timer = link._soon
    waits = timer.interval() if timer.isActive() else 0
    timer.stop()
    link.place()
    return waits


def test_the_bar_waits_longer_the_less_a_change_concerns_it(stage: Stage) -> None:
    far, chosen = stage.box((200, 500), (320, 560)), stage.box()
    stage.editor.select((chosen,))
    QApplication.processEvents()
    waits_ms(stage)
    stage.window.context_bar.follow()
    assert waits_ms(stage) == 0
    comes(stage, Set(far, "x", 300.0))
    assert waits_ms(stage) == ROOM_MS
    comes(stage, Set(chosen, "x", 300.0))
    assert waits_ms(stage) == CALM_MS
    comes(stage, Set(stage.editor.layer, "name", "Theirs", LAYERS))
    assert waits_ms(stage) == CALM_MS
    stage.editor.apply(Plan("Mine", (Set(far, "x", 400.0),)))
    assert waits_ms(stage) == NEXT_MS


def test_what_waits_does_not_wait_longer_because_of_what_others_do_elsewhere(stage: Stage) -> None:
    far, chosen = stage.box((200, 500), (320, 560)), stage.box()
    stage.editor.select((chosen,))
    QApplication.processEvents()
    waits_ms(stage)
    comes(stage, Set(chosen, "x", 300.0))
    comes(stage, Set(far, "x", 300.0))
    assert waits_ms(stage) == CALM_MS
