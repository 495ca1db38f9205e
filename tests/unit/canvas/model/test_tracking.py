"""HIS-1, HIS-9: who wrote what last."""

from __future__ import annotations

import pytest

from canvas.model.changes import Change, KeyChange, RecordChange, TextChange
from canvas.model.entries import BASE, Entry, KeyEffect, TextEffect
from canvas.model.plan import PAGES, SHAPES
from canvas.model.records import ShapeRecord, plain
from canvas.model.text_cells import cells_of
from canvas.model.tracking import Tracker, ref_of

S = (SHAPES, "s")


@pytest.mark.parametrize(
    ("change", "ref"),
    [
        (KeyChange("s", "x"), S),
        (TextChange("s", ()), S),
        (RecordChange("p", True, PAGES), (PAGES, "p")),
    ],
)
def test_what_a_change_is_about(change: Change, ref: tuple[str, str]) -> None:
    assert ref_of(change) == ref


def test_what_others_write_gets_a_version_of_its_own() -> None:
    """HIS-1."""
    tracker = Tracker()
    tracked = tracker.of(S)
    tracked.versions["x"] = mine = tracker.token()
    tracker.foreign([KeyChange("s", "x"), KeyChange("t", "x")], {})
    assert tracked.version("x") not in (mine, BASE)
    assert (tracked.version("y"), tracked.foreign) == (BASE, 1)
    assert tracker.refs() == (S,)


def test_a_record_that_others_replaced_is_theirs() -> None:
    """HIS-1."""
    tracker = Tracker()
    tracked = tracker.of(S)
    tracked.versions["x"], tracked.cells = 1, cells_of(plain("a"))
    tracker.foreign([RecordChange("s", True), TextChange("s", ())], {})
    assert tracked.life != BASE
    assert tracked.version("x") == tracked.life
    assert tracked.cells is None


def test_cells_follow_a_label_and_are_dropped_when_they_lost_track() -> None:
    """HIS-7."""
    tracker = Tracker()
    tracked = tracker.of(S)
    tracked.cells = cells_of(plain("ab"))
    tracker.foreign([TextChange("s", (("retain", 1), ("insert", "x", ())))], {"s": ShapeRecord("s", {}, plain("axb"))})
    assert [cell.char for cell in tracked.cells or []] == ["a", "x", "b"]
    tracker.foreign([TextChange("s", ()), RecordChange("s", False)], {})
    tracked.cells = cells_of(plain("ab"))
    tracker.foreign([TextChange("s", ())], {"s": ShapeRecord("s", {}, plain("other"))})
    assert tracker.of(S).cells is None
    tracker.settle("s", plain("whatever"))
    assert tracker.of(S).cells is None


def test_a_record_is_forgotten_with_the_last_entry_that_names_it() -> None:
    """HIS-9."""
    tracker = Tracker()
    first = Entry("a", 1, [KeyEffect(S, "x", 1.0, 0, 2.0, 1), TextEffect(S)])
    second = Entry("b", 2, [TextEffect(S)])
    tracker.of(S)
    for entry in (first, second):
        tracker.use(effect.ref for effect in entry.effects)
    tracker.release(first)
    assert tracker.refs() == (S,)
    tracker.release(second)
    assert tracker.refs() == ()
