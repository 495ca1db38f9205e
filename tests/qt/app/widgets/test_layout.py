from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from app.widgets.layout import column, equal_row, holder, row, set_surface


def test_a_row_holds_widgets_layouts_gaps_and_stretch(qapp: object) -> None:
    layout = row(QLabel("a"), 12, column(QLabel("b")), None, margins=(1, 2, 3, 4), spacing=5)
    assert layout.count() == 4
    assert layout.itemAt(1).spacerItem().sizeHint().width() == 12
    assert layout.spacing() == 5
    assert layout.contentsMargins().bottom() == 4


def test_an_equal_row_shares_its_width(qapp: object) -> None:
    short, long = QLabel("a"), QLabel("a much longer text")
    box = holder(equal_row(short, long, spacing=0))
    box.resize(300, 20)
    box.show()
    assert short.width() == long.width() == 150


def test_a_surface_is_painted_by_the_style_sheet(qapp: object) -> None:
    widget = QWidget()
    set_surface(widget, "well")
    assert widget.property("surface") == "well"
