from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from canvas.drawing.display_list import DisplayEntry
from canvas.geometry.vec import Vec
from canvas.qt.backdrop import Backdrop
from canvas.qt.painter import PaintTools
from canvas.qt.pixel_access import pixels_of
from canvas.qt.render_model import RenderModel
from canvas.qt.surface import AHEAD, Surface
from tests.support.painted import HandScene, crowd

PAPER = Backdrop(style="none")


class CountedScene(HandScene):
    """Knows which shapes were asked for; no others are laid out."""

    def __init__(self, shapes: int) -> None:
        made = crowd(shapes)
        super().__init__(tuple(made.entry(shape_id) for shape_id in made.order))
        self.asked: set[str] = set()

    def is_laid_out(self, shape_id: str, /) -> bool:
        return shape_id in self.asked

    def entry(self, shape_id: str, /) -> DisplayEntry:
        self.asked.add(shape_id)
        return super().entry(shape_id)


def ticking(step_s: float) -> Iterator[float]:
    return (n * step_s for n in count())


def surface(tools: PaintTools, step_s: float = 0.0) -> Surface:
    clock = ticking(step_s)
    made = Surface(RenderModel(crowd(200), tools), PAPER, lambda: next(clock))
    made.resize(300, 200)
    return made


def fresh(made: Surface, model: RenderModel) -> NDArray[np.uint32]:
    image = QImage(made.image.size(), QImage.Format.Format_RGB32)
    model.render(image, made.view, image.rect(), PAPER)
    return pixels_of(image).copy()


def test_a_new_surface_is_painted_in_slices_of_the_budget(tools: PaintTools) -> None:
    made = surface(tools, step_s=0.002)
    steps = 1
    while made.step(6.0):
        steps += 1
    assert not made.pending
    assert 3 <= steps <= 40


def test_a_pan_is_crisp_at_once_and_a_jump_in_slices(tools: PaintTools) -> None:
    made = surface(tools)
    made.finish()
    made.look(1.0, Vec(30, 20))
    assert not made.pending
    assert made.origin == Vec(30, 20)
    made.look(1.0, Vec(300, 20))
    assert made.pending


def test_a_pan_lays_out_what_the_next_ones_will_show(tools: PaintTools) -> None:
    scene = CountedScene(400)
    made = Surface(RenderModel(scene, tools), PAPER, lambda: 0.0)
    made.resize(300, 200)
    made.finish()
    made.look(1.0, Vec(20, 0))
    asked = set(scene.asked)
    made.look(1.0, Vec(40, 10))
    assert made.model.query(made.view.scene_box(QRect(20, 10, 280, 190)))
    assert set(made.model.query(made.view.scene_box(QRect(0, 0, 300 + AHEAD - 20, 200)))) <= asked
    assert scene.asked - asked


def test_what_is_laid_out_ahead_of_a_pan_takes_no_longer_than_it_may(tools: PaintTools) -> None:
    scene = CountedScene(400)
    clock = ticking(1.0)
    made = Surface(RenderModel(scene, tools), PAPER, lambda: next(clock))
    made.resize(300, 200)
    made.finish()
    made.look(1.0, Vec(20, 10))
    assert scene.asked <= set(made.model.query(made.view.scene_box(QRect(-20, -10, 320, 210))))


def test_what_lies_around_is_laid_out_in_slices_while_nothing_else_happens(tools: PaintTools) -> None:
    scene, clock = CountedScene(400), count()
    made = Surface(RenderModel(scene, tools), PAPER, lambda: next(clock) / 1000.0)
    made.resize(300, 200)
    made.finish()
    assert not made.rests
    shown, slices = set(scene.asked), 1
    while made.look_around(4.0):
        slices += 1
    assert made.rests
    around = made.model.query(made.view.scene_box(QRect(-AHEAD, -AHEAD, 300 + 2 * AHEAD, 200 + 2 * AHEAD)))
    assert shown < set(around) <= set(scene.asked)
    assert slices > 3
    before = set(scene.asked)
    made.look(1.0, Vec(30, 20))
    beyond = set(made.model.query(made.view.scene_box(QRect(0, 0, 300 + AHEAD, 200 + AHEAD)))) - set(around)
    assert set(scene.asked) - before <= beyond
    assert not made.rests
    while made.look_around():
        pass
    made.resize(310, 200)
    made.finish()
    assert not made.rests


def test_a_zoom_shows_a_scaled_preview_at_once(tools: PaintTools) -> None:
    made = surface(tools)
    made.finish()
    before = pixels_of(made.image).copy()
    made.look(2.0, Vec(0, 0))
    assert made.pending
    doubled = pixels_of(made.image)
    assert (doubled[0:200:2, 0:300:2] == before[0:100, 0:150]).mean() > 0.9
    while made.step():
        pass
    assert made.view.zoom == 2.0


def test_what_was_never_shown_is_laid_out_in_slices_too(tools: PaintTools) -> None:
    scene = CountedScene(200)
    clock = count()
    # Each look at the clock takes a millisecond, so that a slice of 6 ms ends after some six shapes.
    made = Surface(RenderModel(scene, tools), PAPER, lambda: next(clock) / 1000.0)
    made.resize(300, 200)
    most = 0
    while True:
        before = len(scene.asked)
        more = made.step(6.0)
        most = max(most, len(scene.asked) - before)
        if not more:
            break
    shown = len(scene.asked)
    assert 0 < most <= 8 < shown
    assert (pixels_of(made.image) == fresh(made, made.model)).all()


def test_a_pan_while_a_preview_is_shown_loses_no_pending_part(tools: PaintTools) -> None:
    model = RenderModel(crowd(200), tools)
    made = Surface(model, PAPER, lambda: 0.0)
    made.resize(300, 200)
    made.finish()
    made.look(1.3, Vec(0, 0))
    made.look(1.3, Vec(20, 10))
    while made.step():
        pass
    assert (pixels_of(made.image) != fresh(made, model)).mean() < 0.001


def test_hidden_shapes_are_gone_and_come_back(tools: PaintTools) -> None:
    made = surface(tools)
    made.finish()
    whole = pixels_of(made.image).copy()
    made.hide({"s0", "s1", "c1"})
    assert (pixels_of(made.image) != whole).any()
    made.hide(())
    assert (pixels_of(made.image) == whole).all()


def test_what_changes_several_times_before_it_is_seen_is_painted_once(
    tools: PaintTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = crowd(200)
    made = Surface(RenderModel(scene, tools), PAPER, lambda: 0.0)
    made.resize(300, 200)
    made.finish()
    made.take_updated()
    painted: list[QRect] = []
    render = made.model.render
    monkeypatch.setattr(made.model, "render", lambda *given: (painted.append(given[2]), render(*given)))
    made.hide({"s0", "s1"})
    for _ in range(3):
        made.apply(scene.move("s0", 4, 3))
    made.hide(())
    told = made.take_updated()
    assert not painted
    shown = pixels_of(made.image).copy()
    assert painted
    assert not (QRegion(painted[0]) - told).rectCount()
    monkeypatch.undo()
    assert (shown == fresh(made, made.model)).all()
    assert (
        sum(rect.width() * rect.height() for rect in painted)
        <= told.boundingRect().width() * told.boundingRect().height()
    )


def test_what_has_changed_is_mended_before_the_picture_moves(tools: PaintTools) -> None:
    def changed(looked_at: bool) -> NDArray[np.uint32]:
        """Return the picture after changes and moves of the picture, every change looked at or none."""
        scene = crowd(200)
        made = Surface(RenderModel(scene, tools), PAPER, lambda: 0.0)
        made.resize(300, 200)
        made.finish()
        changes: tuple[Callable[[], object], ...] = (
            lambda: made.apply(scene.move("s0", 4, 3)),
            lambda: made.look(1.0, Vec(40, 10)),
            lambda: made.apply(scene.remove("s7")),
            lambda: made.resize(320, 200),
            lambda: made.hide({"s8"}),
            made.finish,
        )
        for change in changes:
            change()
            if looked_at:
                assert not made.image.isNull()
        return pixels_of(made.image).copy()

    assert (changed(looked_at=False) == changed(looked_at=True)).all()


def test_what_was_painted_is_told_in_view_pixels(tools: PaintTools) -> None:
    made = surface(tools)
    made.resize(300, 200, 2.0)
    made.finish()
    assert made.image.width() == 600
    assert made.take_updated().boundingRect() == QRect(0, 0, 300, 200)
    assert made.take_updated().isEmpty()
    made.hide({"s0"})
    told = made.take_updated().boundingRect()
    assert not told.isEmpty()
    assert told.width() < 300


def test_present_blits_device_pixels_one_to_one(tools: PaintTools) -> None:
    made = surface(tools)
    made.resize(150, 100, 2.0)
    made.finish()
    screen = QImage(300, 200, QImage.Format.Format_RGB32)
    screen.setDevicePixelRatio(2.0)
    screen.fill(QColor("#ff00ff"))
    painter = QPainter(screen)
    made.present(painter, QRect(10, 10, 100, 50))
    painter.end()
    shown, image = pixels_of(screen), pixels_of(made.image)
    assert (shown[20:120, 20:220] == image[20:120, 20:220]).all()
    assert (shown[:20] == 0xFFFF00FF).all()


def test_growing_keeps_what_was_painted(tools: PaintTools) -> None:
    made = surface(tools)
    made.finish()
    before = pixels_of(made.image).copy()
    made.resize(400, 200)
    assert (pixels_of(made.image)[:, :300] == before).all()
    assert made.pending


def test_another_backdrop_repaints_everything(tools: PaintTools) -> None:
    made = surface(tools)
    made.finish()
    made.set_backdrop(Backdrop("#102030", style="none"))
    assert made.pending
    made.finish()
    assert (pixels_of(made.image) == 0xFF102030).any()


def test_another_page_shows_all_its_shapes(tools: PaintTools) -> None:
    made = surface(tools)
    made.hide({"s0"})
    other = RenderModel(crowd(50, seed=9), tools)
    made.set_model(other)
    made.finish()
    assert (pixels_of(made.image) == fresh(made, other)).all()


def test_a_tile_that_rests_is_shown_only_when_it_is_whole(tools: PaintTools) -> None:
    clock = count()
    made = Surface(RenderModel(crowd(200), tools), PAPER, lambda: next(clock) / 1000.0)
    made.resize(300, 200)
    made.finish()
    made.take_updated()
    made.look(1.1, Vec(0, 0))
    made.take_updated()
    preview = pixels_of(made.image).copy()
    assert made.step(6.0)
    assert made.take_updated().isEmpty()
    assert (pixels_of(made.image) == preview).all()
    while made.step(6.0):
        pass
    assert (pixels_of(made.image) == fresh(made, made.model)).all()


def test_what_changes_while_its_tile_is_painted_is_not_lost(tools: PaintTools) -> None:
    scene = crowd(200)
    clock = count()
    made = Surface(RenderModel(scene, tools), PAPER, lambda: next(clock) / 1000.0)
    made.resize(300, 200)
    made.look(0.4, Vec(0, 0))
    for name in ("s3", "s50", "c3"):
        assert made.step(6.0)
        made.apply(scene.move(name, 40, 25))
    made.apply(scene.remove("s4"))
    assert made.step(6.0)
    made.hide({"s6"})
    made.hide(())
    while made.step(6.0):
        pass
    assert (pixels_of(made.image) == fresh(made, made.model)).all()


def test_a_picture_gets_whole_though_something_changes_in_it_after_each_slice(tools: PaintTools) -> None:
    scene = crowd(1500)
    clock = count()
    made = Surface(RenderModel(scene, tools), PAPER, lambda: next(clock) / 1000.0)
    made.resize(700, 500)
    made.look(0.36, Vec(0, 0))
    # A tile of the usual size takes more than one such slice, the smallest one less.
    slices = 0
    while made.step(100.0):
        slices += 1
        made.apply(scene.move("s7", 1.0 if slices % 2 else -1.0, 0.0))
        assert slices < 200
    assert slices > 3
    assert (pixels_of(made.image) == fresh(made, made.model)).all()
