from __future__ import annotations

import pytest

from canvas.formats.drawio.crop_facet import read_crop, write_crop
from canvas.formats.drawio.style_map import patched_style, style_values

INSET = "shape=image;clipPath=inset(10% 20% 30% 40%);image=data:image/png,AA;"


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("inset(10% 20% 30% 40%)", (0.4, 0.1, 0.2, 0.3)),
        ("inset(10% 20% 30%)", (0.2, 0.1, 0.2, 0.3)),
        ("inset(10% 20%)", (0.2, 0.1, 0.2, 0.1)),
        ("inset(25%)", (0.25, 0.25, 0.25, 0.25)),
        ("inset(0 0 12.5% 0 round 5%)", (0.0, 0.0, 0.0, 0.125)),
    ],
)
def test_rectangles_in_per_cent(text: str, shares: tuple[float, ...]) -> None:
    assert tuple(read_crop({"clipPath": text}).values()) == shares


@pytest.mark.parametrize("text", ["", "none", "ellipse(50% 50%)", "inset(10px)", "inset()", "inset(1.2.3%)", "inset(%"])
def test_other_clips_are_not_understood(text: str) -> None:
    assert not any(read_crop({"clipPath": text}).values())


def test_a_style_is_read_and_changed() -> None:
    values = style_values(INSET, edge=False)
    assert (values["crop.left"], values["crop.top"]) == (0.4, 0.1)
    assert patched_style(INSET, values, edge=False) == INSET
    changed = patched_style(INSET, {**values, "crop.left": 0.125}, edge=False)
    assert "clipPath=inset(10% 20% 30% 12.5%)" in changed
    whole = {key: value for key, value in values.items() if not key.startswith("crop.")}
    assert "clipPath" not in patched_style(INSET, whole, edge=False)


def test_nothing_cut_off_needs_no_key() -> None:
    assert write_crop({}) == {"clipPath": None}
