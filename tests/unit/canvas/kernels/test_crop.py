from __future__ import annotations

import pytest

from canvas.geometry.box import Box
from canvas.geometry.crop import Crop
from canvas.kernels.crop import crop_edits, crop_in, is_cropped, placed_whole, shown_crop, whole_box
from canvas.model.plan import UNSET
from tests.support.test_editor import TestEditor


def picture(t: TestEditor, **more: object) -> str:
    return t.shape(100, 100, 200, 100, kind="image", image="data:,", **more)


def test_a_part_of_a_picture() -> None:
    t = TestEditor()
    a = picture(t)
    edits = crop_edits(t.graph, a, Box(150, 120, 100, 80), Box(100, 100, 200, 100))
    assert edits[a] == {
        "x": 150, "y": 120, "w": 100, "h": 80,
        "crop.left": 0.25, "crop.top": 0.2, "crop.right": 0.25, "crop.bottom": UNSET,
    }  # fmt: skip


def test_the_whole_is_found_again() -> None:
    t = TestEditor()
    a = picture(t, crop__left=0.5, crop__bottom=0.5)
    assert is_cropped(t.record(a).values)
    assert crop_in(t.record(a).values) == Crop(left=0.5, bottom=0.5)
    assert whole_box(t.graph, a) == Box(-100, 100, 400, 200)


def test_a_mirrored_picture_is_cropped_at_the_side_that_is_seen() -> None:
    t = TestEditor()
    a = picture(t, flip_h=True)
    edits = crop_edits(t.graph, a, Box(150, 100, 150, 100), Box(100, 100, 200, 100))
    assert (edits[a]["crop.left"], edits[a]["crop.right"]) == (UNSET, 0.25)
    assert shown_crop({"flip_h": True, "crop.right": 0.25}) == Crop(left=0.25)


def test_a_turned_picture_stays_where_it_is_in_the_scene() -> None:
    t = TestEditor()
    a = picture(t, rotation=90.0)
    edits = crop_edits(t.graph, a, Box(100, 100, 100, 100), Box(100, 100, 200, 100))
    # The left half of a picture that stands on its right side is the upper half of what is seen.
    assert (edits[a]["x"], edits[a]["y"]) == pytest.approx((150, 50))
    assert placed_whole(t.graph, a, Box(100, 100, 200, 100)) == Box(100, 100, 200, 100)
