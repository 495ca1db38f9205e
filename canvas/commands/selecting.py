"""Choosing shapes without the pointer."""

from __future__ import annotations

from canvas.editor.editor import Editor

ROW = 20.0
"""Shapes whose tops differ by less count as one row when they are read, scene units."""


def _offered(editor: Editor) -> tuple[str, ...]:
    """Return the shapes of the page that may be selected: outermost ones and those inside containers, not group members."""
    graph = editor.graph
    return tuple(
        s
        for s in editor.scene.order
        if editor.can_pick(s)
        and not graph.is_label(s)
        and all(graph.is_container(editor.records.shapes[a]) for a in graph.ancestors(s))
    )


def select_all(editor: Editor) -> None:
    """Select all shapes of the page that lie in no other one and are not locked."""
    shapes, parent, order = editor.records.shapes, editor.view.parent, editor.scene.order
    involved = editor.scene.traits.involved
    outermost = [s for s in order if s not in involved or not (parent(s) or shapes[s].values.get("locked"))]
    editor.select(filter(editor.can_pick, outermost) if editor.locked_layers else outermost)


def select_none(editor: Editor) -> None:
    """Select nothing."""
    editor.select(())


def reading_order(editor: Editor) -> tuple[str, ...]:
    """Return what may be selected, row by row from the left; connectors after the shapes."""
    boxes = {s: editor.graph.bounds(s) for s in _offered(editor)}
    lines = {s for s in boxes if editor.records.shapes[s].is_connector}
    return tuple(sorted(boxes, key=lambda s: (s in lines, round(boxes[s].y / ROW), boxes[s].x, boxes[s].y, s)))


def select_next(editor: Editor, by: int = 1) -> None:
    """Select the next (1) or previous (-1) shape in reading order; goes round at the end."""
    order = reading_order(editor)
    if not order:
        return
    last = editor.selection[-1] if editor.selection else ""
    start = order.index(last) + by if last in order else (0 if by > 0 else -1)
    editor.select((order[start % len(order)],))


def select_neighbour(editor: Editor, *, forward: bool = True) -> None:
    """Follow a connector of the selected shape to the shape at its other end."""
    if len(editor.selection) != 1:
        return
    here = editor.selection[0]
    for connector in editor.view.connectors_of(here):
        source, target = editor.view.ends(connector)
        near, far = (source, target) if forward else (target, source)
        if near == here and far and far != here and editor.can_pick(far):
            editor.select((far,))
            return
