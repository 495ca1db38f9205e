from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from app.canvas_view.name_pictures import NamePictures
from app.theme.fonts import FontKind, ui_font
from canvas.geometry.vec import Vec
from canvas.scene.others import OtherCursor, OtherTag

ANA = OtherCursor(Vec(0, 0), "Ana", "#D13438")


@pytest.fixture
def names(qapp: object) -> NamePictures:
    return NamePictures(ui_font(FontKind.CAPTION))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("figure", [ANA, OtherTag(Vec(0, 0), "Ana", "#D13438")])
def test_a_picture_fills_its_place(names: NamePictures, figure: OtherCursor | OtherTag, ratio: float) -> None:
    place, picture = names.place(figure, QPointF(10.0, 10.0)), names.picture(figure, ratio)
    assert picture.devicePixelRatio() == ratio
    assert abs(picture.width() - place.width() * ratio) < 1
    assert abs(picture.height() - place.height() * ratio) < 1


def test_a_picture_is_made_once_and_again_for_another_name_colour_or_screen(names: NamePictures) -> None:
    first = names.picture(ANA, 1.0).cacheKey()
    assert names.picture(OtherCursor(Vec(90, 9), "Ana", "#D13438"), 1.0).cacheKey() == first
    others = [
        names.picture(OtherCursor(Vec(0, 0), "Ben", "#D13438"), 1.0),
        names.picture(OtherCursor(Vec(0, 0), "Ana", "#107C10"), 1.0),
        names.picture(ANA, 2.0),
    ]
    assert first not in {picture.cacheKey() for picture in others}


def test_a_long_name_has_its_room(names: NamePictures) -> None:
    short, long = (names.place(OtherCursor(Vec(0, 0), name, "#D13438"), QPointF(0, 0)) for name in ("A", "A" * 20))
    assert long.width() > short.width() + 100
