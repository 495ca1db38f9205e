from __future__ import annotations

from canvas.commands.arrange import write
from canvas.commands.connector_reading import Label, read_connectors, style_of
from canvas.commands.style_reading import MIXED
from canvas.model.records import ShapeRecord
from tests.support.test_editor import TestEditor


def test_what_several_share_and_where_they_differ() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    one = t.connector(a, b, routing="avoid", style__jump="arc")
    two = t.connector(b, a, routing="avoid", style__jump="gap", waypoints=((9.0, 9.0),))
    t.select(one, two, a)
    found = read_connectors(t.editor)
    assert (found.count, found.only, found.style, found.bent) == (2, False, "avoid", True)
    assert found.values["style.jump"] is MIXED
    assert found.values["style.end_arrow"] == "classic"
    assert found.labels == ()


def test_labels_of_one_from_its_start() -> None:
    t = TestEditor()
    line = t.connector(t.shape(0, 0), t.shape(300, 0), text="middle")
    late = t.shape(0, 0, 0, 0, parent=line, relative=True, text="late")
    early = t.shape(0, 0, 0, 0, parent=line, relative=True, text="early")
    t.select(line)
    write(t.editor, "Place", {late: {"x": 0.6}, early: {"x": -0.6}})
    assert read_connectors(t.editor).labels == (Label(early, "early"), Label(line, "middle"), Label(late, "late"))


def test_nothing_selected() -> None:
    assert read_connectors(TestEditor().editor).count == 0


def test_ways_of_lines() -> None:
    assert style_of(ShapeRecord("l", {"kind": "connector"})) == "straight"
    assert style_of(ShapeRecord("l", {"routing": "orthogonal", "style.curved": True})) == "curved"
    assert style_of(ShapeRecord("l", {"routing": "segment"})) == ""
