"""Tests of what a panel edits."""

from __future__ import annotations

import pytest

from canvas.commands.style_edit import edit, fill_kind, preview, style_values, text_flow, text_position
from canvas.model.records import ShapeRecord, Value
from tests.support.test_editor import TestEditor

FILLS = ("solid", "linear", "radial", "none")
PLACES = ("inside", "above", "below", "left", "right")


@pytest.mark.parametrize("before", FILLS)
@pytest.mark.parametrize("after", FILLS)
def test_every_fill_becomes_every_other_and_undo_brings_it_back(before: str, after: str) -> None:
    t = TestEditor()
    a = t.shape(0, 0, style__fill="#ff0000")
    t.select(a)
    edit(t.editor, "fill.kind", before)
    was, steps = t.snapshot(), t.steps()
    shown = preview(t.editor, "fill.kind", after)
    assert t.snapshot() == was
    changed = edit(t.editor, "fill.kind", after)
    assert fill_kind(t.record(a)) == after
    assert t.steps() == steps + changed
    for key, value in shown.get(a, {}).items():
        assert t.record(a).get(key, value) == value
    if changed:
        t.editor.undo()
    assert t.snapshot() == was


@pytest.mark.parametrize("before", PLACES)
@pytest.mark.parametrize("after", PLACES)
def test_every_position_becomes_every_other(before: str, after: str) -> None:
    t = TestEditor()
    a = t.shape(0, 0, text="A")
    t.select(a)
    edit(t.editor, "text.position", before)
    edit(t.editor, "text.position", after)
    assert text_position(t.record(a)) == after
    edit(t.editor, "text.position", "inside")
    assert {k for k in t.record(a).values if k.startswith("style.")} == set()


@pytest.mark.parametrize("flow", ["wrap", "line", "clip"])
def test_flows(flow: str) -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.select(a)
    edit(t.editor, "text.flow", flow)
    assert text_flow(t.record(a)) == flow


def test_what_a_connector_has_not_is_left_alone() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    line = t.connector(a, a)
    t.select(a, line)
    for key, value in (
        ("style.fill", "#ff0000"),
        ("fill.kind", "linear"),
        ("text.position", "above"),
        ("style.jump", "arc"),
    ):
        edit(t.editor, key, value)
    assert {k for k in t.record(line).values if k.startswith("style.")} == {"style.jump"}
    assert "style.jump" not in t.record(a).values
    assert edit(t.editor, "style.stroke", "#ff0000")
    assert t.record(line).get("style.stroke") == "#ff0000"


def test_marks_of_whole_labels() -> None:
    t = TestEditor()
    a = t.shape(0, 0, text="A")
    t.select(a)
    assert edit(t.editor, "mark.list", "bullet")
    assert edit(t.editor, "mark.background", "#ffff00")
    assert edit(t.editor, "mark.line_height", 1.5)
    marks = dict(t.record(a).label[0].marks)
    assert marks == {"list": "bullet", "indent": 1.0, "align": "left", "background": "#ffff00", "line_height": 1.5}
    for key, value in (("mark.list", ""), ("mark.background", "none"), ("mark.line_height", None)):
        assert edit(t.editor, key, value)
    assert t.record(a).label[0].marks == ()
    assert preview(t.editor, "mark.list", "bullet") == {}


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("style.radius", 4.0, {"style.radius": 4.0, "style.rounded": True}),
        ("style.radius", 0.0, {"style.radius": 0.0, "style.rounded": False}),
        ("style.shadow", True, {"style.shadow": True}),
        ("param.jiggle", 2.0, {"param.jiggle": 2.0}),
    ],
)
def test_plain_keys(key: str, value: Value, expected: dict[str, Value]) -> None:
    assert style_values(ShapeRecord("a"), key, value) == expected


def test_a_dragged_number_is_one_step_and_what_is_locked_says_so() -> None:
    t = TestEditor()
    t.select(t.shape(0, 0))
    steps = t.steps()
    for value in (90.0, 50.0, 10.0):
        edit(t.editor, "style.opacity", value, gesture="drag")
    assert t.steps() == steps + 1
    t.select(t.shape(0, 0, locked=True))
    assert not edit(t.editor, "style.opacity", 50.0)
    assert preview(t.editor, "style.opacity", 50.0) == {}
    assert t.notices == ["locked"]
