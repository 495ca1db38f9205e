from __future__ import annotations

from PySide6.QtGui import QPalette

from app.theme.palette import color, current_tokens, make_palette
from app.theme.theme import ThemeChoice, ThemeController
from app.theme.tokens import DARK, LIGHT


def test_the_palette_carries_the_theme(themes: ThemeController) -> None:
    themes.choose(ThemeChoice.DARK)
    assert current_tokens() is DARK
    assert color("accent").name() == DARK.accent.lower()
    themes.choose(ThemeChoice.LIGHT)
    assert current_tokens() is LIGHT


def test_disabled_texts_are_faded() -> None:
    palette = make_palette(DARK)
    faded = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert faded.name() == DARK.text_disabled.lower()
