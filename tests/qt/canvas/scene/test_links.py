"""Tests of which link lies at a point."""

from __future__ import annotations

from canvas.drawing.display_list import TextItem
from canvas.drawing.placement import to_scene
from canvas.geometry.vec import Vec
from canvas.model.records import Run
from canvas.model.view import GraphView
from canvas.qt.text import QtTextEngine
from canvas.scene.links import link_at
from canvas.scene.page_scene import PageScene
from tests.support.diagram import Diagram

URL = "https://a.example"


def scene_of(**values: object) -> PageScene:
    d = Diagram()
    d.add("a", x=100.0, y=100.0, w=200.0, h=60.0, **values)
    record = d.shapes["a"]
    label = (Run("see "), Run("here", (("link", URL),)))
    d.shapes["a"] = type(record)(record.id, record.values, label)
    return PageScene(d, GraphView(d), "p", QtTextEngine())


def middle_of_link(scene: PageScene) -> Vec:
    entry = scene.entry("a")
    (block,) = (item.block for item in entry.items if isinstance(item, TextItem))
    (run,) = (run for run in scene.engine.layout(block).runs if run.link)
    return to_scene(entry.placement, Vec(run.x + run.width / 2, run.baseline - 3))


def test_words_of_a_label_lead_somewhere() -> None:
    scene = scene_of()
    at = middle_of_link(scene)
    assert link_at(scene, at, 1) == URL
    assert link_at(scene, Vec(at.x, at.y + 25), 1) == ""
    assert link_at(scene, Vec(0, 0), 1) == ""


def test_turned_shapes() -> None:
    scene = scene_of(rotation=90.0)
    assert link_at(scene, middle_of_link(scene), 1) == URL


def test_a_link_of_the_whole_shape_counts_where_no_words_have_one() -> None:
    scene = scene_of(link="https://b.example")
    assert link_at(scene, Vec(110, 110), 1) == "https://b.example"
    assert link_at(scene, middle_of_link(scene), 1) == URL
