"""HIS-7: labels as cells."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from canvas.model.document import Document
from canvas.model.plan import Create, Delete, Format, Plan, Splice
from canvas.model.records import Run, plain
from canvas.model.text_cells import Cell, cells_of, follow, reconcile, replay, toggled

BOLD = (("bold", True),)
TEXTS = st.text("ab😀", max_size=4)


def label_of(cells: list[Cell]) -> list[tuple[str, Any]]:
    return [(cell.char, cell.marks) for cell in cells if cell.visible]


STEPS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 5), TEXTS, st.sampled_from([None, True, "red"]), st.booleans()),
    max_size=6,
)


@given(TEXTS, STEPS)
def test_undoing_all_steps_and_redoing_them_leads_back_and_forth(start: str, steps: list[Any]) -> None:
    """HIS-7, HIS-3."""
    document = Document(1)
    document.apply(Plan("create", (Create("s", {}, plain(start)),)))
    cells = cells_of(plain(start))
    states = []
    for token, (at, size, text, value, form) in enumerate(steps, 1):
        length = len(document.records.shapes["s"].text)
        at %= length + 1
        size = min(size, length - at)
        op = Format("s", at, size, {"m": value}) if form else Splice("s", at, size, text)
        states.append(document.records.shapes["s"].label)
        document.apply(Plan("step", (op,)))
        replay(cells, op, token)
        assert reconcile(cells, document.records.shapes["s"].label, 999)
        assert all(999 not in cell.versions.values() for cell in cells)
    states.append(document.records.shapes["s"].label)
    for token in range(len(steps), 0, -1):
        cells, operations = toggled("s", cells, token, undo=True)
        document.apply(Plan("undo", tuple(operations)))
        assert document.records.shapes["s"].label == states[token - 1]
    for token in range(1, len(steps) + 1):
        cells, operations = toggled("s", cells, token, undo=False)
        document.apply(Plan("redo", tuple(operations)))
        assert document.records.shapes["s"].label == states[token]


def test_others_characters_go_and_ours_stay_hidden() -> None:
    """HIS-7."""
    cells = cells_of((Run("ab", BOLD), Run("c")))
    replay(cells, Splice("s", 0, 1, "x"), 1)
    follow(cells, (("retain", 1), ("delete", 1), ("insert", "😀", BOLD)))
    assert label_of(cells) == [("x", ()), ("😀", BOLD), ("c", ())]
    cells, operations = toggled("s", cells, 1, undo=True)
    assert label_of(cells) == [("😀", BOLD), ("a", BOLD), ("c", ())]
    assert operations == [Splice("s", 0, 1, ""), Splice("s", 1, 0, "a", BOLD)]


def test_operations_are_few() -> None:
    cells = cells_of(plain("abcdef"))
    replay(cells, Splice("s", 1, 3, ""), 1)
    replay(cells, Format("s", 0, 3, {"bold": True}), 2)
    _, operations = toggled("s", cells, 1, undo=True)
    assert operations == [Splice("s", 1, 0, "bcd")]
    _, operations = toggled("s", cells, 2, undo=True)
    assert operations == [Format("s", 0, 3, {"bold": None})]


def test_marks_of_others_are_adopted_as_theirs() -> None:
    """HIS-1."""
    cells = cells_of(plain("ab"))
    assert reconcile(cells, (Run("a"), Run("b", BOLD)), 7)
    assert [cell.versions for cell in cells] == [{}, {"bold": 7}]


def test_cells_that_lost_track_say_so() -> None:
    cells = cells_of(plain("ab"))
    assert not reconcile(cells, plain("ax"), 1)
    assert not reconcile(cells, plain("a"), 1)
    assert not reconcile(cells, plain("abc"), 1)


def test_only_text_operations_are_replayed() -> None:
    cells = cells_of(plain("ab"))
    replay(cells, Delete("s"), 1)
    assert label_of(cells) == [("a", ()), ("b", ())]
    assert cells[0].mark("bold") is None
