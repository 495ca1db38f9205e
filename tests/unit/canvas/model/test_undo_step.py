"""HIS-1, HIS-6: deciding a step changes nothing until it is noted."""

from __future__ import annotations

from canvas.model.document import Document
from canvas.model.entries import Effect, Entry, KeyEffect, LifeEffect, Reason, Saved, TextEffect
from canvas.model.plan import META, PAGES, SHAPES, UNSET, Create, Delete, Plan, Set, Splice
from canvas.model.records import plain
from canvas.model.text_cells import cells_of, replay
from canvas.model.tracking import Tracker
from canvas.model.undo_step import UndoStep

S, T, P = (SHAPES, "s"), (SHAPES, "t"), (PAGES, "p")


def test_a_step_is_decided_first_and_noted_after() -> None:
    """HIS-1."""
    document, tracker = Document(1), Tracker()
    document.apply(Plan("make", (Create("s", {"x": 2.0}, plain("ab!")), Create("p", {}, table=PAGES))))
    token = tracker.token()
    tracker.of(S).versions["x"] = token
    tracker.of((META, "")).versions["title"] = token
    tracker.of(S).cells = cells = cells_of(plain("ab"))
    replay(cells, Splice("s", 2, 0, "!"), token)
    tracker.of(P).life = tracker.of(T).life = token
    deletion = LifeEffect(T, False, 0, token, 0, Saved({"y": 1.0}, plain("T"), {"y": 5}, None))
    creation = LifeEffect(P, True, 0, token, 0)
    effects: list[Effect] = [
        TextEffect(S),
        creation,
        KeyEffect(S, "x", UNSET, 0, 2.0, token),
        KeyEffect((META, ""), "title", "T", 0, UNSET, token),
        deletion,
    ]
    step = UndoStep(document.records, tracker, Entry("step", token, list(effects)), undo=True)
    assert step.operations == (
        Create("t", {"y": 1.0}, plain("T")),
        Splice("s", 2, 1, ""),
        Set("s", "x", UNSET),
        Set("", "title", "T", META),
        Delete("p", PAGES),
    )
    assert (tracker.of(S).version("x"), tracker.of(P).life, tracker.of(S).cells) == (token, token, cells)
    document.apply(Plan("undo", step.operations))
    step.note()
    assert (tracker.of(S).version("x"), tracker.of(P).life, tracker.of(T).life) == (0, 0, 0)
    assert tracker.of(T).versions == {"y": 5}
    assert creation.saved == Saved({}, (), {}, None)
    assert step.done == effects
    assert step.skipped == []


def test_a_deletion_of_which_nothing_is_known_is_not_taken_back() -> None:
    """HIS-10."""
    document, tracker = Document(1), Tracker()
    step = UndoStep(document.records, tracker, Entry("step", 1, [LifeEffect(T, False, 0, 0, 0)]), undo=True)
    assert [skipped.reason for _, skipped in step.skipped] == [Reason.RESTORED]
    assert step.operations == ()
