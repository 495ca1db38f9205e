from __future__ import annotations

import pytest

from canvas.drawing.display_list import DisplayEntry
from canvas.drawing.style import ColorScheme
from canvas.model.records import ShapeRecord, Value, plain
from canvas.model.view import GraphView
from canvas.scene.entries import entry_of, rough_bounds
from canvas.scene.kept_entries import Made
from canvas.scene.layout import Layout
from tests.support.diagram import Diagram
from tests.support.text_engine import FixedTextEngine


def test_entries_of_shapes_and_lines() -> None:
    d = Diagram()
    d.add("a", "hello", x=10.0, y=20.0, rotation=30.0, flip_h=True, style__opacity=40.0)
    d.add("b", x=300.0, y=20.0)
    d.line("c", "a", "b")
    layout = Layout(d.shapes, GraphView(d), lambda _: True)
    a = entry_of(d.shapes["a"], layout, FixedTextEngine(), ColorScheme.LIGHT)
    assert (a.kind, a.opacity, a.points) == ("rect", 0.4, ())
    assert (a.placement.box, a.placement.rotation, a.placement.flip_h) == ((10, 20, 100, 60), 30, True)
    c = entry_of(d.shapes["c"], layout, FixedTextEngine(), ColorScheme.LIGHT)
    assert c.kind == "connector"
    assert c.points == layout.points("c")
    assert c.placement.box == (0, 0, 0, 0)
    assert c.bounds.contains(c.points[0])


@pytest.mark.parametrize(
    ("key", "value", "again"),
    [
        ("x", 33.7, True),
        ("y", -0.1, True),
        ("w", 101.0, False),
        ("style.fill", "#ff0000", False),
        ("rotation", 15.0, False),
        ("link", "https://example.org", False),
    ],
)
@pytest.mark.parametrize(
    "first", [{}, {"rotation": 30.0, "flip_h": True, "style__shadow": True}], ids=["plain", "turned"]
)
def test_a_shape_that_only_moved_shows_what_it_showed(
    first: dict[str, Value], key: str, value: Value, again: bool
) -> None:
    d, engine = Diagram(), FixedTextEngine()
    d.add("a", "hello", x=10.3, y=20.0, **first)

    def painted(before: Made | None = None) -> DisplayEntry:
        layout = Layout(d.shapes, GraphView(d), lambda _: True)
        return entry_of(d.shapes["a"], layout, engine, ColorScheme.LIGHT, before=before)

    before = Made(d.shapes["a"], painted())
    d.set("a", key, value)
    after = painted(before)
    assert after == painted()
    assert (after.items is before.entry.items) == again


def test_another_label_is_painted_anew() -> None:
    d, engine = Diagram(), FixedTextEngine()
    d.add("a", "hello")
    layout = Layout(d.shapes, GraphView(d), lambda _: True)
    before = Made(d.shapes["a"], entry_of(d.shapes["a"], layout, engine, ColorScheme.LIGHT))
    other = ShapeRecord("a", before.record.values, plain("hullo"))
    assert entry_of(other, layout, engine, ColorScheme.LIGHT, before=before) != before.entry


def test_rough_bounds_hold_entries_without_laying_out_text() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0, rotation=45.0)
    d.add("b", x=200.0, y=300.0, w=10.0)
    d.line("c", "a", "b", "label of it", routing="orthogonal", x=-1.5, y=40.0, param__jetty_size=70.0)
    d.add("l", "on the line", parent="c", relative=True, x=1.2, y=-60.0, w=0.0, h=0.0, dx=20.0)
    d.add("turned", "on the line", parent="c", relative=True, x=-0.9, w=60.0, h=20.0, rotation=90.0)
    d.line("loop", "a", "a", param__segment=50.0)
    d.line("long", "a", source__point=(0.0, 0.0), target__point=(0.0, -9000.0))
    d.add("above", "far up", parent="long", relative=True, x=0.9, w=60.0, h=20.0, rotation=90.0)
    d.line("on", "c", "b")
    engine = FixedTextEngine()
    layout = Layout(d.shapes, GraphView(d), lambda _: True)
    rough = {i: rough_bounds(r, layout, d.shapes) for i, r in d.shapes.items()}
    assert engine.calls == 0
    for i, r in d.shapes.items():
        assert rough[i].contains_box(entry_of(r, layout, engine, ColorScheme.LIGHT).bounds), i
