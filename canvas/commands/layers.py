"""Layers of the current page: add, rename, show, lock, reorder, delete, and moving the selection between them."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.kernels.order import reordered
from canvas.kernels.reparent import reparent
from canvas.model.ordering import many_between
from canvas.model.plan import LAYERS, SHAPES, Create, Delete, Plan, Set


def add(editor: Editor, name: str = "") -> str:
    """Add a layer in front of the others, make it the current one and return its id ("" in a read-only diagram)."""
    layer = editor.new_id()
    known = [editor.records.layers[i] for i in editor.view.layers(editor.page) if i in editor.records.layers]
    top = max((record.order for record in known), default="")
    label = name.strip() or f"Layer {len(known) + 1}"
    values = {"page": editor.page, "name": label, "order": many_between(top or None, None, 1)[0]}
    if not editor.apply(Plan("Add layer", (Create(layer, values, table=LAYERS),))):
        return ""
    editor.set_layer(layer)
    return layer


def rename(editor: Editor, layer: str, name: str) -> bool:
    """Give a layer a name; a blank one is refused."""
    return bool(name.strip()) and _set(editor, layer, "name", name.strip(), "Rename layer")


def set_visible(editor: Editor, layer: str, visible: bool) -> bool:
    """Show or hide a layer; what is hidden is no longer selected."""
    done = _set(editor, layer, "visible", visible, "Show layer" if visible else "Hide layer")
    if done:
        editor.select(s for s in editor.selection if editor.can_pick(s))
    return done


def set_locked(editor: Editor, layer: str, locked: bool) -> bool:
    """Lock or unlock a layer; what is locked is no longer selected."""
    done = _set(editor, layer, "locked", locked, "Lock layer" if locked else "Unlock layer")
    if done:
        editor.select(s for s in editor.selection if editor.can_pick(s))
    return done


def _set(editor: Editor, layer: str, key: str, value: str | bool, name: str) -> bool:
    record = editor.records.layers.get(layer)
    defaults: dict[str, str | bool] = {"visible": True, "locked": False, "name": ""}
    if record is None or record.get(key, defaults[key]) == value:
        return False
    return editor.apply(Plan(name, (Set(layer, key, value, LAYERS),)))


def move(editor: Editor, layer: str, index: int) -> bool:
    """Put a layer at a position among its page's layers, 0 is the rearmost."""
    layers = [i for i in editor.view.layers(editor.page) if i in editor.records.layers]
    if layer not in layers:
        return False
    wanted = [i for i in layers if i != layer]
    wanted.insert(max(0, min(index, len(wanted))), layer)
    if wanted == layers:
        return False
    new = reordered(wanted, [editor.records.layers[i].order for i in wanted], {layer})
    return editor.apply(Plan("Move layer", tuple(Set(i, "order", order, LAYERS) for i, order in new.items())))


def delete(editor: Editor, layer: str) -> bool:
    """Delete a layer and what is on it; the last layer of a page stays."""
    layers = editor.view.layers(editor.page)
    if layer not in editor.records.layers or layer not in layers or len(layers) < 2:
        return False
    on_it = [s for s in editor.view.paint_order(editor.page) if editor.view.place(s)[1] == layer]
    shapes = tuple(Delete(s, SHAPES) for s in reversed(on_it))
    return editor.apply(Plan("Delete layer", (*shapes, Delete(layer, LAYERS))))


def move_selection_to(editor: Editor, layer: str) -> bool:
    """Put the selection onto a layer, in front of what is there and where it lies; it leaves its container."""
    if layer not in editor.view.layers(editor.page):
        return False
    edits = reparent(editor.graph, editor.editable(), "", (editor.page, layer))
    return write(editor, "Move to layer", edits)
