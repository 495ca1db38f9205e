from __future__ import annotations

import pytest

from app.exporting.options import ExportOptions
from app.exporting.painted import background_of, on_half_units
from canvas.drawing.style import ColorScheme
from canvas.geometry.box import Box
from canvas.model.records import PageRecord


@pytest.mark.parametrize(
    ("box", "grown"),
    [
        (Box(49.5, 139.5, 791, 571), Box(49.5, 139.5, 791, 571)),
        (Box(100, 100, 50, 50), Box(100, 100, 50, 50)),
        (Box(-0.3, 0.2, 10, 10), Box(-0.5, 0, 11, 11)),
        (Box(0, 0, 0, 0), Box(0, 0, 1, 1)),
    ],
)
def test_pictures_begin_on_half_units_so_that_outlines_are_sharp(box: Box, grown: Box) -> None:
    assert on_half_units(box) == grown


def test_the_paper_is_the_pages_own_colour_else_the_schemes() -> None:
    plain, own = PageRecord("p", {"background": "none"}), PageRecord("p", {"background": "#FFEEDD"})
    assert background_of(plain, ExportOptions("png")) == "#ffffff"
    assert background_of(plain, ExportOptions("png", dark=True)) == ColorScheme.DARK.paper
    assert background_of(own, ExportOptions("png")) == "#ffeedd"
    assert background_of(own, ExportOptions("png", transparent=True)) is None
