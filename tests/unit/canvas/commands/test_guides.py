from __future__ import annotations

from canvas.commands import guides, pages
from canvas.commands.guides import PageGuide, guides_of
from tests.support.test_editor import TestEditor

LEVEL, UPRIGHT = PageGuide(level=True, position=120.0), PageGuide(level=False, position=-35.5)


def test_lines_are_laid_moved_and_taken_away_each_in_one_step() -> None:
    t = TestEditor()
    assert guides.lay(t.editor, LEVEL)
    assert guides.lay(t.editor, UPRIGHT)
    assert guides_of(t.editor) == (LEVEL, UPRIGHT)
    moved = PageGuide(level=True, position=200.0)
    assert guides.lay(t.editor, moved, 0)
    assert not guides.lay(t.editor, moved, 0)
    assert not guides.lay(t.editor, moved, 7)
    assert guides_of(t.editor) == (moved, UPRIGHT)
    assert guides.take_away(t.editor, 0)
    assert guides_of(t.editor) == (UPRIGHT,)
    assert t.history.undo_name == "Remove guide"
    for expected in ((moved, UPRIGHT), (LEVEL, UPRIGHT), (LEVEL,), ()):
        t.editor.undo()
        assert guides_of(t.editor) == expected


def test_each_page_has_its_own_and_all_go_at_once() -> None:
    t = TestEditor()
    guides.lay(t.editor, LEVEL)
    first = t.editor.page
    pages.add(t.editor)
    assert guides_of(t.editor) == ()
    t.editor.set_page(first)
    assert guides.clear(t.editor)
    assert not guides.clear(t.editor)
    assert guides_of(t.editor) == ()


def test_no_more_than_so_many_and_none_in_a_read_only_diagram() -> None:
    t = TestEditor()
    for number in range(guides.MOST_GUIDES):
        assert guides.lay(t.editor, PageGuide(level=False, position=float(number)))
    assert not guides.lay(t.editor, LEVEL)
    t.editor.read_only = True
    assert not guides.clear(t.editor)
