#!/usr/bin/env python3
"""Redraws the pictures of the README and the guides from the real window over a throw-away library.

Usage: QT_QPA_PLATFORM=offscreen python packaging/screenshots.py [FOLDER]    (default: docs/images)
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Twice the size, so that the pictures are crisp where they are shown.
os.environ.setdefault("QT_SCALE_FACTOR", "2")

from gallery_stage import close_widgets
from PySide6.QtCore import QCoreApplication, QEventLoop

from app.bootstrap import build_window
from app.cli.demo import examples
from app.demo.stage import Unattended
from app.exporting.reading import read_snapshot
from app.main_window import MainWindow
from app.theme.theme import ThemeChoice

TITLES = {"checkout": "Checkout architecture", "bug-triage": "Bug triage"}


def settle(rounds: int = 40) -> None:
    """Let timers, the store thread and thumbnails do what is due."""
    for _ in range(rounds):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def picture(window: MainWindow, path: Path) -> None:
    """Save the window as it is shown."""
    window.grab().save(str(path))
    print(path)


def main(folder: Path) -> None:
    """Draw every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        desktop = build_window(Path(profile), secrets.token_bytes(32), theme=ThemeChoice.LIGHT, asking=Unattended())
        window = desktop.window
        if not isinstance(window, MainWindow):
            raise TypeError("the pictures need the real window")
        documents = [
            desktop.session.add(read_snapshot(path.read_bytes(), path.name), TITLES.get(path.stem, path.stem))
            for path in examples()
        ]
        desktop.start()
        for document in documents:
            window.open_diagram(document)
            settle(5)
        for document in list(window.tabs):
            if document not in documents:
                window.close_tab(document)
        window.workbench.area.toasts.dismiss()
        tab = window.front()
        if tab is None:
            raise RuntimeError("no example is open")
        orders = next(s.id for s in tab.editor.records.shapes.values() if s.text == "Orders")
        for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            window.settings.change(theme=theme.value)
            tab.editor.select((orders,))
            tab.view.settle()
            settle(5)
            picture(window, folder / f"editor-{theme.value}.png")
        window.settings.change(theme="light")
        window.show_home()
        settle()
        picture(window, folder / "home-light.png")
        desktop.finish(discard=True)
        close_widgets()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/images"))
