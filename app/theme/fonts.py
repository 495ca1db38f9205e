"""The typefaces of the interface: Inter in a handful of sizes and weights.

Inter comes as one variable font. Qt would smear its regular outline to make it heavier, so the weight is set on the font's own axis. A style
sheet cannot do that, and that is why no style sheet of ours mentions fonts.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QFont

from canvas.qt.fonts import INTERFACE, register_fonts

_WEIGHT_AXIS = "wght"
_OPTICAL_AXIS = "opsz"
_OPTICAL_RANGE = (14, 32)


class FontKind(StrEnum):
    """What a text is, which settles its size and weight."""

    CAPTION = "caption"
    SMALL = "small"
    SECTION = "section"
    BODY = "body"
    STRONG = "strong"
    H3 = "h3"
    H2 = "h2"
    H1 = "h1"


SIZES: dict[FontKind, tuple[int, int]] = {
    FontKind.CAPTION: (11, 500),
    FontKind.SMALL: (12, 400),
    FontKind.SECTION: (12, 600),
    FontKind.BODY: (13, 400),
    FontKind.STRONG: (13, 500),
    FontKind.H3: (14, 600),
    FontKind.H2: (18, 600),
    FontKind.H1: (24, 600),
}
"""Pixel size and weight of each kind."""


def load_fonts() -> None:
    """Make Inter known to Qt; needs a QGuiApplication, does nothing when called again.

    Raises:
        PaintingUnavailable: a packaged font file cannot be loaded.
    """
    register_fonts()


def sized_font(size_px: int, weight: int, tabular: bool = False) -> QFont:
    """Return Inter in a size and weight (100..900); tabular digits all have the same width, so that numbers do not dance."""
    font = QFont(INTERFACE)
    font.setPixelSize(size_px)
    font.setVariableAxis(QFont.Tag(_WEIGHT_AXIS), weight)
    font.setVariableAxis(QFont.Tag(_OPTICAL_AXIS), min(max(size_px, _OPTICAL_RANGE[0]), _OPTICAL_RANGE[1]))
    # Hinting moves stems to whole pixels, which makes Inter uneven at these sizes.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def ui_font(kind: FontKind = FontKind.BODY, tabular: bool = False) -> QFont:
    """Return the font of a kind of text."""
    size, weight = SIZES[kind]
    return sized_font(size, weight, tabular)
