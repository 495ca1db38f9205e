"""The one object that puts a theme into force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QToolTip

from app.theme.fonts import FontKind, load_fonts, ui_font
from app.theme.palette import make_palette
from app.theme.qss import style_sheet
from app.theme.tokens import DARK, LIGHT, Tokens


class ThemeChoice(StrEnum):
    """What the user asked for."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


_SCHEMES = {
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
}


class ThemeController(QObject):
    """Puts palette, style sheet and fonts of the chosen theme into force and follows the system when asked to.

    Signals:
        changed: the tokens in force are others now; for views that keep pictures in theme colours.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        """Load the fonts and apply the first theme.

        Args:
            application: the one application; also the owner of this object.
            choice: what the user asked for last time.
        """
        super().__init__(application)
        load_fonts()
        self._application = application
        self._choice = choice
        self._tokens: Tokens | None = None
        application.setStyle("Fusion")
        application.setFont(ui_font())
        QToolTip.setFont(ui_font(FontKind.SMALL))
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.choose(choice)

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    @property
    def tokens(self) -> Tokens:
        """What is in force."""
        return self._tokens or LIGHT

    def choose(self, choice: ThemeChoice) -> None:
        """Put a theme into force, or follow the system from now on."""
        self._choice = choice
        # The window's frame is the system's; it follows this wish where the platform supports that.
        self._application.styleHints().setColorScheme(_SCHEMES[choice])
        self._apply()

    def toggle(self) -> None:
        """Change from light to dark or back."""
        self.choose(ThemeChoice.LIGHT if self.tokens is DARK else ThemeChoice.DARK)

    @contextmanager
    def unstyled(self) -> Iterator[None]:
        """Build many widgets inside: they get the style sheet once, together, at the end.

        With a sheet in force Qt polishes all that a widget holds again whenever it comes into another one.
        """
        self._application.setStyleSheet("")
        try:
            yield
        finally:
            self._application.setStyleSheet(style_sheet(self.tokens))

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()

    def _wanted(self) -> Tokens:
        if self._choice is ThemeChoice.SYSTEM:
            return DARK if self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is ThemeChoice.DARK else LIGHT

    def _apply(self) -> None:
        wanted = self._wanted()
        if wanted is self._tokens:
            return
        self._tokens = wanted
        # The palette comes first: icons and painted widgets read it while the style sheet polishes them.
        self._application.setPalette(make_palette(wanted))
        # A sheet in place of another is polished into all that Qt remembers having styled. It never learns of the end of a widget that
        # was asked for its size before a sheet was taken away and shown after, as `unstyled` does: none in between makes it begin anew.
        self._application.setStyleSheet("")
        self._application.setStyleSheet(style_sheet(wanted))
        self.changed.emit()
