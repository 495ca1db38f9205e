"""What a presentation shows."""

from __future__ import annotations

from canvas.commands import pages
from canvas.commands.slides import first_slide, slides
from tests.support.test_editor import TestEditor


def test_frames_are_slides_in_reading_order() -> None:
    t = TestEditor()
    right = t.container(500, 0, frame=True, text="Right")
    below = t.container(0, 400, frame=True, text="Below")
    left = t.container(0, 10, frame=True, text="Left")
    t.shape(2000, 2000)
    found = slides(t.editor)
    assert [s.frame for s in found] == [left, right, below]
    assert [s.title for s in found] == ["Left", "Right", "Below"]
    assert found[0].box == t.editor.scene.box(left)


def test_a_page_without_frames_is_one_slide_with_all_its_content() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(900, 500)
    (only,) = slides(t.editor)
    assert only.frame == ""
    assert only.box.contains_box(t.editor.scene.box(a))
    assert only.box.contains_box(t.editor.scene.box(b))


def test_an_empty_page_has_no_slide_and_pages_come_in_their_order() -> None:
    t = TestEditor()
    t.shape(0, 0)
    first = t.editor.page
    pages.add(t.editor)
    pages.add(t.editor)
    t.shape(0, 0)
    assert [s.page for s in slides(t.editor)] == [first, t.editor.page]


def test_a_hidden_frame_is_no_slide() -> None:
    t = TestEditor()
    t.container(0, 0, frame=True, hidden=True)
    shown = t.container(500, 0, frame=True)
    assert [s.frame for s in slides(t.editor)] == [shown]


def test_it_begins_at_the_selected_frame_or_the_page_in_front() -> None:
    t = TestEditor()
    t.container(0, 0, frame=True)
    second = t.container(500, 0, frame=True)
    t.editor.select((second,))
    assert first_slide(t.editor, slides(t.editor)) == 1
    t.editor.select(())
    assert first_slide(t.editor, slides(t.editor)) == 0
    pages.add(t.editor)
    t.shape(0, 0)
    assert first_slide(t.editor, slides(t.editor)) == 2
