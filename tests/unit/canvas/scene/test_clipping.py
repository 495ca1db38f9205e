"""Tests of containers that cut off what lies beyond them (VIEW-13)."""

from __future__ import annotations

import pytest

from canvas.drawing.display_list import DisplayEntry, Placement
from canvas.drawing.style import ColorScheme
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_ops import bounds
from canvas.model.view import GraphView
from canvas.scene.clipping import clip_path, clipped, clipping_above, common
from canvas.scene.hit_test import hit
from canvas.scene.page_scene import PageScene
from tests.support.diagram import Diagram
from tests.support.text_engine import FixedTextEngine


def framed(**values: object) -> tuple[Diagram, PageScene]:
    """A frame of 100 by 60 at (10, 10) with a child that reaches 50 beyond its right side."""
    d = Diagram()
    d.add("f", x=10.0, y=10.0, container=True, clip=True, **values)  # type: ignore[arg-type]
    d.add("c", parent="f", x=50.0, y=10.0, style__fill="#ff0000")
    return d, PageScene(d, GraphView(d), "p", FixedTextEngine())


def test_view13_a_child_is_painted_and_hit_only_inside_of_its_frame() -> None:
    _, scene = framed()
    entry = scene.entry("c")
    assert len(entry.clips) == 1
    assert entry.bounds == Box(60, 20, 50, 50) or entry.bounds.right <= 110
    assert hit(scene, (100, 40), 2.0) == "c"  # type: ignore[arg-type]
    assert hit(scene, (130, 40), 2.0) is None  # type: ignore[arg-type]
    assert scene.is_clipped("c")
    assert not scene.is_clipped("f")
    assert scene.seen_box("c") == Box(60, 20, 50, 50)


def test_a_frame_that_no_longer_clips_shows_everything_again() -> None:
    d, scene = framed()
    assert scene.entry("c").clips
    change = d.set("f", "clip", None)
    scene.apply((change,), scene.view.update((change,)))  # type: ignore[attr-defined]
    assert not scene.entry("c").clips
    assert not scene.is_clipped("c")
    assert hit(scene, (130, 40), 2.0) == "c"  # type: ignore[arg-type]


def test_a_preview_moves_the_clip_with_the_frame() -> None:
    _, scene = framed()
    shown = {entry.id: entry for entry in scene.preview({"f": {"x": 200.0}})}
    box = bounds(shown["c"].clips[0])
    assert box is not None
    assert box.x == 200


def test_the_outline_of_a_turned_container_lies_where_it_does() -> None:
    d, _ = framed()
    d.set("f", "rotation", 90.0)
    box = bounds(clip_path(d.shapes["f"], Box(0, 0, 100, 60), ColorScheme.LIGHT))
    assert box is not None
    assert [round(v) for v in box] == [20, -20, 60, 100]


def test_all_containers_around_a_shape_count_and_cycles_end() -> None:
    d, _ = framed()
    parents = {"c": "f", "f": "c"}
    assert {r.id for r in clipping_above("c", d.shapes, lambda i: parents[i])} == {"f"}


@pytest.mark.parametrize(
    ("other", "left"),
    [(Box(5, 5, 10, 10), (5, 5, 5, 5)), (Box(40, 0, 5, 5), (40, 0, 0, 5)), (None, (0, 0, 0, 0))],
)
def test_what_boxes_have_in_common(other: Box | None, left: tuple[float, ...]) -> None:
    assert common(Box(0, 0, 10, 10), other) == left


def test_an_entry_without_clips_stays_itself() -> None:
    entry = DisplayEntry("a", "rect", Placement(), (), Box(0, 0, 1, 1))
    assert clipped(entry, ()) is entry
    assert clipped(entry, (Path(),)).bounds == Box(0, 0, 0, 0)
