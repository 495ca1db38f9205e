"""Two and three whole programs draw on one diagram: windows, encrypted libraries and engines are real; only the wire is in the test's hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sync.engine import events as ev
from sync.engine import intents as want
from sync.protocol.roles import Role
from tests.support.party import Party
from tests.support.stage import CTRL


@pytest.fixture
def two(qapp: QApplication, tmp_path: Path) -> Iterator[Party]:
    party = Party(tmp_path, ("ben", Role.EDITOR))
    yield party
    party.end()


def test_both_draw_and_see_the_same_also_after_a_restart(two: Party) -> None:
    ana, ben = two.ana, two.guests[0]
    mine = ana.at_work().box((200, 200), (320, 260))
    two.street.settle()
    assert mine in ben.stage.editor.records.shapes
    hands = ben.at_work()
    theirs = hands.box((500, 400), (620, 460))
    hands.editor.select((mine,))
    hands.key(Qt.Key.Key_Return)
    hands.type("Pier")
    hands.key(Qt.Key.Key_Escape)
    two.street.settle()
    assert ana.stage.shape(mine).text == "Pier"
    assert theirs in ana.stage.editor.records.shapes
    assert two.agree()
    before = ana.hash(two.plan)
    for neighbour in two.all:
        neighbour.restart()
        neighbour.open(two.plan)
        assert neighbour.hash(two.plan) == before


def test_offline_work_waits_is_told_and_arrives(two: Party) -> None:
    ana, ben = two.ana, two.guests[0]
    assert ana.says == "Saved locally · 1 other on this network"
    two.street.cut()
    mine = ana.at_work().box((200, 200), (320, 260))
    theirs = ben.at_work().box((500, 400), (620, 460))
    two.street.settle()
    assert "nobody else here · 1 edit waiting" in ana.says
    assert theirs not in ana.stage.editor.records.shapes
    two.street.connect_all()
    two.street.settle(2.0)
    assert two.agree()
    assert {mine, theirs} <= ana.stage.editor.records.shapes.keys()
    assert ana.says == ben.says == "Saved locally · 1 other on this network"


def test_what_waited_survives_a_restart(two: Party) -> None:
    ana, ben = two.ana, two.guests[0]
    two.street.cut()
    mine = ana.at_work().box((200, 200), (320, 260))
    ana.flush()
    ana.restart()
    ana.open(two.plan)
    assert "1 edit waiting" in ana.says
    two.street.connect_all()
    two.street.settle(2.0)
    assert mine in ben.stage.editor.records.shapes
    assert two.agree()


def test_undo_is_each_ones_own(two: Party) -> None:
    ana, ben = two.ana, two.guests[0]
    mine = ana.at_work().box((200, 200), (320, 260))
    two.street.settle()
    theirs = ben.at_work().box((500, 400), (620, 460))
    two.street.settle()
    ana.at_work().key(Qt.Key.Key_Z, CTRL)
    two.street.settle()
    for neighbour in two.all:
        assert mine not in neighbour.stage.editor.records.shapes
        assert theirs in neighbour.stage.editor.records.shapes
    assert two.agree()


def test_pointers_and_drags_are_seen_and_gone_with_the_line(two: Party, qtbot: QtBot) -> None:
    ana, ben = two.ana, two.guests[0]
    shape = ben.at_work().box((200, 200), (320, 260))
    two.street.settle()
    hands = ben.at_work()
    hands.press((260, 230))
    hands.move((360, 330))
    hands.move((460, 430))
    part = ana.stage.window.presence.part(two.plan)
    assert part is not None

    def arrived() -> bool:
        two.street.settle(0.2)
        return part.people[0].presence.cursor == (460.0, 430.0)

    qtbot.waitUntil(arrived)
    (seen,) = part.people
    assert seen.presence.moved is not None
    assert seen.presence.moved[0].shape == shape
    assert ana.stage.shape(shape).x == 200
    hands.release((460, 430))
    two.street.settle()
    assert ana.stage.shape(shape).x == 400
    two.street.cut()
    qtbot.waitUntil(lambda: part.people == ())


def test_a_viewer_sees_everything_and_changes_nothing(qapp: QApplication, tmp_path: Path) -> None:
    party = Party(tmp_path, ("ben", Role.VIEWER), ("cleo", Role.COMMENTER))
    ana, ben, cleo = party.all
    try:
        mine = ana.at_work().box((200, 200), (320, 260))
        party.street.settle()
        for guest, words in ((ben, "ask its owner"), (cleo, "comment on it")):
            assert mine in guest.stage.editor.records.shapes
            assert guest.stage.editor.read_only
            assert words in guest.stage.window.workbench.area.read_only.text
        before = ana.hash(party.plan)
        hands = ben.at_work()
        hands.do("tool.rect")
        hands.drag((500, 400), (620, 460))
        party.street.settle()
        assert party.agree()
        assert ana.hash(party.plan) == before
    finally:
        party.end()


def test_roles_change_while_the_diagram_is_open(two: Party) -> None:
    ana, ben = two.ana, two.guests[0]
    for role, read_only in ((Role.VIEWER, True), (Role.EDITOR, False)):
        ana.tell(ev.Asked(7, want.ChangeRole(ben.user, role)))
        two.street.settle(2.0)
        assert ben.stage.editor.read_only is read_only
    ben.at_work().box((500, 400), (620, 460))
    two.street.settle()
    assert two.agree()
    ana.tell(ev.Asked(8, want.RemoveUser(ben.user)))
    two.street.settle(2.0)
    assert ben.stage.editor.read_only
    assert "no longer a member" in ben.stage.window.workbench.area.read_only.text
    part = ana.stage.window.presence.part(two.plan)
    assert part is not None
    assert part.people == ()


def test_three_people_draw_at_once(qapp: QApplication, tmp_path: Path) -> None:
    party = Party(tmp_path, ("ben", Role.EDITOR), ("cleo", Role.EDITOR))
    try:
        for round_ in range(3):
            for number, neighbour in enumerate(party.all):
                left, top = 60 + 200 * number, 60 + 140 * round_
                neighbour.at_work().box((left, top), (left + 120, top + 60))
        party.street.settle(2.0)
        assert party.agree()
        assert len(party.ana.stage.shapes) == 9
    finally:
        party.end()
