from __future__ import annotations

import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.view import GraphView
from canvas.scene.hit_test import hit, hit_all, hit_port, ports, within
from canvas.scene.page_scene import PageScene
from tests.support.diagram import Diagram
from tests.support.text_engine import FixedTextEngine


@pytest.fixture
def scene() -> PageScene:
    d = Diagram()
    d.add("frame", x=-50.0, y=-50.0, w=600.0, h=400.0, style__fill="none")
    d.add("a", x=0.0, y=0.0)
    d.add("e", x=50.0, y=0.0, kind="ellipse")
    d.add("turned", x=300.0, y=200.0, w=100.0, h=20.0, rotation=90.0)
    d.line("c", "e", "turned", "a label", routing="orthogonal")
    d.add("under", "caption", x=0.0, y=200.0, style__label_v="bottom", style__valign="top", style__fill="none")
    return PageScene(d, GraphView(d), "p", FixedTextEngine())


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ((20, 30), "a"),
        ((100, 30), "e"),
        # In the box of the ellipse, but outside of its outline.
        ((52, 2), "a"),
        ((350, 250), "turned"),
        ((310, 205), None),
        ((200, 100), None),
        ((-50, 100), "frame"),
        ((549, 100), "frame"),
        ((200, 31), "c"),
        ((50, 272), "under"),
        ((50, 230), None),
        ((1000, 1000), None),
    ],
)
def test_hit(scene: PageScene, point: tuple[float, float], found: str | None) -> None:
    assert hit(scene, Vec(*point), 3) == found


def test_a_curve_is_hit_where_it_is_seen() -> None:
    d = Diagram()
    d.line(
        "c",
        routing="straight",
        style__curved=True,
        source__point=(0, 0),
        target__point=(300, 200),
        waypoints=((300, 0),),
    )
    scene = PageScene(d, GraphView(d), "p", FixedTextEngine())
    middle, corner = Vec(225, 50), Vec(290, 4)
    assert hit(scene, middle, 3) == "c"
    assert hit(scene, corner, 3) is None


def test_tolerance(scene: PageScene) -> None:
    assert hit(scene, Vec(-54, 100), 3) is None
    assert hit(scene, Vec(-54, 100), 6) == "frame"


def test_labels_of_lines_count(scene: PageScene) -> None:
    label = scene.points("c")[1]
    assert hit(scene, Vec(label.x, label.y), 1) == "c"


def test_all_hits_front_to_back(scene: PageScene) -> None:
    assert hit_all(scene, Vec(70, 30), 0) == ("e", "a")


def test_rubber_band(scene: PageScene) -> None:
    assert within(scene, Box(-10, -10, 200, 100), contain=True) == ("a", "e")
    assert "c" in within(scene, Box(-10, -10, 200, 100), contain=False)
    assert "turned" in within(scene, Box(342, 160, 5, 5), contain=False)
    assert "turned" not in within(scene, Box(302, 202, 10, 5), contain=False)
    assert "c" in within(scene, Box(-100, -100, 1000, 1000), contain=True)


def test_ports(scene: PageScene) -> None:
    found = hit_port(scene, Vec(152, 31), 5)
    assert found is not None
    assert (found.shape, found.port, found.point) == ("e", (1, 0.5), (150, 30))
    assert hit_port(scene, Vec(200, 120), 5) is None
    assert ports(scene, "c") == ()
    assert ports(scene, "nobody") == ()
    assert len(ports(scene, "e")) == 4


def test_a_band_takes_a_curve_by_where_it_is_drawn() -> None:
    d = Diagram()
    d.line("l", waypoints=((100.0, 200.0),), source__point=(0.0, 0.0), target__point=(200.0, 0.0), style__curved=True)
    scene = PageScene(d, GraphView(d), "p", FixedTextEngine())
    for _ in range(2):
        assert within(scene, Box(-10, -10, 220, 120), contain=True) == ("l",), "the corner lies outside"
        assert within(scene, Box(90, 150, 20, 60), contain=False) == (), "nothing is drawn at the corner"
        assert within(scene, Box(95, 95, 10, 10), contain=False) == ("l",)
        assert within(scene, Box(-10, -10, 220, 90), contain=True) == ()
        assert scene.around(["l"], scene.box) == Box(0, 0, 200, 200)
    d.set("l", "style.curved", None)
    straight = PageScene(d, GraphView(d), "p", FixedTextEngine())
    assert within(straight, Box(-10, -10, 220, 120), contain=True) == ()
    assert within(straight, Box(90, 150, 20, 60), contain=False) == ("l",)
