"""Measures dragging many shapes whose connectors keep clear of shapes: the steps of the pointer, what follows while it rests, the release."""

from __future__ import annotations

from heapq import nsmallest
from itertools import count

from PySide6.QtGui import QImage, QPainter

from app.canvas_view.live_layer import LiveLayer
from app.collecting import uncollected
from canvas.editor.camera import Camera, to_view
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.history import History
from canvas.model.new import new_document
from canvas.model.plan import Create, Op, Plan
from canvas.model.records import Value
from canvas.qt.painter import PaintTools
from canvas.tools.events import DOWN, LEFT, MOVE, UP, PointerEvent
from canvas.tools.machine import Machine
from tests.bench.calibration import Timing, measured, times_ms, workload
from tests.bench.rows import Row
from tests.support.mazes import LAYOUTS

SHAPES, LINES, DRAGGED = 1_000, 800, 120
WIDTH, HEIGHT, ZOOM = 1600, 1000, 0.4
FRAME_MS, RELEASE_MS = 16.0, 100.0
STEPS, RESTS = 60, 6


class Drag:
    """An editor whose shapes nearest to the middle are selected and grabbed, with the layer that shows them."""

    def __init__(self, layout: str) -> None:
        numbers, boxes = count(1), LAYOUTS[layout](SHAPES, 2)
        tools, document = PaintTools(), new_document(1, "Drag", 0.0, lambda: f"id{next(numbers)}")
        self.editor = Editor(document, History(document), tools.engine)
        middle = Vec(sum(b.center.x for b in boxes) / len(boxes), sum(b.center.y for b in boxes) / len(boxes))
        order = sorted(
            range(len(boxes)), key=lambda j: abs(boxes[j].center.x - middle.x) + abs(boxes[j].center.y - middle.y)
        )
        home: dict[str, Value] = {"page": self.editor.page, "layer": self.editor.layer}
        operations: list[Op] = []
        for j, box in enumerate(boxes):
            at: dict[str, Value] = {"kind": "rect", "x": box.x, "y": box.y, "w": box.w, "h": box.h}
            operations.append(Create(f"s{j}", {**home, "order": f"a{j:05}V", **at}))
        for n in range(LINES):
            ends: dict[str, Value] = {"source": f"s{order[n]}", "target": f"s{_neighbour(boxes, order[n], n)}"}
            line: dict[str, Value] = {"kind": "connector", "order": f"b{n:05}V", "routing": "avoid", **ends}
            operations.append(Create(f"l{n}", {**home, **line}))
        self.editor.apply(Plan("Fill", tuple(operations)))
        self.editor.select(f"s{j}" for j in order[:DRAGGED])
        self.start = self.pointer = boxes[order[0]].center
        self.camera = Camera(ZOOM, Vec(middle.x - WIDTH / 2 / ZOOM, middle.y - HEIGHT / 2 / ZOOM), WIDTH, HEIGHT)
        self.editor.set_camera(self.camera)
        for n in range(LINES):
            self.editor.scene.entry(f"l{n}")
        self.machine, self.layer = Machine(self.editor), LiveLayer(tools)
        self.screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self._send(DOWN, self.start)

    def _send(self, kind: str, at: Vec) -> None:
        self.machine.handle(PointerEvent(kind, at, to_view(self.camera, at), LEFT))

    def step(self, number: int) -> None:
        """Drag a little further, round in a circle, and paint."""
        way = number % 40
        self.pointer = Vec(self.start.x + 12.0 + 4.0 * way, self.start.y + 3.0 * (20 - abs(20 - way)))
        self._send(MOVE, self.pointer)
        self.layer.show(self.editor.scene, self.machine.preview, {})
        self.paint()

    def let_go(self, _: int) -> None:
        """Release what is dragged where the pointer is, and paint."""
        self._send(UP, self.pointer)
        self.layer.show(self.editor.scene, self.machine.preview, {})
        self.paint()

    def settle(self, _: int) -> None:
        """Let a line find its way, and paint."""
        self.editor.settle(lambda: False)
        self.paint()

    def take_back(self) -> None:
        """Undo what was dragged, and grab it again."""
        self.editor.undo()
        self.editor.settle()
        self._send(DOWN, self.start)

    def bend(self, _: int) -> None:
        """Let some more lines follow, and paint."""
        self.layer.bend_more(self.editor.scene)
        self.paint()

    def paint(self) -> None:
        painter = QPainter(self.screen)
        self.layer.paint(painter, self.editor.scene, self.camera, 1.0)
        painter.end()


def _neighbour(boxes: list[Box], of: int, number: int) -> int:
    """Return one of the twelve shapes nearest to one."""
    at = boxes[of].center
    near = nsmallest(13, range(len(boxes)), key=lambda j: abs(boxes[j].center.x - at.x) + abs(boxes[j].center.y - at.y))
    return near[1 + number % 12]


def many_rows(layout: str) -> list[Row]:
    """Return the rows of a drag of many shapes among those of a layout."""
    with uncollected():
        drag = Drag(layout)
    drag.step(0)
    steps = measured(drag.step, STEPS)
    resting: list[float] = []
    for rest in range(RESTS):
        drag.step(7 * rest)
        drag.layer.settle(drag.editor.scene, drag.camera)
        while drag.layer.waiting:
            resting += times_ms(drag.bend, 1)
    released, settling = _drops(drag)
    name = f"drag {DRAGGED} of {SHAPES} shapes with {LINES} lines around, {layout}"
    return [
        Row(f"{name}: step (p95)", SHAPES, steps, FRAME_MS, tail=True),
        Row(f"{name}: settling (p95)", SHAPES, _timing(resting), FRAME_MS, tail=True),
        Row(f"{name}: release", SHAPES, _timing(released), RELEASE_MS),
        Row(f"{name}: settling after it (p95)", SHAPES, _timing(settling), FRAME_MS, tail=True),
    ]


def _drops(drag: Drag) -> tuple[list[float], list[float]]:
    """Release what is dragged a few times; return the times until it is painted, and of each line that finds its way then."""
    released: list[float] = []
    settling: list[float] = []
    for rest in range(RESTS):
        drag.step(7 * rest)
        released += times_ms(drag.let_go, 1)
        while not drag.editor.scene.is_settled:
            settling += times_ms(drag.settle, 1)
        drag.take_back()
    return released, settling


def _timing(times: list[float]) -> Timing:
    calibration = sorted(times_ms(lambda _: workload(), 5))[2]
    ordered = sorted(times) or [0.0]
    return Timing(ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], len(ordered), calibration)
