"""The marks around the selection that can be dragged, and which one is under the pointer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.polyline import nearest as nearest_on
from canvas.geometry.vec import Vec, distance, lerp, rotate
from canvas.kernels.connect import BENDABLE, scene_waypoints
from canvas.kernels.graph import Graph
from canvas.kernels.resize import HANDLES, frame
from canvas.kernels.tables import is_cell
from canvas.scene.curves import drawn_points, is_curved, pulled
from canvas.scene.overlays import Figure, HandleMark, SelectedLine, SelectionBox
from canvas.tools.select.hovering import drawn_line

GRAB_PX = 8.0
"""Reach of a handle, view pixels."""
ROTATE_PX = 34.0
"""How far above the frame the rotation handle is, view pixels."""
MOST_FRAMES = 200
"""Of a larger selection only so many shapes get a frame of their own; the common one says the rest."""
ROOM_PX = 30.0
"""Sides shorter than this carry no handle of their own, view pixels."""


class Marks:
    """Figures and handles of the selection, worked out again only when something they depend on has changed.

    With 10,000 shapes selected they take a fifth of a second, too long for every movement of the pointer.

    Args:
        editor: whose selection.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._key: tuple[object, ...] = ()
        self._figures: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Frames and handles."""
        editor = self._editor
        key = (editor.selection, editor.camera, editor.chosen.revision, editor.read_only)
        if key != self._key:
            self._key, self._figures = key, figures(editor)
        return self._figures

    @property
    def frames(self) -> tuple[Figure, ...]:
        """What is selected, without the handles."""
        return tuple(f for f in self.figures if not isinstance(f, HandleMark))

    def handle_at(self, point: Vec) -> HandleMark | None:
        """Return the handle under a scene point."""
        return nearest([f for f in self.figures if isinstance(f, HandleMark)], point, self._editor.camera.zoom)


def figures(editor: Editor) -> tuple[Figure, ...]:
    """Return frames and handles of the selection."""
    graph = editor.graph
    chosen = editor.selection
    result: list[Figure] = []
    for shape_id in chosen[:MOST_FRAMES]:
        record = editor.records.shapes[shape_id]
        if record.is_connector:
            route = graph.route(shape_id)
            result.append(SelectedLine(route, drawn_line(record, editor.scheme, route)))
        elif len(chosen) > 1:
            result.append(SelectionBox(graph.box(shape_id), record.rotation, whole=False))
    found = frame(graph, chosen)
    if found is not None:
        locked = not any(editor.can_edit(s) for s in chosen)
        result.append(SelectionBox(found[0], found[1], whole=True, locked=locked))
    return (*result, *_handles(editor, found))


def _handles(editor: Editor, found: tuple[Box, float] | None) -> tuple[HandleMark, ...]:
    """Return the handles of the selection with its frame; none when anything of it may not be changed."""
    graph, chosen = editor.graph, editor.selection
    if not chosen or not editor.can_edit_all(chosen):
        return ()
    if len(chosen) == 1 and editor.records.shapes[chosen[0]].is_connector:
        return tuple(_line_handles(editor, chosen[0]))
    inner = () if graph.are_plain(chosen) else chosen
    # A cell is as large as its row and column: their edges are dragged, and nothing of it can be turned.
    if found is None or any(graph.is_label(s) or is_cell(graph, s) for s in inner):
        return ()
    return tuple(_box_handles(editor, *found))


def _box_handles(editor: Editor, box: Box, rotation: float) -> Iterator[HandleMark]:
    zoom = editor.camera.zoom
    for name, (sx, sy) in HANDLES.items():
        if (not sx and box.w * zoom < ROOM_PX) or (not sy and box.h * zoom < ROOM_PX):
            continue
        point = Vec(box.center.x + sx * box.w / 2, box.center.y + sy * box.h / 2)
        yield HandleMark(name, rotate(point, rotation, box.center), rotation)
    top = Vec(box.center.x, box.y - ROTATE_PX / zoom)
    yield HandleMark("rotate", rotate(top, rotation, box.center), rotation)


def _line_handles(editor: Editor, connector: str) -> Iterator[HandleMark]:
    graph = editor.graph
    route = graph.route(connector)
    if len(route) < 2:
        return
    record = editor.records.shapes[connector]
    drawn = drawn_points(record, route)
    for i in range(len(route) - 1):
        if distance(route[i], route[i + 1]) * editor.camera.zoom >= ROOM_PX:
            middle = lerp(route[i], route[i + 1], 0.5)
            yield HandleMark(f"segment:{i}", nearest_on(drawn, middle).point if is_curved(record) else middle)
    if str(record.get("routing", "straight")) not in BENDABLE:
        for i in range(len(scene_waypoints(graph, connector))):
            yield HandleMark(f"waypoint:{i}", bend_mark(graph, connector, i)[0])
    yield HandleMark("source", route[0])
    yield HandleMark("target", route[-1])


def bend_mark(graph: Graph, connector: str, index: int) -> tuple[Vec, float]:
    """Return where the mark of a bend lies, on the line as it is drawn, and how far it goes when the bend goes one unit."""
    bends, route, record = scene_waypoints(graph, connector), graph.route(connector), graph.records[connector]
    if not is_curved(record) or len(route) < 3:
        return bends[index], 1.0
    if len(route) == len(bends) + 2:
        return pulled(route, index + 1)
    return nearest_on(drawn_points(record, route), bends[index]).point, 1.0


def nearest(marks: Sequence[HandleMark], point: Vec, zoom: float) -> HandleMark | None:
    """Return the handle under a scene point; of several the nearest, of equally near ones that painted last."""
    near = [h for h in reversed(marks) if distance(h.point, point) <= GRAB_PX / zoom]
    return min(near, key=lambda h: distance(h.point, point), default=None)


def cursor_of(handle: HandleMark) -> str:
    """Return the cursor's name for a handle, see `Preview.cursor`."""
    if handle.name == "rotate":
        return f"rotate:{handle.rotation:g}"
    if handle.name in HANDLES:
        sx, sy = HANDLES[handle.name]
        angles = {
            (1, 0): 0,
            (1, 1): 45,
            (0, 1): 90,
            (-1, 1): 135,
            (-1, 0): 180,
            (-1, -1): 225,
            (0, -1): 270,
            (1, -1): 315,
        }
        return f"resize:{(angles[sx, sy] + handle.rotation) % 360:g}"
    return "move"
