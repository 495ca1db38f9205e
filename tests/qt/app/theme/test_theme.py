from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.theme.theme import ThemeChoice, ThemeController
from app.theme.tokens import DARK, LIGHT

ROOT = Path(__file__).parents[4]


def test_a_theme_is_put_into_force(themes: ThemeController, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(themes.changed):
        themes.choose(ThemeChoice.DARK)
    assert themes.tokens is DARK
    assert DARK.panel in qapp.styleSheet()
    assert qapp.palette().window().color().name() == DARK.app.lower()


def test_choosing_the_same_look_changes_nothing(themes: ThemeController, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(themes.changed):
        themes.choose(ThemeChoice.LIGHT)


def test_toggle_goes_to_and_fro(themes: ThemeController) -> None:
    themes.toggle()
    assert themes.choice is ThemeChoice.DARK
    themes.toggle()
    assert themes.tokens is LIGHT


def test_following_a_system_that_says_nothing_is_light(themes: ThemeController) -> None:
    themes.choose(ThemeChoice.DARK)
    themes.choose(ThemeChoice.SYSTEM)
    assert themes.choice is ThemeChoice.SYSTEM
    assert themes.tokens is LIGHT


def test_what_is_built_unstyled_looks_like_everything_else(
    themes: ThemeController, qapp: QApplication, qtbot: QtBot
) -> None:
    def built() -> QWidget:
        inner, outer = QWidget(), QWidget()
        QVBoxLayout(inner).addWidget(QPushButton("Harbour"))
        QVBoxLayout(outer).addWidget(inner)
        qtbot.addWidget(outer)
        outer.resize(200, 80)
        return outer

    sheet = qapp.styleSheet()
    with themes.unstyled():
        late = built()
        assert qapp.styleSheet() == ""
    assert qapp.styleSheet() == sheet
    assert late.grab().toImage() == built().grab().toImage()


MEASURE = """
import time
from PySide6.QtWidgets import QApplication
application = QApplication([])
import sys
from app.theme.theme import ThemeChoice, ThemeController
begin = time.process_time()
ThemeController(application, ThemeChoice.DARK)
print(time.process_time() - begin, "lucide" in sys.modules)
"""


def test_a_theme_starts_quickly_and_does_not_import_the_icon_package() -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run(
        [sys.executable, "-c", MEASURE], cwd=ROOT, env=environment, capture_output=True, check=True, text=True
    )
    seconds, imported = answer.stdout.split()
    assert float(seconds) < 0.15
    assert imported == "False"


WIDGETS_THAT_GO = """
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from app.theme.theme import ThemeChoice, ThemeController

application = QApplication([])
themes = ThemeController(application, ThemeChoice.LIGHT)
made = []
for _ in range(300):
    outer = QWidget()
    inside = QVBoxLayout(outer)
    for inner in (QPushButton("Harbour"), QLabel("Pier"), QLineEdit(), QScrollArea()):
        inside.addWidget(inner)
        inner.sizeHint()
    made.append(outer)
with themes.unstyled():
    pass
for outer in made:
    outer.show()
    outer.grab()
for outer in made:
    shiboken6.delete(outer)
others = [bytes(200) for _ in range(5_000)]
for _ in range(4):
    themes.toggle()
"""
"""Widgets of which Qt does not learn that they are gone; what lies at their places afterwards is something else."""


def test_what_is_gone_is_not_styled_when_the_theme_changes() -> None:
    command = [sys.executable, "-c", WIDGETS_THAT_GO]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
