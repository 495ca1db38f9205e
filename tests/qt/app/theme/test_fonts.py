from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QLineEdit

from app.theme.fonts import SIZES, FontKind, load_fonts, sized_font, ui_font


def test_inter_is_what_is_drawn() -> None:
    load_fonts()
    assert "Inter" in QFontDatabase.families()
    assert QFontInfo(ui_font()).family() == "Inter"


@pytest.mark.parametrize("kind", list(FontKind))
def test_sizes_are_in_pixels(kind: FontKind) -> None:
    assert ui_font(kind).pixelSize() == SIZES[kind][0]


def test_heavier_text_is_wider_by_the_axis_of_the_font() -> None:
    regular, strong = (QFontMetricsF(sized_font(40, weight)).horizontalAdvance("Diagram") for weight in (400, 600))
    assert strong > regular * 1.01


def test_tabular_digits_have_one_width() -> None:
    metrics = QFontMetricsF(ui_font(tabular=True))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("0000"))
    loose = QFontMetricsF(ui_font())
    assert loose.horizontalAdvance("1111") < loose.horizontalAdvance("0000")


def test_a_widget_keeps_weight_and_features_under_the_style_sheet() -> None:
    edit = QLineEdit()
    edit.setFont(ui_font(FontKind.STRONG, tabular=True))
    edit.ensurePolished()
    assert edit.font().variableAxisValue(QFont.Tag("wght")) == 500
    assert edit.font().featureValue(QFont.Tag("tnum")) == 1
