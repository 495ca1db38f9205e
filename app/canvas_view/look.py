"""What the canvas takes from the theme."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.canvas_view.overlay_painter import OverlayColors
from canvas.drawing.style import ColorScheme


@dataclass(frozen=True, slots=True)
class RulerColors:
    """Colours of the rulers.

    Attributes:
        ground: behind the marks.
        border: between ruler and canvas.
        mark: ticks.
        text: numbers.
        span: where the selection lies.
        pointer: where the pointer is.
    """

    ground: str = "#FFFFFF"
    border: str = "#DFE1E7"
    mark: str = "#C3C8D2"
    text: str = "#626979"
    span: str = "#EEEEFD"
    pointer: str = "#5B5BD6"


@dataclass(frozen=True, slots=True)
class CanvasLook:
    """Colours of the canvas that are not the diagram's.

    Attributes:
        background: behind the page where it has no colour of its own.
        dots: marks of the grid.
        lines: the grid as lines, which are fainter than dots.
        borders: of the sheets.
        text: the hint on an empty page.
        text_muted: its second line.
        scheme: colours of the diagram.
        overlay: selection, handles, guides.
        ruler: the rulers.
    """

    background: str = "#FAFAFB"
    dots: str = "#D3D6DE"
    lines: str = "#ECEDF1"
    borders: str = "#C3C8D2"
    text: str = "#15171C"
    text_muted: str = "#535A69"
    scheme: ColorScheme = ColorScheme.LIGHT
    overlay: OverlayColors = field(default_factory=OverlayColors)
    ruler: RulerColors = field(default_factory=RulerColors)
