"""Tests of the marks around the selection."""

from __future__ import annotations

from dataclasses import replace

import pytest

from canvas.commands import tables
from canvas.geometry.vec import Vec
from canvas.kernels.tables import read
from canvas.model.plan import Plan, Set
from canvas.scene.overlays import HandleMark, SelectedLine, SelectionBox
from canvas.tools.select.handles import Marks, cursor_of, figures
from tests.support.test_editor import TestEditor


def names(t: TestEditor) -> list[str]:
    return [f.name for f in figures(t.editor) if isinstance(f, HandleMark)]


def test_a_shape_has_eight_handles_and_one_to_turn() -> None:
    t = TestEditor()
    a = t.shape(100, 100, rotation=90.0)
    t.select(a)
    assert names(t) == ["nw", "n", "ne", "e", "se", "s", "sw", "w", "rotate"]
    assert t.handle("n") == (pytest.approx(180), pytest.approx(130))
    marks = Marks(t.editor)
    assert marks.handle_at(Vec(182, 130)) is not None
    assert marks.handle_at(Vec(150, 130)) is None


def test_marks_follow_whatever_they_depend_on() -> None:
    t = TestEditor()
    a, b = t.shape(100, 100), t.shape(400, 100)
    t.select(a)
    marks = Marks(t.editor)
    before = marks.figures
    assert marks.figures is before
    t.key("Right")
    assert marks.figures != before
    t.editor.read_only = True
    assert not any(isinstance(f, HandleMark) for f in marks.figures)
    t.select(b)
    assert marks.figures[0] == SelectionBox(t.box(b), locked=True)


def test_short_sides_have_none() -> None:
    t = TestEditor()
    t.select(t.shape(100, 100, 100, 20))
    assert names(t) == ["nw", "n", "ne", "se", "s", "sw", "rotate"]
    t.editor.set_camera(replace(t.editor.camera, zoom=0.1))
    assert names(t) == ["nw", "ne", "se", "sw", "rotate"]


def test_several_shapes_share_a_frame() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b)
    t.select(a, b, line)
    kinds = [type(f) for f in figures(t.editor)]
    assert kinds.count(SelectionBox) == 3
    assert kinds.count(SelectedLine) == 1
    assert "se" in names(t)


def test_what_is_locked_cannot_be_dragged() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, locked=True), t.shape(300, 0)
    t.select(a, b)
    assert names(t) == []
    t.select(a)
    (frame,) = figures(t.editor)
    assert frame == SelectionBox(t.box(a), 0.0, whole=True, locked=True)


def test_one_locked_shape_of_many_takes_the_handles_away() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0)
    inner = t.shape(10, 10, parent=t.container(400, 0))
    t.select(a, b, inner)
    assert t.figures(HandleMark)
    t.editor.apply(Plan("Lock", (Set(b, "locked", True),)))
    assert not t.figures(HandleMark)
    (whole,) = [f for f in t.figures(SelectionBox) if isinstance(f, SelectionBox) and f.whole]
    assert not whole.locked


def test_handles_of_lines() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 200)
    t.select(t.connector(a, b, routing="orthogonal"))
    assert names(t) == ["segment:0", "segment:1", "source", "target"]
    t.select(t.connector(a, b, waypoints=((200, 30),)))
    assert names(t) == ["segment:0", "segment:1", "waypoint:0", "source", "target"]
    t.select(t.connector())
    assert names(t) == []


def test_labels_on_lines_have_no_handles() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(200, 0))
    t.select(t.shape(0, 0, 40, 20, parent=line, relative=True))
    assert names(t) == []


def test_cursors_follow_the_rotation() -> None:
    assert cursor_of(HandleMark("se", Vec(0, 0), 30)) == "resize:75"
    assert cursor_of(HandleMark("w", Vec(0, 0))) == "resize:180"
    assert cursor_of(HandleMark("rotate", Vec(0, 0), 15)) == "rotate:15"
    assert cursor_of(HandleMark("source", Vec(0, 0))) == "move"


def test_a_cell_of_a_table_has_no_handles_but_the_table_has() -> None:
    t = TestEditor()
    table = tables.insert(t.editor, 2, 2)
    assert names(t)
    cell = read(t.editor.graph, table).cells[0, 0]
    t.select(cell)
    assert names(t) == []
