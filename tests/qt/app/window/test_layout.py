"""Laying out the diagram in front through its actions, with the real layout process."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from canvas.model.plan import Create, Plan
from tests.support.stage import Stage


def draw(stage: Stage) -> tuple[str, str, str]:
    first, second, third = stage.box(), stage.box((500, 200), (620, 260)), stage.box((200, 420), (320, 480))
    editor = stage.editor
    home = {"page": editor.page, "layer": editor.layer, "kind": "connector"}
    made = [
        Create(f"line-{i}", {**home, "order": f"z{i}V", "source": a, "target": b})
        for i, (a, b) in enumerate(((first, second), (first, third)))
    ]
    editor.apply(Plan("Connect", tuple(made)))
    editor.select(())
    return first, second, third


def test_a_layout_glides_and_is_one_step_of_undo(stage: Stage, qtbot: QtBot) -> None:
    first, second, third = draw(stage)
    before = dict(stage.editor.records.shapes)
    stage.window.registry.action("layout.layered").trigger()
    assert stage.window.layouts.is_running
    assert dict(stage.editor.records.shapes) == before
    qtbot.waitUntil(lambda: not stage.window.layouts.is_running, timeout=30_000)
    scene = stage.editor.scene
    assert scene.box(first).bottom < scene.box(second).y == scene.box(third).y
    stage.window.registry.action("edit.undo").trigger()
    assert dict(stage.editor.records.shapes) == before


def test_stopping_leaves_the_diagram_as_it_was(stage: Stage) -> None:
    draw(stage)
    before = dict(stage.editor.records.shapes)
    stage.window.registry.action("layout.force").trigger()
    stage.window.layouts.stop()
    assert not stage.window.layouts.is_running
    assert dict(stage.editor.records.shapes) == before


def test_tidying_needs_no_process(stage: Stage) -> None:
    draw(stage)
    stage.window.registry.action("layout.tidy").trigger()
    assert stage.editor.history.can_undo
    assert not stage.window.layouts.is_running


def test_nothing_to_lay_out_is_told(stage: Stage) -> None:
    stage.window.registry.action("layout.tree").trigger()
    toast = stage.window.workbench.area.toasts.toast
    assert toast is not None
    assert "no two shapes" in toast.accessibleName()
