from __future__ import annotations

from canvas.model.view import GraphView
from canvas.scene.overlay_graph import Overlaid, OverlayGraph, overlaid
from tests.support.diagram import Diagram


def diagram() -> Diagram:
    d = Diagram()
    d.add("a")
    d.add("b")
    d.line("c", "a", "b")
    return d


def test_overlaid_replaces_and_removes_values() -> None:
    d = diagram()
    r = overlaid("c", d.shapes["c"], {"source": "b", "target": None})
    assert r.get("source") == "b"
    assert r.get("target") is None
    assert overlaid("new", None, {"kind": "rect"}).kind == "rect"


def test_changed_ends_count_when_the_shape_is_there() -> None:
    d = diagram()
    changed = {"c": overlaid("c", d.shapes["c"], {"source": "b", "target": "nobody"})}
    graph = OverlayGraph(GraphView(d), changed, d.shapes)
    assert graph.ends("c") == ("b", "")
    assert "c" in graph.connectors_of("b")


def test_new_shapes_have_parents_ends_and_no_children() -> None:
    d = diagram()
    changed = {"n": overlaid("n", None, {"kind": "connector", "source": "a", "target": "m", "parent": "b"}),
               "m": overlaid("m", None, {"kind": "rect"})}  # fmt: skip
    graph = OverlayGraph(GraphView(d), changed, d.shapes)
    assert graph.ends("n") == ("a", "m")
    assert graph.parent("n") == "b"
    assert graph.children("m") == ()
    assert graph.connectors_of("m") == ("n",)
    assert graph.children("a") == ()


def test_a_changed_parent_must_exist() -> None:
    d = diagram()
    changed = {"a": overlaid("a", d.shapes["a"], {"parent": "gone"}), "b": overlaid("b", d.shapes["b"], {"x": 1.0})}
    graph = OverlayGraph(GraphView(d), changed, d.shapes)
    assert graph.parent("a") == ""
    assert graph.parent("b") == ""


def test_records_laid_over_records() -> None:
    d = diagram()
    both = Overlaid({"a": overlaid("a", d.shapes["a"], {"x": 9.0}), "n": overlaid("n", None, {})}, d.shapes)
    assert both["a"].x == 9
    assert both["b"] is d.shapes["b"]
    assert sorted(both) == ["a", "b", "c", "n"]
    assert len(both) == 4


def test_changed_records_lie_over_the_others() -> None:
    d = diagram()
    changed = {"a": overlaid("a", d.shapes["a"], {"x": 7.0}), "n": overlaid("n", None, {"kind": "rect"})}
    shapes = Overlaid(changed, d.shapes)
    assert shapes.get("a") is shapes["a"] is changed["a"]
    assert shapes.get("b") is d.shapes["b"]
    assert shapes.get("gone") is None
    assert shapes.get("gone", d.shapes["b"]) is d.shapes["b"]
    assert "n" in shapes
    assert "gone" not in shapes
    assert sorted(shapes) == ["a", "b", "c", "n"]
    assert len(shapes) == 4
