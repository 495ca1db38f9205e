"""Pools with lanes: insert, add, remove and move lanes."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.commands.create import container_at, placed
from canvas.editor.editor import Editor
from canvas.geometry.vec import ORIGIN, Vec
from canvas.kernels import lanes, loose_ends
from canvas.kernels.arrangement import KEY, LANE, STACK
from canvas.kernels.edits import changes, tidy
from canvas.model.ordering import many_between
from canvas.model.plan import Create, Op, Plan
from canvas.model.records import Value, plain

LENGTH, BREADTH = 640.0, 140.0
"""Size of a new pool's lanes, scene units."""
POOL_HEAD, LANE_HEAD = 32.0, 28.0
_LOOKS: dict[str, Value] = {
    "kind": LANE,
    "style.horizontal": False,
    "style.fill": "#eef0f4",
    "style.stroke": "#c3c8d2",
    "style.font_family": "Inter",
    "style.font_size": 13.0,
    "style.font_color": "#15171c",
    "style.font_weight": 500.0,
}


def insert(editor: Editor, count: int = 3, *, at: Vec | None = None) -> str:
    """Insert a pool with lanes on top of each other, its middle at a scene point; select it and return its id."""
    middle = editor.camera.visible.center if at is None else at
    w, h = POOL_HEAD + LENGTH, count * BREADTH
    parent = container_at(editor, middle)
    origin = Vec(*editor.graph.box(parent)[:2]) if parent else ORIGIN
    step = editor.grid_size if editor.snap_grid else 1.0
    x, y = round((middle[0] - w / 2) / step) * step, round((middle[1] - h / 2) / step) * step
    pool, home = editor.new_id(), placed(editor, parent)
    size = {"x": tidy(x - origin.x), "y": tidy(y - origin.y), "w": w, "h": h}
    own = {"param.start_size": POOL_HEAD, "param.horizontal_stack": 0.0, KEY: STACK}
    ops: list[Op] = [Create(pool, {**_LOOKS, **home, **size, **own}, plain("Pool"))]
    for number, order in enumerate(many_between(None, None, count), 1):
        place = {"page": home["page"], "layer": home["layer"], "parent": pool, "order": order}
        lane = {**_LOOKS, **place, "param.start_size": LANE_HEAD, "x": POOL_HEAD, "w": LENGTH, "h": BREADTH}
        ops.append(Create(editor.new_id(), {**lane, "y": (number - 1) * BREADTH}, plain(f"Lane {number}")))
    if not editor.apply(Plan("Insert pool", tuple(ops))):
        return ""
    editor.select((pool,))
    return pool


def current(editor: Editor) -> tuple[str, str]:
    """Return the pool that the selection is, or is a lane of, and that lane; "" for none."""
    if len(editor.selection) != 1:
        return "", ""
    chosen = editor.selection[0]
    pool = lanes.pool_of(editor.graph, chosen)
    if pool:
        return pool, chosen
    record = editor.records.shapes[chosen]
    return (chosen, "") if record.kind == LANE else ("", "")


def add_lane(editor: Editor) -> str:
    """Add a lane behind the selected one, or at the end of the selected pool; select it and return its id."""
    pool, after = current(editor)
    if not pool or not editor.editable((pool,)):
        return ""
    lane = editor.new_id()
    create, edits = lanes.new_lane(editor.graph, pool, lane, after)
    named = Create(lane, create.values, plain(_free_name(editor, pool)))
    if not editor.apply(Plan("Add lane", (*changes(edits, editor.records.shapes), named))):
        return ""
    editor.select((lane,))
    return lane


def _free_name(editor: Editor, pool: str) -> str:
    taken = {editor.records.shapes[child].text for child in editor.view.children(pool)}
    return next(name for n in range(1, len(taken) + 2) if (name := f"Lane {n}") not in taken)


def delete_lane(editor: Editor) -> bool:
    """Delete the selected lane with what is on it; the others close up."""
    pool, lane = current(editor)
    if not lane:
        return False
    if not editor.editable((lane,)):
        return False
    edits = changes({i: v for i, v in lanes.adopted(editor.graph, pool).items() if i != lane}, editor.records.shapes)
    return editor.apply(Plan("Delete lane", (*edits, *loose_ends.delete(editor.graph, (lane,)).ops)))


def move_lane(editor: Editor, by: int) -> bool:
    """Move the selected lane a place towards the beginning (-1) or the end (1) of its pool."""
    pool, lane = current(editor)
    if not lane or not editor.editable((lane,)):
        return False
    ids = [held.id for held in lanes.ordered(editor.graph, pool)]
    index = ids.index(lane) + by
    return 0 <= index < len(ids) and write(editor, "Move lane", lanes.moved(editor.graph, pool, lane, index))
