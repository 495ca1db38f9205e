from __future__ import annotations

import pytest

from app.library.shape_libraries import CONTENT, LIST, MOST_RECENT, RECENT, SCRATCHPAD, ShapeLibraries
from canvas.editor.defaults import Defaults
from canvas.editor.fragments import fragment_of
from canvas.errors import CanvasError, LimitExceeded
from canvas.formats.library_file import MOST_ITEMS, LibraryItem
from tests.support.session import Shelf

HEART = LibraryItem("Heart", fragment_of("aio.basic.heart", Defaults()))
POOL = LibraryItem("Pool", fragment_of("aio.bpmn.pool", Defaults()))


@pytest.fixture
def libraries(shelf: Shelf) -> ShapeLibraries:
    return ShapeLibraries(shelf.library)


def test_the_scratchpad_is_always_there(libraries: ShapeLibraries) -> None:
    (scratchpad,) = libraries.all()
    assert (scratchpad.id, scratchpad.shapes) == (SCRATCHPAD, ())
    libraries.add(SCRATCHPAD, [HEART])
    libraries.delete(SCRATCHPAD)
    assert libraries.all()[0].shapes == ()


def test_libraries_are_made_filled_renamed_and_deleted_and_last(libraries: ShapeLibraries, shelf: Shelf) -> None:
    told: list[int] = []
    libraries.subscribe(lambda: told.append(1))
    mine = libraries.create(" My  shapes ", [HEART])
    other = libraries.create("")
    libraries.add(mine, [POOL])
    libraries.rename(other, "Other")
    libraries.rename(other, "  ")
    assert len(told) == 4
    again = ShapeLibraries(shelf.library).all()
    assert [(one.name, [s.title for s in one.shapes]) for one in again[1:]] == [
        ("My shapes", ["Heart", "Pool"]),
        ("Other", []),
    ]
    pool = again[1].shapes[1]
    assert [s.kind for s in pool.shapes.shapes] == ["swimlane"] * 3
    libraries.delete(mine)
    assert [one.id for one in ShapeLibraries(shelf.library).all()] == [SCRATCHPAD, other]
    assert shelf.ask(lambda store: store.settings.get(CONTENT + mine)) is None


def test_entries_are_renamed_and_removed(libraries: ShapeLibraries) -> None:
    mine = libraries.create("Mine", [HEART, POOL])
    heart, pool = libraries.all()[1].shapes
    libraries.rename_shape(heart.id, "Love")
    libraries.remove_shape(pool.id)
    assert [s.title for s in libraries.all()[1].shapes] == ["Love"]
    assert libraries.shape(heart.id) is not None
    assert libraries.shape(pool.id) is None
    assert [item.title for item in libraries.file_of(mine).items] == ["Love"]


def test_nothing_of_it_lies_readable_on_the_disk(libraries: ShapeLibraries, shelf: Shelf) -> None:
    libraries.create("Zaphod Beeblebrox", [HEART])
    folder = shelf.library.info.directory if hasattr(shelf.library.info, "directory") else None
    if folder is not None:
        assert not any(b"Zaphod" in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_limits_hold_and_nothing_is_lost(libraries: ShapeLibraries) -> None:
    mine = libraries.create("Mine", [HEART])
    with pytest.raises(LimitExceeded):
        libraries.add(mine, [HEART] * MOST_ITEMS)
    assert len(libraries.all()[1].shapes) == 1


def test_what_was_used_last_comes_first(libraries: ShapeLibraries, shelf: Shelf) -> None:
    for name in ("rect", "cloud", "rect"):
        libraries.note_use(name)
    assert libraries.recent() == ("rect", "cloud")
    for number in range(30):
        libraries.note_use(f"n{number}")
    assert len(libraries.recent()) == MOST_RECENT
    shelf.settle()
    assert ShapeLibraries(shelf.library).recent()[0] == "n29"


@pytest.mark.parametrize("damaged", [3, "x", [1], {"a": 1}, {"items": 3}, {"name": 1, "items": [1, {"id": 2}]}])
def test_damaged_settings_hide_nothing_else(shelf: Shelf, damaged: object) -> None:
    first = ShapeLibraries(shelf.library)
    mine, bad = first.create("Mine", [HEART]), first.create("Bad")
    shelf.ask(lambda store: store.settings.set(CONTENT + bad, damaged))
    shelf.ask(lambda store: store.session.set(RECENT, damaged))
    again = ShapeLibraries(shelf.library)
    assert mine in [one.id for one in again.all()]
    assert all(isinstance(name, str) for name in again.recent())
    shelf.ask(lambda store: store.settings.set(LIST, damaged))
    assert [one.id for one in ShapeLibraries(shelf.library).all()] == [SCRATCHPAD]


def test_a_damaged_entry_is_said_when_it_is_used_and_left_out_of_files(libraries: ShapeLibraries, shelf: Shelf) -> None:
    mine = libraries.create("Mine", [HEART])
    content = shelf.ask(lambda store: store.settings.get(CONTENT + mine))
    content["items"].append({"id": "broken", "title": "B", "payload": "{"})
    shelf.ask(lambda store: store.settings.set(CONTENT + mine, content))
    again = ShapeLibraries(shelf.library)
    broken = again.shape("broken")
    assert broken is not None
    with pytest.raises(CanvasError):
        _ = broken.shapes
    assert len(again.file_of(mine).items) == 1
