"""Tests of choosing shapes by keys."""

from __future__ import annotations

from canvas.commands import layers, selecting
from tests.support.test_editor import TestEditor


def test_select_all_takes_outermost_free_shapes() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    t.shape(0, 0, parent=box)
    t.shape(0, 0, locked=True)
    t.shape(0, 0, hidden=True)
    line = t.connector(source__point=(0, 0), target__point=(9, 9))
    selecting.select_all(t.editor)
    assert t.selection == (box, line)
    selecting.select_none(t.editor)
    assert t.selection == ()


def test_select_all_leaves_out_locked_layers() -> None:
    t = TestEditor()
    t.shape(0, 0)
    first = t.editor.layer
    layers.add(t.editor)
    b = t.shape(200, 0)
    layers.set_locked(t.editor, first, True)
    selecting.select_all(t.editor)
    assert t.selection == (b,)


def test_tab_walks_in_reading_order() -> None:
    t = TestEditor()
    c, a, b = t.shape(0, 300), t.shape(0, 0), t.shape(200, 5)
    line = t.connector(source__point=(0, 0), target__point=(9, 9))
    group = t.shape(500, 0, kind="group")
    member = t.shape(0, 0, parent=group)
    assert selecting.reading_order(t.editor) == (a, b, group, c, line)
    selecting.select_next(t.editor)
    assert t.selection == (a,)
    selecting.select_next(t.editor, -1)
    assert t.selection == (line,)
    selecting.select_next(t.editor)
    assert t.selection == (a,)
    selecting.select_none(t.editor)
    selecting.select_next(t.editor, -1)
    assert t.selection == (line,)
    assert t.exists(member)


def test_tab_on_an_empty_page() -> None:
    t = TestEditor()
    selecting.select_next(t.editor)
    assert t.selection == ()


def test_walking_along_connectors() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    t.connector(a, b)
    selecting.select_neighbour(t.select(a).editor)
    assert t.selection == (b,)
    selecting.select_neighbour(t.editor)
    assert t.selection == (b,)
    selecting.select_neighbour(t.editor, forward=False)
    assert t.selection == (a,)
    selecting.select_neighbour(t.select().editor)
    assert t.selection == ()
