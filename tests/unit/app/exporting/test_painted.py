from __future__ import annotations

from app.exporting.options import ExportOptions
from app.exporting.painted import background_of
from canvas.drawing.style import ColorScheme
from canvas.model.records import PageRecord


def test_the_paper_is_the_pages_own_colour_else_the_schemes() -> None:
    plain, own = PageRecord("p", {"background": "none"}), PageRecord("p", {"background": "#FFEEDD"})
    assert background_of(plain, ExportOptions("png")) == "#ffffff"
    assert background_of(plain, ExportOptions("png", dark=True)) == ColorScheme.DARK.paper
    assert background_of(own, ExportOptions("png")) == "#ffeedd"
    assert background_of(own, ExportOptions("png", transparent=True)) is None
