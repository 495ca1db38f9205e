"""The canvas as an assistive program walks it."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface

from app.canvas_view.accessible import CanvasFace, install
from canvas.model.plan import Create, Plan
from canvas.model.records import plain
from tests.support.stage import CTRL, Stage

Name, Description = QAccessible.Text.Name, QAccessible.Text.Description


@pytest.fixture
def flow(stage: Stage) -> Stage:
    """Two labelled shapes and a connector."""
    editor = stage.editor
    home = {"page": editor.page, "layer": editor.layer, "y": 100.0, "w": 120.0, "h": 60.0}
    editor.apply(
        Plan(
            "Flow",
            (
                Create("a", {**home, "kind": "rect", "x": 100.0, "order": "a1V"}, plain("Order")),
                Create("b", {**home, "kind": "rhombus", "x": 400.0, "order": "a2V", "locked": True}, plain("Paid?")),
                Create(
                    "c",
                    {
                        "page": editor.page,
                        "layer": editor.layer,
                        "kind": "connector",
                        "order": "a3V",
                        "source": "a",
                        "target": "b",
                    },
                ),
            ),
        )
    )
    return stage


def face(stage: Stage) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(stage.view)
    assert isinstance(found, CanvasFace)
    return found


def test_every_shape_is_a_child_with_a_name(flow: Stage) -> None:
    canvas = face(flow)
    assert canvas.role() == QAccessible.Role.List
    assert canvas.text(Name)
    names = [canvas.child(i).text(Name) for i in range(canvas.childCount())]
    assert names == ["Order, Rectangle", "Paid?, Diamond", "Connector from Order to Paid?"]


def test_a_description_says_where_it_lies_and_what_it_is_connected_to(flow: Stage) -> None:
    canvas = face(flow)
    assert canvas.child(0).text(Description) == "at 100, 100, 120 wide, 60 high; connected to Paid?"
    assert canvas.child(1).text(Description).endswith("locked")


def test_states_follow_the_selection(flow: Stage) -> None:
    flow.editor.select(("a",))
    canvas = face(flow)
    assert canvas.child(0).state().selected
    assert not canvas.child(1).state().selected
    assert canvas.child(1).state().readOnly
    focused = canvas.focusChild()
    assert focused.text(Name) == "Order, Rectangle"
    assert canvas.indexOfChild(focused) == 0


def test_a_shape_is_found_by_its_place_on_the_screen(flow: Stage) -> None:
    canvas = face(flow)
    middle = canvas.child(0).rect().center()
    assert canvas.childAt(middle.x(), middle.y()).text(Name) == "Order, Rectangle"
    assert canvas.rect().contains(middle)


def test_a_deleted_shape_becomes_invalid_and_is_no_child(flow: Stage) -> None:
    canvas = face(flow)
    gone = canvas.child(0)
    flow.editor.select(("a",))
    flow.window.registry.action("edit.delete").trigger()
    assert canvas.childCount() == 2
    assert not gone.isValid()
    assert gone.text(Name) == ""


def test_selecting_is_spoken(flow: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[QAccessible.Event, int]] = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))

    def note(event: QAccessibleEvent) -> None:
        told.append((event.type(), event.child()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(note))
    flow.editor.select(("b",))
    assert (QAccessible.Event.Focus, 1) in told


def test_an_interface_that_outlives_its_canvas_answers_without_harm(flow: Stage) -> None:
    canvas = face(flow)
    child = canvas.child(0)
    flow.window.registry.action("file.close_tab").trigger()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    gc.collect()
    assert not child.isValid()


def test_installing_twice_changes_nothing(flow: Stage) -> None:
    install()
    assert face(flow).childCount() == 3


def test_a_flow_of_three_shapes_is_drawn_with_the_keyboard_alone(stage: Stage) -> None:
    for text in ("First", "Second", "Third"):
        if text == "First":
            stage.key(Qt.Key.Key_R)
            stage.key(Qt.Key.Key_Return)
        else:
            stage.key(Qt.Key.Key_Right, CTRL)
        stage.key(Qt.Key.Key_Return)
        stage.type(text)
        stage.key(Qt.Key.Key_Escape)
    shapes = [r for r in stage.editor.records.shapes.values() if not r.is_connector]
    lines = [r for r in stage.editor.records.shapes.values() if r.is_connector]
    assert len(shapes) == 3
    assert len(lines) == 2
    canvas = face(stage)
    names = {canvas.child(i).text(Name) for i in range(canvas.childCount())}
    assert "Connector from First to Second" in names
    assert "Connector from Second to Third" in names
