from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetricsF

from canvas.drawing.text import Font
from canvas.qt.fonts import INTERFACE, MONO, SANS, SERIF, qt_font, register_fonts, resolve_family


def test_the_packaged_families_are_there() -> None:
    assert {SANS, SERIF, MONO, INTERFACE} <= set(QFontDatabase.families())


@pytest.mark.parametrize(
    "asked", ["Helvetica", "arial", "Helvetica Neue", "sans-serif", "No Such Font", "", "'Arial', serif"]
)
def test_helvetica_and_what_nobody_has_is_arimo(asked: str) -> None:
    assert resolve_family(asked) == SANS


def test_an_installed_family_wins_whatever_its_case() -> None:
    assert resolve_family("inter") == INTERFACE
    assert resolve_family("Nowhere, IBM Plex Mono") == MONO


def test_substitutes_have_the_widths_of_what_they_stand_for() -> None:
    text = "The quick brown fox jumps over the lazy dog"
    times = QFontMetricsF(qt_font(Font("Times New Roman", 100))).horizontalAdvance(text)
    courier = QFontMetricsF(qt_font(Font("Courier New", 100))).horizontalAdvance(text)
    assert times == pytest.approx(1827.5, rel=0.015)
    assert courier == pytest.approx(60 * len(text), rel=0.005)


def test_registering_twice_adds_nothing() -> None:
    before = len(QFontDatabase.families())
    register_fonts()
    assert len(QFontDatabase.families()) == before
