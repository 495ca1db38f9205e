"""Measures the canvas rows of the budgets on the real scene, render model and surface, offscreen, at 1600 x 1000."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from app.collecting import collect_again, uncollected
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.snap import snap_box
from canvas.kernels.still import still
from canvas.model.changes import Change
from canvas.model.records import Value
from canvas.model.view import GraphView
from canvas.qt.backdrop import Backdrop
from canvas.qt.drag_layer import DragLayer, paint_live
from canvas.qt.lod import SPRITES_FROM
from canvas.qt.painter import PaintTools
from canvas.qt.render_model import RenderModel
from canvas.qt.surface import Surface
from canvas.scene.delta import SceneDelta
from canvas.scene.hit_test import hit, within
from canvas.scene.page_scene import PageScene
from canvas.tools.snapping import MOST_NEIGHBOURS
from tests.bench.calibration import Timing, measured
from tests.bench.diagram import PAGE, Records, columns_of, make_records
from tests.bench.document import document_rows
from tests.bench.rows import Row

WIDTH, HEIGHT = 1600, 1000
WHEEL = 1.2


class World:
    """A diagram with everything between its records and the screen."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.view = GraphView(records)
        self.tools = PaintTools()
        self.scene = PageScene(records, self.view, PAGE, self.tools.engine)
        self.model = RenderModel(self.scene, self.tools)
        self.surface = Surface(self.model, Backdrop(), time.thread_time)
        self.surface.resize(WIDTH, HEIGHT)
        self.screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)

    @property
    def fit(self) -> tuple[float, Vec]:
        """Zoom and origin that show everything."""
        box = self.scene.content_bounds().inflated(20.0)
        zoom = min(WIDTH / box.w, HEIGHT / box.h)
        return zoom, Vec(box.center.x - WIDTH / 2 / zoom, box.center.y - HEIGHT / 2 / zoom)

    def show_fit(self) -> None:
        self.surface.look(*self.fit)
        self.surface.finish()

    def show_middle(self, zoom: float = 1.0) -> Vec:
        """Show the middle of the diagram and return the origin."""
        center = self.scene.content_bounds().center
        origin = Vec(center.x - WIDTH / 2 / zoom, center.y - HEIGHT / 2 / zoom)
        self.surface.look(zoom, origin)
        self.surface.finish()
        return origin

    def move(self, ids: list[str], dx: float, dy: float) -> SceneDelta:
        """Move shapes as an edit would and return what became of the scene."""
        return self._applied(self.records.move(ids, dx, dy))

    def change(self, changes: tuple[Change, ...]) -> None:
        """Show what changed, as after an edit."""
        self.surface.apply(self._applied(changes))

    def _applied(self, changes: tuple[Change, ...]) -> SceneDelta:
        precise = self.surface.view.zoom >= SPRITES_FROM
        seen = self.surface.view.scene_box(self.screen.rect()).inflated(64.0)
        return self.scene.apply(changes, self.view.update(changes), precise=precise, seen=seen)

    def present(self, rect: QRect | None = None) -> None:
        """Blit to the screen, as the widget does."""
        painter = QPainter(self.screen)
        self.surface.present(painter, rect or self.screen.rect())
        painter.end()

    def visible_shapes(self) -> list[str]:
        """Ids of the shapes, not connectors, on the screen, back to front."""
        view = self.surface.view
        found = self.model.query(view.scene_box(self.screen.rect()))
        return [shape_id for shape_id in found if shape_id.startswith("s")]


def rows(count: int, report: Callable[[str], None]) -> list[Row]:
    """Return all canvas rows for a diagram of `count` shapes and half as many connectors."""
    large = count >= 100_000
    report(f"{count} shapes: opening")
    result = document_rows(count, large)
    opened, world = _opening(count, large)
    result += opened
    for part in (_panning, _zooming, _dragging_one, _dragging_many, _remote, _asking, _editing):
        report(f"{count} shapes: {part.__name__.strip('_').replace('_', ' ')}")
        result += part(world, count, large)
    collect_again()
    return result


def _opening(count: int, large: bool) -> tuple[list[Row], World]:
    records = make_records(count)
    worlds: list[World] = []

    def open_it(_: int) -> None:
        worlds.clear()
        with uncollected():
            world = World(records)
        world.show_fit()
        world.present()
        worlds.append(world)

    timing = measured(open_it, 1 if large else 3)
    return [Row("records to first full picture (fit)", count, timing, 5000.0 if large else 1000.0)], worlds[0]


def _panning(world: World, count: int, large: bool) -> list[Row]:
    origin = world.show_middle()
    at = [origin]

    def pan(number: int) -> None:
        at[0] = Vec(at[0].x + 23, at[0].y + (11 if number % 20 < 10 else -11))
        world.surface.look(1.0, at[0])
        world.present()

    pan(0)
    while world.surface.look_around():  # As the widget does before the hand is at the mouse.
        pass
    warm = measured(pan, 60)
    return [Row("pan at 100 % (p95)", count, warm, 5.0 if large else 4.0, tail=True)]


def _zooming(world: World, count: int, large: bool) -> list[Row]:
    fit_zoom, fit_origin = world.fit
    slices: list[float] = []
    center = world.scene.content_bounds().center

    def wheel(number: int) -> None:
        zoom = 1.0 / WHEEL ** (number % 12)
        world.surface.look(zoom, Vec(center.x - WIDTH / 2 / zoom, center.y - HEIGHT / 2 / zoom))
        world.present()

    world.show_middle()
    first = measured(wheel, 24)
    wheel(0)
    world.surface.finish()

    def crisp(number: int) -> None:
        wheel(number)
        while True:
            before = time.thread_time()
            more = world.surface.step()
            slices.append((time.thread_time() - before) * 1000.0)
            if not more:
                return

    measured(crisp, 12)
    ordered = sorted(slices)
    whole = measured(crisp, 12)

    def fit(_: int) -> None:
        world.surface.look(fit_zoom, fit_origin)
        world.surface.invalidate()
        world.surface.finish()
        world.present()

    fit(0)
    half, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    slice_timing = Timing(half, late, len(ordered), first.calibration)
    return [
        Row("wheel step: first response", count, first, 5.0),
        Row("wheel step: crisp slices, each (p95)", count, slice_timing, 6.0, tail=True),
        Row("wheel step: until all is crisp", count, whole, None),
        Row("fit-all redraw", count, measured(fit, 15), 50.0 if large else 15.0),
    ]


def _dragging_one(world: World, count: int, large: bool) -> list[Row]:
    origin = world.show_middle()
    chosen = next(
        (s for s in world.visible_shapes() if len(world.view.connectors_of(s)) == 3), world.visible_shapes()[0]
    )
    record = world.records.shapes[chosen]
    moved = {chosen, *world.view.connectors_of(chosen)}
    world.surface.hide(moved)
    last = [QRect(0, 0, 1, 1)]

    def drag(number: int) -> None:
        offset = 3.0 * (number % 40)
        values: Mapping[str, Mapping[str, Value]] = {chosen: {"x": record.x + offset, "y": record.y + offset / 2}}
        entries = world.scene.preview(values)
        area = QRect()
        for entry in entries:
            area = area.united(world.surface.view.device_rect(entry.bounds))
        world.present(area.united(last[0]))
        painter = QPainter(world.screen)
        paint_live(painter, entries, world.tools, 1.0, origin)
        painter.end()
        last[0] = area

    drag(0)
    timing = measured(drag, 80)
    world.surface.hide(())
    return [Row("drag 1 shape with its connectors", count, timing, 1.0)]


def _dragging_many(world: World, count: int, large: bool) -> list[Row]:
    origin = world.show_middle()
    columns, wanted = columns_of(count), min(500, count // 2)
    side = round(wanted**0.5)
    first = (count // columns // 2 - side // 2) * columns + columns // 2 - side // 2
    block = [f"s{first + row * columns + column}" for row in range(side + 1) for column in range(side)]
    chosen = [shape_id for shape_id in block if shape_id in world.records.shapes][:wanted]
    inside = set(chosen)
    lines = {line for shape_id in chosen for line in world.view.connectors_of(shape_id)}
    rigid = {line for line in lines if set(world.view.ends(line)) <= inside}
    edge = sorted(lines - rigid)
    layers: list[DragLayer] = []

    def grab(_: int) -> None:
        world.surface.hide(())
        world.surface.hide(inside | lines)
        shown = [world.scene.entry(i) for i in sorted(inside | rigid, key=world.scene.position)]
        layers[:] = [DragLayer(shown, world.tools, world.surface.view, world.screen.size())]
        world.present()

    start = {i: (world.records.shapes[i].x, world.records.shapes[i].y) for i in chosen}
    near = world.surface.view.scene_box(world.screen.rect()).inflated(400.0)
    followed = [i for i in edge if world.scene.bounds(i).intersects(near)]

    def drag(number: int) -> None:
        offset = 3.0 * (number % 40)
        values = {i: {"x": x + offset, "y": y + offset} for i, (x, y) in start.items()}
        entries = world.scene.preview(values, only=followed)
        world.present()
        painter = QPainter(world.screen)
        layers[0].paint(painter, Vec(offset, offset))
        paint_live(painter, entries, world.tools, 1.0, origin)
        painter.end()

    def drop(_: int) -> None:
        world.surface.hide(inside | lines)
        delta = world.move(chosen, 2.0, 1.0)
        world.surface.hide(())
        world.surface.apply(delta)
        world.present()

    around = still(world.scene.box(i) for i in world.visible_shapes()[:MOST_NEIGHBOURS])
    frame = world.scene.box(chosen[0])

    def guide(number: int) -> None:
        snap_box(frame.translated(2.3 * (number % 40), 1.1 * (number % 40)), around, 6.0, 10.0)

    grabbed = measured(grab, 5)
    drag(0)
    dragged = measured(drag, 40)
    dropped = measured(drop, 5)
    return [
        Row(f"drag {len(chosen)} shapes: grab", count, grabbed, 60.0),
        Row(f"drag {len(chosen)} shapes: each frame", count, dragged, 5.0),
        Row(f"drag {len(chosen)} shapes: drop", count, dropped, None),
        Row(f"guides and equal gaps among {len(around.boxes)} shapes: each step", count, measured(guide, 80), 1.0),
    ]


def _remote(world: World, count: int, large: bool) -> list[Row]:
    """100 moves of others in a second, in 50 frames of two: the milliseconds they take of that second."""
    result: list[Row] = []
    rng = random.Random(4)
    for where in ("visible", "fit"):
        world.show_fit() if where == "fit" else world.show_middle()
        pool = world.visible_shapes()

        def second(_: int, pool: list[str] = pool) -> None:
            for _frame in range(50):
                two = [rng.choice(pool), rng.choice(pool)]
                world.surface.apply(world.move(two, rng.uniform(-9, 9), rng.uniform(-9, 9)))
                world.present(QRect(0, 0, 400, 300))

        second(0)
        name = f"100 remote moves per second ({where}): ms of it"
        result.append(Row(name, count, measured(second, 5), 120.0 if large else 100.0))
    return result


def _asking(world: World, count: int, large: bool) -> list[Row]:
    origin = world.show_middle()
    rng = random.Random(7)
    bounds = world.scene.content_bounds()

    def point(_: int) -> None:
        hit(world.scene, Vec(origin.x + rng.uniform(0, WIDTH), origin.y + rng.uniform(0, HEIGHT)), 4.0)

    def band(_: int) -> None:
        within(world.scene, Box(origin.x + rng.uniform(0, 900), origin.y + rng.uniform(0, 500), 400, 300), contain=True)

    def quarter(_: int) -> None:
        within(world.scene, Box(bounds.x, bounds.y, bounds.w / 2, bounds.h / 2), contain=True)

    limit = 2.5 if large else 0.5
    return [
        Row("point hit", count, measured(point, 200), limit),
        Row("rubber band 400 x 300", count, measured(band, 100), limit),
        Row("rubber band over a quarter", count, measured(quarter, 10), limit),
    ]


def _editing(world: World, count: int, large: bool) -> list[Row]:
    world.show_middle()
    pool = world.visible_shapes()
    rng = random.Random(9)

    def edit(_: int) -> None:
        world.surface.apply(world.move([rng.choice(pool)], rng.uniform(-20, 20), rng.uniform(-20, 20)))
        world.present()

    edit(0)
    moved = measured(edit, 40)

    def make_and_delete(number: int) -> None:
        changes = (
            world.records.put(f"new{number // 2}", pool[0], 40.0) if number % 2 == 0 else world.records.drop(pool.pop())
        )
        world.change(changes)
        world.present()

    return [
        Row("one local edit: applied to on screen", count, moved, 16.0),
        Row("shape made or deleted: applied to on screen", count, measured(make_and_delete, 20), 16.0),
    ]
