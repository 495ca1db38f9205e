from __future__ import annotations

from canvas.model.changes import Change
from canvas.model.view import GraphView
from canvas.scene.painted_ids import PaintedIds
from canvas.scene.structure import hanging_on
from tests.support.diagram import Diagram


class Page:
    """A shut container with a shape in it, a line to that, and a shape beside."""

    def __init__(self) -> None:
        self.diagram = Diagram()
        self.diagram.add("box", container=True)
        self.diagram.add("in", parent="box")
        self.diagram.add("beside")
        self.diagram.line("line", "beside", "in")
        self.view = GraphView(self.diagram)
        self.painted = PaintedIds(self.diagram, self.view, "p")

    def change(self, change: Change) -> set[str]:
        self.view.update((change,))
        return hanging_on((change.id,), self.view)


def test_what_is_in_a_shut_container_goes_and_comes_with_its_lines() -> None:
    page = Page()
    assert page.painted.order == ("box", "in", "beside", "line")
    gone, come = page.painted.follow(page.change(page.diagram.set("in", "hidden", True)))
    assert "in" in gone
    assert not come
    assert "in" not in page.painted.order
    gone, come = page.painted.follow(page.change(page.diagram.set("in", "hidden", False)))
    assert "in" in come
    assert page.painted.order == ("box", "in", "beside", "line")


def test_the_whole_page_is_worked_out_like_a_part_of_it() -> None:
    page = Page()
    changed = page.change(page.diagram.set("beside", "order", "0"))
    gone, come = page.painted.work_out(changed)
    assert not gone
    assert not come
    assert page.painted.order[0] == "beside"
    assert page.painted.ids == {"box", "in", "beside", "line"}


def test_what_is_on_the_page_may_come_to_be_painted() -> None:
    page = Page()
    page.painted.follow(page.change(page.diagram.set("in", "hidden", True)))
    assert page.painted.may_be("in")
    assert not page.painted.may_be("nowhere")
