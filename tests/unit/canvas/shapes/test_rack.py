from __future__ import annotations

import pytest

from canvas.drawing.display_list import TextItem
from canvas.shapes.definition import ShapeBox
from canvas.shapes.rack import RACK
from canvas.shapes.registry import kind


def numbers(**params: str | float) -> list[str]:
    margins: dict[str, str | float] = {
        "margin_left": 33.0,
        "margin_right": 9.0,
        "margin_top": 20.0,
        "margin_bottom": 20.0,
    }
    box = ShapeBox(200.0, 40.0 + 4 * 20.0, margins | params)
    items = kind("mxgraph.rackGeneral.container").paint(box)
    return ["".join(run.text for run in item.block.text) for item in items if isinstance(item, TextItem)]


def test_units_are_counted_from_the_bottom() -> None:
    assert numbers() == ["4", "3", "2", "1"]


def test_units_are_counted_from_the_top_when_the_file_says_so() -> None:
    assert numbers(num_disp="descend") == ["1", "2", "3", "4"]


def test_numbers_can_be_left_out() -> None:
    assert numbers(num_disp="off") == []


@pytest.mark.parametrize("height", [0.0, 1.0, 1e6])
def test_a_cabinet_of_any_height_has_a_bounded_number_of_units(height: float) -> None:
    assert len(RACK[0].paint(ShapeBox(100.0, height))) < 70
