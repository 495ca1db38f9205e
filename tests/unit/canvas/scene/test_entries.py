from __future__ import annotations

from canvas.drawing.style import ColorScheme
from canvas.model.view import GraphView
from canvas.scene.entries import entry_of, rough_bounds
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


def test_rough_bounds_hold_entries_without_laying_out_text() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0, rotation=45.0)
    d.add("b", x=200.0, y=300.0, w=10.0)
    d.line("c", "a", "b", "label of it", routing="orthogonal", x=-1.5, y=40.0, param__jetty_size=70.0)
    d.add("l", "on the line", parent="c", relative=True, x=1.2, y=-60.0, w=0.0, h=0.0, dx=20.0)
    d.line("loop", "a", "a", param__segment=50.0)
    d.line("on", "c", "b")
    engine = FixedTextEngine()
    layout = Layout(d.shapes, GraphView(d), lambda _: True)
    rough = {i: rough_bounds(r, layout, d.shapes) for i, r in d.shapes.items()}
    assert engine.calls == 0
    for i, r in d.shapes.items():
        assert rough[i].contains_box(entry_of(r, layout, engine, ColorScheme.LIGHT).bounds), i
