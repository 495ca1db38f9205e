from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from app.panels.shape_grid import COLUMNS, MIME_TYPE, LibraryShape, ShapeGrid
from tests.qt.app.screens import paint_preview

SHAPES = tuple(LibraryShape(f"kind{number}", f"Shape {number}") for number in range(7))


def grid_with_shapes(qtbot: QtBot) -> ShapeGrid:
    grid = ShapeGrid("Basic", paint_preview)
    qtbot.addWidget(grid)
    grid.set_shapes(SHAPES)
    grid.resize(220, grid.height())
    grid.show()
    return grid


def test_five_in_a_row(qtbot: QtBot) -> None:
    grid = grid_with_shapes(qtbot)
    assert grid.height() == 88
    assert [grid.cell(index).top() for index in range(7)] == [0] * COLUMNS + [44, 44]
    assert grid.cell(1).left() == 44


def test_a_click_inserts_and_a_click_that_strays_does_not(qtbot: QtBot) -> None:
    grid = grid_with_shapes(qtbot)
    with qtbot.waitSignal(grid.inserted) as inserted:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell(3).center())
    assert inserted.args == ["kind3"]
    with qtbot.assertNotEmitted(grid.inserted):
        qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=grid.cell(0).center())
        qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=grid.cell(6).center())


def test_the_keyboard_walks_and_inserts(qtbot: QtBot) -> None:
    grid = grid_with_shapes(qtbot)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(grid, key)
    assert grid.accessibleDescription() == "Shape 6"
    with qtbot.waitSignal(grid.inserted) as inserted:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert inserted.args == ["kind6"]


def test_what_is_dragged_names_the_kind(qtbot: QtBot) -> None:
    data = grid_with_shapes(qtbot).mime_data("cloud")
    assert bytes(data.data(MIME_TYPE).data()) == b"cloud"


def test_previews_are_painted_by_the_callback(qtbot: QtBot) -> None:
    painted: dict[str, QRect] = {}

    def remember(_painter: QPainter, kind: str, rect: QRect) -> None:
        painted[kind] = rect

    grid = ShapeGrid("Basic", remember)
    qtbot.addWidget(grid)
    grid.set_shapes(SHAPES)
    grid.resize(220, 88)
    grid.grab()
    assert set(painted) == {shape.kind for shape in SHAPES}
    assert grid.cell(6).contains(painted["kind6"])
