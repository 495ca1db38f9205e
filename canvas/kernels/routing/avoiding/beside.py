"""Which stretches of different lines lie side by side; after a change only those of lines that changed are compared again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np

from canvas.kernels.routing.avoiding.rects import Floats
from canvas.kernels.routing.avoiding.stretches import TOUCH, Stretch, Stretches, side_by_side

_ONE_BY_ONE = 8
"""With more lines changed at once all are compared anew."""


Group: TypeAlias = tuple[Stretch, ...]


class Beside:
    """The stretches that lie near others.

    Args:
        apart: how near they lie to each other, scene units.
    """

    def __init__(self, apart: float) -> None:
        self._apart = apart
        self._lines: dict[str, Stretches] = {}
        self._near: dict[Stretch, set[Stretch]] = {}

    def follow(self, lines: Mapping[str, Stretches]) -> None:
        """Take in how lines run now, by id; those that stay as they are must be the same objects as before."""
        fresh = [i for i, line in lines.items() if self._lines.get(i) is not line]
        for i in (*fresh, *(self._lines.keys() - lines.keys())):
            self._drop(self._lines.get(i))
        self._lines = dict(lines)
        if len(fresh) > _ONE_BY_ONE:
            self._compare_all()
        elif fresh:
            self._compare(fresh)

    def groups(self, is_fixed: Callable[[Stretch], bool]) -> list[Group]:
        """Return the stretches that lie side by side, in groups of more than one, in the order of their lines' ids.

        Args:
            is_fixed: tells of stretches that cannot be moved; two of these are no reason to move others.
        """
        left = dict.fromkeys(self._near)
        groups: list[Group] = []
        for start in self._near:
            if start not in left:
                continue
            del left[start]
            group = [start]
            for stretch in group:
                fixed = is_fixed(stretch)
                for other in self._near[stretch]:
                    if other in left and not (fixed and is_fixed(other)):
                        del left[other]
                        group.append(other)
            if len(group) > 1:
                groups.append(tuple(sorted(group, key=_order)))
        return sorted(groups, key=_first)

    def _drop(self, line: Stretches | None) -> None:
        for stretch in () if line is None else line.each:
            for other in self._near.pop(stretch, ()):
                beside = self._near[other]
                beside.discard(stretch)
                if not beside:
                    del self._near[other]

    def _compare_all(self) -> None:
        self._near.clear()
        lines = self._lines.values()
        each = list(chain.from_iterable(line.each for line in lines))
        owners = np.repeat(np.arange(len(lines)), [len(line.each) for line in lines])
        for i, j in side_by_side(_rows(lines), owners, self._apart):
            self._join(each[i], each[j])

    def _compare(self, fresh: Sequence[str]) -> None:
        """Compare the stretches of a few lines with all."""
        lines = self._lines.values()
        each = list(chain.from_iterable(line.each for line in lines))
        mine = list(chain.from_iterable(self._lines[i].each for i in fresh))
        axis, at, low, high = _rows(lines).T
        my_axis, my_at, my_low, my_high = _rows([self._lines[i] for i in fresh])[:, :, None].transpose(1, 0, 2)
        near = np.abs(at - my_at) < self._apart
        near &= axis == my_axis
        near &= low < my_high - TOUCH
        near &= my_low < high - TOUCH
        for i, j in zip(*(found.tolist() for found in near.nonzero()), strict=True):
            if mine[i].line != each[j].line:
                self._join(mine[i], each[j])

    def _join(self, a: Stretch, b: Stretch) -> None:
        self._near.setdefault(a, set()).add(b)
        self._near.setdefault(b, set()).add(a)


def _rows(lines: Collection[Stretches]) -> Floats:
    return np.concatenate([line.rows for line in lines])


def _order(stretch: Stretch) -> tuple[str, int]:
    return stretch.line, stretch.index


def _first(group: Group) -> tuple[str, int]:
    return _order(group[0])
