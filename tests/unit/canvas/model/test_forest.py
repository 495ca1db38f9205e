"""VIEW-5, VIEW-6: parents without cycles."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from canvas.model.forest import Forest

NODES = [f"n{i}" for i in range(7)]


def expected(stated: dict[str, str]) -> dict[str, str]:
    cuts = set()
    for node in stated:
        path = [node]
        while stated[path[-1]] and stated[path[-1]] not in path:
            path.append(stated[path[-1]])
        if stated[path[-1]] == node:
            cuts.add(min(path))
    return {node: "" if node in cuts else up for node, up in stated.items()}


@given(st.lists(st.dictionaries(st.sampled_from(NODES), st.sampled_from(["", None, *NODES]), max_size=4), max_size=12))
def test_every_change_leaves_what_a_fresh_forest_has(changes: list[Any]) -> None:
    """VIEW-6."""
    forest, stated = Forest(), dict[str, str]()
    for change in changes:
        for node, up in change.items():
            if up is None:
                stated.pop(node, None)
            else:
                stated[node] = up
        told = {node: stated.get(node) for node in change}
        for node, up in list(stated.items()):
            if up not in stated:
                told[node] = stated[node] = ""
        before = dict(forest.parent)
        moved = forest.change(told)
        assert forest.parent == expected(stated)
        filled = Forest()
        filled.fill(stated)
        assert filled.parent == forest.parent
        filled.change(dict.fromkeys(stated, ""))
        assert set(filled.parent.values()) <= {""}
        assert moved == {n for n in before.keys() | stated.keys() if before.get(n) != forest.parent.get(n)}


def test_a_cycle_is_cut_at_its_smallest_id_and_mended_when_it_ends() -> None:
    """VIEW-6."""
    forest = Forest()
    forest.change({"a": "b", "b": "c", "c": "a", "d": "b"})
    assert forest.parent == {"a": "", "b": "c", "c": "a", "d": "b"}
    assert forest.change({"c": ""}) == {"a", "c"}
    assert forest.parent == {"a": "b", "b": "c", "c": "", "d": "b"}
    assert forest.change({"d": None}) == {"d"}
