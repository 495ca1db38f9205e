"""Which ids of a page are painted, and in which order; kept up to date by changes."""

from __future__ import annotations

from canvas.scene.structure import Records, View, hanging_on, painted_of, reordered, settled


class PaintedIds:
    """The painted ids of one page.

    Attributes:
        ids: all of them, in no order; live.

    Args:
        records: of the document.
        view: the repaired graph of the same records.
        page_id: the page.
    """

    def __init__(self, records: Records, view: View, page_id: str) -> None:
        self._records, self._view, self._page = records, view, page_id
        order = painted_of(records, view, page_id)
        self._order: tuple[str, ...] | None = order
        self.ids = set(order)

    @property
    def order(self) -> tuple[str, ...]:
        """All of them back to front."""
        if self._order is None:
            self._order = tuple(i for i in self._view.paint_order(self._page) if i in self.ids)
        return self._order

    def may_be(self, shape_id: str) -> bool:
        """Tell whether an id is painted, or may come to be."""
        if shape_id in self.ids:
            return True
        return shape_id in self._records.shapes and self._view.place(shape_id)[0] == self._page

    def work_out(self, changed: set[str]) -> tuple[set[str], set[str]]:
        """Work out order and visibility of the whole page; add to what changed and return what went and what came."""
        before = self.order
        order = painted_of(self._records, self._view, self._page)
        now = set(order)
        gone, come = self.ids - now, now - self.ids
        self.ids, self._order = now, order
        changed |= hanging_on(gone | come, self._view)
        changed |= reordered(before, order, changed)
        return gone, come

    def follow(self, changed: set[str]) -> tuple[set[str], set[str]]:
        """Work out the visibility of what changed, which holds all that hangs on it; return what went and what came."""
        gone, come = settled(changed, self.ids, self._records, self._view, self._page)
        self.ids -= gone
        self.ids |= come
        self._order = None
        return gone, come
