"""The program as a process of its own, in a real window on a real X screen, with real X events; then its library is read.

Set AIO_CANVAS_TOUR_PICTURES to a folder to look at the screen.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from app.exporting.reading import read_snapshot
from canvas.model.records import ShapeRecord
from tests.e2e.app.tour.tour import PICTURES
from tests.support.x_screen import MISSING, XScreen, can_run, x_screen

pytestmark = pytest.mark.skipif(not can_run(), reason=MISSING)
FILL = "#e6e7fd"
INSIDE = (620, 320)
"""A place inside the first shape, screen pixels."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return what both the window and the commands run with: a library of their own."""
    own = {"AIO_CANVAS_HOME": str(tmp_path / "home"), "AIO_CANVAS_PASSPHRASE": "plumb otter cello stone"}
    return {**os.environ, **own, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "1"}


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[XScreen]:
    """A screen of its own."""
    folder = tmp_path / "screen"
    folder.mkdir()
    with x_screen(folder) as made:
        yield made


def color_at(screen: XScreen, place: tuple[int, int]) -> str:
    """Return the colour of a pixel."""
    return QColor(screen.picture().pixel(*place)).name()


def open_window(screen: XScreen) -> None:
    """Wait for the window and give it the keyboard, since no window manager does."""
    screen.wait_until(lambda: bool(screen.do("search", "--onlyvisible", "--name", "AIO Canvas")), "the window")
    window = screen.do("search", "--onlyvisible", "--name", "AIO Canvas").splitlines()[-1]
    screen.do("windowmove", window, 0, 0, "windowfocus", "--sync", window)
    screen.do("mousemove", 1000, 700, "click", 1)


def draw(screen: XScreen) -> None:
    """Draw two shapes, write on one, connect them, group everything and take that back."""
    screen.do("key", "r")
    screen.drag((600, 300), (760, 400))
    screen.wait_until(lambda: color_at(screen, INSIDE) == FILL, "the rectangle")
    screen.do("key", "Return")
    screen.do("type", "--delay", 20, "Quay 7")
    screen.do("key", "Escape")
    screen.do("key", "o")
    screen.drag((900, 300), (1020, 400))
    screen.wait_until(lambda: color_at(screen, (960, 385)) == FILL, "the ellipse")
    screen.do("mousemove", 1000, 700, "click", 1, "key", "a")
    screen.drag((680, 380), (960, 380))
    screen.do("key", "--delay", 40, "ctrl+a", "ctrl+g", "ctrl+z")


def stored(environment: dict[str, str], folder: Path) -> list[ShapeRecord]:
    """Return the shapes of the one diagram in the library, as the command line reads it."""
    path = folder / "quay.drawio"
    listed = run(environment, "library", "search", "quay")
    assert "Untitled diagram" in listed
    run(environment, "library", "get", "Untitled diagram", "-o", str(path))
    return list(read_snapshot(path.read_bytes(), path.name).shapes.values())


def run(environment: dict[str, str], *words: str) -> str:
    """Run one of the program's commands without a display."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *words], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_drawn_in_a_real_window_is_in_the_library(
    screen: XScreen, environment: dict[str, str], tmp_path: Path
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "app"], env={**environment, "DISPLAY": screen.display}, stderr=subprocess.PIPE, text=True
    )
    try:
        open_window(screen)
        draw(screen)
        if folder := os.environ.get(PICTURES):
            assert screen.picture().save(str(Path(folder) / "real-window.png"))
        screen.do("key", "ctrl+q")
        _, told = program.communicate(timeout=60)
    finally:
        program.kill()
    assert program.returncode == 0, told
    shapes = stored(environment, tmp_path)
    solid = {s.kind: s for s in shapes if not s.is_connector}
    assert set(solid) == {"rect", "ellipse"}
    assert solid["rect"].text == "Quay 7"
    assert (solid["rect"].w, solid["rect"].h) == (160, 100)
    (line,) = [s for s in shapes if s.is_connector]
    assert (line.get("source"), line.get("target")) == (solid["rect"].id, solid["ellipse"].id)
