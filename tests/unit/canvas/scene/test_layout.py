from __future__ import annotations

import pytest

from canvas.model.view import GraphView
from canvas.scene.layout import Layout
from tests.support.diagram import Diagram


def layout_of(diagram: Diagram, hidden: frozenset[str] = frozenset()) -> Layout:
    return Layout(diagram.shapes, GraphView(diagram), lambda i: i not in hidden)


def test_children_are_placed_from_their_parents_corner() -> None:
    d = Diagram()
    d.add("a", x=100.0, y=50.0, rotation=45.0)
    d.add("b", parent="a", x=10.0, y=20.0)
    d.add("c", parent="b", x=1.0, y=2.0)
    assert layout_of(d).box("c") == (111, 72, 100, 60)


def test_relative_children_follow_their_parents_size() -> None:
    d = Diagram()
    d.add("a", x=100.0, y=50.0, w=200.0, h=80.0)
    d.add("b", parent="a", x=1.0, y=0.5, relative=True, dx=-5.0, dy=3.0, w=10.0, h=10.0)
    assert layout_of(d).box("b") == (295, 93, 10, 10)


def test_labels_on_lines_lie_along_the_route() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    d.add("b", x=300.0, y=0.0)
    d.line("c", "a", "b")
    d.add("l", parent="c", x=-0.5, y=-10.0, relative=True, w=0.0, h=0.0, dx=5.0)
    layout = layout_of(d)
    assert layout.points("c") == ((100, 30), (300, 30))
    assert layout.box("l") == (155, 40, 0, 0)
    assert layout.box("c") == (100, 30, 200, 0)


def test_waypoints_and_free_ends_are_in_the_parents_space() -> None:
    d = Diagram()
    d.add("a", x=1000.0, y=500.0, w=400.0, h=400.0)
    d.line("c", parent="a", source__point=(10.0, 10.0), target__point=(90.0, 50.0), waypoints=((50.0, 10.0),))
    assert layout_of(d).points("c") == ((1010, 510), (1050, 510), (1090, 550))


def test_lines_to_hidden_shapes_end_at_what_hides_them() -> None:
    d = Diagram()
    d.add("box", x=0.0, y=0.0, w=100.0, h=60.0, collapsed=True)
    d.add("inner", parent="box", x=10.0, y=10.0, w=20.0, h=20.0)
    d.add("b", x=300.0, y=0.0)
    d.line("c", "inner", "b")
    assert layout_of(d, frozenset({"inner"})).points("c")[0] == (100, 30)


def test_lines_between_lines_end_in_their_middle() -> None:
    d = Diagram()
    d.line("a", source__point=(0.0, 0.0), target__point=(200.0, 0.0))
    d.line("c", "a", target__point=(100.0, 90.0))
    assert layout_of(d).points("c") == ((100, 0), (100, 90))


def test_lines_that_hang_on_each_other_are_not_drawn_forever() -> None:
    d = Diagram()
    d.line("a", "b", target__point=(200.0, 0.0))
    d.line("b", "a", target__point=(100.0, 90.0))
    assert layout_of(d).points("a") == ()


def test_an_end_nowhere_means_no_line() -> None:
    d = Diagram()
    d.add("b", x=300.0, y=0.0)
    d.line("c", "", "b")
    assert layout_of(d).points("c") == ()
    assert layout_of(d).points("b") == ()
    assert layout_of(d).box("nobody") == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ({"source__port": (1.0, 0.5), "target__port": (0.0, 0.5)}, (100, 30), (300, 230)),
        ({"source__port": (0.5, 1.0), "source__offset": (5.0, 0.0), "source__perimeter": False}, (55, 60), None),
        ({"style__source_spacing": 4.0, "style__target_spacing": 6.0}, (104, 30), (350, 194)),
    ],
)
def test_ports_and_spacings(values: dict[str, object], first: object, last: object) -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    d.add("b", x=300.0, y=200.0)
    d.line("c", "a", "b", routing="orthogonal", **values)
    points = layout_of(d).points("c")
    assert points[0] == first
    assert last is None or points[-1] == last


def test_forbidden_sides_and_jetties_come_from_the_values() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0, param__port_constraint="south")
    d.add("b", x=300.0, y=200.0)
    d.line("c", "a", "b", routing="orthogonal", param__jetty_size="auto")
    points = layout_of(d).points("c")
    assert points[0].y == 60
    assert layout_of(d).anchor("a").box == (0, 0, 100, 60)


def test_a_layer_over_a_layout_answers_only_for_what_changed() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    d.add("b", x=300.0, y=0.0)
    base = layout_of(d)
    other = Diagram()
    other.add("a", x=7.0, y=0.0)
    over = Layout(other.shapes, GraphView(other), lambda _: True, base, frozenset({"a"}))
    assert over.box("a").x == 7
    assert over.box("b").x == 300


def test_forgetting_makes_it_look_again() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    layout = layout_of(d)
    assert layout.box("a").x == 0
    d.set("a", "x", 5.0)
    assert layout.box("a").x == 0
    layout.forget("a")
    assert layout.box("a").x == 5
