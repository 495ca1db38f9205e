"""How far in front each painted shape is, as numbers with room between them: what comes in is numbered, the rest stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.spatial_index import SpatialIndex

_STEP = 1 << 20
_MOST_RUNS = 64
"""Each run of new neighbours costs a look at all ranks; from here on numbering everything anew is cheaper."""
_MOST_STEPS = 4_000
"""Unpainted shapes that are passed over in search of a painted one."""

Rows = NDArray[np.intp]


class PaintRanks:
    """Ranks by row of a spatial index: greater is further in front."""

    def __init__(self, index: SpatialIndex) -> None:
        """Make ranks of nothing.

        Args:
            index: holds what is painted and nothing else; its rows are numbered.
        """
        self._index = index
        self._ranks: NDArray[np.int64] = np.zeros(0, np.int64)

    def of(self, shape_id: str) -> int:
        """Return the rank of a painted id.

        Raises:
            KeyError: the id is not painted.
        """
        return int(self._ranks[self._index.row(shape_id)])

    def back_to_front(self, rows: Rows) -> Rows:
        """Return rows of painted ids in paint order."""
        return rows[np.argsort(self._ranks[rows], kind="stable")]

    def number(self, order: Sequence[str]) -> None:
        """Number everything anew, given back to front."""
        self._grow()
        self._ranks[self._index.rows(order)] = np.arange(1, len(order) + 1, dtype=np.int64) * _STEP

    def insert(self, ids: Collection[str], behind: Callable[[str], str]) -> bool:
        """Number what came in or stands elsewhere in the order now.

        Args:
            ids: all of these, in any order.
            behind: the shape just behind one, painted or not; "" at the very back.

        Returns:
            False when it takes `number` instead; the ranks are in no order then.
        """
        if len(ids) > _STEP // 2:
            return False
        self._grow()
        waiting = set(ids)
        for count, shape_id in enumerate(ids):
            if shape_id not in waiting:
                continue
            run, low = self._run_to(shape_id, waiting, behind)
            if low is None or count > _MOST_RUNS or not self._squeeze(run, low):
                return False
            waiting.difference_update(run)
        return True

    def _run_to(self, last: str, waiting: set[str], behind: Callable[[str], str]) -> tuple[list[str], int | None]:
        """Return the waiting ids up to one, back to front, and the rank they follow (None: too far away)."""
        run, at = [last], behind(last)
        for _ in range(_MOST_STEPS + len(waiting)):
            if at in waiting:
                run.append(at)
            elif not at or at in self._index:
                return run[::-1], self.of(at) if at else 0
            at = behind(at)
        return run, None

    def _squeeze(self, run: Sequence[str], low: int) -> bool:
        """Number a run after a rank, before the next one in use."""
        higher = self._ranks[self._ranks > low]
        high = int(higher.min()) if len(higher) else low + (len(run) + 1) * _STEP
        step = (high - low) // (len(run) + 1)
        if step < 1:
            return False
        for number, shape_id in enumerate(run, 1):
            self._ranks[self._index.row(shape_id)] = low + number * step
        return True

    def _grow(self) -> None:
        missing = self._index.capacity - len(self._ranks)
        if missing > 0:
            self._ranks = np.append(self._ranks, np.zeros(max(missing, len(self._ranks)), np.int64))
