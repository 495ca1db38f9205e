"""Tests of the scenes of an open diagram."""

from __future__ import annotations

from canvas.commands import pages
from canvas.drawing.style import ColorScheme
from canvas.geometry.box import union
from tests.support.test_editor import TestEditor


def test_a_scene_is_made_once_and_kept_up_to_date() -> None:
    t = TestEditor()
    scene = t.editor.scene
    a = t.shape(10, 20)
    assert t.editor.scene is scene
    assert scene.order == (a,)


def test_shapes_of_other_pages_have_boxes_and_routes_too() -> None:
    t = TestEditor()
    a, b = t.shape(10, 20), t.shape(300, 20)
    line = t.connector(a, b)
    pages.add(t.editor)
    assert t.graph.box(a).x == 10
    assert len(t.graph.route(line)) == 2


def test_the_scene_of_a_deleted_page_is_dropped() -> None:
    t = TestEditor()
    first = t.editor.page
    second = pages.add(t.editor)
    scene = t.editor.scene_of(second)
    pages.delete(t.editor, second)
    assert t.editor.page == first
    assert t.editor.scene_of(second) is not scene


def test_other_colours_make_new_scenes() -> None:
    t = TestEditor()
    scene = t.editor.scene
    t.editor.set_scheme(ColorScheme.DARK)
    assert t.editor.scene is not scene
    assert t.editor.scene.scheme is ColorScheme.DARK


def test_the_box_around_many_shapes_knows_turned_hidden_and_far_ones() -> None:
    t = TestEditor()
    turned = t.shape(0, 0, 100, 60, rotation=90.0)
    hidden = t.shape(900, 0, hidden=True)
    a, b = t.shape(300, 200), t.shape(600, 400)
    line = t.connector(a, b, routing="curved")
    pages.add(t.editor)
    assert t.graph.around(()) is None
    for ids in ((turned,), (a, line), (a, b, line), (line,), (turned, hidden), (hidden,)):
        assert t.graph.around(ids) == union(map(t.graph.bounds, ids))
    free = t.connector(source__point=(2000, 10), target__point=(2100, 90))
    assert t.graph.around((free, a)) == union(map(t.graph.bounds, (free, a)))
