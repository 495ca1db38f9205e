from __future__ import annotations

import pytest

from canvas.drawing.display_list import Fill, Gradient, ImageItem, PathItem, TextItem
from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box
from canvas.geometry.matrix import IDENTITY, apply
from canvas.geometry.path_builder import rect_path
from canvas.geometry.vec import Vec
from canvas.model.records import plain
from canvas.shapes.orientation import box_to_local, own_size, own_to_local, turned


@pytest.mark.parametrize(
    ("direction", "own", "local"),
    # The middle of the own right side (where an arrow points) in a box of 100 x 60.
    [
        ("east", (100, 30), (100, 30)),
        ("south", (60, 50), (50, 60)),
        ("west", (100, 30), (0, 30)),
        ("north", (60, 50), (50, 0)),
        ("nowhere", (100, 30), (100, 30)),
    ],
)
def test_where_a_shape_points(direction: str, own: tuple[float, float], local: tuple[float, float]) -> None:
    assert own_size(100, 60, direction)[0] == own[0]
    assert apply(own_to_local(100, 60, direction), Vec(*own)) == pytest.approx(local)


def test_boxes_and_gradients_turn_with_the_figure() -> None:
    m = own_to_local(100, 60, "south")
    assert box_to_local(Box(0, 0, 60, 20), m) == pytest.approx(Box(80, 0, 20, 60))
    item = PathItem(rect_path(0, 0, 60, 100), Fill("#ffffff", gradient=Gradient("#ffffff", "#000000", "south")))
    result = turned(item, m, "south")
    assert isinstance(result, PathItem)
    assert result.fill is not None
    assert result.fill.gradient is not None
    assert result.fill.gradient.direction == "west"


def test_pictures_stand_upright_in_their_turned_box() -> None:
    result = turned(ImageItem(Box(0, 0, 10, 20), "data:,"), own_to_local(100, 60, "south"), "south")
    assert isinstance(result, ImageItem)
    assert result.box == pytest.approx(Box(80, 0, 20, 10))
    assert own_to_local(5, 5, "east") == IDENTITY


@pytest.mark.parametrize(
    ("direction", "box", "rotation"),
    # A box of 20 x 10 in the top left corner of the figure, about whose middle its text turns.
    [
        ("south", Box(85, 5, 20, 10), 90.0),
        ("west", Box(80, 50, 20, 10), 180.0),
        ("north", Box(-5, 45, 20, 10), 270.0),
    ],
)
def test_text_turns_with_its_figure(direction: str, box: Box, rotation: float) -> None:
    item = TextItem(TextBlock(plain("1"), Box(0, 0, 20, 10)))
    result = turned(item, own_to_local(100, 60, direction), direction)
    assert isinstance(result, TextItem)
    assert result.block.box == pytest.approx(box)
    assert result.block.rotation == rotation
