"""The style sheet of a theme. It mentions no fonts and no images: fonts need axes, and images would need files on the disk."""

from __future__ import annotations

from app.theme.qss_controls import controls_sheet
from app.theme.qss_surfaces import surfaces_sheet
from app.theme.tokens import Tokens


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet of a theme for the whole application."""
    return surfaces_sheet(tokens) + controls_sheet(tokens)
