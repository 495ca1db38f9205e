"""What a colour field asks of a colour picker, and what it asks it with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class ColorWish:
    """One picking of a colour; the callbacks are called while the picker is open, as often as the user likes.

    Attributes:
        current: "#rrggbb" to begin with.
        previewed: show this colour for the time being; it is not final.
        ended: show again what was there before the preview.
        done: use this colour.
        opacity: per cent to begin with; None offers no opacity.
        opacity_previewed: show this opacity for the time being.
        opacity_done: use this opacity.
        against: "#rrggbb" that the colour must be told from (text on a fill), or "".
        automatic: whether "default" (black or white by the theme) may be chosen.
    """

    current: str
    previewed: Callable[[str], None]
    ended: Callable[[], None]
    done: Callable[[str], None]
    opacity: float | None = None
    opacity_previewed: Callable[[float], None] = lambda _percent: None
    opacity_done: Callable[[float], None] = lambda _percent: None
    against: str = ""
    automatic: bool = True


PickColor: TypeAlias = Callable[[QWidget, ColorWish], None]
"""Let the user pick a colour beside a widget; does not block."""
