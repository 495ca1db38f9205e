from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from app.canvas_view.name_pictures import NamePictures
from app.canvas_view.others_painter import OthersPainter
from app.theme.fonts import FontKind, ui_font
from canvas.editor.camera import Camera
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.scene.others import OtherCaret, OtherCursor, OtherFigure, OtherFrame, OtherLaser, OtherTag

RED = "#D13438"
SIDE = 200
FIGURES: tuple[OtherFigure, ...] = (
    OtherCursor(Vec(60, 60), "Ana", RED),
    OtherTag(Vec(60, 60), "Ana", RED),
    OtherFrame(Box(50, 60, 40, 30), RED),
    OtherFrame(Box(50, 60, 40, 30), RED, 20.0),
    OtherFrame(Box(50, 60, 40, 30), RED, 0.0, (Vec(50, 60), Vec(90, 60), Vec(90, 90))),
    OtherCaret(Vec(60, 50), Vec(60, 70), RED),
    OtherLaser((Vec(40, 40), Vec(60, 50), Vec(90, 90)), RED),
)


def paint(figures: tuple[OtherFigure, ...], ground: str, zoom: float = 1.0) -> tuple[QImage, OthersPainter]:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    others = OthersPainter(Camera(zoom, Vec(0, 0), SIDE, SIDE), NamePictures(ui_font(FontKind.CAPTION)))
    painter = QPainter(image)
    others.paint(painter, [(figure, others.rect(figure)) for figure in figures], QRegion(image.rect()))
    painter.end()
    return image, others


def touched(image: QImage, ground: str) -> QRect:
    """Return the rectangle of all pixels that are not the ground."""
    plain = QColor(ground).rgb()
    found = [(x, y) for y in range(SIDE) for x in range(SIDE) if image.pixel(x, y) != plain]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: type(figure).__name__)
@pytest.mark.parametrize("ground", ["#FAFAFB", "#121316"])
@pytest.mark.parametrize("zoom", [0.5, 1.0, 1.5])
def test_a_figure_is_seen_in_its_colour_and_stays_within_its_bounds(
    figure: OtherFigure, ground: str, zoom: float
) -> None:
    image, painter = paint((figure,), ground, zoom)
    assert painter.rect(figure).contains(touched(image, ground))
    colors = {QColor(image.pixel(x, y)).name() for x in range(SIDE) for y in range(SIDE)}
    assert QColor(RED).name() in colors


def test_the_tip_of_the_pointer_is_at_its_place() -> None:
    image, _ = paint((OtherCursor(Vec(60, 60), "", RED),), "#FAFAFB")
    assert QColor(image.pixel(62, 66)).name() == QColor(RED).name()
    assert QColor(image.pixel(56, 56)).name() == "#fafafb"


def test_what_is_not_exposed_is_left_out() -> None:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor("#FAFAFB"))
    others = OthersPainter(Camera(1.0, Vec(0, 0), SIDE, SIDE), NamePictures(ui_font(FontKind.CAPTION)))
    painter = QPainter(image)
    others.paint(painter, [(figure, others.rect(figure)) for figure in FIGURES], QRegion(180, 180, 20, 20))
    painter.end()
    assert image.pixelColor(62, 66).name() == "#fafafb"
