"""Putting entries of the shape library onto the page, and turning a shape into another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from canvas.commands.create import container_at, free_place, title
from canvas.commands.splitting import line_at, split_ops
from canvas.editor.editor import Editor
from canvas.editor.fragments import fragment_of
from canvas.geometry.box import Box
from canvas.geometry.vec import ORIGIN, Vec, rotate
from canvas.kernels.copying import Copied, Destination, paste
from canvas.kernels.edits import Edits, changes, tidy
from canvas.kernels.group import GROUP
from canvas.kernels.order import orders_on_top
from canvas.kernels.snap import to_grid
from canvas.model.plan import UNSET, Plan
from canvas.model.records import ShapeRecord, Value
from canvas.model.schema import PARAM
from canvas.shapes.library import catalogue

_OF_THE_KIND = (
    "container", "image", "style.direction", "style.horizontal", "style.label_h", "style.label_v", "style.perimeter",
    "style.radius", "style.rounded",
)  # fmt: skip
"""Keys that belong to a kind rather than to the user's taste: a shape that becomes another one takes them over."""


def insert_in_view(editor: Editor, copied: Copied, at: Vec | None = None) -> tuple[str, ...]:
    """Put shapes where they are seen and select them: what a click in the shape library does.

    Args:
        editor: where.
        copied: the shapes.
        at: scene point for their middle; None for the middle of the view, a step aside if something is there.
    """
    middle = at or free_place(editor, copied.box.w, copied.box.h)
    name = f"Add {title(f'shape:{copied.shapes[0].kind}')}" if len(copied.shapes) == 1 else "Add shapes"
    return insert_fragment(editor, copied, middle, container_at(editor, middle), name)


def insert_entry(editor: Editor, entry: str, at: Vec | None = None) -> bool:
    """Put an entry of the program's library where it is seen (see `insert_in_view`); return whether anything was written."""
    return bool(insert_in_view(editor, fragment_of(entry, editor.defaults), at))


_PARTS = (GROUP, "line", "partialRectangle", "tableRow", "text", "transparent")
"""Kinds that are parts of something, or words: what is dropped on them does not mean them."""
PutEntry: TypeAlias = Callable[[Editor, str, Vec | None], bool]
"""Puts an entry of any library onto the page of an editor, with its middle at a scene point or where it is seen."""


def drop_fragment(editor: Editor, copied: Copied, at: Vec, *, alone: bool = False) -> bool:
    """Put shapes down where they fall: a shape replaces the one there, goes into the line there, or into the container there.

    Args:
        editor: where.
        copied: the shapes.
        at: scene point for the middle of their box.
        alone: replace and split nothing.

    Returns:
        Whether anything was written.
    """
    replaced = "" if alone else replaceable_at(editor, copied, at)
    if replaced:
        return replace_shape(editor, replaced, copied)
    line = "" if alone else splittable_at(editor, copied, at)
    return bool(insert_fragment(editor, copied, at, container_at(editor, at), line=line))


def splittable_at(editor: Editor, copied: Copied, at: Vec) -> str:
    """Return the connector that shapes dropped at a point go into, "" for none; only one outermost shape can."""
    if len(copied.roots) != 1 or copied.shapes[0].is_connector:
        return ""
    corner = corner_at(editor, copied, at)
    return line_at(editor, Box(corner.x, corner.y, copied.box.w, copied.box.h))


def corner_at(editor: Editor, copied: Copied, at: Vec) -> Vec:
    """Return where the top left corner of shapes comes to lie whose middle is put at a point; on the grid when that is on."""
    x, y = at[0] - copied.box.w / 2, at[1] - copied.box.h / 2
    if editor.snap_grid:
        x, y = to_grid(x, editor.grid_size), to_grid(y, editor.grid_size)
    return Vec(x, y)


def insert_fragment(
    editor: Editor, copied: Copied, at: Vec, parent: str = "", name: str = "Add shape", line: str = ""
) -> tuple[str, ...]:
    """Put shapes that are in no document onto the page, select and return the outermost ones.

    Args:
        editor: where; with its grid on, their corner lies on the grid.
        copied: the shapes.
        at: scene point for the middle of their box.
        parent: container that takes them, "" for the layer.
        name: of the step of undo.
        line: connector that the one outermost shape goes into, "" for none.
    """
    x, y = corner_at(editor, copied, at)
    graph, roots = editor.graph, copied.roots
    place = editor.view.place(parent) if parent else (editor.page, editor.layer)
    siblings = editor.view.children(parent) if parent else editor.view.tops(*place)
    orders = dict(zip(roots, orders_on_top(graph, siblings, len(roots)), strict=True))
    box = graph.box(parent) if parent else None
    origin = Vec(box.x, box.y) if box is not None else ORIGIN
    new_ids = {shape.id: editor.new_id() for shape in copied.shapes}

    def into(root: str) -> Destination:
        return Destination(*place, parent, origin, orders[root])

    plan = paste(copied, new_ids, Vec(x - copied.box.x, y - copied.box.y), into, name)
    if line:
        middle = Vec(x + copied.box.w / 2, y + copied.box.h / 2)
        plan = Plan("Insert into connector", (*plan.ops, *split_ops(editor, line, new_ids[roots[0]], middle)))
    if not editor.apply(plan):
        return ()
    made = tuple(new_ids[root] for root in roots)
    editor.select(made)
    return made


def replaceable_at(editor: Editor, copied: Copied, point: Vec) -> str:
    """Return the shape under a scene point that dropping a copy would turn into its only shape, "" for none.

    Containers take in what is dropped on them; lines, groups and what may not be changed stay what they are.
    """
    if len(copied.shapes) != 1 or not _is_plain(copied.shapes[0]):
        return ""
    graph = editor.graph
    for shape_id in reversed(editor.scene.query(Box(point[0], point[1], 0.0, 0.0))):
        record = editor.records.shapes[shape_id]
        if not _is_plain(record) or graph.is_label(shape_id) or not editor.can_pick(shape_id):
            continue
        box = graph.box(shape_id)
        if box.contains(rotate(point, -record.rotation, box.center)):
            fits = not graph.is_container(record) and editor.can_edit(shape_id)
            return shape_id if fits else ""
    return ""


def _is_plain(record: ShapeRecord) -> bool:
    return not record.is_connector and record.kind not in _PARTS


def replace_shape(editor: Editor, shape_id: str, copied: Copied) -> bool:
    """Turn a shape into the only one of a copy; label, colours, connectors and place stay, and the size where it fits.

    A figure that keeps its proportions gets the largest box of its own proportions inside the old one, about the same centre.
    """
    if not editor.editable((shape_id,)):
        return False
    old, new = editor.records.shapes[shape_id], copied.shapes[0]
    values: dict[str, Value] = {key: UNSET for key in old.values if key.startswith(PARAM) and key not in new.values}
    values.update({key: value for key, value in new.values.items() if key.startswith(PARAM)})
    values.update({key: new.get(key, UNSET) for key in _OF_THE_KIND if key in new.values or key in old.values})
    values.update(kind=new.kind, **_fitted(old, new))
    edits: Edits = {shape_id: values}
    if not editor.apply(Plan("Replace shape", changes(edits, editor.records.shapes))):
        return False
    editor.select((shape_id,))
    return True


def _fitted(old: ShapeRecord, new: ShapeRecord) -> dict[str, Value]:
    """Return place and size of a shape that becomes a figure of fixed proportions; nothing for others."""
    figure = catalogue.figure(new.kind)
    if figure is None or not figure.form.keep_aspect or old.get("relative"):
        return {}
    k = min(old.w / figure.size[0], old.h / figure.size[1])
    w, h = tidy(figure.size[0] * k), tidy(figure.size[1] * k)
    return {"x": tidy(old.x + (old.w - w) / 2), "y": tidy(old.y + (old.h - h) / 2), "w": w, "h": h}
