"""Where everything on a page is, without painting it: for files that have to say which way lines take."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.scene.avoiding import Avoiding, is_avoiding, obstacle_box
from canvas.scene.layout import Layout
from canvas.scene.structure import Records, View, painted_of


def page_layout(records: Records, view: View, page_id: str) -> Layout:
    """Return the places and lines of a page as `PageScene` paints them.

    Args:
        records: of the diagram.
        view: the repaired graph of the same records.
        page_id: the page.
    """
    painted = frozenset(painted_of(records, view, page_id))
    shapes = records.shapes

    def obstacles() -> dict[str, Box]:
        return {i: box for i in painted if (box := obstacle_box(shapes[i], shapes, layout)) is not None}

    ways = Avoiding(obstacles, lambda line: layout.ends_around(line))
    layout = Layout(shapes, view, painted.__contains__, ways=ways)
    for i in painted:
        if shapes[i].is_connector:
            ways.note(i, is_avoiding(shapes[i]))
    return layout
