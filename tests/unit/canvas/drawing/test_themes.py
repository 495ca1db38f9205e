"""Tests of the theme palettes: complete, readable in light and dark, and apart for everybody where they say so."""

from __future__ import annotations

from itertools import combinations

import pytest

from canvas.drawing.color import adapt, channels, contrast
from canvas.drawing.themes import STANDARD, Palette, Role, palette_of, palettes, recolored

ROLES = ("paper", "grey", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "ink", "line", "container", "frame", "note")
# Machado, Oliveira and Fernandes 2009, severity 1, on linear colours.
DEFICIENCIES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
APART = 0.03
"""Least distance in Oklab of any two quick fills or outlines: more than a just noticeable difference (0.02)."""


def linear(color: str) -> tuple[float, float, float]:
    r, g, b = (c / 255 for c in channels(color))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (r, g, b))  # type: ignore[return-value]


def oklab(rgb: tuple[float, ...]) -> tuple[float, ...]:
    r, g, b = (max(0.0, c) for c in rgb)
    l_, m, s = (
        (a * r + d * g + e * b) ** (1 / 3)
        for a, d, e in (
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        )
    )
    return (
        0.2104542553 * l_ + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l_ - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l_ + 0.7827717662 * m - 0.8086757660 * s,
    )


def seen(color: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    rgb = linear(color)
    return oklab(tuple(sum(k * c for k, c in zip(line, rgb, strict=True)) for line in matrix))


def distance(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    return float(sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5)


ALL = list(palettes().values())


def test_there_are_enough_palettes_and_some_for_everybody() -> None:
    assert len(ALL) >= 8
    assert sum(p.colour_blind_safe for p in ALL) >= 2
    assert next(iter(palettes())) == STANDARD
    assert len({p.name for p in ALL}) == len(ALL)


@pytest.mark.parametrize("palette", ALL, ids=lambda p: p.id)
def test_every_palette_has_every_role_and_labels_can_be_read(palette: Palette) -> None:
    assert tuple(role.id for role in palette.all_roles) == ROLES
    assert all(role.name for role in palette.all_roles)
    for role in palette.all_roles:
        paper = "#ffffff" if role.fill == "none" else role.fill
        assert contrast(role.text, paper) >= 4.5, role
        assert contrast(adapt(role.text), adapt(paper)) >= 4.5, role


@pytest.mark.parametrize("palette", [p for p in ALL if p.colour_blind_safe], ids=lambda p: p.id)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_safe_palettes_stay_apart(palette: Palette, deficiency: str) -> None:
    matrix = DEFICIENCIES[deficiency]
    for a, b in combinations(palette.roles, 2):
        assert distance(seen(a.fill, matrix), seen(b.fill, matrix)) > APART, (a.name, b.name)


def test_the_measure_would_see_two_colours_that_meet() -> None:
    matrix = DEFICIENCIES["deuteranopia"]
    assert distance(seen("#ff8a8a", matrix), seen("#a8a888", matrix)) < distance(
        oklab(linear("#ff8a8a")), oklab(linear("#a8a888"))
    )


def test_unknown_names_mean_the_standard_palette() -> None:
    assert palette_of("nonsense").id == palette_of(None).id == palette_of(7.0).id == STANDARD
    assert palette_of("ocean").id == "ocean"
    assert palette_of(STANDARD).role("nonsense") is None


def role(theme: str, name: str) -> Role:
    found = palette_of(theme).role(name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", [name for name in ROLES if name != "line"])
def test_a_shape_of_a_role_gets_the_role_s_other_colours(name: str) -> None:
    old, new = palette_of(STANDARD), palette_of("ocean")
    values = {**role(STANDARD, name).values, "style.shadow": True}
    assert {**values, **recolored(values, old, new)} == {**role("ocean", name).values, "style.shadow": True}


def test_own_colours_stay_and_single_colours_of_a_role_change() -> None:
    old, new = palette_of(STANDARD), palette_of("vivid")
    assert recolored({"style.fill": "#123456", "style.stroke": "none"}, old, new) == {}
    changed = recolored({"style.fill": role(STANDARD, "c5").fill.upper(), "style.stroke": "#123456"}, old, new)
    assert changed == {"style.fill": role("vivid", "c5").fill}
    assert recolored({"kind": "rect"}, old, new) == {}


def test_there_and_back_is_the_same() -> None:
    old = palette_of(STANDARD)
    for new in ALL:
        for one in old.roles:
            there = {**one.values, **recolored(one.values, old, new)}
            assert {**there, **recolored(there, new, old)} == one.values, (new.id, one.id)
