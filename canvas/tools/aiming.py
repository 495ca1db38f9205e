"""Where an end of a connector would be glued: to a port, to the body of a shape, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.kernels.connect import EndPoint
from canvas.scene.hit_test import hit_all, hit_port, ports
from canvas.scene.overlays import Figure, PortMark, TargetOutline
from canvas.tools.picking import tolerance

PORT_PX = 10.0
"""Reach of a port, view pixels."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What the pointer aims at.

    Attributes:
        end: where the connector's end would go.
        figures: the shape and its ports.
    """

    end: EndPoint
    figures: tuple[Figure, ...] = ()


def aim(editor: Editor, point: Vec, *, free: bool = False, barred: frozenset[str] = frozenset()) -> Aim:
    """Return what an end of a connector at a scene point would be glued to.

    Args:
        editor: where.
        point: scene space.
        free: glue to nothing (Ctrl is held).
        barred: shapes that cannot be glued to.
    """
    if free:
        return Aim(EndPoint(point))
    port = hit_port(editor.scene, point, tolerance(editor, PORT_PX))
    if port is not None and _can_take(editor, port.shape, barred):
        return Aim(EndPoint(port.point, port.shape, port.port), _figures(editor, port.shape, port.port))
    for shape_id in hit_all(editor.scene, point, tolerance(editor)):
        if _can_take(editor, shape_id, barred):
            return Aim(EndPoint(point, shape_id), _figures(editor, shape_id, None))
    return Aim(EndPoint(point))


def _can_take(editor: Editor, shape_id: str, barred: frozenset[str]) -> bool:
    record = editor.records.shapes[shape_id]
    return (
        not record.is_connector
        and shape_id not in barred
        and editor.can_pick(shape_id)
        and not editor.graph.is_label(shape_id)
    )


def _figures(editor: Editor, shape_id: str, active: Vec | None) -> tuple[Figure, ...]:
    record = editor.records.shapes[shape_id]
    outline = TargetOutline(editor.graph.box(shape_id), record.rotation)
    marks = tuple(
        PortMark(shape_id, port, place, active=active == port) for port, place in ports(editor.scene, shape_id)
    )
    return (outline, *marks)
