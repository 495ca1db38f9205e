"""Tests of what a click means."""

from __future__ import annotations

from dataclasses import replace

from canvas.commands import layers
from canvas.geometry.vec import Vec
from canvas.tools.picking import below, deeper, hits, innermost, lifted, pick, tolerance
from tests.support.test_editor import TestEditor


def grouped() -> tuple[TestEditor, str, str, str]:
    """Return a group that holds a group that holds a shape at (50, 50)."""
    t = TestEditor()
    outer = t.shape(0, 0, 200, 200, kind="group", style__fill="none", style__stroke="none")
    inner = t.shape(20, 20, 100, 100, kind="group", parent=outer, style__fill="none", style__stroke="none")
    return t, outer, inner, t.shape(30, 30, 50, 50, parent=inner)


def test_a_member_means_its_outermost_group_until_it_is_entered() -> None:
    t, outer, inner, leaf = grouped()
    assert pick(t.editor, Vec(70, 70)) == outer
    t.select(outer)
    assert deeper(t.editor, Vec(70, 70)) == inner
    t.select(inner)
    assert pick(t.editor, Vec(70, 70)) == inner
    assert deeper(t.editor, Vec(70, 70)) == leaf
    t.select(leaf)
    assert pick(t.editor, Vec(70, 70)) == leaf
    assert deeper(t.editor, Vec(70, 70)) == leaf
    assert deeper(t.editor, Vec(900, 900)) == ""


def test_children_of_containers_are_picked_directly() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    child = t.shape(20, 20, parent=box)
    assert pick(t.editor, Vec(50, 50)) == child
    assert pick(t.editor, Vec(250, 150)) == box
    assert lifted(t.editor, child) == child


def test_alt_click_goes_through_and_round() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(0, 0)
    assert below(t.editor, Vec(50, 30)) == b
    t.select(b)
    assert below(t.editor, Vec(50, 30)) == a
    t.select(a)
    assert below(t.editor, Vec(50, 30)) == b
    assert below(t.editor, Vec(900, 900)) == ""


def test_what_lies_on_a_locked_layer_is_not_there() -> None:
    t = TestEditor()
    t.shape(0, 0)
    layers.set_locked(t.editor, t.editor.layer, True)
    assert hits(t.editor, Vec(50, 30)) == ()


def test_the_reach_is_the_same_on_the_screen_at_every_zoom() -> None:
    t = TestEditor()
    t.editor.set_camera(replace(t.editor.camera, zoom=2.0))
    assert tolerance(t.editor, 6) == 3


def test_the_innermost_shape() -> None:
    t = TestEditor()
    holder = t.shape(0, 0, kind="group")
    inner = t.shape(10, 10, parent=holder)
    assert innermost(t.editor, Vec(50, 40)) == inner
    assert innermost(t.editor, Vec(900, 900)) == ""
