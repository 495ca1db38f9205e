"""Tests of links of shapes."""

from __future__ import annotations

from canvas.commands import links, pages
from tests.support.test_editor import TestEditor


def test_a_link_to_a_page_shows_it() -> None:
    t = TestEditor()
    first = t.editor.page
    a = t.shape(0, 0)
    second = pages.add(t.editor)
    t.editor.set_page(first)
    assert links.set_link(t.select(a).editor, f"page:{second}")
    t.hold(ctrl=True).click(50, 30).hold()
    assert t.editor.page == second
    pages.delete(t.editor, second)
    assert links.follow(t.editor, a)
    assert t.notices == [links.PAGE_GONE]
    assert t.editor.page == first


def test_other_links_are_handed_on_also_from_inside() -> None:
    t = TestEditor()
    box = t.container(0, 0, link="https://example.org")
    a = t.shape(10, 10, parent=box)
    heard: list[str] = []
    t.editor.on_link.subscribe(heard.append)
    assert links.follow(t.editor, a)
    assert heard == ["https://example.org"]
    assert links.set_link(t.select(box).editor, " ")
    assert not links.follow(t.editor, a)
    assert links.link_of(t.editor, "gone") == ""
