"""Tests of named looks."""

from __future__ import annotations

from canvas.commands import named_looks, style
from tests.support.test_editor import TestEditor


def names(t: TestEditor) -> list[str]:
    return [one.name for one in named_looks.all_looks(t.editor)]


def test_create_apply_rename_delete_and_back() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, style__fill="#ff0000", style__dash="dashed"), t.shape(0, 0, style__shadow=True)
    before, meta = t.snapshot(), dict(t.document.records.meta)
    look = named_looks.create(t.select(a).editor, " Warning ")
    assert names(t) == ["Warning"]
    assert named_looks.followed(t.editor) == look
    steps = t.steps()
    assert named_looks.give(t.select(b).editor, look)
    assert t.steps() == steps + 1
    assert (t.record(b).get("style.fill"), t.record(b).get("style.shadow")) == ("#ff0000", None)
    assert named_looks.followed(t.select(a, b).editor) == look
    assert named_looks.rename(t.editor, look, "Danger")
    assert not named_looks.rename(t.editor, look, "  ")
    assert names(t) == ["Danger"]
    assert named_looks.delete(t.editor, look)
    assert names(t) == []
    assert t.record(b).get("style.fill") == "#ff0000"
    assert named_looks.followed(t.editor) == ""
    while t.editor.undo() is not None and t.steps() > steps - 1:
        pass
    assert (t.snapshot(), dict(t.document.records.meta)) == (before, meta)


def test_followers_change_with_the_look_but_keep_what_is_their_own() -> None:
    t = TestEditor()
    a, b, c = (t.shape(0, 0, style__fill="#ff0000") for _ in range(3))
    look = named_looks.create(t.select(a).editor, "Warning")
    named_looks.give(t.select(b, c).editor, look)
    style.set_values(t.editor, {"style.fill": "#0000ff"}, (c,))
    style.set_values(t.editor, {"style.fill": "#00ff00", "style.shadow": True}, (a,))
    steps, before = t.steps(), t.snapshot()
    assert named_looks.update(t.select(a).editor, look)
    assert t.steps() == steps + 1
    assert (t.record(b).get("style.fill"), t.record(b).get("style.shadow")) == ("#00ff00", True)
    assert (t.record(c).get("style.fill"), t.record(c).get("style.shadow")) == ("#0000ff", True)
    t.editor.undo()
    assert t.snapshot() == before


def test_what_cannot_be() -> None:
    t = TestEditor()
    assert named_looks.create(t.editor, "Nothing selected") == ""
    t.select(t.shape(0, 0))
    assert named_looks.create(t.editor, "  ") == ""
    assert not named_looks.give(t.editor, "gone")
    assert not named_looks.update(t.editor, "gone")
    assert not named_looks.rename(t.editor, "gone", "x")
    assert not named_looks.delete(t.editor, "gone")
