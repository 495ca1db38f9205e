from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.collaboration.presence.participation import Participation
from app.collaboration.presence.person import Member
from app.collaboration.presence.saying import Myself
from canvas.editor.camera import panned
from canvas.geometry.vec import Vec
from canvas.scene.delta import SceneDelta
from sync.protocol.presence import Activity, Caret, Presence
from tests.support.test_editor import TestEditor

ANA, BEN, GHOST = "a" * 32, "b" * 32, "c" * 32
MEMBERS = {ANA: Member("ana", "Ana"), BEN: Member("ben", "Ben")}


class Room:
    """One user in a shared diagram, and what was sent for him."""

    def __init__(self) -> None:
        self.driver = TestEditor()
        self.editor = self.driver.editor
        self.sent: list[Presence] = []
        self.part = Participation(
            self.editor, self.driver.machine, Myself("Me", "#0070D1"), MEMBERS.get, self.sent.append
        )

    def hear(self, device: str, x: float = 0.0, summons: int | None = None) -> None:
        viewport = (x, 0.0, 1200.0, 800.0)
        self.part.hear(device, Presence(1, page=self.editor.page, viewport=viewport, summons=summons))
        self.part.refresh()


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room()
    yield made
    made.part.close()


def test_it_speaks_at_once_and_then_waits(room: Room, qtbot: QtBot) -> None:
    assert len(room.sent) == 1
    for x in range(10):
        room.part.point_at(Vec(float(x), 0.0))
    assert len(room.sent) == 1
    qtbot.waitUntil(lambda: len(room.sent) == 2)
    assert room.sent[-1].cursor == (9.0, 0.0)


def test_nothing_new_is_not_said(room: Room, qtbot: QtBot) -> None:
    room.part.point_at(Vec(1.0, 1.0))
    qtbot.waitUntil(lambda: len(room.sent) == 2)
    room.part.point_at(Vec(1.0, 1.0))
    room.part.touch()
    with qtbot.waitSignal(room.part.destroyed, timeout=120, raising=False):
        pass
    assert len(room.sent) == 2


def test_selection_caret_and_page_are_told(room: Room, qtbot: QtBot) -> None:
    shape = room.driver.shape(0, 0)
    room.editor.select((shape,))
    room.part.type_at(Caret(shape, 0, 0))
    qtbot.waitUntil(lambda: room.sent[-1].caret is not None)
    assert room.sent[-1].selection == (shape,)
    room.part.type_at(None)
    qtbot.waitUntil(lambda: room.sent[-1].caret is None)


def test_leaving_is_said(qtbot: QtBot) -> None:
    room = Room()
    room.part.close()
    assert room.sent[-1].activity is Activity.LEFT
    room.editor.select((room.driver.shape(0, 0),))
    assert room.sent[-1].activity is Activity.LEFT


def test_people_come_and_go(room: Room) -> None:
    room.hear(ANA)
    room.hear(BEN)
    room.hear(GHOST)
    assert [person.name for person in room.part.people] == ["Ana", "Ben"]
    room.part.leave(ANA)
    room.part.refresh()
    assert [person.name for person in room.part.people] == ["Ben"]


def test_following_looks_along_until_one_looks_elsewhere(room: Room) -> None:
    room.hear(ANA, 500.0)
    room.part.follow(ANA)
    assert room.editor.camera.origin.x == pytest.approx(500.0)
    room.hear(ANA, 900.0)
    assert room.editor.camera.origin.x == pytest.approx(900.0)
    assert room.part.following == ANA
    room.editor.set_camera(panned(room.editor.camera, 10.0, 0.0))
    assert room.part.following == ""
    room.hear(ANA, 0.0)
    assert room.editor.camera.origin.x == pytest.approx(890.0)


def test_following_ends_when_the_person_goes(room: Room) -> None:
    room.hear(ANA)
    room.part.follow(ANA)
    room.part.leave(ANA)
    room.part.refresh()
    assert room.part.following == ""
    room.part.follow(GHOST)
    assert room.part.following == ""


def test_a_call_brings_one_there_and_one_can_go_back(room: Room) -> None:
    calls = []
    room.part.called.connect(lambda person, left: calls.append((person, left)))
    room.hear(ANA, 700.0, summons=3)
    assert not calls, "a call from before one came is none"
    room.hear(ANA, 700.0, summons=4)
    room.hear(ANA, 700.0, summons=4)
    assert [person.device for person, _ in calls] == [ANA]
    assert room.editor.camera.origin.x == pytest.approx(700.0)
    room.part.go_back(calls[0][1])
    assert room.editor.camera.origin.x == pytest.approx(0.0)


def test_calling_everybody_counts_up(room: Room, qtbot: QtBot) -> None:
    room.part.summon()
    qtbot.waitUntil(lambda: room.sent[-1].summons == 1)
    room.part.summon()
    qtbot.waitUntil(lambda: room.sent[-1].summons == 2)


def test_a_flood_is_shown_now_and_then_and_the_last_word_in_the_end(room: Room, qtbot: QtBot) -> None:
    shown = []
    room.part.people_changed.connect(lambda: shown.append(room.part.people))
    for x in range(200):
        room.part.hear(ANA, Presence(x, page=room.editor.page, cursor=(float(x), 0.0)))
    assert not shown, "what comes in one turn of the event loop is shown together"
    qtbot.waitUntil(lambda: bool(shown))
    assert [person.presence.cursor for person in room.part.people] == [(199.0, 0.0)]
    for x in range(200):
        room.part.hear(ANA, Presence(x, page=room.editor.page, cursor=(float(x), 9.0)))
    qtbot.waitUntil(lambda: room.part.people[0].presence.cursor == (199.0, 9.0))
    assert len(shown) == 2


def test_the_others_are_shown_again_when_what_they_hold_looks_different(room: Room, qtbot: QtBot) -> None:
    held, other = room.driver.shape(0, 0), room.driver.shape(300, 0)
    word = Presence(1, page=room.editor.page, selection=(held,))
    room.part.hear(ANA, word)
    room.part.refresh()
    qtbot.waitUntil(lambda: not room.part._pace.waits)
    room.part.follow_scene(SceneDelta(changed=frozenset({other})))
    assert not room.part._pace.waits
    room.part.follow_scene(SceneDelta(changed=frozenset({held})))
    with qtbot.waitSignal(room.part.people_changed):
        pass
