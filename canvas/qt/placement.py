"""Placements of the display list as Qt transforms."""

from __future__ import annotations

from PySide6.QtGui import QTransform

from canvas.drawing.display_list import Placement


def local_to_scene(placement: Placement, *, flips: bool = True) -> QTransform:
    """Return the transform from a shape's local space to the scene.

    Args:
        placement: of the shape.
        flips: apply its flips; upright text leaves them out.
    """
    box = placement.box
    result = QTransform()
    result.translate(box.x, box.y)
    flip_h, flip_v = flips and placement.flip_h, flips and placement.flip_v
    if placement.rotation or flip_h or flip_v:
        result.translate(box.w / 2, box.h / 2)
        if placement.rotation:
            result.rotate(placement.rotation)
        if flip_h or flip_v:
            result.scale(-1.0 if flip_h else 1.0, -1.0 if flip_v else 1.0)
        result.translate(-box.w / 2, -box.h / 2)
    return result
