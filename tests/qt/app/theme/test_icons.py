from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage

from app.theme.icons import IconMissing, icon, icon_image, icon_svg
from app.theme.theme import ThemeChoice, ThemeController
from app.theme.tokens import DARK, LIGHT

APP = Path(__file__).parents[4] / "app"


def ink(image: QImage) -> list[tuple[int, int, str]]:
    """Opaque pixels of an image."""
    points = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return [(x, y, image.pixelColor(x, y).name()) for x, y in points if image.pixelColor(x, y).alpha() == 255]


def test_aliases_are_known() -> None:
    assert b"<svg" in icon_svg("square")
    assert icon_svg("align-left") == icon_svg("text-align-start")


def test_an_unknown_icon_is_told() -> None:
    with pytest.raises(IconMissing) as caught:
        icon("no-such-icon")
    assert caught.value.name == "no-such-icon"


def test_every_icon_named_in_the_source_exists() -> None:
    pattern = re.compile(
        r'(?:ToolButton|EmptyState|ActionCard|set_icon|draw_icon|icon_name=|icon=)\(?(?:painter, )?"([a-z0-9-]+)"'
    )
    folders = ("panels", "home", "dialogs", "widgets")
    names = {
        name
        for folder in folders
        for path in (APP / folder).glob("*.py")
        for name in pattern.findall(path.read_text("utf-8"))
    }
    assert len(names) > 25
    for name in names:
        assert b"<svg" in icon_svg(name)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_pixmaps_have_the_pixels_of_the_screen(scale: float) -> None:
    pixmap = icon("square").pixmap(QSize(16, 16), scale)
    assert pixmap.devicePixelRatio() == scale
    assert pixmap.size() == QSize(round(16 * scale), round(16 * scale))


def test_an_icon_is_drawn_anew_at_two_times_and_not_blown_up() -> None:
    small = icon_image("plus", "#ff0000", 24, 24, 1.0)
    large = icon_image("plus", "#ff0000", 24, 24, 2.0)
    blown_up = small.scaled(48, 48)
    assert large.size() == blown_up.size()
    edges = [large.pixelColor(x, 24).alpha() for x in range(48)]
    # A line of two units is four sharp pixels wide; a bitmap blown up would be soft on both sides.
    column = [large.pixelColor(24, y).alpha() for y in range(48)]
    assert sum(alpha == 255 for alpha in column) >= 28
    assert sum(0 < alpha < 250 for alpha in edges + column) <= 6


def test_the_colour_follows_theme_mode_and_state(themes: ThemeController) -> None:
    picture = icon("square", "text", "accent_text")

    def drawn(mode: QIcon.Mode, state: QIcon.State) -> set[str]:
        return {name for _x, _y, name in ink(picture.pixmap(QSize(48, 48), 1.0, mode, state).toImage())}

    assert LIGHT.text.lower() in drawn(QIcon.Mode.Normal, QIcon.State.Off)
    assert LIGHT.accent_text.lower() in drawn(QIcon.Mode.Normal, QIcon.State.On)
    assert LIGHT.text_disabled.lower() in drawn(QIcon.Mode.Disabled, QIcon.State.Off)
    themes.choose(ThemeChoice.DARK)
    assert DARK.text.lower() in drawn(QIcon.Mode.Normal, QIcon.State.Off)


def test_filled_icons_have_ink_inside() -> None:
    hollow, filled = (icon_image("star", "#000000", 32, 32, 1.0, full) for full in (False, True))
    assert hollow.pixelColor(16, 16).alpha() == 0
    assert filled.pixelColor(16, 16).alpha() == 255
