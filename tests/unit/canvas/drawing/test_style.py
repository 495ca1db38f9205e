from __future__ import annotations

from dataclasses import fields

import pytest

from canvas.drawing.style import ColorScheme, Style, dash_lengths, resolve
from canvas.model.schema import STYLE_KEYS


def test_style_has_a_field_for_every_key_of_the_schema() -> None:
    assert {f.name for f in fields(Style)} == {k.removeprefix("style.") for k in STYLE_KEYS} | {"scheme"}


def test_defaults_of_the_light_scheme() -> None:
    assert resolve({}) == Style()


def test_opacities_are_fractions() -> None:
    style = resolve({"style.opacity": 50.0, "style.fill_opacity": 25.0})
    assert (style.opacity, style.fill_opacity, style.stroke_opacity) == (0.5, 0.25, 1.0)


def test_equal_values_share_one_style_whatever_else_the_record_holds() -> None:
    a = resolve({"style.fill": "#ff0000", "x": 5.0, "waypoints": ((1, 2),)})
    assert resolve({"style.fill": "#ff0000", "x": 6.0}) is a


def test_none_means_no_paint() -> None:
    style = resolve({"style.fill": "none", "style.stroke": "none"})
    assert style.fill is None
    assert style.stroke is None
    assert style.gradient is None


def test_dark_turns_defaults_and_colours() -> None:
    style = resolve({"style.stroke": "#000000"}, ColorScheme.DARK)
    assert (style.fill, style.stroke, style.font_color) == ("#121212", "#ededed", "#ffffff")
    assert resolve({"style.fill": "light-dark(#fff, #123456)"}, ColorScheme.DARK).fill == "#123456"


def test_text_always_has_a_colour() -> None:
    assert resolve({"style.font_color": "none"}).font_color == "#000000"


@pytest.mark.parametrize(
    ("pattern", "width", "lengths"),
    [
        ("solid", 1, ()),
        ("dashed", 2, (6, 6)),
        ("dotted", 1, (1, 2)),
        ("8 4 2", 1, (8, 4, 2, 8, 4, 2)),
        ("0 0", 1, ()),
        ("-1 2", 1, ()),
        ("rubbish", 1, (3, 3)),
    ],
)
def test_dashes_grow_with_the_stroke(pattern: str, width: float, lengths: tuple[float, ...]) -> None:
    assert dash_lengths(pattern, width) == lengths
