from __future__ import annotations

import pytest

from canvas.drawing.color import adapt
from canvas.drawing.style import ColorScheme, resolve
from canvas.drawing.text import LINK_COLOR, TextBlock
from canvas.geometry.box import Box
from canvas.geometry.vec import rotate
from canvas.model.records import Run, Value, plain
from canvas.shapes.definition import ShapeBox
from canvas.shapes.labels import final_colors, label_block, spaced
from canvas.shapes.orientation import own_size
from canvas.shapes.registry import kind


def block_of(
    name: str = "rect",
    *,
    params: dict[str, Value] | None = None,
    flips: tuple[bool, bool] = (False, False),
    **style: Value,
) -> TextBlock:
    resolved = resolve({f"style.{k}": v for k, v in style.items()})
    own = ShapeBox(*own_size(100.0, 60.0, resolved.direction), params or {}, resolved, label=plain("word"))
    block = label_block(kind(name), own, (100.0, 60.0), flips)
    assert block is not None
    return block


def test_a_centred_label_has_the_box_less_its_spacing() -> None:
    assert block_of().box == (2, 2, 96, 56)
    assert block_of(spacing_left=10.0).box == (12, 2, 86, 56)


def test_top_and_bottom_keep_their_extra_gap() -> None:
    assert block_of(valign="top").box.y == 7
    assert block_of(valign="bottom").box.bottom == 57


@pytest.mark.parametrize(
    ("style", "edge", "at"),
    [
        ({"label_h": "right", "align": "left"}, "left", 102),
        ({"label_h": "left", "align": "right"}, "right", -2),
        ({"label_v": "bottom", "valign": "top"}, "top", 67),
        ({"label_v": "top", "valign": "bottom"}, "bottom", -3),
    ],
)
def test_labels_beside_the_shape(style: dict[str, Value], edge: str, at: float) -> None:
    box = block_of(**style).box
    assert {"left": box.x, "right": box.right, "top": box.y, "bottom": box.bottom}[edge] == at


def test_a_label_of_its_own_width_is_placed_by_its_alignment() -> None:
    assert block_of(label_width=300.0).box.center.x == 50
    assert block_of(label_width=300.0, align="left").box.x == 2


def test_vertical_text_lies_in_the_turned_box() -> None:
    block = block_of(horizontal=False, align="left", valign="top")
    assert block.rotation == -90
    top_left = rotate(block.box.corners[0], -90, block.box.center)
    # The text starts at the lower left corner: 2 from the bottom, 7 from the left side.
    assert top_left == pytest.approx((7, 58))


def test_headers_and_inner_boxes() -> None:
    assert block_of("swimlane", params={"start_size": 20.0}).box.bottom == 18
    assert block_of("swimlane", params={"start_size": 20.0}, direction="west").box.y == 42
    assert block_of("callout").box.bottom == 28
    assert block_of("callout", flips=(False, True)).box.y == 32
    assert block_of("note").box == (2, 2, 96, 56)


def test_hidden_and_missing_labels() -> None:
    rect = kind("rect")
    assert label_block(rect, ShapeBox(9, 9), (9, 9)) is None
    hidden = ShapeBox(9, 9, style=resolve({"style.text_hidden": True}), label=plain("x"))
    assert label_block(rect, hidden, (9, 9)) is None


def test_fonts_and_colours_reach_the_block() -> None:
    block = block_of(
        font_size=20.0, bold=True, italic=True, font_color="#ff0000", label_background="#00ff00", overflow="hidden"
    )
    assert (block.font.size, block.font.weight, block.font.italic) == (20, 700, True)
    assert (block.color, block.background, block.overflow) == ("#ff0000", "#00ff00", "hidden")


def test_spacing_of_a_point_moves_the_text_off_it() -> None:
    style = resolve({"style.align": "left", "style.valign": "bottom"})
    assert spaced(Box(10, 10, 0, 0), style) == Box(12, 7, 0, 0)


def test_colours_of_runs_follow_the_scheme() -> None:
    label = (
        Run("a", (("color", "#ff0000"),)),
        Run("b", (("background", "yellow"), ("bold", True))),
        Run("c", (("link", "https://a"),)),
    )
    light, dark = final_colors(label, ColorScheme.LIGHT), final_colors(label, ColorScheme.DARK)
    assert [run.mark("color") for run in light] == ["#ff0000", None, LINK_COLOR]
    assert light[1].mark("background") == "#ffff00"
    assert [run.mark("color") for run in dark] == [adapt("#ff0000"), None, adapt(LINK_COLOR)]
    assert dark[1].mark("bold") is True
    assert final_colors(plain("x"), ColorScheme.DARK) == plain("x")
    assert final_colors((Run("x", (("background", "none"),)),), ColorScheme.LIGHT) == plain("x")
