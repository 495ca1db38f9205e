"""A diagram that may only be looked at: nothing changes it, everything says why, and rights come and go while it is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.actions.writing import changes_diagram
from canvas.model.document import Document
from canvas.model.plan import Create, Origin, Plan
from tests.support.stage import CTRL, Stage

WHY = "You can look at this diagram."


@pytest.fixture
def shown(stage: Stage) -> Stage:
    """A diagram with shapes, made read-only while they are selected."""
    first = stage.box((200, 200), (320, 260))
    second = stage.box((440, 200), (560, 260))
    stage.drag((320, 230), (440, 230))
    stage.editor.select((first, second))
    stage.window.rights.restrict(stage.tab, WHY)
    return stage


def test_it_is_plain_that_it_can_only_be_looked_at(shown: Stage) -> None:
    bench = shown.window.workbench
    assert bench.area.read_only.text == WHY
    assert not bench.area.read_only.isHidden()
    assert not bench.rail.buttons["rect"].isEnabled()
    assert WHY in bench.rail.buttons["rect"].toolTip()
    assert all(bench.rail.buttons[tool].isEnabled() for tool in ("select", "hand", "laser"))
    assert bench.top.title.isReadOnly()
    assert not bench.area.pages.add_button.isEnabled()
    assert not bench.inspector.fill.isEnabled()


def test_every_action_that_changes_something_is_refused_with_the_reason(shown: Stage) -> None:
    registry = shown.window.registry
    registry.refresh()
    for action in registry.bound():
        if changes_diagram(action.id):
            assert not registry.action(action.id).isEnabled(), action.id
            assert registry.reason(action.id) == WHY


def test_hands_and_keys_change_nothing(shown: Stage) -> None:
    before = shown.editor.document.state()
    shown.drag((260, 230), (300, 400))
    shown.drag((200, 200), (180, 180))
    shown.drag((100, 100), (700, 400))
    shown.double_click((260, 230))
    shown.double_click((700, 500))
    shown.hover((260, 230))
    shown.click((330, 230))
    for key in (
        Qt.Key.Key_R,
        Qt.Key.Key_A,
        Qt.Key.Key_P,
        Qt.Key.Key_E,
        Qt.Key.Key_T,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
    ):
        shown.editor.select(tuple(shape.id for shape in shown.shapes[:2]))
        shown.key(key, widget=shown.view)
        shown.drag((600, 500), (700, 560))
    shown.key(Qt.Key.Key_Z, CTRL)
    shown.window.workbench.insert_shape("rect")
    for dialog in QApplication.topLevelWidgets():
        assert not (isinstance(dialog, QDialog) and dialog.isVisible())
    assert shown.editor.document.state() == before
    assert shown.editor.tool == "select"


def test_a_title_cannot_be_typed_over(shown: Stage) -> None:
    title = shown.window.workbench.top.title
    QTest.mouseClick(title, Qt.MouseButton.LeftButton)
    QTest.keyClicks(title, "Mine")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert shown.tab.diagram.title == "Harbour"


def test_a_right_that_ends_ends_the_gesture_and_the_typing(stage: Stage) -> None:
    shape = stage.box((200, 200), (320, 260))
    stage.press((260, 230))
    stage.move((360, 330))
    stage.window.rights.restrict(stage.tab, WHY)
    stage.release((360, 330))
    assert stage.shape(shape).x == 200
    stage.window.rights.restrict(stage.tab, "")
    stage.editor.select((shape,))
    stage.key(Qt.Key.Key_Return)
    stage.type("abc")
    assert stage.tab.machine.editing == shape
    stage.window.rights.restrict(stage.tab, WHY)
    assert stage.tab.machine.editing == ""
    assert stage.view.label_field.isHidden()


def test_a_tool_in_hand_is_put_down(stage: Stage) -> None:
    stage.key(Qt.Key.Key_R, widget=stage.view)
    stage.window.rights.restrict(stage.tab, WHY)
    assert stage.editor.tool == "select"


def test_a_right_that_is_given_counts_at_once(shown: Stage) -> None:
    shown.window.rights.restrict(shown.tab, "")
    bench = shown.window.workbench
    assert bench.area.read_only.isHidden()
    assert bench.rail.buttons["rect"].isEnabled()
    assert bench.inspector.fill.isEnabled()
    assert not bench.top.title.isReadOnly()
    count = len(shown.shapes)
    shown.box((600, 400), (700, 460))
    assert len(shown.shapes) == count + 1


def test_rights_belong_to_their_tab(shown: Stage) -> None:
    closed = shown.tab.id
    shown.window.open_diagram(shown.desktop.session.create("Mine"))
    assert shown.window.workbench.area.read_only.isHidden()
    assert shown.window.workbench.rail.buttons["rect"].isEnabled()
    shown.window.open_diagram(closed)
    assert not shown.window.workbench.area.read_only.isHidden()


def test_what_others_draw_is_seen_all_the_same(shown: Stage) -> None:
    count = len(shown.shapes)
    peer = Document(99, [shown.editor.document.state()])
    updates: list[bytes] = []
    peer.on_update(lambda update, _origin: updates.append(update))
    peer.apply(Plan("Draw", (Create("theirs", {"kind": "rect", "page": shown.editor.page, "x": 1.0, "order": "zz"}),)))
    for update in updates:
        shown.editor.document.apply_update(update, Origin.REMOTE)
    assert len(shown.shapes) == count + 1
