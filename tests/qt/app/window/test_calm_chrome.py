"""An edit costs what it changes: bars and panels that show the same afterwards are neither laid out nor painted again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from canvas.model.plan import Plan, Set
from tests.support.stage import Stage

WORK = frozenset({QEvent.Type.Paint, QEvent.Type.LayoutRequest})


class Witness(QObject):
    """Notes which widgets were laid out or painted."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self.seen: list[tuple[str, str]] = []
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in WORK:
            self.seen.append((type(watched).__name__, event.type().name))
        return False


def test_what_shows_the_same_after_an_edit_is_left_alone(stage: Stage, qtbot: QtBot) -> None:
    far, bench = stage.box((400, 300), (520, 360)), stage.window.workbench
    stage.editor.select(())
    stage.editor.apply(Plan("Move", (Set(far, "x", 410.0),)))
    quiet(stage, qtbot)
    bars = bench.area.pages, bench.area.zoom
    witness = Witness([bench.top, *bench.top.findChildren(QWidget), bench.inspector, *bars])
    painted = Witness([stage.view])
    stage.editor.apply(Plan("Move", (Set(far, "x", 420.0),)))
    quiet(stage, qtbot)
    assert painted.seen
    assert witness.seen == []


def quiet(stage: Stage, qtbot: QtBot) -> None:
    """Let everything that an edit sets off come to its end."""
    stage.desktop.session.library.thread.flush().result()
    qtbot.waitUntil(lambda: not stage.tab.diagram.state.pending)
    stage.window.workbench.refresh()
    stage.window.workbench.status.show_now()
    for _ in range(4):  # A layout asks for the layout around it.
        QApplication.processEvents()
