"""Tests of the display entries that a scene keeps."""

from __future__ import annotations

from canvas.drawing.display_list import DisplayEntry, Placement
from canvas.geometry.box import Box
from canvas.model.records import ShapeRecord
from canvas.scene.kept_entries import KeptEntries, Made


def entry(shape_id: str) -> DisplayEntry:
    return DisplayEntry(shape_id, "rect", Placement(), (), Box(0, 0, 1, 1), 1.0)


def test_what_is_outdated_is_not_shown_but_known() -> None:
    kept, record, made = KeptEntries(), ShapeRecord("a"), entry("a")
    kept.put(record, made)
    assert kept.get("a") is made
    assert "a" in kept
    kept.outdate("a")
    kept.outdate("unknown")
    assert kept.get("a") is None
    assert "a" not in kept
    assert kept.before("a") == Made(record, made)
    assert kept.before("unknown") is None
    kept.put(record, made)
    assert kept.get("a") is made


def test_of_too_many_those_nobody_asked_for_longest_go() -> None:
    kept = KeptEntries(limit=2)
    for name in ("a", "b"):
        kept.put(ShapeRecord(name), entry(name))
    assert kept.get("a") is not None
    kept.outdate("b")
    kept.put(ShapeRecord("c"), entry("c"))
    assert ("a" in kept, "b" in kept, "c" in kept) == (True, False, True)
    assert kept.before("b") is None
