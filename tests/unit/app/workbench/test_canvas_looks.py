"""Tests of what the canvas takes from the theme."""

from __future__ import annotations

from app.theme.tokens import DARK, LIGHT
from app.workbench.canvas_looks import canvas_look
from canvas.drawing.style import ColorScheme


def test_the_dark_theme_paints_dark_diagrams() -> None:
    light, dark = canvas_look(LIGHT), canvas_look(DARK)
    assert (light.scheme, dark.scheme) == (ColorScheme.LIGHT, ColorScheme.DARK)
    assert (light.background, dark.background) == (LIGHT.canvas, DARK.canvas)
    assert dark.overlay.accent == DARK.accent
