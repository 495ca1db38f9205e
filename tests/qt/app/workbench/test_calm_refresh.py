"""Tests of when the panels take over what others did."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.workbench.calm_refresh import LATER_MS, MANY, NEXT_MS, REST_MS, SOON_MS, CalmRefresh
from canvas.model.document import Document
from canvas.model.plan import META, Delete, Op, Origin, Plan, Set
from tests.support.test_editor import TestEditor


class Panels:
    """Panels around a diagram in which a group of one shape is selected."""

    def __init__(self) -> None:
        self.owner = QObject()
        self.refreshed = 0
        self.calm = CalmRefresh(self._refresh, self.owner)
        self.t = TestEditor()
        self.box = self.t.container(0, 0)
        self.inner, self.other = self.t.shape(10, 10, parent=self.box), self.t.shape(600, 100)
        self.t.editor.select((self.box,))
        assert not self.t.editor.scene.is_empty
        self.t.editor.on_scene.subscribe(self.calm.note_scene)
        self.t.editor.on_document.subscribe(lambda _changes: self.calm.note(self.t.editor))

    def _refresh(self) -> None:
        self.refreshed += 1
        self.calm.stop()

    def comes(self, *operations: Op) -> None:
        """Let a colleague's edit come in."""
        sent: list[bytes] = []
        theirs = Document(99, [self.t.document.state()])
        theirs.on_update(lambda update, _origin: sent.append(update))
        theirs.apply(Plan("Theirs", operations))
        self.t.document.apply_update(sent[0], Origin.REMOTE)


@pytest.fixture
def panels(qapp: QApplication) -> Panels:
    return Panels()


def test_what_is_selected_is_shown_soon_and_the_rest_later(panels: Panels) -> None:
    panels.comes(Set(panels.other, "x", 700.0))
    assert panels.calm.waits_ms == LATER_MS
    panels.comes(Set(panels.box, "x", 20.0))
    assert panels.calm.waits_ms == SOON_MS
    assert panels.refreshed == 0


@pytest.mark.parametrize("what", ["inner", "title", "gone"])
def test_what_lies_in_the_selection_and_what_is_no_shape_is_shown_soon(panels: Panels, what: str) -> None:
    operations: dict[str, Sequence[Op]] = {
        "inner": (Set(panels.inner, "style.fill", "#ff0000"),),
        "title": (Set("", "title", "Theirs", META),),
        "gone": (Delete(panels.other), Delete(panels.inner), Delete(panels.box)),
    }
    panels.comes(*operations[what])
    assert panels.calm.waits_ms == SOON_MS


def test_what_the_user_does_is_shown_next_where_it_is_about_the_selection_or_new(panels: Panels) -> None:
    editor = panels.t.editor
    editor.apply(Plan("Move", (Set(panels.other, "x", 700.0),)))
    assert (panels.calm.waits_ms, panels.calm.is_due) == (LATER_MS, False)
    editor.apply(Plan("Move", (Set(panels.box, "x", 20.0),)))
    assert (panels.calm.waits_ms, panels.calm.is_due) == (NEXT_MS, True)
    panels.calm.stop()
    editor.apply(Plan("Title", (Set("", "title", "Mine", META),)))
    assert panels.calm.waits_ms == NEXT_MS
    panels.calm.stop()
    panels.t.shape(900, 100)
    assert panels.calm.waits_ms == NEXT_MS
    assert panels.refreshed == 0


def test_many_changes_are_one_refresh_and_what_is_shown_does_not_wait(panels: Panels, qtbot: QtBot) -> None:
    for number in range(20):
        panels.comes(Set(panels.box, "x", 1.0 + number))
    qtbot.waitUntil(lambda: panels.refreshed == 1)
    assert panels.calm.waits_ms == 0
    panels.comes(Set(panels.other, "x", 700.0))
    panels.calm.stop()
    assert panels.calm.waits_ms == 0


def test_a_change_that_waits_does_not_wait_longer_because_of_another_one(panels: Panels) -> None:
    panels.comes(Set(panels.box, "x", 20.0))
    panels.comes(Set(panels.other, "x", 700.0))
    assert panels.calm.waits_ms == SOON_MS


def test_many_shapes_selected_in_a_gesture_wait_for_its_end(panels: Panels) -> None:
    for many, at_rest in ((MANY + 1, True), (MANY, False)):
        panels.calm.note_selection(many, at_rest=at_rest)
        assert (panels.calm.waits_ms, panels.calm.is_due) == (NEXT_MS, True)
        panels.calm.stop()
    for number in range(5):
        panels.calm.note_selection(MANY + number + 1, at_rest=False)
    assert (panels.calm.waits_ms, panels.calm.is_due) == (REST_MS, False)
    panels.calm.end_gesture()
    assert (panels.calm.waits_ms, panels.calm.is_due) == (NEXT_MS, True)
    panels.calm.stop()
    panels.calm.end_gesture()
    assert (panels.refreshed, panels.calm.waits_ms) == (0, 0)


def test_while_the_pointer_rests_the_panels_follow_in_the_middle_of_a_gesture(panels: Panels, qtbot: QtBot) -> None:
    panels.calm.note_selection(MANY + 1, at_rest=False)
    qtbot.waitUntil(lambda: panels.refreshed == 1)


def test_the_end_of_a_gesture_does_not_hurry_what_others_did(panels: Panels) -> None:
    panels.comes(Set(panels.other, "x", 700.0))
    panels.calm.end_gesture()
    assert (panels.refreshed, panels.calm.waits_ms) == (0, LATER_MS)


def test_lines_that_settle_are_shown_soon_where_they_are_selected_and_else_not_at_all(panels: Panels) -> None:
    t = panels.t
    line, between = t.connector(panels.other, panels.box, routing="avoid"), t.shape(400, 900)
    t.editor.on_settled.subscribe(lambda _: panels.calm.note_settled(t.editor))
    for selected, waits in ((panels.other, 0), (line, SOON_MS)):
        t.editor.select((selected,))
        panels.comes(Set(between, "y", 800.0))
        t.editor.settle()
        panels.comes(Set(between, "y", 100.0))
        panels.calm.stop()
        assert not t.editor.scene.is_settled
        t.editor.settle()
        assert panels.calm.waits_ms == waits


def test_what_is_no_picture_of_the_selection_is_shown_soon_too(panels: Panels) -> None:
    panels.comes(Set(panels.box, "locked", True))
    assert panels.calm.waits_ms == SOON_MS
