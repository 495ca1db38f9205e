from __future__ import annotations

import pytest

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.geometry import path_ops
from canvas.geometry.box import Box, union
from canvas.geometry.vec import Vec
from canvas.shapes.arrowheads import ARROWHEADS, INK, OPEN, PAPER, arrowhead, placed


def box_of(name: str, size: float = 6, width: float = 1, filled: bool = True) -> Box:
    head = arrowhead(name, size, width, filled)
    assert head is not None
    box = union(b for f in head.figures if (b := path_ops.bounds(f.path)) is not None)
    assert box is not None
    return box


def test_none_is_none_and_unknown_is_classic() -> None:
    assert arrowhead("none", 6, 1, True) is None
    assert arrowhead("no such head", 6, 1, True) == arrowhead("classic", 6, 1, True)


def test_classic_has_the_known_proportions() -> None:
    # Length 7 = size + stroke, half width 3.5, tip 1.118 strokes behind the end, the line stops at three quarters.
    box = box_of("classic")
    assert (box.x, box.w, box.h) == pytest.approx((-8.118, 7, 7))
    head = arrowhead("classic", 6, 1, True)
    assert head is not None
    assert head.shorten == pytest.approx(1.118 + 7 * 0.75)


@pytest.mark.parametrize(
    ("name", "shorten"),
    [("block", 8.118), ("open", 2.236), ("oval", 3), ("diamond", 7.7071), ("circle", 15), ("ERmany", 0), ("box", 8)],
)
def test_how_much_of_the_line_is_replaced(name: str, shorten: float) -> None:
    head = arrowhead(name, 6, 1, True)
    assert head is not None
    assert head.shorten == pytest.approx(shorten, abs=1e-3)


def test_hollow_heads() -> None:
    for name in ("classic", "block", "diamond", "oval", "circle", "box"):
        head = arrowhead(name, 6, 1, False)
        assert head is not None
        assert {f.fill for f in head.figures} == {OPEN}
    ring = arrowhead("ERzeroToOne", 6, 1, True)
    assert ring is not None
    assert ring.figures[0].fill == PAPER


@pytest.mark.parametrize("name", [n for n in ARROWHEADS if n != "none"])
def test_every_head_is_near_the_end_and_grows_with_its_size(name: str) -> None:
    small, large = box_of(name, 6), box_of(name, 12)
    assert small.right <= 3.1
    assert large.h > small.h
    assert small.x >= -30


def test_placed_at_the_end_of_a_line_going_down() -> None:
    head = arrowhead("block", 6, 1, True)
    assert head is not None
    style = resolve({"style.stroke": "#123456", "style.dash": "dashed"})
    (item,) = placed(head, Vec(50, 100), Vec(0, 1), style)
    assert isinstance(item, PathItem)
    box = path_ops.bounds(item.path)
    assert box == pytest.approx(Box(46.5, 91.882, 7, 7))
    assert item.stroke is not None
    assert item.stroke.dash == ()
    assert item.fill is not None
    assert item.fill.color == "#123456"
    assert head.figures[0].fill == INK


def test_half_heads_keep_to_one_side_of_the_line_at_both_ends() -> None:
    head = arrowhead("openAsync", 6, 1, True)
    assert head is not None
    style = resolve({})
    at_end = placed(head, Vec(100, 0), Vec(1, 0), style)[0]
    at_start = placed(head, Vec(0, 0), Vec(-1, 0), style, mirrored=True)[0]
    boxes = [path_ops.bounds(i.path) for i in (at_end, at_start) if isinstance(i, PathItem)]
    assert [b.y < 0 for b in boxes if b is not None] == [True, True]


def test_without_stroke_nothing_is_painted() -> None:
    head = arrowhead("classic", 6, 1, True)
    assert head is not None
    assert placed(head, Vec(0, 0), Vec(1, 0), resolve({"style.stroke": "none"})) == ()
