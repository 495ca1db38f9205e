"""Ends of connectors in the repaired view: an end that cannot be followed is free.

Connectors may be glued to connectors and to labels on connectors. So that no route depends on itself, an end is honoured
only at a shape that rides on no connector, or on a plain one: a connector that rides on none and whose own ends,
as written, ride on none. That is decided without following chains, so it is the same from wherever one looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from canvas.model.view_facts import Facts, Spot

_FREE = ("", "")
_Siblings = list[tuple[str, str]]


class Ends:
    """Both ends of every connector.

    Args:
        facts: what the shapes say of themselves; live.
        spots: page, layer and nearest connector above each shape; live.
    """

    def __init__(self, facts: Mapping[str, Facts], spots: Mapping[str, Spot]) -> None:
        self._facts = facts
        self._spots = spots
        self._ends: dict[str, tuple[str, str]] = {}
        self._glued: dict[str, set[str]] = defaultdict(set)
        self._stating: dict[str, set[str]] = defaultdict(set)

    def of(self, shape_id: str) -> tuple[str, str]:
        """Return the shapes at source and target, "" for a free end."""
        return self._ends.get(shape_id, _FREE)

    def connectors_of(self, shape_id: str) -> tuple[str, ...]:
        """Return the connectors glued to a shape, in the order of their ids."""
        glued = self._glued.get(shape_id)
        return tuple(sorted(glued)) if glued else ()

    def settle(
        self, suspects: Iterable[str], old: Mapping[str, Facts | None], children: Mapping[str, _Siblings]
    ) -> set[str]:
        """Decide ends anew; return the connectors whose ends are others now.

        Args:
            suspects: shapes that came, went, or stand elsewhere in the tree.
            old: what the shapes that were read anew said before.
            children: the repaired tree.
        """
        for shape_id, before in old.items():
            self._restate(shape_id, before)
        far = self._all() if len(old) >= len(self._facts) else self._reached(set(suspects) | old.keys(), children)
        return {connector for connector in far if self._decide(connector)}

    def settle_all(self) -> None:
        """Decide all ends; none were decided before."""
        lines = [shape_id for shape_id, own in self._facts.items() if own.connector]
        for line in lines:
            self._restate(line, None)
        for line in lines:
            self._decide(line)

    def _all(self) -> set[str]:
        return {shape_id for shape_id, facts in self._facts.items() if facts.connector} | self._ends.keys()

    def _reached(self, suspects: set[str], children: Mapping[str, _Siblings]) -> set[str]:
        """Return the connectors that may be decided otherwise: those at hand, and those at what rides on them."""
        near: set[str] = set()
        for shape_id in suspects:
            if shape_id in self._ends or (shape_id in self._facts and self._facts[shape_id].connector):
                near.add(shape_id)
            near |= self._stating.get(shape_id, frozenset())
        far = set(near)
        for connector in near:
            far |= self._stating_below(connector, children)
        return far

    def _restate(self, shape_id: str, before: Facts | None) -> None:
        if before is not None:
            for end in before[-2:]:
                if end:
                    self._stating[end].discard(shape_id)
        after = self._facts.get(shape_id)
        if after is not None:
            for end in after[-2:]:
                if end:
                    self._stating[end].add(shape_id)

    def _stating_below(self, connector: str, children: Mapping[str, _Siblings]) -> set[str]:
        """Return the connectors that state a connector, or what rides on it, as an end."""
        found: set[str] = set()
        stack = [connector]
        while stack:
            shape_id = stack.pop()
            found |= self._stating.get(shape_id, frozenset())
            stack += [child for _, child in children.get(shape_id, ())]
        return found

    def _decide(self, connector: str) -> bool:
        facts = self._facts.get(connector)
        old = self._ends.get(connector, _FREE)
        new = _FREE
        if facts is not None and facts.connector:
            new = self._honoured(connector, facts.source), self._honoured(connector, facts.target)
        if new == old:
            return False
        for end in old:
            self._glued[end].discard(connector)
        for end in new:
            if end:
                self._glued[end].add(connector)
        if new == _FREE:
            del self._ends[connector]
        else:
            self._ends[connector] = new
        return True

    def _honoured(self, connector: str, end: str) -> str:
        if end not in self._facts or self._spots[end][0] != self._spots[connector][0]:
            return ""
        carrier = self._carrier(end)
        return "" if carrier and (carrier == connector or not self._is_plain(carrier)) else end

    def _carrier(self, shape_id: str) -> str:
        """Return the connector that a shape is, or rides on."""
        return shape_id if self._facts[shape_id].connector else self._spots[shape_id][2]

    def _is_plain(self, connector: str) -> bool:
        facts = self._facts[connector]
        if self._spots[connector][2]:
            return False
        return not any(end in self._facts and self._carrier(end) for end in facts[-2:])
