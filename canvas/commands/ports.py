"""Connection points of a shape: add, move, remove, back to those of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, distance
from canvas.kernels.edits import Edits, plan_of
from canvas.kernels.edits import point as as_point
from canvas.model.plan import UNSET
from canvas.scene.hit_test import ports as offered
from canvas.shapes.anchoring import anchor_of, port_at, touch
from canvas.shapes.own_ports import NAME, ports_text

KEY = f"param.{NAME}"


def can_have_ports(editor: Editor, shape: str) -> bool:
    """Tell whether a shape's connection points may be changed."""
    record = editor.records.shapes.get(shape)
    return (
        record is not None and not record.is_connector and not editor.graph.is_label(shape) and editor.can_edit(shape)
    )


def ports_of(editor: Editor, shape: str) -> tuple[Vec, ...]:
    """Return the connection points of a shape as fractions of its figure's box."""
    return tuple(port for port, _ in offered(editor.scene, shape))


def snapped_place(editor: Editor, shape: str, at: Vec, reach: float) -> Vec:
    """Return where a point goes: onto the outline when it is less than `reach` (scene units) away from it, else where it is."""
    anchor = anchor_of(editor.records.shapes[shape].values, editor.graph.box(shape))
    rim = min((touch(anchor, at, straight) for straight in (True, False)), key=lambda p: distance(p, at))
    return rim if distance(rim, at) <= reach else at


def add_port(editor: Editor, shape: str, at: Vec) -> bool:
    """Add a connection point at a scene point."""
    return _write(editor, "Add connection point", shape, [*ports_of(editor, shape), _fraction(editor, shape, at)], {})


def move_port(editor: Editor, shape: str, index: int, at: Vec) -> bool:
    """Move a connection point to a scene point; connectors that are fixed to it go along."""
    ports = list(ports_of(editor, shape))
    if not 0 <= index < len(ports):
        return False
    before, ports[index] = ports[index], _fraction(editor, shape, at)
    return _write(editor, "Move connection point", shape, ports, _following(editor, shape, before, ports[index]))


def remove_port(editor: Editor, shape: str, index: int) -> bool:
    """Take a connection point away; connectors that are fixed to it stay where they are."""
    ports = list(ports_of(editor, shape))
    if not 0 <= index < len(ports):
        return False
    return _write(editor, "Remove connection point", shape, [*ports[:index], *ports[index + 1 :]], {})


def reset_ports(editor: Editor) -> bool:
    """Give the selected shapes the connection points of their kinds again."""
    edits: Edits = {i: {KEY: UNSET} for i in editor.editable() if can_have_ports(editor, i)}
    return editor.apply(plan_of("Reset connection points", edits, editor.records.shapes))


def _fraction(editor: Editor, shape: str, at: Vec) -> Vec:
    return port_at(anchor_of(editor.records.shapes[shape].values, editor.graph.box(shape)), at)


def _following(editor: Editor, shape: str, before: Vec, now: Vec) -> Edits:
    edits: Edits = {}
    for connector in editor.view.connectors_of(shape):
        record = editor.records.shapes[connector]
        for end, glued in zip(("source", "target"), editor.view.ends(connector), strict=True):
            port = record.get(f"{end}.port")
            if glued == shape and port is not None and distance(Vec(*port), before) < 1e-6:
                edits.setdefault(connector, {})[f"{end}.port"] = as_point(now)
    return edits


def _write(editor: Editor, name: str, shape: str, ports: Sequence[Vec], more: Edits) -> bool:
    if not can_have_ports(editor, shape):
        return False
    return editor.apply(plan_of(name, {**more, shape: {KEY: ports_text(ports)}}, editor.records.shapes))
