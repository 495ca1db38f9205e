from __future__ import annotations

from app.theme.tokens import LIGHT
from app.widgets.separator import horizontal_line, vertical_line


def test_lines_are_one_pixel_thin_and_seen(qapp: object) -> None:
    across, upright = horizontal_line(), vertical_line(20)
    across.resize(40, 1)
    assert across.height() == 1
    assert (upright.width(), upright.height()) == (1, 20)
    assert across.grab().toImage().pixelColor(10, 0).name() == LIGHT.border_subtle.lower()
