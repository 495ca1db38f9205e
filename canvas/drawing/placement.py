"""Placements as matrices: from a shape's local space to the scene and back."""

from __future__ import annotations

from canvas.drawing.display_list import Placement
from canvas.geometry.box import Box, from_points
from canvas.geometry.matrix import Matrix, apply, compose, inverse, rotation, scaling, translation
from canvas.geometry.vec import Vec


def matrix_of(placement: Placement) -> Matrix:
    """Return the map from local space to the scene: flip inside the box, rotate about its centre, move."""
    box = placement.box
    m = translation(box.x, box.y)
    middle = Vec(box.w / 2, box.h / 2)
    if placement.rotation:
        m = compose(m, rotation(placement.rotation, middle))
    if placement.flip_h or placement.flip_v:
        m = compose(m, scaling(-1.0 if placement.flip_h else 1.0, -1.0 if placement.flip_v else 1.0, middle))
    return m


def unflipped(placement: Placement) -> Placement:
    """Return the placement of upright text: the flips left out."""
    if not placement.flip_h and not placement.flip_v:
        return placement
    return Placement(placement.box, placement.rotation)


def to_scene(placement: Placement, p: Vec) -> Vec:
    """Return a local point in scene space."""
    return apply(matrix_of(placement), p)


def to_local(placement: Placement, p: Vec) -> Vec:
    """Return a scene point in local space."""
    return apply(inverse(matrix_of(placement)), p)


def box_to_scene(placement: Placement, box: Box) -> Box:
    """Return the scene box around a local box."""
    m = matrix_of(placement)
    return from_points(apply(m, p) for p in box.corners)
