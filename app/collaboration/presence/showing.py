"""What is shown of the others on the page in front: figures above it, and shapes where they drag them to.

What others say is not trusted: shapes that are not there are left out, and so are places far beyond any page.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.canvas_view.label_place import label_place
from app.canvas_view.live_layer import Overrides
from app.collaboration.presence.person import Person
from canvas.drawing.caret import caret_line
from canvas.editor.editor import Editor
from canvas.geometry.box import Box, union
from canvas.geometry.vec import Vec, rotate
from canvas.model.records import Value
from canvas.scene.others import OtherCaret, OtherCursor, OtherFigure, OtherFrame, OtherLaser, OtherTag
from sync.protocol.presence import Caret, Moved

FARTHEST = 1e7
"""Scene units from the origin; what is farther away is not shown."""
MOST_DRAGGED = 16
"""Shapes that move with all that hangs on them while others drag them: each is laid out anew for every picture."""
MOST_FRAMES = 100
"""Frames painted for one person."""


def figures(everybody: Iterable[Person], editor: Editor) -> tuple[OtherFigure, ...]:
    """Return what to paint for everybody who is on the page in front, back to front: pointers lie above all else."""
    here = [person for person in everybody if person.presence.page == editor.page]
    found: list[OtherFigure] = []
    for person in here:
        found += _frames(person, editor)
        found += _laser(person)
    for person in here:
        found += _typing(person, editor)
        found += _pointer(person, editor)
    return tuple(found)


def overrides(everybody: Iterable[Person], editor: Editor) -> Overrides:
    """Return the frames of what others drag now, as values of the shapes; only for those who may change the diagram.

    Of very many shapes the first ones that are seen are dragged with all that hangs on them; of the others only frames move.
    """
    found: dict[str, dict[str, Value]] = {}
    seen = editor.camera.visible
    for person in everybody:
        if person.may_edit and person.presence.page == editor.page:
            for moved in person.presence.moved or ():
                if len(found) >= MOST_DRAGGED:
                    return found
                if _can_be_shown(moved, editor) and _is_seen(moved, editor, seen):
                    origin = editor.graph.origin(moved.shape)
                    found[moved.shape] = {
                        "x": moved.x - origin.x,
                        "y": moved.y - origin.y,
                        "w": moved.width,
                        "h": moved.height,
                        "rotation": moved.rotation,
                    }
    return found


def _can_be_shown(moved: Moved, editor: Editor) -> bool:
    record = editor.records.shapes.get(moved.shape)
    if record is None or record.is_connector or not editor.scene.is_painted(moved.shape):
        return False
    return min(moved.width, moved.height) >= 0 and _near(moved.x, moved.y, moved.width, moved.height, moved.rotation)


def _is_seen(moved: Moved, editor: Editor, seen: Box) -> bool:
    """Tell whether a shape is in the view now or would be where somebody drags it."""
    there = Box(moved.x, moved.y, moved.width, moved.height)
    return seen.intersects(there) or seen.intersects(editor.scene.bounds(moved.shape))


def _near(*values: float) -> bool:
    return all(abs(value) <= FARTHEST for value in values)


def _frames(person: Person, editor: Editor) -> Iterable[OtherFrame]:
    shown = {moved.shape: moved for moved in person.presence.moved or () if _can_be_shown(moved, editor)}
    for shape in (person.presence.selection or ())[:MOST_FRAMES]:
        record = editor.records.shapes.get(shape)
        if record is None or not editor.scene.is_painted(shape):
            continue
        moved = shown.get(shape) if person.may_edit else None
        if moved is not None:
            box = Box(moved.x, moved.y, moved.width, moved.height)
            yield OtherFrame(box, person.color, moved.rotation)
        else:
            box, points = editor.scene.box(shape), editor.scene.points(shape)
            yield OtherFrame(box, person.color, record.rotation, points)


def _laser(person: Person) -> Iterable[OtherLaser]:
    points = tuple(Vec(x, y) for x, y in person.presence.laser or () if _near(x, y))
    if len(points) > 1:
        yield OtherLaser(points, person.color)


def _typing(person: Person, editor: Editor) -> Iterable[OtherCaret]:
    caret = person.presence.caret
    if caret is None or caret.shape not in editor.records.shapes or not editor.scene.is_painted(caret.shape):
        return
    top, bottom = _caret_ends(caret, editor)
    yield OtherCaret(top, bottom, person.color)


def _caret_ends(caret: Caret, editor: Editor) -> tuple[Vec, Vec]:
    """Return the ends of a caret in scene space: laid out like the label, turned with it and with its shape."""
    record = editor.records.shapes[caret.shape]
    block, area = label_place(editor.scene, record, editor.scheme)
    text = "".join(run.text for run in record.label).encode()
    characters = len(text[: caret.position].decode("utf-8", "ignore"))
    ends = caret_line(editor.scene.engine, block, characters)
    by = Vec(area.x - block.box.x, area.y - block.box.y)
    middle = editor.scene.box(caret.shape).center
    turned = []
    for end in ends:
        inner = rotate(end, block.rotation, block.box.center)
        turned.append(
            rotate(Vec(inner.x + by.x, inner.y + by.y), 0.0 if record.is_connector else record.rotation, middle)
        )
    return turned[0], turned[1]


def _pointer(person: Person, editor: Editor) -> Iterable[OtherCursor | OtherTag]:
    """Return the pointer with the name; without a pointer on the page, the name at what the person has in hand."""
    cursor = person.presence.cursor
    if cursor is not None and _near(*cursor):
        yield OtherCursor(Vec(*cursor), person.name, person.color)
        return
    around = union(frame.box for frame in _frames(person, editor))
    if around is not None:
        yield OtherTag(Vec(around.x, around.y), person.name, person.color)
