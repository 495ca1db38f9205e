"""Tests of what states hand out."""

from __future__ import annotations

from canvas.tools.state import DEFAULT, DONE, STAY, Preview


def test_a_preview_of_nothing() -> None:
    shown = Preview()
    assert (dict(shown.overrides), shown.figures, shown.cursor) == ({}, (), DEFAULT)
    assert not shown.originals_stay
    assert shown.erased == frozenset()
    assert STAY is not DONE
