"""What this window says of its user: pointer, view, selection, what is dragged, caret and light. Made from what is shown, nothing is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.records import Value
from canvas.scene.overlays import LaserTrail
from canvas.tools.state import Preview
from sync.protocol.errors import TooLarge
from sync.protocol.presence import (
    MAX_LASER_POINTS,
    MAX_MOVED,
    MAX_NAME_BYTES,
    MAX_SELECTED,
    MAX_SHAPE_ID_BYTES,
    Activity,
    Caret,
    Moved,
    Presence,
    encode_presence,
)

_FRAME_KEYS = frozenset({"x", "y", "w", "h", "rotation"})


@dataclass(frozen=True, slots=True)
class Myself:
    """What only the window knows.

    Attributes:
        name: how the user is called.
        color: "#rrggbb".
        cursor: the pointer, scene space; None while it is not on the canvas.
        caret: while a label is edited.
        following: device of the person followed, or "".
        summons: how often the user has called everybody.
        face: a picture as small as is said; empty for none.
    """

    name: str
    color: str
    cursor: Vec | None = None
    caret: Caret | None = None
    following: str = ""
    summons: int = 0
    face: bytes = b""


def said(editor: Editor, shown: Preview, me: Myself) -> Presence:
    """Return what to tell the others now; never larger than a presence message may be.

    Args:
        editor: the open page.
        shown: what the tools show.
        me: what only the window knows.
    """
    seen = editor.camera.visible
    whole = Presence(
        clock=0,
        activity=Activity.HERE,
        name=_short(me.name, MAX_NAME_BYTES),
        colour=int(me.color[1:], 16),
        page=editor.page if _fits(editor.page) else None,
        cursor=None if me.cursor is None else (me.cursor.x, me.cursor.y),
        viewport=(seen.x, seen.y, seen.w, seen.h),
        selection=tuple(filter(_fits, editor.selection))[:MAX_SELECTED] or None,
        moved=_moved(editor, shown)[:MAX_MOVED] or None,
        caret=me.caret,
        following=me.following or None,
        laser=_laser(shown) or None,
        summons=me.summons or None,
    )
    # The engine says the picture rarely, and then what there is room for: it takes no room of the rest here.
    return replace(fitted(whole), face=me.face or None)


def fitted(presence: Presence) -> Presence:
    """Return a presence that can be sent: of what is too much for one message a part is left out."""
    while True:
        try:
            encode_presence(presence)
        except TooLarge:
            presence = _smaller(presence)
        else:
            return presence


def _smaller(presence: Presence) -> Presence:
    """Return less of the longest part."""
    selection, moved, laser = presence.selection or (), presence.moved or (), presence.laser or ()
    if len(laser) * 16 >= max(len(selection) * 20, len(moved) * 60):
        return replace(presence, laser=laser[len(laser) // 2 + 1 :] or None)
    if len(moved) * 60 >= len(selection) * 20:
        return replace(presence, moved=moved[: len(moved) // 2] or None)
    return replace(presence, selection=selection[: len(selection) // 2] or None)


def _fits(shape_id: str) -> bool:
    return len(shape_id.encode()) <= MAX_SHAPE_ID_BYTES


def _short(name: str, most: int) -> str:
    return name.encode()[:most].decode("utf-8", "ignore")


def _moved(editor: Editor, shown: Preview) -> tuple[Moved, ...]:
    """Return the frames of what is dragged or resized; copies are no move, and neither are shapes that do not exist yet."""
    if shown.originals_stay:
        return ()
    frames = [*_shifted(editor, shown.moved, shown.shift), *_framed(editor, shown.overrides)]
    return tuple({frame.shape: frame for frame in frames if _fits(frame.shape)}.values())


def _shifted(editor: Editor, ids: Iterable[str], by: Vec) -> Iterable[Moved]:
    graph = editor.graph
    for shape in graph.roots(tuple(ids)):
        record = editor.records.shapes.get(shape)
        if record is not None and not record.is_connector:
            yield _frame(shape, editor.scene.box(shape).translated(by.x, by.y), record.rotation)


def _framed(editor: Editor, overrides: Mapping[str, Mapping[str, Value]]) -> Iterable[Moved]:
    for shape, values in overrides.items():
        record = editor.records.shapes.get(shape)
        if record is None or record.is_connector or not _FRAME_KEYS & values.keys():
            continue
        origin = editor.graph.origin(shape)
        now = editor.scene.box(shape)
        x, y = origin.x + _number(values, "x", now.x - origin.x), origin.y + _number(values, "y", now.y - origin.y)
        box = Box(x, y, _number(values, "w", now.w), _number(values, "h", now.h))
        yield _frame(shape, box, _number(values, "rotation", record.rotation))


def _number(values: Mapping[str, Value], key: str, otherwise: float) -> float:
    value = values.get(key)
    return float(value) if isinstance(value, (int, float)) else otherwise


def _frame(shape: str, box: Box, rotation: float) -> Moved:
    return Moved(shape, box.x, box.y, box.w, box.h, rotation)


def _laser(shown: Preview) -> tuple[tuple[float, float], ...]:
    """Return the newest trail of light, with as many of its points as may be sent."""
    trails = [figure for figure in shown.figures if isinstance(figure, LaserTrail)]
    if not trails:
        return ()
    points = trails[-1].points
    step = -(-len(points) // MAX_LASER_POINTS)
    return tuple((p.x, p.y) for p in points[::-1][::step][::-1])
