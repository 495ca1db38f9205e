from __future__ import annotations

import pytest

from canvas.qt.colors import qt_color


@pytest.mark.parametrize(("text", "expected"), [("#ff8000", "#ff8000"), ("#f80", "#ff8800")])
def test_hexadecimal_colours(text: str, expected: str) -> None:
    assert qt_color(text).name() == expected


@pytest.mark.parametrize("text", ["", "red", "#12", "#gggggg", "url(#x)"])
def test_anything_else_is_black_not_a_hole(text: str) -> None:
    assert qt_color(text).name() == "#000000"
    assert qt_color(text).alpha() == 255


def test_opacity() -> None:
    assert qt_color("#ffffff", 0.5).alpha() == 128
    assert qt_color("#ffffff").alpha() == 255
