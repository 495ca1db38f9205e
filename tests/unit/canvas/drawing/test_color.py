from __future__ import annotations

import pytest

from canvas.drawing.color import DARK_PAPER, adapt, channels, parse


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("#f0a", "#ff00aa"),
        ("#FF8000", "#ff8000"),
        ("#ff800080", "#ff8000"),
        ("rgb(255, 0, 10)", "#ff000a"),
        ("rgba(1,2,3,0.5)", "#010203"),
        ("rgba(1,2,3,0)", None),
        ("rgb(100%, 0%, 0%)", "#ff0000"),
        ("SteelBlue", "#4682b4"),
        ("none", None),
        ("transparent", None),
        ("", None),
        ("default", "default"),
        ("no such colour", "default"),
        ("rgb(a,b,c)", "default"),
        ("light-dark(#ffffff, rgb(1, 2, 3))", "#ffffff"),
    ],
)
def test_parse(text: str, result: str | None) -> None:
    assert parse(text) == result


def test_light_dark_picks_by_scheme() -> None:
    assert parse("light-dark(#ffffff, rgb(1, 2, 3))", dark=True) == "#010203"
    assert parse("light-dark(red)", dark=True) == "#ff0000"


def test_white_becomes_the_dark_paper_and_black_an_off_white() -> None:
    assert adapt("#ffffff") == DARK_PAPER
    assert adapt("#000000") == "#ededed"


def test_adapting_turns_lightness_over_and_keeps_the_hue() -> None:
    red, green, blue = channels(adapt("#dae8fc"))
    assert blue > green > red
    assert max(red, green, blue) < 90
