"""Paint every screen into PNG files, to be looked at: python -m tests.qt.app.gallery DIRECTORY [--scale 2] [--only NAME]."""

from __future__ import annotations

import argparse
import os
from pathlib import Path


def main() -> None:
    """Write NAME-THEME-SCALEx.png for every screen and theme."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--scale", default="1")
    parser.add_argument("--only", default="")
    parser.add_argument("--size", default="")
    parser.add_argument("--rtl", action="store_true")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt reads the scale when the application is made.
    os.environ["QT_SCALE_FACTOR"] = arguments.scale
    arguments.directory.mkdir(parents=True, exist_ok=True)
    paint_all(arguments)


def paint_all(arguments: argparse.Namespace) -> None:
    """Paint the chosen screens in both themes."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from app.theme.theme import ThemeChoice, ThemeController
    from tests.qt.app.screens import SCREENS

    application = QApplication([])
    if arguments.rtl:
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    themes = ThemeController(application, ThemeChoice.LIGHT)
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        themes.choose(theme)
        for name, make in SCREENS.items():
            if arguments.only and not name.startswith(arguments.only):
                continue
            screen = make()
            if arguments.size:
                width, height = arguments.size.split("x")
                screen.resize(int(width), int(height))
            screen.show()
            focus = getattr(screen, "canvas", None) or getattr(screen, "list", None)
            if focus is not None:
                focus.setFocus()
            application.processEvents()
            application.processEvents()
            screen.grab().save(str(arguments.directory / f"{name}-{theme}-{arguments.scale}x.png"))
            screen.close()


if __name__ == "__main__":
    main()
