from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.kernels.split import split
from canvas.model.plan import UNSET
from tests.support.test_editor import TestEditor


def test_the_first_half_ends_and_the_second_begins_at_the_shape() -> None:
    t = TestEditor()
    a, b, c = t.shape(0, 0), t.shape(600, 0), t.shape(300, 0)
    line = t.connector(
        a,
        b,
        routing="straight",
        waypoints=((200.0, 30.0), (500.0, 30.0)),
        style__stroke="#ff0000",
        style__start_arrow="oval",
        target__port=(0.0, 0.5),
        text="yes",
    )
    edits, second = split(t.graph, line, c, Vec(350, 30), "new", "b")
    first = edits[line]
    assert first["target"] == c
    assert first["target.port"] is UNSET
    assert first["waypoints"] == ((200.0, 30.0),)
    assert second.values["source"] == c
    assert second.values["target"] == b
    assert second.values["target.port"] == (0.0, 0.5)
    assert second.values["waypoints"] == ((500.0, 30.0),)
    assert second.values["style.stroke"] == "#ff0000"
    assert second.values["style.start_arrow"] == "none"
    assert second.values["order"] == "b"
    assert second.label == ()


def test_without_bends_neither_half_has_any() -> None:
    t = TestEditor()
    line = t.connector(t.shape(0, 0), t.shape(600, 0))
    edits, second = split(t.graph, line, "c", Vec(350, 30), "new", "b")
    assert edits[line]["waypoints"] is UNSET
    assert "waypoints" not in second.values
