"""What the canvas takes from the theme."""

from __future__ import annotations

from app.canvas_view.look import CanvasLook, RulerColors
from app.canvas_view.overlay_painter import OverlayColors
from app.theme.tokens import DARK, Tokens
from canvas.drawing.style import ColorScheme


def canvas_look(tokens: Tokens) -> CanvasLook:
    """Return the colours of a canvas in a theme."""
    is_dark = tokens is DARK
    return CanvasLook(
        tokens.canvas,
        tokens.dot,
        tokens.border_subtle,
        tokens.border_strong,
        tokens.text,
        tokens.text2,
        ColorScheme.DARK if is_dark else ColorScheme.LIGHT,
        OverlayColors(
            tokens.accent,
            tokens.on_accent,
            "#FFFFFF",
            tokens.danger,
            tokens.text3,
            on_guide=tokens.app if is_dark else "#FFFFFF",
        ),
        RulerColors(
            tokens.panel, tokens.border, tokens.border_strong, tokens.text3, tokens.accent_subtle, tokens.accent
        ),
    )
