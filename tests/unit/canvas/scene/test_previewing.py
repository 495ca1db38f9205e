"""Tests of how a page would look with other values, through the page that holds the previews."""

from __future__ import annotations

from dataclasses import replace

from canvas.geometry.box import Box
from canvas.model.view import GraphView
from canvas.scene.page_scene import PageScene
from tests.support.diagram import Diagram
from tests.support.text_engine import FixedTextEngine


def scene_of(d: Diagram) -> PageScene:
    return PageScene(d, GraphView(d), "p", FixedTextEngine())


def test_what_hangs_on_a_shape_is_shown_with_it_back_to_front() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    d.add("b", x=400.0, y=0.0)
    d.add("child", parent="a", x=10.0, y=10.0, w=20.0, h=20.0)
    d.line("line", "a", "b")
    scene = scene_of(d)
    before = {i: scene.entry(i) for i in scene.order}
    shown = scene.preview({"a": {"y": 200.0}})
    assert [entry.id for entry in shown] == ["a", "child", "line"]
    places = {entry.id: entry.placement.box for entry in shown}
    assert places["a"] == Box(0, 200, 100, 60)
    assert places["child"].y == 210
    assert shown[-1].points != before["line"].points
    assert {i: scene.entry(i) for i in scene.order} == before


def test_only_what_is_asked_for_is_made() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    d.add("b", x=400.0, y=0.0)
    d.line("line", "a", "b")
    assert [entry.id for entry in scene_of(d).preview({"a": {"y": 200.0}}, {"line"})] == ["line"]


def test_a_shape_that_does_not_exist_yet_comes_last() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    values = {"page": "p", "layer": "l", "order": "0", "kind": "rect", "x": 5.0, "y": 5.0, "w": 10.0, "h": 10.0}
    shown = scene_of(d).preview({"new": values, "a": {"x": 1.0}})
    assert [entry.id for entry in shown] == ["a", "new"]


def test_lines_that_avoid_what_moves_are_shown_with_it_until_the_gesture_ends() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    d.add("b", x=400.0, y=0.0)
    d.add("between", x=200.0, y=300.0)
    d.line("line", "a", "b", routing="avoid")
    scene = scene_of(d)
    straight = scene.points("line")
    shown = {entry.id: entry for entry in scene.preview({"between": {"y": 0.0}})}
    assert shown["line"].points != straight
    scene.end_preview()
    assert scene.points("line") == straight


def test_a_line_that_comes_while_shapes_are_dragged_follows_them() -> None:
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    d.add("b", x=400.0, y=0.0)
    graph = GraphView(d)
    scene = PageScene(d, graph, "p", FixedTextEngine())
    for x in (10.0, 20.0):
        assert [entry.id for entry in scene.preview({"a": {"x": x}})] == ["a"]
    changes = (d.line("line", "a", "b"),)
    scene.apply(changes, graph.update(changes))
    assert [entry.id for entry in scene.preview({"a": {"x": 30.0}})] == ["a", "line"]
    turned = scene.preview({"a": {"x": 40.0, "target": "b"}})
    assert [entry.id for entry in turned] == ["a", "line"]
    assert [entry.id for entry in scene.preview({"b": {"x": 30.0}})] == ["b", "line"]


def test_what_only_moves_keeps_what_it_paints_and_what_stays_is_what_it_was() -> None:
    d = Diagram()
    d.add("box", x=0.0, y=0.0, w=300.0, h=200.0)
    d.add("child", parent="box", x=10.0, y=10.0, w=20.0, h=20.0, label="Text")
    d.add("turned", parent="box", x=50.0, y=10.0, w=20.0, h=20.0, rotation=30.0)
    scene = scene_of(d)
    before = {i: scene.entry(i) for i in scene.order}
    moved = {entry.id: entry for entry in scene.preview({"box": {"x": 40.0, "y": 5.0}})}
    for i in ("child", "turned"):
        assert moved[i].items is before[i].items
        assert moved[i].placement == replace(before[i].placement, box=before[i].placement.box.translated(40.0, 5.0))
        assert moved[i].bounds == before[i].bounds.translated(40.0, 5.0)
    grown = {entry.id: entry for entry in scene.preview({"box": {"w": 500.0}})}
    assert grown["child"] is before["child"]


def test_what_a_container_cuts_off_is_painted_anew() -> None:
    d = Diagram()
    d.add("box", x=0.0, y=0.0, w=100.0, h=100.0, clip=True)
    d.add("child", parent="box", x=50.0, y=10.0, w=200.0, h=20.0)
    scene = scene_of(d)
    before = scene.entry("child").clips
    assert before
    moved = {entry.id: entry for entry in scene.preview({"box": {"w": 180.0}})}
    assert moved["child"].clips != before
    assert not {entry.id: entry for entry in scene.preview({"box": {"clip": None}})}["child"].clips
