from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from canvas.errors import LimitExceeded
from canvas.geometry.box import Box
from canvas.qt.painter import PaintTools
from canvas.qt.raster import entries_box, page_entries, render_entries, render_page, thumbnail
from tests.support.painted import HandScene, gallery


def scene() -> HandScene:
    return HandScene(gallery())


def test_size_follows_content_border_and_scale(tools: PaintTools) -> None:
    box = entries_box(gallery())
    image = render_page(scene(), tools, scale=2.0, border=10.0)
    assert (image.width(), image.height()) == (2 * (box.w + 20), 2 * (box.h + 20))


def test_transparent_unless_a_background_is_given(tools: PaintTools) -> None:
    assert QColor.fromRgba(render_page(scene(), tools).pixel(0, 0)).alpha() == 0
    assert QColor(render_page(scene(), tools, background="#123456").pixel(0, 0)).name() == "#123456"


def test_a_selection_alone(tools: PaintTools) -> None:
    assert [entry.id for entry in page_entries(scene(), {"faded", "plain"})] == ["plain", "faded"]
    image = render_page(scene(), tools, ids={"plain"})
    assert (image.width(), image.height()) == (200, 140)


def test_an_empty_page_is_one_pixel(tools: PaintTools) -> None:
    image = render_page(HandScene(), tools)
    assert (image.width(), image.height()) == (1, 1)


def test_what_would_be_too_large_is_refused(tools: PaintTools) -> None:
    with pytest.raises(LimitExceeded):
        render_entries((), tools, Box(0, 0, 1e5, 10))
    with pytest.raises(LimitExceeded):
        render_entries((), tools, Box(0, 0, 30000, 30000))


def test_thumbnails_fit_and_are_never_enlarged(tools: PaintTools) -> None:
    image = thumbnail(scene(), tools, 200, 100, "#ffffff")
    assert max(image.width() / 200, image.height() / 100) == pytest.approx(1.0, abs=0.02)
    one = HandScene(gallery()[:1])
    assert thumbnail(one, tools, 4000, 4000).width() == 200 + 16
