"""Tests of which changes concern what is selected."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from canvas.editor.editor import Editor
from canvas.model.document import Document
from canvas.model.plan import LAYERS, META, Create, Delete, Op, Origin, Plan, Set, Splice
from canvas.scene.overlays import FoldMark, HandleMark
from tests.support.test_editor import TestEditor


class Place:
    """A container with a shape in it, a line from there to another shape, and one more shape far away."""

    def __init__(self) -> None:
        self.t = TestEditor()
        self.box = self.t.container(0, 0)
        self.inner = self.t.shape(10, 10, parent=self.box)
        self.end, self.far = self.t.shape(600, 0), self.t.shape(600, 900)
        self.line = self.t.connector(self.inner, self.end)
        self.editor = self.t.editor

    def comes(self, *operations: Op) -> bool:
        """Let a colleague's edit come in; tell whether it concerns what is selected."""
        sent: list[bytes] = []
        theirs = Document(99, [self.t.document.state()])
        theirs.on_update(lambda update, _origin: sent.append(update))
        theirs.apply(Plan("Theirs", operations))
        before = self.editor.chosen.revision
        self.t.document.apply_update(sent[0], Origin.REMOTE)
        assert self.editor.chosen.is_concerned is (self.editor.chosen.revision != before)
        return self.editor.chosen.is_concerned

    def new(self, **more: str) -> Create:
        """Return what makes one more shape."""
        home = {"page": self.editor.page, "layer": self.editor.layer, "order": "zz"}
        return Create("new", {"kind": "rect", "x": 5.0, "y": 5.0, "w": 9.0, "h": 9.0, **home, **more})


def test_what_is_done_elsewhere_does_not_concern_the_selection() -> None:
    place = Place()
    place.t.select(place.inner)
    assert not place.comes(Set(place.far, "x", 700.0))
    assert not place.comes(Splice(place.far, 0, 0, "a"))
    assert not place.comes(place.new())
    assert not place.comes(Set(place.end, "x", 700.0))  # Its line runs elsewhere, which is not selected.


CONCERNS: dict[str, tuple[str, Callable[[Place], Op]]] = {
    "itself": ("inner", lambda p: Set(p.inner, "x", 20.0)),
    "its text": ("inner", lambda p: Splice(p.inner, 0, 0, "a")),
    "what is not painted of it": ("inner", lambda p: Set(p.inner, "locked", True)),
    "what lies in it": ("box", lambda p: Set(p.inner, "style.fill", "#ff0000")),
    "what comes into it": ("box", lambda p: p.new(parent=p.box)),
    "what is put into it": ("box", lambda p: Set(p.far, "parent", p.box)),
    "what is taken out of it": ("box", lambda p: Set(p.inner, "parent", "")),
    "what held it": ("inner", lambda p: Set(p.box, "locked", True)),
    "where a line leads": ("line", lambda p: Set(p.end, "x", 700.0)),
    "what is gone": ("box", lambda p: Delete(p.inner)),
    "layers": ("inner", lambda p: Set(p.editor.layer, "locked", True, LAYERS)),
    "the diagram": ("inner", lambda p: Set("", "title", "Theirs", META)),
}


@pytest.mark.parametrize("what", CONCERNS)
def test_what_concerns_the_selection(what: str) -> None:
    place = Place()
    selected, operation = CONCERNS[what]
    place.t.select(getattr(place, selected))
    assert place.comes(operation(place))


def test_nothing_concerns_no_selection_but_what_is_more_than_shapes() -> None:
    place = Place()
    assert not place.comes(Set(place.inner, "x", 20.0))
    assert not place.comes(Delete(place.far))
    assert not place.editor.chosen.is_beyond
    assert place.comes(Set("", "title", "Theirs", META))
    assert place.editor.chosen.is_beyond


def test_handles_go_with_the_last_shape_that_holds_the_selected_one() -> None:
    place = Place()
    place.t.select(place.inner)
    assert any(isinstance(figure, HandleMark) for figure in place.t.preview.figures)
    place.comes(Set(place.box, "locked", True))
    assert not any(isinstance(figure, HandleMark) for figure in place.t.preview.figures)


def test_the_button_of_what_holds_the_selected_shape_goes_with_its_corner() -> None:
    place = Place()
    place.t.select(place.inner)
    before = place.t.figures(FoldMark)
    assert before
    place.comes(Set(place.box, "w", 400.0))
    (now,) = place.t.figures(FoldMark)
    assert now not in before


def test_lines_that_found_their_ways_concern_who_selected_them() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(600, 0)
    line = t.connector(a, b, routing="avoid")
    far = t.shape(0, 900)
    for selected, concerned in ((line, True), (far, False)):
        between = t.shape(300, -20)
        t.document.apply(Plan("Back", (Set(between, "y", 500.0),)), Origin.REMOTE)
        t.editor.settle()
        t.select(selected)
        t.document.apply(Plan("Between", (Set(between, "y", -20.0),)), Origin.REMOTE)
        assert not t.editor.scene.is_settled
        t.editor.settle()
        assert t.editor.chosen.is_concerned is concerned


def test_an_answer_about_the_selection_is_asked_for_once_for_each_state() -> None:
    place = Place()
    asked: list[tuple[str, ...]] = []

    def ask(editor: Editor) -> int:
        asked.append(editor.selection)
        return len(asked)

    assert (place.editor.of_selection(ask), place.editor.of_selection(ask)) == (1, 1)
    place.t.select(place.far)
    assert place.editor.of_selection(ask) == 2
    place.comes(Set(place.end, "x", 700.0))
    assert place.editor.of_selection(ask) == 3
