"""Lucide icons in the colours of the theme, crisp at every scale.

The drawings are read straight from the SQLite file of python-lucide: importing that package costs more than all our icons together.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache
from importlib.util import find_spec
from math import ceil
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.errors import AppError
from app.theme.palette import current_tokens

_ALL = "SELECT name, svg FROM icons"
_BY_ALIAS = "SELECT name FROM icon_aliases WHERE alias = ?"


class IconMissing(AppError):
    """There is no icon of this name.

    Attributes:
        name: what was asked for.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no icon called {name!r}", "Install the program again.")
        self.name = name


@lru_cache(maxsize=1)
def _database() -> str:
    """Return the address of the icons' database. The package is found without being imported."""
    spec = find_spec("lucide")
    if spec is None or spec.origin is None:
        raise AppError("the icons are not installed", "Install the program again.")
    path = Path(spec.origin).parent / "data" / "lucide-icons.db"
    return f"{path.as_uri()}?mode=ro&immutable=1"


@lru_cache(maxsize=1)
def _drawings() -> dict[str, str]:
    """Return the SVG source of all icons by name: one query takes less time than ten for one icon each."""
    with closing(sqlite3.connect(_database(), uri=True)) as connection:
        return dict(connection.execute(_ALL))


@lru_cache(maxsize=512)
def icon_svg(name: str) -> bytes:
    """Return the SVG source of an icon, drawn in "currentColor".

    Raises:
        IconMissing: there is none of this name.
    """
    found = _drawings().get(name)
    if found is None:
        with closing(sqlite3.connect(_database(), uri=True)) as connection:
            row = connection.execute(_BY_ALIAS, (name,)).fetchone()
        found = _drawings().get(row[0]) if row is not None else None
    if found is not None:
        return found.encode()
    raise IconMissing(name)


@lru_cache(maxsize=1024)
def icon_image(name: str, color: str, width: int, height: int, scale: float, filled: bool = False) -> QImage:
    """Return an icon as a bitmap of width x height logical pixels at a device pixel ratio; filled ones have no hollow inside.

    An image rather than a pixmap, since cached pixmaps that outlive the application crash some platforms.
    """
    image = QImage(ceil(width * scale), ceil(height * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(image.width(), image.height())
    target = QRectF((image.width() - side) / 2, (image.height() - side) / 2, side, side)
    source = icon_svg(name).replace(b'fill="none"', b'fill="currentColor"') if filled else icon_svg(name)
    QSvgRenderer(QByteArray(source.replace(b"currentColor", color.encode()))).render(painter, target)
    painter.end()
    image.setDevicePixelRatio(scale)
    return image


def draw_icon(painter: QPainter, name: str, rect: QRect, color: str, filled: bool = False) -> None:
    """Paint an icon into a rectangle of logical pixels; the colour is "#rrggbb"."""
    scale = painter.device().devicePixelRatioF()
    painter.drawImage(rect.topLeft(), icon_image(name, color, rect.width(), rect.height(), scale, filled))


class LucideEngine(QIconEngine):
    """Paints one Lucide icon in the colours of the theme that is in force when it is painted."""

    def __init__(self, name: str, shade: str, checked_shade: str) -> None:
        """Take the icon's name and the tokens for its normal and its checked state."""
        super().__init__()
        self._name = name
        self._shade = shade
        self._checked_shade = checked_shade

    def clone(self) -> QIconEngine:
        """Return an engine of the same icon."""
        return LucideEngine(self._name, self._shade, self._checked_shade)

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        tokens = current_tokens()
        if mode == QIcon.Mode.Disabled:
            return tokens.text_disabled
        if state == QIcon.State.On:
            return str(getattr(tokens, self._checked_shade))
        if mode == QIcon.Mode.Active and self._shade == "text2":
            return tokens.text
        return str(getattr(tokens, self._shade))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon into a rectangle of logical pixels."""
        draw_icon(painter, self._name, rect, self._color(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon for a screen of scale 1."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Return the icon for a screen: Qt passes logical pixels, the bitmap must have size x scale of them to be sharp."""
        return QPixmap.fromImage(icon_image(self._name, self._color(mode, state), size.width(), size.height(), scale))


def icon(name: str, shade: str = "text2", checked_shade: str = "accent_text") -> QIcon:
    """Return a QIcon that follows the theme.

    Args:
        name: Lucide name or alias.
        shade: token of the colour in the normal state.
        checked_shade: colour when the button that shows it is checked.

    Raises:
        IconMissing: there is none of this name.
    """
    icon_svg(name)
    return QIcon(LucideEngine(name, shade, checked_shade))
