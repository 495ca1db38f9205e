from __future__ import annotations

from dataclasses import fields

import pytest

from app.theme.tokens import DARK, LIGHT, PRESENCE, PRESENCE_MORE, SWATCHES, Tokens

READABLE = 4.5
SURFACES = ("app", "canvas", "panel", "raised", "sunken", "hover")
TEXTS = ("text", "text2", "text3", "accent_text", "danger", "warning", "success")
PAIRS = (
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_press"),
    ("accent_text", "accent_subtle"),
    ("danger", "danger_subtle"),
    ("success", "success_subtle"),
    ("tooltip_fg", "tooltip_bg"),
    ("text", "active"),
    ("text2", "active"),
)


def luminance(color: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_readable_on_every_surface(tokens: Tokens, text: str) -> None:
    ratios = {surface: contrast(getattr(tokens, text), getattr(tokens, surface)) for surface in SURFACES}
    assert {surface: ratio for surface, ratio in ratios.items() if ratio < READABLE} == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_pairs_that_stand_together_are_readable(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= READABLE


@pytest.mark.parametrize("color", [*PRESENCE, *PRESENCE_MORE])
def test_white_initials_are_readable_on_people(color: str) -> None:
    assert contrast("#FFFFFF", color) >= 4.9


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_the_focus_ring_stands_out(tokens: Tokens) -> None:
    assert min(contrast(tokens.accent_ring, getattr(tokens, surface)) for surface in SURFACES) >= 3.0


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_every_colour_is_written_out(tokens: Tokens) -> None:
    colors = [getattr(tokens, each.name) for each in fields(tokens) if each.name not in {"name", "shadow_alpha"}]
    assert [color for color in colors if not (color.startswith("#") and len(color) in {7, 9})] == []


def test_the_quick_palette_has_ten_different_colours() -> None:
    assert len(set(SWATCHES)) == 10
