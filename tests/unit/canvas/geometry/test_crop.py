from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.geometry.box import Box
from canvas.geometry.crop import NO_CROP, Crop, crop_of, whole

SHARES = st.floats(0, 0.45)


def test_the_whole_of_what_is_seen() -> None:
    assert whole(Box(10, 20, 50, 30), Crop(0.25, 0.5, 0.25, 0.0)) == Box(-15, -10, 100, 60)
    assert whole(Box(1, 2, 3, 4), NO_CROP) == Box(1, 2, 3, 4)
    assert crop_of(Box(0, 0, 5, 5), Box(0, 0, 0, 0)) == NO_CROP


@given(SHARES, SHARES, SHARES, SHARES)
def test_there_and_back(left: float, top: float, right: float, bottom: float) -> None:
    crop = Crop(left, top, right, bottom)
    seen = Box(10, 20, 300, 200)
    assert crop_of(seen, whole(seen, crop)) == pytest.approx(crop, abs=2e-6)


def test_mirrored_and_beyond_all_reason() -> None:
    crop = Crop(0.1, 0.2, 0.3, 0.4)
    assert crop.mirrored(True, False) == (0.3, 0.2, 0.1, 0.4)
    assert crop.mirrored(False, True) == (0.1, 0.4, 0.3, 0.2)
    assert Crop(0.9, 0.9, 0.9, 0.9).share == pytest.approx((0.01, 0.01))
