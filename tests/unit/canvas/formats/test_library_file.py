from __future__ import annotations

import json

import pytest

from canvas.editor.defaults import Defaults
from canvas.editor.fragments import fragment_of
from canvas.errors import FormatError, LimitExceeded
from canvas.formats import limits
from canvas.formats.library_file import MOST_ITEMS, TYPE, LibraryFile, LibraryItem, read_library, write_library


def sample(count: int = 2) -> LibraryFile:
    names = ("aio.bpmn.pool", "aio.basic.heart")
    return LibraryFile(
        "Mine", tuple(LibraryItem(f"Shape {n}", fragment_of(names[n % 2], Defaults())) for n in range(count))
    )


def test_a_library_comes_back_equal() -> None:
    library = sample()
    again = read_library(write_library(library))
    assert again.name == "Mine"
    assert [item.title for item in again.items] == ["Shape 0", "Shape 1"]
    for before, after in zip(library.items, again.items, strict=True):
        assert [s.kind for s in after.shapes.shapes] == [s.kind for s in before.shapes.shapes]
        assert after.shapes.box == before.shapes.box
        assert after.shapes.roots == before.shapes.roots


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"3", b"\xff\xfe", b'{"type": "x"}', json.dumps({"type": TYPE, "version": 1, "items": 3}).encode(),
        json.dumps({"type": TYPE, "version": 2, "items": []}).encode(), json.dumps({"type": TYPE, "version": 1, "items": [3]}).encode(),
        json.dumps({"type": TYPE, "version": 1, "items": [{"shapes": 4}]}).encode(),
        json.dumps({"type": TYPE, "version": 1, "items": [{"shapes": {"type": "x"}}]}).encode(), b"[" * 200_000,
    ],
)  # fmt: skip
def test_what_is_no_library_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read_library(data)


def test_limits_hold() -> None:
    with pytest.raises(LimitExceeded):
        read_library(b" " * (limits.FILE_BYTES + 1))
    with pytest.raises(LimitExceeded):
        read_library(write_library(sample(MOST_ITEMS + 1)))


def test_titles_are_short_and_of_one_line() -> None:
    body = json.loads(write_library(sample()))
    body["name"], body["items"][0]["title"], body["items"][1]["title"] = 7, "a\n b" + "x" * 999, None
    again = read_library(json.dumps(body).encode())
    assert again.name == ""
    assert again.items[0].title.startswith("a b")
    assert len(again.items[0].title) == 200
    assert again.items[1].title == ""
