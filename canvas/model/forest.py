"""Parents without cycles: two people may put two groups into each other at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Forest:
    """Parents of nodes; every cycle is cut at its smallest id, whoever looks."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self._stated: dict[str, str] = {}
        self._cycle: dict[str, tuple[str, ...]] = {}

    def fill(self, stated: Mapping[str, str]) -> None:
        """State the parents of all nodes at once, "" for none; there were none before."""
        self._stated.update(stated)
        self.parent.update(stated)
        for members in self._cycles_above(node for node, up in stated.items() if up):
            self._cycle |= dict.fromkeys(members, members)
            self.parent[min(members)] = ""

    def change(self, stated: Mapping[str, str | None]) -> set[str]:
        """State the parents of some nodes anew; return the nodes that came, went or have another parent now.

        Args:
            stated: parent by node, "" for none, None for a node that is no more. Parents exist, or will in this very change.
        """
        suspects = set(stated)
        for node in stated:
            for member in self._cycle.get(node, ()):
                del self._cycle[member]
                suspects.add(member)
        for node, up in stated.items():
            if up is None:
                self._stated.pop(node, None)
            else:
                self._stated[node] = up
        for members in self._cycles_above(suspects):
            self._cycle |= dict.fromkeys(members, members)
            suspects.update(members)
        return {node for node in suspects if self._settle(node)}

    def _settle(self, node: str) -> bool:
        old, up = self.parent.get(node), self._stated.get(node)
        if up is not None and node in self._cycle and node == min(self._cycle[node]):
            up = ""
        if up == old:
            return False
        if up is None:
            del self.parent[node]
        else:
            self.parent[node] = up
        return True

    def _cycles_above(self, starts: Iterable[str]) -> list[tuple[str, ...]]:
        """Return the cycles met on the way up; every node is visited once."""
        found: list[tuple[str, ...]] = []
        visited: set[str] = set()
        for start in starts:
            path: dict[str, int] = {}
            node = start
            while node and node not in visited and node in self._stated:
                visited.add(node)
                path[node] = len(path)
                node = self._stated[node]
            if node in path:
                found.append(tuple(path)[path[node] :])
        return found
