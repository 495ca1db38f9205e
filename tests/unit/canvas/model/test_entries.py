"""HIS-4: facets, and which value and version an effect goes by."""

from __future__ import annotations

import pytest

from canvas.model.entries import KeyEffect, LifeEffect, facet
from canvas.model.plan import SHAPES

REF = (SHAPES, "s")


@pytest.mark.parametrize(
    ("keys", "one"),
    [
        (["x", "y", "w", "h", "dx", "dy", "relative", "parent", "page"], True),
        (["source", "source.port", "source.point", "source.perimeter"], True),
        (["target", "target.port"], True),
        (["source", "target"], False),
        (["style.fill", "style.stroke"], False),
        (["x", "rotation"], False),
        (["source", "sources"], False),
    ],
)
def test_facets(keys: list[str], one: bool) -> None:
    """HIS-4."""
    assert (len({facet(key) for key in keys}) == 1) is one


def test_undo_and_redo_go_opposite_ways() -> None:
    """HIS-3."""
    effect = KeyEffect(REF, "x", 1.0, 10, 2.0, 20)
    assert (effect.value(True), effect.expected(True), effect.version(True)) == (1.0, 20, 10)
    assert (effect.value(False), effect.expected(False), effect.version(False)) == (2.0, 10, 20)
    assert effect.facet == (REF, "box")
    for created in (True, False):
        life = LifeEffect(REF, created, 10, 20, 0)
        assert life.leaves(undo=True) is created
        assert life.leaves(undo=False) is not created
        assert (life.expected(True), life.version(True)) == (20, 10)
        assert (life.expected(False), life.version(False)) == (10, 20)
