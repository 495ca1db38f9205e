from __future__ import annotations

import pytest

from app.collaboration.presence.saying import Myself, fitted, said
from canvas.geometry.vec import Vec
from canvas.model.plan import Create, Plan
from canvas.scene.overlays import LaserTrail
from canvas.tools.state import Preview
from sync.protocol.limits import MAX_PRESENCE_BYTES
from sync.protocol.presence import (
    MAX_LASER_POINTS,
    MAX_MOVED,
    MAX_SELECTED,
    Activity,
    Caret,
    Moved,
    Presence,
    encode_presence,
)
from tests.support.test_editor import TestEditor

ME = Myself("Ana", "#0070D1")


@pytest.fixture
def driver() -> TestEditor:
    return TestEditor()


def now(driver: TestEditor, me: Myself = ME) -> Presence:
    return said(driver.editor, driver.machine.preview, me)


def test_it_says_who_where_and_what_is_selected(driver: TestEditor) -> None:
    shape = driver.shape(10, 20, 100, 50)
    driver.editor.select((shape,))
    me = Myself("Ana", "#0070D1", Vec(3.0, 4.0), Caret(shape, 1, 2), "ab" * 16, 7)
    presence = now(driver, me)
    assert presence.activity is Activity.HERE
    assert (presence.name, presence.colour, presence.page) == ("Ana", 0x0070D1, driver.editor.page)
    assert (presence.cursor, presence.viewport) == ((3.0, 4.0), (0.0, 0.0, 1200.0, 800.0))
    assert presence.selection == (shape,)
    assert (presence.caret, presence.following, presence.summons) == (Caret(shape, 1, 2), "ab" * 16, 7)
    assert encode_presence(presence)


def test_what_is_dragged_is_told_before_it_is_written(driver: TestEditor) -> None:
    shape = driver.shape(100, 100, 100, 50)
    driver.pointer_down(150, 125)
    driver.pointer_move(250, 145)
    assert now(driver).moved == (Moved(shape, 200.0, 120.0, 100.0, 50.0, 0.0),)
    assert driver.editor.records.shapes[shape].x == 100
    driver.pointer_up()
    assert now(driver).moved is None


def test_of_a_large_drag_the_first_shapes_are_told(driver: TestEditor) -> None:
    shapes = [driver.shape(10 * i, 0, 8, 8) for i in range(MAX_MOVED + 20)]
    presence = said(driver.editor, Preview(moved=frozenset(shapes), shift=Vec(5.0, 6.0)), ME)
    assert presence.moved is not None
    assert 0 < len(presence.moved) <= MAX_MOVED
    assert all(moved.y == 6.0 for moved in presence.moved)


def test_copies_are_no_move(driver: TestEditor) -> None:
    shape = driver.shape(0, 0, 8, 8)
    shown = Preview(moved=frozenset({shape}), shift=Vec(5.0, 6.0), originals_stay=True)
    assert said(driver.editor, shown, ME).moved is None


def test_the_light_keeps_its_newest_point(driver: TestEditor) -> None:
    points = tuple(Vec(float(i), 0.0) for i in range(500))
    presence = said(driver.editor, Preview(figures=(LaserTrail(points, (1.0,) * 500),)), ME)
    assert presence.laser is not None
    assert len(presence.laser) <= MAX_LASER_POINTS
    assert presence.laser[-1] == (499.0, 0.0)


def test_ids_that_do_not_fit_are_left_out(driver: TestEditor) -> None:
    driver.history.apply(Plan("Make", (Create("x" * 65, {"kind": "rect", "page": driver.editor.page, "order": "a0"}),)))
    driver.editor.select(("x" * 65,))
    assert driver.editor.selection
    assert now(driver).selection is None


def test_a_message_is_never_too_large() -> None:
    selection = tuple(f"{i:064d}" for i in range(MAX_SELECTED))
    moved = tuple(Moved(i, 0.0, 0.0, 1.0, 1.0, 0.0) for i in selection[:MAX_MOVED])
    laser = tuple((float(i), 0.0) for i in range(MAX_LASER_POINTS))
    small = fitted(Presence(1, name="Ana", selection=selection, moved=moved, laser=laser))
    assert len(encode_presence(small)) <= MAX_PRESENCE_BYTES
    assert small.name == "Ana"
    assert small.selection
    assert small.moved
