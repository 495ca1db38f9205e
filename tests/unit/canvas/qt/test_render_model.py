from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from canvas.drawing.display_list import Fill, PathItem
from canvas.geometry.box import Box
from canvas.qt.backdrop import Backdrop
from canvas.qt.painter import PaintTools
from canvas.qt.pixel_access import pixels_of
from canvas.qt.render_model import RenderModel, View
from tests.support.painted import HandScene, crowd, rectangle, vertex

PAPER = Backdrop(style="none")


def two() -> HandScene:
    return HandScene(
        (
            vertex("back", Box(10, 10, 40, 40), PathItem(rectangle(40, 40), Fill("#ff0000")), reach=1),
            vertex("front", Box(30, 10, 40, 40), PathItem(rectangle(40, 40), Fill("#00ff00")), reach=1),
        )
    )


def color(model: RenderModel, x: int, y: int, view: View | None = None, hidden: frozenset[str] = frozenset()) -> str:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    model.render(image, view or View(), image.rect(), PAPER, hidden)
    return QColor(image.pixel(x, y)).name()


def test_query_is_in_paint_order_and_by_bounds(tools: PaintTools) -> None:
    model = RenderModel(two(), tools)
    assert model.query(Box(0, 0, 100, 100)) == ["back", "front"]
    assert model.query(Box(0, 0, 20, 20)) == ["back"]
    assert model.query(Box(80, 80, 9, 9)) == []


def test_front_covers_back_at_every_level_of_detail(tools: PaintTools) -> None:
    model = RenderModel(two(), tools)
    assert color(model, 40, 30) == "#00ff00"
    assert color(model, 40, 30, hidden=frozenset({"front"})) == "#ff0000"
    for zoom in (0.3, 0.1):
        assert color(model, int(40 * zoom), int(30 * zoom), View(zoom)) == "#00ff00"


def test_changes_of_order_place_and_presence(tools: PaintTools) -> None:
    scene = two()
    model = RenderModel(scene, tools)
    scene.order = ("front", "back")
    assert model.apply(scene.move("back", 0, 0))
    assert color(model, 40, 30) == "#ff0000"
    model.apply(scene.remove("back"))
    assert model.query(Box(0, 0, 100, 100)) == ["front"]
    for zoom in (1.0, 0.1):
        assert color(model, int(15 * zoom), int(30 * zoom), View(zoom)) == "#ffffff"
    model.apply(scene.add(vertex("new", Box(10, 10, 40, 40), PathItem(rectangle(40, 40), Fill("#0000ff")), reach=1)))
    for zoom in (1.0, 0.1):
        assert color(model, int(40 * zoom), int(30 * zoom), View(zoom)) == "#0000ff"


def test_far_away_pictures_follow_a_move(tools: PaintTools) -> None:
    scene = two()
    model = RenderModel(scene, tools)
    view = View(0.1)
    assert color(model, 2, 3, view) == "#ff0000"
    model.apply(scene.move("back", 500, 0))
    assert color(model, 2, 3, view) == "#ffffff"
    assert color(model, 53, 3, view) == "#ff0000"


def test_only_the_region_is_painted(tools: PaintTools) -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    RenderModel(two(), tools).render(image, View(), QRect(20, 20, 10, 10), PAPER)
    assert QColor(image.pixel(19, 20)).name() == "#123456"
    assert QColor(image.pixel(20, 20)).name() == "#ff0000"


def test_full_detail_at_any_zoom(tools: PaintTools) -> None:
    model = RenderModel(crowd(60), tools)
    coarse, fine = (QImage(120, 60, QImage.Format.Format_RGB32) for _ in range(2))
    model.render(coarse, View(0.1), coarse.rect(), PAPER)
    model.render(fine, View(0.1), fine.rect(), PAPER, full_detail=True)
    assert (pixels_of(coarse) != pixels_of(fine)).any()


def test_device_rects_hold_what_they_stand_for() -> None:
    view = View(1.5, -7, 11)
    box = Box(3.3, 20.1, 17.7, 9.9)
    assert view.scene_box(view.device_rect(box)).contains_box(box)
