from __future__ import annotations

from canvas.model.view import GraphView
from canvas.scene.structure import painted_of, reordered
from tests.support.diagram import Diagram


def painted(diagram: Diagram) -> tuple[str, ...]:
    return painted_of(diagram, GraphView(diagram), "p")


def test_hidden_shapes_hide_their_children() -> None:
    d = Diagram()
    d.add("a", hidden=True)
    d.add("b", parent="a")
    d.add("c")
    assert painted(d) == ("c",)


def test_shut_containers_hide_their_children_only() -> None:
    d = Diagram()
    d.add("a", collapsed=True)
    d.add("b", parent="a")
    d.add("c", parent="b")
    assert painted(d) == ("a",)


def test_hidden_layers() -> None:
    d = Diagram()
    d.add("a")
    d.set_layer("l", "visible", False)
    assert painted(d) == ()


def test_lines_without_a_place_take_their_labels_with_them() -> None:
    d = Diagram()
    d.add("a", hidden=True)
    d.add("b")
    d.line("lost", "a", "b")
    d.add("label", parent="lost", relative=True)
    d.line("free", "", "b", source__point=(1.0, 1.0))
    d.line("loose", "", "b")
    d.line("hanging", "lost", "b")
    assert painted(d) == ("b", "free")


def test_lines_to_a_shut_container_stay() -> None:
    d = Diagram()
    d.add("a", collapsed=True)
    d.add("inner", parent="a")
    d.add("b")
    d.line("c", "inner", "b")
    assert painted(d) == ("a", "b", "c")


def test_reordered() -> None:
    assert reordered(("a", "b", "c"), ("a", "c"), set()) == set()
    assert reordered(("a", "b", "c"), ("b", "a", "c"), {"a"}) == set()
    assert reordered(("a", "b", "c"), ("b", "a", "c"), set()) == {"a", "b"}
