"""Connectors through the whole window: drawn, styled in the inspector, labelled, split, walked along."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.panels.inspector_connector import OPEN
from canvas.geometry.vec import Vec
from tests.support.stage import ALT, CTRL, Stage


def joined(stage: Stage) -> tuple[str, str, str]:
    a = stage.box((100, 200), (220, 260))
    b = stage.box((600, 200), (720, 260))
    line = stage.draw(Qt.Key.Key_A, (160, 230), (660, 230))
    return a, b, line


def test_the_inspector_shows_and_changes_a_connector(stage: Stage) -> None:
    _a, _b, line = joined(stage)
    section = stage.window.workbench.inspector.connector
    assert not section.isHidden()
    assert section.routing.current() == "avoid"
    section.end.chosen.emit("diamond" + OPEN)
    section.jumps.chosen.emit("arc")
    assert stage.shape(line).get("style.end_arrow") == "diamond"
    assert stage.shape(line).get("style.end_fill") is False
    assert stage.shape(line).get("style.jump") == "arc"
    assert section.end.current() == "diamond" + OPEN
    section.style_chosen.emit("straight")
    assert stage.shape(line).get("routing", "straight") == "straight"
    section.label_added.emit()
    assert stage.tab.machine.editing == line
    stage.tab.machine.finish_text()
    stage.do("edit.select_none")
    assert section.isHidden()


def test_keys_add_walk_and_reverse(stage: Stage) -> None:
    a, b, line = joined(stage)
    stage.do("connector.swap")
    assert stage.editor.view.ends(line) == (b, a)
    stage.editor.select((a,))
    stage.key(Qt.Key.Key_Right, ALT, widget=stage.view)
    assert list(stage.selected) == [b]
    stage.key(Qt.Key.Key_Down, CTRL, widget=stage.view)
    (new,) = stage.selected
    assert new not in (a, b)
    stage.key(Qt.Key.Key_Up, ALT, widget=stage.view)
    assert list(stage.selected) == [b]


def test_actions_say_why_they_rest(stage: Stage) -> None:
    joined(stage)
    stage.do("edit.select_none")
    registry = stage.window.registry
    for action in ("connector.swap", "connector.avoid", "connector.add_label", "connector.straighten"):
        assert registry.reason(action)
    assert registry.reason("connector.reset_ports")
    assert registry.reason("connector.walk_up")


def test_every_way_of_a_line_is_chosen_and_ticked(stage: Stage) -> None:
    joined(stage)
    for style in ("straight", "orthogonal", "curved", "elbow", "entity", "isometric", "avoid"):
        stage.do(f"connector.{style}")
        assert stage.window.registry.action(f"connector.{style}").isChecked()


def test_a_shape_of_the_library_dropped_on_a_line_goes_into_it(stage: Stage) -> None:
    a, b, line = joined(stage)
    stage.window.shapes.drop.drop("ellipse", Vec(410.0, 230.0))
    (new,) = stage.selected
    assert stage.editor.view.ends(line) == (a, new)
    assert len(stage.editor.view.connectors_of(b)) == 1


def test_connection_points_are_a_tool(stage: Stage) -> None:
    a = stage.box((100, 200), (220, 260))
    stage.do("tool.ports")
    assert stage.editor.tool == "ports"
    stage.click((130, 202))
    assert stage.shape(a).get("param.points")
    stage.do("connector.reset_ports")
    assert stage.shape(a).get("param.points") is None
    stage.do("tool.ports")
    assert stage.editor.tool == "select"
