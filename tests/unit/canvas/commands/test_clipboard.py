"""Tests of cut, copy and paste."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest

from canvas.commands import clipboard
from canvas.geometry.vec import Vec
from tests.support.test_editor import TestEditor


class Drawn:
    def svg(self, ids: Collection[str]) -> str:
        return f"<svg>{len(ids)}</svg>"

    def png(self, ids: Collection[str]) -> bytes:
        return b"png"


def two() -> tuple[TestEditor, str, str]:
    t = TestEditor()
    a, b = t.shape(100, 100, text="A"), t.shape(300, 100, text="B")
    t.connector(a, b)
    t.editor.select(t.shapes())
    return t, a, b


def test_a_copy_carries_every_format() -> None:
    t, *_ = two()
    content = clipboard.copy(t.editor, Drawn())
    assert content is not None
    assert (content.text, content.svg, content.png) == ("A\nB", "<svg>3</svg>", b"png")
    assert clipboard.copy(t.select().editor) is None


def test_pasting_into_another_diagram() -> None:
    t, *_ = two()
    content = clipboard.copy(t.editor)
    assert content is not None
    other = TestEditor()
    a, b, line = clipboard.paste_payload(other.editor, content.payload, Vec(500, 500))
    assert other.selection == (a, b, line)
    assert other.at(a) == (350, 470)
    assert other.editor.view.ends(line) == (a, b)
    assert other.record(a).page == other.editor.page
    other.editor.undo()
    assert other.shapes() == ()


def test_repeated_pasting_goes_further_each_time() -> None:
    t, *_ = two()
    content = clipboard.copy(t.editor)
    assert content is not None
    first = clipboard.paste_payload(t.editor, content.payload)
    second = clipboard.paste_payload(t.editor, content.payload)
    assert (t.at(first[0]), t.at(second[0])) == ((120, 120), (140, 140))


def test_what_was_cut_or_comes_from_another_page_is_pasted_where_it_was() -> None:
    t, a, _ = two()
    content = clipboard.cut(t.editor)
    assert content is not None
    back = clipboard.paste_payload(t.editor, content.payload)
    assert t.at(back[0]) == (100, 100)
    other = TestEditor()
    made = clipboard.paste_payload(other.editor, content.payload)
    assert other.at(made[0]) == (100, 100)
    assert a not in back


def test_what_is_pasted_again_does_not_hide_what_was_pasted_before() -> None:
    t = TestEditor()
    texts = {t.at(clipboard.paste_text(t.editor, "words")) for _ in range(3)}
    pictures = {t.at(clipboard.paste_image(t.editor, "data:image/png;base64,", 30, 40)) for _ in range(3)}
    assert (len(texts), len(pictures)) == (3, 3)


def test_an_address_becomes_a_link() -> None:
    t = TestEditor()
    made = clipboard.paste_text(t.editor, " https://example.org/a?b=c\n")
    assert [(run.text, run.mark("link")) for run in t.record(made).label] == [
        ("https://example.org/a?b=c", "https://example.org/a?b=c")
    ]
    assert t.record(clipboard.paste_text(t.editor, "https://x")).label[0].mark("link") == "https://x"
    words = clipboard.paste_text(t.editor, "see https://example.org")
    assert all(run.mark("link") is None for run in t.record(words).label)


@pytest.mark.timeout(60)
def test_what_begins_like_an_address_and_is_none_is_seen_at_the_first_look() -> None:
    t = TestEditor()
    made = clipboard.paste_text(t.editor, "https://" + "a" * 400_000 + " b")
    assert all(run.mark("link") is None for run in t.record(made).label)


def test_what_was_copied_out_of_sight_is_pasted_into_view() -> None:
    t, *_ = two()
    content = clipboard.copy(t.editor)
    assert content is not None
    t.editor.set_camera(replace(t.editor.camera, origin=Vec(5000, 5000)))
    made = clipboard.paste_payload(t.editor, content.payload)
    assert t.box(made[0]).x == 5450
    assert t.editor.camera.visible.contains_box(t.box(made[0]))


def test_cutting_deletes() -> None:
    t, a, b = two()
    content = clipboard.cut(t.editor)
    assert content is not None
    assert t.shapes() == ()
    assert len(clipboard.paste_payload(t.editor, content.payload)) == 3
    assert clipboard.cut(t.select().editor) is None
    assert not t.exists(a)
    assert not t.exists(b)


def test_an_empty_or_refused_paste() -> None:
    t, *_ = two()
    content = clipboard.copy(t.editor)
    assert content is not None
    t.editor.read_only = True
    assert clipboard.paste_payload(t.editor, content.payload) == ()
    empty = b'{"type":"application/x-aio-canvas+json","version":1,"shapes":[]}'
    assert clipboard.paste_payload(t.editor, empty) == ()


def test_plain_text_becomes_a_text_shape() -> None:
    t = TestEditor()
    a = clipboard.paste_text(t.editor, "one\r\ntwo\n", Vec(100, 100))
    assert t.record(a).text == "one\ntwo"
    assert t.record(a).kind == "text"
    assert t.box(a).center == Vec(100, 100)
    assert clipboard.paste_text(t.editor, " \n") == ""
    assert t.box(clipboard.paste_text(t.editor, "x" * 500)).center == t.editor.camera.visible.center


def test_a_picture() -> None:
    t = TestEditor()
    a = clipboard.paste_image(t.editor, "sha256:00", 320, 200, Vec(200, 200))
    assert (t.record(a).kind, t.record(a).get("image")) == ("image", "sha256:00")
    assert t.box(a) == (40, 100, 320, 200)
