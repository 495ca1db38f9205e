from __future__ import annotations

import pytest

from app.widgets.color_text import parse_color


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("E6E7FD", "#e6e7fd"),
        ("rgb(1, 2, 3)", "#010203"),
        ("255, 0 ,16", "#ff0010"),
        ("255 0 16", "#ff0010"),
        ("Teal", "#008080"),
        ("none", None),
        ("default", None),
        ("rgb(a)", None),
        ("hello", None),
        ("", None),
    ],
)
def test_colours_as_people_type_them(text: str, color: str | None) -> None:
    assert parse_color(text) == color
