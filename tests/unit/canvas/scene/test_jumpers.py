from __future__ import annotations

from canvas.drawing.display_list import PathItem
from canvas.model.view import GraphView
from canvas.scene.page_scene import PageScene
from tests.support.diagram import Diagram
from tests.support.text_engine import FixedTextEngine


def cross() -> Diagram:
    """Return a horizontal line that hops in front of an upright one."""
    d = Diagram()
    d.line("below", source__point=(50.0, 0.0), target__point=(50.0, 100.0))
    d.line("l", source__point=(0.0, 50.0), target__point=(100.0, 50.0), style__jump="gap", style__end_arrow="none")
    return d


def scene_of(d: Diagram) -> PageScene:
    return PageScene(d, GraphView(d), "p", FixedTextEngine())


def hops(scene: PageScene, line: str = "l") -> int:
    (item,) = [i for i in scene.entry(line).items if isinstance(i, PathItem)][:1]
    return sum(c[0] == "M" for c in item.path.commands) - 1


def test_a_line_hops_over_what_lies_behind_it() -> None:
    d = cross()
    assert hops(scene_of(d)) == 1
    d.set("below", "style.jump", "gap")
    assert hops(scene_of(d), "below") == 0


def test_curved_lines_are_not_hopped_over() -> None:
    d = cross()
    d.set("below", "style.curved", True)
    assert hops(scene_of(d)) == 0


def test_hops_follow_changes_of_other_lines() -> None:
    d = cross()
    view = GraphView(d)
    scene = PageScene(d, view, "p", FixedTextEngine())
    assert hops(scene) == 1

    def apply(*changes: object) -> frozenset[str]:
        return scene.apply(changes, view.update(changes)).changed

    assert "l" in apply(d.set("below", "target.point", (50.0, 20.0)))
    assert hops(scene) == 0
    apply(d.set("below", "target.point", (50.0, 90.0)))
    assert hops(scene) == 1
    assert "l" in apply(d.set("below", "order", "999999"))
    assert hops(scene) == 0
    apply(d.set("below", "order", "000000"))
    assert hops(scene) == 1
    apply(d.remove("below"))
    assert hops(scene) == 0
    apply(d.set("l", "style.jump", "none"))
    assert "l" not in apply(d.line("other", source__point=(20.0, 0.0), target__point=(20.0, 99.0)))
