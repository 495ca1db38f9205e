"""Lines keep their ways through whatever there is while very many shapes are dragged, and run around it once the pointer rests."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.canvas_view.live_layer import AROUND_AT_ONCE, BENT_AT_ONCE, LiveLayer
from app.canvas_view.live_pace import LivePace
from canvas.editor.camera import Camera
from canvas.geometry.vec import Vec
from canvas.model.view import GraphView
from canvas.qt.painter import PaintTools
from canvas.qt.pixel_access import pixels_of
from canvas.scene.page_scene import PageScene
from canvas.tools.state import Preview
from tests.support.diagram import Diagram

CAMERA = Camera(1.0, Vec(-50, -200), 800, 500)
PAPER = 0xFFFFFFFF


class Dragging:
    """Shapes at the left, dragged together; a line from one of them to a shape at the right, and a wall and a post between."""

    def __init__(self, widget: QWidget, count: int, lines: int = 1) -> None:
        self.diagram = Diagram()
        self.moved = frozenset(f"s{n}" for n in range(count))
        for n in range(count):
            self.diagram.add(f"s{n}", x=12.0 * (n % 8), y=12.0 * (n // 8), w=10.0, h=10.0)
        self.diagram.add("wall", x=300.0, y=-150.0, w=40.0, h=300.0)
        self.diagram.add("post", x=105.0, y=-100.0, w=10.0, h=10.0)
        for n in range(lines):
            self.diagram.add(f"t{n}", x=600.0, y=12.0 * n, w=10.0, h=10.0)
            self.diagram.line(f"l{n}", f"s{8 * (n % (count // 8)) + 7}", f"t{n}", routing="avoid")
        tools = PaintTools()
        self.scene = PageScene(self.diagram, GraphView(self.diagram), "p", tools.engine)
        for n in range(lines):
            assert self.scene.points(f"l{n}")
        self.layer = LiveLayer(tools)
        self.told = QRegion()
        self.pace = LivePace(widget, self.layer, lambda: self.scene, lambda: CAMERA, self.tell)

    def tell(self, region: QRegion) -> None:
        self.told += region

    def step(self, by: float) -> None:
        values = {i: {"x": self.diagram.shapes[i].x + by, "y": self.diagram.shapes[i].y + by} for i in self.moved}
        self.layer.show(self.scene, Preview(values, moved=self.moved, shift=Vec(by, by)), {})
        self.pace.follow()

    def through_the_wall(self) -> bool:
        """Tell whether anything is painted where the wall is; the wall itself is not dragged."""
        return self.paints(slice(60, 340), slice(355, 385))

    def through_the_post(self) -> bool:
        """Tell whether anything is painted where the post is."""
        return self.paints(slice(102, 108), slice(157, 163))

    def paints(self, rows: slice, columns: slice) -> bool:
        image = QImage(800, 500, QImage.Format.Format_RGB32)
        image.fill(PAPER)
        painter = QPainter(image)
        self.layer.paint(painter, self.scene, CAMERA, 1.0)
        painter.end()
        return bool((pixels_of(image)[rows, columns] != PAPER).any())


def test_few_shapes_take_their_lines_around_what_is_in_the_way_at_each_step(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    drag = Dragging(widget, 16)
    drag.step(30.0)
    assert not drag.layer.is_rough
    assert not drag.through_the_wall()


def test_lines_of_very_many_shapes_do_so_when_the_pointer_rests(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    drag = Dragging(widget, 96)
    drag.step(20.0)
    assert drag.layer.is_rough
    assert drag.through_the_post()
    assert not drag.through_the_wall()
    qtbot.waitUntil(lambda: not drag.through_the_post(), timeout=5000)
    assert not drag.told.isEmpty()
    # The next step of the pointer is as quick as those before.
    drag.step(60.0)
    assert drag.layer.is_rough


@pytest.mark.parametrize(("routing", "many"), [("avoid", AROUND_AT_ONCE), ("orthogonal", BENT_AT_ONCE)])
def test_as_many_lines_follow_at_once_as_a_picture_has_time_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, routing: str, many: int
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    drag = Dragging(widget, 16, lines=12)
    for n in range(12):
        drag.scene.apply(changes := (drag.diagram.set(f"l{n}", "routing", routing),), drag.scene.view.update(changes))
    asked: list[frozenset[str]] = []
    preview = drag.scene.preview
    monkeypatch.setattr(
        drag.scene, "preview", lambda values, only, **how: (asked.append(only), preview(values, only, **how))[1]
    )
    drag.step(30.0)
    assert [len(only) for only in asked] == [many]
    while drag.layer.waiting:
        drag.layer.bend_more(drag.scene)
    assert frozenset().union(*asked) == {f"l{n}" for n in range(12)}


def test_all_of_many_lines_settle_a_few_at_a_time(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    drag = Dragging(widget, 96, lines=12)
    drag.step(30.0)
    qtbot.waitUntil(lambda: not drag.through_the_wall(), timeout=10_000)
    qtbot.waitUntil(lambda: not drag.layer.waiting, timeout=5000)


def test_nothing_is_settled_after_the_drag(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    drag = Dragging(widget, 96)
    drag.step(30.0)
    drag.layer.show(drag.scene, Preview(), {})
    drag.pace.follow()
    assert not drag.layer.is_rough
    assert not any(timer.isActive() for timer in widget.findChildren(QTimer))
