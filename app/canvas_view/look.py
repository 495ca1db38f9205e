"""What the canvas takes from the theme."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.canvas_view.overlay_painter import OverlayColors
from canvas.drawing.style import ColorScheme


@dataclass(frozen=True, slots=True)
class CanvasLook:
    """Colours of the canvas that are not the diagram's.

    Attributes:
        background: behind the page where it has no colour of its own.
        dots: marks of the grid.
        text: the hint on an empty page.
        text_muted: its second line.
        scheme: colours of the diagram.
        overlay: selection, handles, guides.
    """

    background: str = "#FAFAFB"
    dots: str = "#D3D6DE"
    text: str = "#15171C"
    text_muted: str = "#535A69"
    scheme: ColorScheme = ColorScheme.LIGHT
    overlay: OverlayColors = field(default_factory=OverlayColors)
