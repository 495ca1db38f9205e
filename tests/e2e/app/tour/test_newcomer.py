"""A newcomer's first hour by mouse and keyboard: every part of the editor once, each step undone and done again.

Set AIO_CANVAS_TOUR_PICTURES to a folder to look at the window after every step.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.exporting.options import ExportOptions
from app.printing.dialog import PrintDialog
from app.theme.theme import ThemeChoice
from app.widgets.buttons import ToolButton
from tests.e2e.app.tour.tour import Tour, settle
from tests.support.stage import CTRL, SHIFT, Stage


@pytest.fixture
def tour(qapp: QApplication, tmp_path: Path) -> Iterator[Tour]:
    """A running program with an empty diagram in front, at the start of a tour."""
    stage = Stage(tmp_path / "profile", ThemeChoice.LIGHT)
    stage.begin()
    yield Tour(stage)
    stage.end()


def test_every_step_is_seen_and_can_be_undone_and_done_again(tour: Tour, qtbot: QtBot, tmp_path: Path) -> None:
    order, check, ship = draw(tour)
    connect(tour, order, check, ship)
    style(tour, order)
    align(tour)
    group(tour)
    layers(tour)
    pages(tour)
    replace(tour)
    lay_out(tour, qtbot)
    present(tour)
    preview(tour)
    export(tour, tmp_path)
    assert len(tour.names) > 30


def draw(tour: Tour) -> tuple[str, str, str]:
    """Draw three shapes, each with its key, and write on them."""
    stage = tour.stage
    made: list[str] = []
    for key, start, end, text in (
        (Qt.Key.Key_R, (100, 100), (220, 160), "Order"),
        (Qt.Key.Key_D, (360, 140), (480, 220), "Order right?"),
        (Qt.Key.Key_O, (620, 90), (740, 160), "Ship"),
    ):
        tour.step(f"draw {text.lower().rstrip('?')}", lambda k=key, s=start, e=end: stage.draw(k, s, e))
        made.append(stage.last.id)
        shape = stage.last
        middle = (shape.x + shape.w / 2, shape.y + shape.h / 2)
        tour.step(f"write {text.lower().rstrip('?')}", lambda m=middle, t=text: write(stage, m, t))
    assert [stage.shape(i).text for i in made] == ["Order", "Order right?", "Ship"]
    return made[0], made[1], made[2]


def write(stage: Stage, at: tuple[float, float], text: str) -> None:
    """Write on the shape at a place."""
    stage.double_click(at)
    stage.type(text)
    stage.key(Qt.Key.Key_Escape)


def connect(tour: Tour, order: str, check: str, ship: str) -> None:
    """Connect by the tool, by a dot, and add a connected shape by key."""
    stage = tour.stage
    tour.step("connect by the tool", lambda: stage.draw(Qt.Key.Key_A, (160, 130), (420, 180)))
    stage.click((1000, 700))
    stage.hover((420, 180))
    tour.step("connect by a dot", lambda: drag_dot(stage, check, (680, 125)))
    ends = {stage.editor.view.ends(s.id) for s in stage.shapes if s.is_connector}
    assert ends == {(order, check), (check, ship)}
    stage.click((680, 125))
    tour.step("add a connected shape", lambda: stage.key(Qt.Key.Key_Down, CTRL, stage.view))
    assert len(stage.shapes) == 7


def drag_dot(stage: Stage, shape: str, end: tuple[float, float]) -> None:
    """Drag the dot at the right of a shape onto another one."""
    box = stage.editor.graph.box(shape)
    stage.hover((box.right - 2, box.center.y))
    dot = (box.right + 16, box.center.y)
    stage.hover(dot)
    stage.drag(dot, end)


def style(tour: Tour, order: str) -> None:
    """Choose a look, make the text bold, type a size with arithmetic."""
    stage = tour.stage
    inspector = stage.window.workbench.inspector
    stage.click((110, 105))
    assert stage.selected == (order,)
    swatch = inspector.fill.palette_row.buttons[2]
    tour.step("fill", lambda: tour.press(swatch))
    tour.step("bold", lambda: stage.key(Qt.Key.Key_B, CTRL, stage.view))
    assert stage.shape(order).get("style.bold") is True
    width = inspector.arrange.fields["w"].edit

    def type_width() -> None:
        tour.press(width)
        width.selectAll()
        QTest.keyClicks(width, "60*2+20")
        QTest.keyClick(width, Qt.Key.Key_Return)

    tour.step("type a width", type_width)
    assert stage.shape(order).w == 140.0
    stage.view.setFocus()


def align(tour: Tour) -> None:
    """Select by a band and align, distribute and nudge."""
    stage = tour.stage
    arrange = stage.window.workbench.inspector.arrange
    tour.look("select by a band", lambda: stage.drag((60, 60), (800, 240)))
    tour.step("align", lambda: tour.press(arrange.align_buttons["middle"]))
    middles = {stage.shape(i).y + stage.shape(i).h / 2 for i in stage.selected if not stage.shape(i).is_connector}
    assert len(middles) == 1
    tour.step("distribute", lambda: tour.press(arrange.distribute_buttons["horizontal"]))
    stage.view.setFocus()
    tour.step("nudge", lambda: stage.key(Qt.Key.Key_Down, SHIFT, stage.view))
    tour.step("move", lambda: stage.drag((130, middles.pop() + 10), (150, 200)))


def group(tour: Tour) -> None:
    """Group, duplicate, ungroup, delete."""
    stage = tour.stage
    stage.key(Qt.Key.Key_A, CTRL, stage.view)
    tour.step("group", lambda: stage.key(Qt.Key.Key_G, CTRL, stage.view))
    assert len(stage.editor.graph.top_shapes(stage.editor.page)) == 1
    stage.key(Qt.Key.Key_A, CTRL, stage.view)
    tour.step("duplicate", lambda: stage.key(Qt.Key.Key_D, CTRL, stage.view))
    copy = stage.editor.graph.top_shapes(stage.editor.page)[-1]
    stage.editor.select((copy,))
    tour.step("delete", lambda: stage.key(Qt.Key.Key_Delete, widget=stage.view))
    stage.key(Qt.Key.Key_A, CTRL, stage.view)
    tour.step("ungroup", lambda: stage.key(Qt.Key.Key_G, CTRL | SHIFT, stage.view))
    assert len(stage.editor.graph.top_shapes(stage.editor.page)) > 1


def layers(tour: Tour) -> None:
    """Add a layer, draw on it, hide it and show it again."""
    stage = tour.stage
    dock, panel = stage.window.workbench.dock, stage.window.workbench.layers
    tour.look("open the layers", lambda: tour.press(dock.tabs.button("layers")))
    tour.step("add a layer", lambda: tour.press(panel.add_button))
    stage.view.setFocus()

    def note() -> None:
        stage.draw(Qt.Key.Key_N, (100, 500), (240, 600))
        stage.type("Remember")
        stage.key(Qt.Key.Key_Escape)

    tour.step("draw a note", note, undos=2)
    made = stage.last
    assert made.text == "Remember"
    tour.step("hide the layer", lambda: tour.press(eye(stage)))
    assert not stage.editor.scene.is_painted(made.id)
    tour.step("show the layer", lambda: tour.press(eye(stage)))
    tour.look("back to the shapes", lambda: tour.press(dock.tabs.button("shapes")))


def eye(stage: Stage) -> ToolButton:
    """Return the eye of the topmost layer."""
    shown = stage.window.workbench.layers.list
    line = shown.itemWidget(shown.item(0))
    assert line is not None
    return line.findChildren(ToolButton)[0]


def pages(tour: Tour) -> None:
    """Add a page, insert a shape of the library there, and go back."""
    stage = tour.stage
    bar = stage.window.workbench.area.pages
    first = stage.editor.page
    tour.step("add a page", lambda: tour.press(bar.add_button))
    tour.press_at(bar.tabs, bar.tabs.tabRect(1).center())
    assert stage.editor.page != first
    grid = stage.window.workbench.library
    grid.search.setFocus()
    QTest.keyClicks(grid.search, "cylinder")
    settle()
    tour.step("insert from the library", lambda: QTest.keyClick(grid.search, Qt.Key.Key_Return))
    assert len(stage.shapes) == 1
    tour.look("go back", lambda: tour.press_at(bar.tabs, bar.tabs.tabRect(0).center()))
    assert stage.editor.page == first
    stage.view.setFocus()


def replace(tour: Tour) -> None:
    """Find a word, and put another one everywhere."""
    stage = tour.stage
    panel = stage.window.finding.panel
    tour.look("open find and replace", lambda: stage.key(Qt.Key.Key_F, CTRL, stage.view))
    tour.look("find", lambda: QTest.keyClicks(panel.search, "order"))
    assert panel.list.count() == 2
    QTest.keyClicks(panel.template, "Parcel")
    tour.step("replace all", lambda: tour.press(panel.replace_all))
    assert {s.text for s in stage.shapes} >= {"Parcel", "Parcel right?"}
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def lay_out(tour: Tour, qtbot: QtBot) -> None:
    """Have the diagram laid out, which takes a process of its own and a glide."""
    stage = tour.stage
    stage.key(Qt.Key.Key_Escape, widget=stage.view)

    def run() -> None:
        stage.do("layout.layered")
        qtbot.waitUntil(lambda: not stage.window.layouts.is_running, timeout=30_000)

    tour.step("lay out", run)


def present(tour: Tour) -> None:
    """Show the pages over the whole screen, turn them, and come back."""
    stage = tour.stage
    before = tour.records()
    stage.key(Qt.Key.Key_F5, widget=stage.view)
    show = stage.window.showing.presentation
    assert show is not None
    settle()
    first = show.grab().toImage()
    QTest.keyClick(show, Qt.Key.Key_Right)
    settle()
    assert show.at == 1
    assert show.grab().toImage() != first
    tour.names.append("present")
    QTest.keyClick(show, Qt.Key.Key_Escape)
    settle()
    assert stage.window.showing.presentation is None
    assert tour.records() == before


def preview(tour: Tour) -> None:
    """Look at the sheets before printing."""
    stage = tour.stage
    seen: list[tuple[int, QImage]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PrintDialog)
        settle()
        seen.append((dialog.sheet_count, dialog.preview.grab().toImage()))
        dialog.reject()

    QTimer.singleShot(0, stage.window, look)
    stage.key(Qt.Key.Key_P, CTRL, stage.view)
    stage.window.activateWindow()
    settle()
    ((sheets, image),) = seen
    assert sheets == 1
    assert colors(image) > 2
    tour.names.append("print preview")


def export(tour: Tour, folder: Path) -> None:
    """Take the page out as PNG and SVG."""
    stage = tour.stage
    for format_, check in (("png", check_png), ("svg", check_svg)):
        stage.answers.path = folder / f"harbour.{format_}"
        stage.answers.options = ExportOptions(format_)
        stage.key(Qt.Key.Key_E, CTRL | SHIFT, stage.view)
        check(stage.answers.path)
        tour.names.append(f"export {format_}")
    assert stage.answers.problems == []


def check_png(path: Path) -> None:
    """The picture holds something."""
    assert colors(QImage(str(path))) > 2


def check_svg(path: Path) -> None:
    """The words of the page are in the drawing."""
    assert "Parcel" in path.read_text(encoding="utf-8")


def colors(image: QImage) -> int:
    """Return how many colours a picture has, of every third pixel."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})
