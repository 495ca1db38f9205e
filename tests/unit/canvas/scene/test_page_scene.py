from __future__ import annotations

import pytest

from canvas.drawing.style import ColorScheme
from canvas.geometry.box import Box
from canvas.model.changes import Change, RecordChange, TextChange
from canvas.model.records import ShapeRecord, plain
from canvas.model.view import GraphView
from canvas.scene.page_scene import PageScene, SceneDelta
from tests.support.diagram import Diagram
from tests.support.text_engine import FixedTextEngine


class Page:
    """A diagram with its graph and scene, kept in step."""

    def __init__(self) -> None:
        d = self.diagram = Diagram()
        d.add("a", "first", x=0.0, y=0.0)
        d.add("b", x=300.0, y=0.0)
        d.line("c", "a", "b", "yes", routing="orthogonal")
        d.add("far", x=5000.0, y=0.0)
        d.add("inner", parent="a", x=10.0, y=10.0, w=20.0, h=20.0)
        self.graph = GraphView(d)
        self.engine = FixedTextEngine()
        self.scene = PageScene(d, self.graph, "p", self.engine)

    def apply(self, *changes: Change) -> SceneDelta:
        return self.scene.apply(changes, self.graph.update(changes))


@pytest.fixture
def page() -> Page:
    return Page()


def covers(delta: SceneDelta, box: Box) -> bool:
    return any(dirty.contains_box(box) for dirty in delta.dirty)


def test_building_lays_out_no_text_and_routes_nothing(page: Page) -> None:
    assert page.engine.calls == 0
    assert page.scene.order == ("a", "inner", "b", "c", "far")
    assert sorted(page.scene.order, key=lambda i: -page.scene.position(i)) == list(reversed(page.scene.order))


def test_entries_are_made_once(page: Page) -> None:
    assert page.scene.entry("a") is page.scene.entry("a")
    with pytest.raises(KeyError):
        page.scene.entry("nobody")


def test_colours_and_labels_change_what_one_shape_paints_and_lead_no_line_anew(page: Page) -> None:
    entries = {i: page.scene.entry(i) for i in page.scene.order}
    painted = page.apply(page.diagram.set("a", "style.fill", "#ff0000"))
    page.diagram.shapes["a"] = ShapeRecord("a", page.diagram.shapes["a"].values, plain("much longer than before"))
    written = page.apply(TextChange("a", (("retain", 1, None),)))
    assert painted.changed == written.changed == {"a"}
    assert page.scene.entry("a") != entries["a"]
    assert all(page.scene.entry(i) is entries[i] for i in page.scene.order if i != "a")
    assert covers(written, page.scene.entry("a").bounds)


def test_a_look_of_what_cuts_off_its_children_is_looked_at_in_these(page: Page) -> None:
    page.apply(page.diagram.set("a", "clip", True))
    assert page.apply(page.diagram.set("a", "style.fill", "#ff0000")).changed >= {"a", "inner"}


def test_bounds_become_exact_with_the_entry(page: Page) -> None:
    rough = page.scene.bounds("c")
    exact = page.scene.entry("c").bounds
    assert page.scene.bounds("c") == pytest.approx(exact)
    assert rough.contains_box(exact)
    assert rough != exact


def test_query_is_in_paint_order(page: Page) -> None:
    assert page.scene.query(Box(0, 0, 350, 60)) == ("a", "inner", "b", "c")
    assert page.scene.query(Box(4990, 0, 50, 50)) == ("far",)


def test_moving_a_shape_moves_its_children_and_lines(page: Page) -> None:
    old = page.scene.entry("a").bounds
    delta = page.apply(page.diagram.set("a", "y", 200.0))
    assert delta.changed == {"a", "inner", "c"}
    assert page.scene.box("inner") == (10, 210, 20, 20)
    assert page.scene.points("c")[0].y == 200 or page.scene.points("c")[0] == (100, 230)
    assert covers(delta, old)
    assert covers(delta, page.scene.entry("a").bounds)
    assert all(d.right < 4000 for d in delta.dirty)


def test_restyling_repaints_only_the_shape_and_what_hangs_on_it(page: Page) -> None:
    before = page.scene.entry("far")
    delta = page.apply(page.diagram.set("b", "style.fill", "#ff0000"))
    assert "b" in delta.changed
    assert "a" not in delta.changed
    assert page.scene.entry("far") is before


def test_text_that_grows_widens_the_dirty_box(page: Page) -> None:
    record = page.diagram.shapes["far"]
    page.diagram.shapes["far"] = ShapeRecord("far", record.values, plain("a very long label that overflows its shape"))
    delta = page.apply(TextChange("far", (("insert", "...", ()),)))
    assert max(d.right for d in delta.dirty) > 5150


def test_coming_and_going(page: Page) -> None:
    delta = page.apply(page.diagram.add("new", x=0.0, y=500.0))
    assert delta.added == {"new"}
    assert covers(delta, Box(0, 500, 100, 60))
    delta = page.apply(page.diagram.remove("new"))
    assert delta.removed == {"new"}
    assert covers(delta, Box(0, 500, 100, 60))
    assert "new" not in page.scene.index


def test_deleting_an_end_takes_away_a_line_that_has_no_other_place(page: Page) -> None:
    delta = page.apply(page.diagram.remove("b"))
    assert delta.removed == {"b", "c"}


def test_hiding_a_layer_hides_all(page: Page) -> None:
    delta = page.apply(page.diagram.set_layer("l", "visible", False))
    assert page.scene.order == ()
    assert delta.removed == {"a", "inner", "b", "c", "far"}
    assert page.scene.content_bounds() == Box(0, 0, 0, 0)


def test_shutting_a_container_hides_its_children_and_leads_lines_to_it(page: Page) -> None:
    page.apply(page.diagram.line("d", "inner", "b", routing="straight"))
    assert page.scene.points("d")[0] == (30, 20) or page.scene.points("d")[0].x <= 30
    assert page.scene.traits.shut == frozenset()
    delta = page.apply(page.diagram.set("a", "collapsed", True))
    assert page.scene.traits.shut == {"a"}
    assert delta.removed == {"inner"}
    assert page.scene.points("d")[0].x == 100


def test_bringing_to_front_repaints_the_shape(page: Page) -> None:
    delta = page.apply(page.diagram.set("a", "order", "zzz"))
    assert page.scene.order[-2:] == ("a", "inner")
    assert covers(delta, Box(0, 0, 100, 60))


def test_a_raised_layer_repaints_what_it_passes(page: Page) -> None:
    d = page.diagram
    d.layers["m"] = type(d.layers["l"])("m", {"page": "p", "order": "b"})
    page.apply(d.add("top", layer="m", x=50.0, y=0.0))
    delta = page.apply(d.set_layer("m", "order", "0"))
    assert page.scene.order[0] == "top"
    assert delta.changed


def test_changes_of_other_pages_do_nothing(page: Page) -> None:
    page.diagram.pages["q"] = type(page.diagram.pages["p"])("q")
    page.apply(RecordChange("q", present=True, table="pages"))
    delta = page.apply(page.diagram.add("x", page="q"))
    assert delta == SceneDelta()


def test_content_bounds_are_exact_and_need_few_entries(page: Page) -> None:
    box = page.scene.content_bounds()
    assert box == pytest.approx(Box(-0.5, -0.5, 5101, 61))


def test_preview_moves_children_and_lines_and_leaves_the_scene_alone(page: Page) -> None:
    before = page.scene.entry("c")
    entries = {e.id: e for e in page.scene.preview({"a": {"x": 0.0, "y": 400.0}})}
    assert set(entries) == {"a", "inner", "c"}
    assert entries["a"].placement.box.y == 400
    assert entries["inner"].placement.box.y == 410
    assert entries["c"].points[0].y >= 400
    assert page.scene.entry("c") is before
    assert page.scene.box("a").y == 0


def test_preview_of_a_line_about_to_be_made(page: Page) -> None:
    new = {"kind": "connector", "source": "a", "target.point": (50.0, 300.0), "page": "p"}
    (entry,) = page.scene.preview({"new": new})
    assert entry.points == ((50, 60), (50, 300))


def test_preview_of_reconnecting_an_end(page: Page) -> None:
    entries = page.scene.preview({"c": {"target": "far"}})
    assert entries[-1].points[-1].x == 5000


def test_preview_equals_what_comes_of_it(page: Page) -> None:
    shown = page.scene.preview({"b": {"x": 450.0, "y": 333.0}})
    page.apply(page.diagram.set("b", "x", 450.0), page.diagram.set("b", "y", 333.0))
    assert shown == tuple(page.scene.entry(e.id) for e in shown)


def test_dark_colours(page: Page) -> None:
    dark = PageScene(page.diagram, page.graph, "p", page.engine, ColorScheme.DARK)
    fill = dark.entry("far").items[0].fill  # type: ignore[union-attr]
    assert fill is not None
    assert fill.color == "#121212"


def test_affected_by(page: Page) -> None:
    assert page.scene.affected_by(["a"]) == {"a", "inner", "c"}


def test_what_changes_where_nobody_looks_is_laid_out_later(page: Page) -> None:
    scene, d = page.scene, page.diagram
    for shape in scene.order:
        scene.entry(shape)
    changes = (d.set("a", "x", 20.0), d.set("far", "x", 5050.0))
    before = scene.bounds("far")
    delta = scene.apply(changes, page.graph.update(changes), seen=Box(-50.0, -50.0, 800.0, 400.0))
    assert (scene.is_laid_out("a"), scene.is_laid_out("c"), scene.is_laid_out("far")) == (True, True, False)
    assert delta.changed == {"a", "c", "far", "inner"}
    assert covers(delta, before)
    assert covers(delta, scene.entry("far").bounds)
    assert scene.entry("a").bounds in delta.dirty
