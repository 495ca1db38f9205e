from __future__ import annotations

import pytest

from canvas.formats.drawio.css import (
    declarations,
    first_family,
    font_size,
    html_font_size,
    length,
    solid_color,
    vertical_margins,
)


def test_declarations_are_lower_case_but_families_keep_theirs() -> None:
    found = declarations("Color: RED !important; font-family: Foo Bar; broken; :x; y:")
    assert found == {"color": "red", "font-family": "Foo Bar"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12px", 12.0),
        ("1.5em", 15.0),
        ("80%", 8.0),
        ("3pt", 4.0),
        ("7", 7.0),
        ("2rem", 32.0),
        ("auto", None),
        ("1furlong", None),
    ],
)
def test_lengths(text: str, expected: float | None) -> None:
    assert length(text, 10.0) == expected


def test_font_sizes_stay_within_reason() -> None:
    assert font_size("larger", 10.0) == 12.0
    assert font_size("x-large", 10.0) == 24.0
    assert font_size("99999px", 10.0) == 2000.0
    assert font_size("-3px", 10.0) is None


def test_sizes_of_font_elements() -> None:
    assert [html_font_size(v) for v in ("1", "7", "9", "+1", "x")] == [10.0, 48.0, 48.0, 18.0, None]


def test_colours_and_families() -> None:
    assert [solid_color(v) for v in ("red", "#ABC", "inherit", "transparent")] == ["#ff0000", "#aabbcc", None, None]
    assert first_family("'Courier New', monospace") == "Courier New"


def test_margins() -> None:
    assert vertical_margins({}, (3.0, 4.0), 10.0) == (3.0, 4.0)
    assert vertical_margins({"margin": "1px 2px 5px"}, (3.0, 4.0), 10.0) == (1.0, 5.0)
    assert vertical_margins({"margin": "0", "margin-top": "1em"}, (3.0, 4.0), 10.0) == (10.0, 0.0)
    assert vertical_margins({"margin": "-9px auto"}, (3.0, 4.0), 10.0) == (0.0, 0.0)
