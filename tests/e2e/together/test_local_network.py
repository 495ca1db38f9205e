"""Two whole programs over a real local network on this machine: TLS, digits, tickets, network threads; no relay, and nothing by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.collaboration.network.device_rooms import NewComputer
from app.collaboration.network.neighbourhood import Joining, Seeking
from app.collaboration.network.together import KNOCK_REST_MS
from app.collaboration.room_state import Comparing, NearbyRoom, RoomState
from app.widgets.buttons import Button
from sync.engine.events import Poisoned
from sync.errors import EndReason, LinkClosed
from sync.protocol.documents import successor_of
from sync.runtime.network_thread import NetworkThread
from sync.transports.lan.announcement import Announcement, announce_room
from sync.transports.lan.meeting import Met, Question
from sync.transports.lan.room import RoomSettings, open_room
from sync.transports.lan.ticket import format_ticket
from sync.transports.link import Link
from tests.support.together_program import WAIT_MS, Program
from tests.support.workspace import identity


class Programs:
    """Programs by the names of their people."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: dict[str, Program] = {}

    def begin(self, name: str) -> Program:
        """Start somebody's program, on the library of the one before."""
        self._running[name] = Program(self._folder / name.lower(), name)
        return self._running[name]

    def end(self, name: str) -> None:
        self._running.pop(name).end()

    def end_all(self) -> None:
        for name in tuple(self._running):
            self.end(name)


@pytest.fixture
def programs(qapp: QApplication, tmp_path: Path) -> Iterator[Programs]:
    made = Programs(tmp_path)
    yield made
    made.end_all()


@pytest.fixture
def pair(programs: Programs) -> tuple[Program, Program]:
    return programs.begin("Ana"), programs.begin("Ben")


def joined(ana: Program, ben: Program, qtbot: QtBot, come: Callable[[Program, RoomState], None]) -> str:
    """Share a diagram of Ana's and let Ben in; return it, open in both windows."""
    ana.stage.begin()
    shape = ana.at_work().box((200, 200), (320, 260))
    document = ana.stage.tab.id
    ana.together.open_room(document, ana.rooms.append)
    qtbot.waitUntil(lambda: bool(ana.rooms) and ana.rooms[-1].ticket != "", timeout=WAIT_MS)
    come(ben, ana.rooms[-1])
    qtbot.waitUntil(lambda: bool(ben.received), timeout=WAIT_MS)
    assert ben.received == [document]
    ben.stage.window.show()
    assert ben.stage.window.open_diagram(document)
    qtbot.waitUntil(lambda: shape in ben.stage.editor.records.shapes, timeout=WAIT_MS)
    return document


def by_code(ben: Program, room: RoomState) -> None:
    ben.together.join(ben.joins.append).enter_by_code(room.ticket)


def test_a_room_of_a_workspace_that_one_is_in_says_so(
    pair: tuple[Program, Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TRA-40: its mark tells those who hold the key; a stranger sees four characters. No mark is compared with all keys twice."""
    looked: list[tuple[Joining, Announcement, str]] = []
    team_of = Joining._team_of

    def look(self: Joining, said: Announcement) -> str:
        looked.append((self, said, team_of(self, said)))
        return looked[-1][-1]

    monkeypatch.setattr(Joining, "_team_of", look)
    ana, ben = pair
    ben.together.join(ben.joins.append)
    joined(ana, ben, qtbot, by_code)
    title = ben.together.works[0].title
    assert title
    ben.together.join(ben.joins.append)
    qtbot.waitUntil(lambda: any(room.workspace == title for room in ben.joins[-1].rooms), timeout=WAIT_MS)
    assert {room.workspace for state in ben.joins for room in state.rooms} <= {"", title}
    ana.together.open_room(ana.stage.desktop.session.create("Another"), ana.rooms.append)
    # Programs of other tests may have rooms in this network, too, which come and go and come again.
    before = len(ben.joins)
    qtbot.waitUntil(lambda: len(ben.joins) > before and len(ben.joins[-1].rooms) >= 2, timeout=WAIT_MS)
    recognised = [one for one in looked if one[-1]]
    assert recognised
    assert [recognised.count(one) for one in recognised] == [1] * len(recognised)


class Liar:
    """A room whose host lets everybody in and then talks nonsense."""

    def __init__(self, thread: NetworkThread) -> None:
        self.tickets: list[str] = []
        self.ended: list[EndReason] = []
        self._closing = asyncio.Event()
        self._thread = thread
        thread.spawn("a liar's room", self._run)

    def close(self) -> None:
        self._thread.call(self._closing.set)

    async def _run(self) -> None:
        settings = RoomSettings(
            announce_room(None), identity("liar"), lambda _: True, self._agree, self._lie, "127.0.0.1"
        )
        async with open_room(settings) as room:
            self.tickets.append(format_ticket(room.ticket(("127.0.0.1",))))
            await self._closing.wait()

    async def _agree(self, _question: Question) -> bool:
        return True

    async def _lie(self, link: Link, _met: Met) -> None:
        await link.send(b"nonsense")
        try:
            while True:
                await link.receive()
        except LinkClosed as error:
            self.ended.append(error.reason)


def in_a_diagram(ben: Program) -> Seeking:
    return ben.together.join(ben.joins.append)


def as_a_new_computer(ben: Program) -> Seeking:
    window, place = ben.stage.window, ben.together.place
    return NewComputer(window.network.thread(), window.session.library, place, ben.joins.append, lambda *_: None)


@pytest.mark.parametrize("seeking", [in_a_diagram, as_a_new_computer])
def test_who_finds_nonsense_in_a_room_leaves_it(
    programs: Programs, qtbot: QtBot, seeking: Callable[[Program], Seeking]
) -> None:
    ben = programs.begin("Ben")
    liar = Liar(ben.stage.window.network.thread())
    qtbot.waitUntil(lambda: bool(liar.tickets), timeout=WAIT_MS)
    seeking(ben).enter_by_code(liar.tickets[0])
    qtbot.waitUntil(lambda: bool(ben.joins) and ben.joins[-1].problem != "", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: liar.ended == [EndReason.CLOSED_THERE], timeout=WAIT_MS)
    liar.close()


def test_a_code_lets_in_and_both_draw(pair: tuple[Program, Program], qtbot: QtBot) -> None:
    ana, ben = pair
    document = joined(ana, ben, qtbot, by_code)
    theirs = ben.at_work().box((500, 400), (620, 460))
    qtbot.waitUntil(lambda: theirs in ana.stage.editor.records.shapes, timeout=WAIT_MS)
    mine = ana.at_work().box((60, 60), (160, 120))
    qtbot.waitUntil(lambda: mine in ben.stage.editor.records.shapes, timeout=WAIT_MS)
    assert ana.hash(document) == ben.hash(document)
    assert [guest.by for guest in ana.rooms[-1].guests] == ["code"]
    qtbot.waitUntil(lambda: "1 other on this network" in ana.says, timeout=WAIT_MS)
    part = ana.stage.window.presence.part(document)
    assert part is not None
    qtbot.waitUntil(lambda: [person.name for person in part.people] == ["Ben"], timeout=WAIT_MS)


def knocks(guest: Program, name: str, qtbot: QtBot) -> Joining:
    """Enter a room by the list of those nearby."""
    joining = guest.together.join(guest.joins.append)

    def seen() -> list[NearbyRoom]:
        return [one for state in guest.joins[-1:] for one in state.rooms if one.short_name == name]

    qtbot.waitUntil(lambda: bool(seen()), timeout=WAIT_MS)
    (room,) = seen()  # Other tests on this machine may announce rooms at the same moment.
    joining.enter(room.room)
    return joining


def by_digits(ana: Program, ben: Program, qtbot: QtBot) -> None:
    """Enter by the list of rooms; both people compare the digits."""
    joining = knocks(ben, ana.rooms[-1].name, qtbot)
    qtbot.waitUntil(
        lambda: ben.joins[-1].comparing is not None and ana.rooms[-1].comparing is not None, timeout=WAIT_MS
    )
    mine, theirs = ana.rooms[-1].comparing, ben.joins[-1].comparing
    assert mine is not None
    assert theirs is not None
    assert mine.digits == theirs.digits
    joining.answer(theirs.id, True)
    hosted = ana.together.room(ana.stage.tab.id)
    assert hosted is not None
    hosted.answer(mine.id, True)


def test_digits_let_in_too_and_all_is_there_after_a_restart(pair: tuple[Program, Program], qtbot: QtBot) -> None:
    ana, ben = pair
    document = joined(ana, ben, qtbot, lambda guest, _room: by_digits(ana, guest, qtbot))
    assert [guest.by for guest in ana.rooms[-1].guests] == ["digits"]
    theirs = ben.at_work().box((500, 400), (620, 460))
    qtbot.waitUntil(lambda: theirs in ana.stage.editor.records.shapes, timeout=WAIT_MS)
    ben.stage.window.close_tab(document)
    assert ben.stage.window.open_diagram(document)
    assert theirs in ben.stage.editor.records.shapes
    assert ana.hash(document) == ben.hash(document)


def test_two_who_knock_at_once_are_asked_about_one_after_the_other(programs: Programs, qtbot: QtBot) -> None:
    """TRA-51: the digits of the first one stay until they have an answer, and the host sees that somebody else waits."""
    ana, guests = programs.begin("Ana"), [programs.begin("Ben"), programs.begin("Cleo")]
    ana.stage.begin()
    document = ana.stage.tab.id
    ana.together.open_room(document, ana.rooms.append)
    qtbot.waitUntil(lambda: bool(ana.rooms) and ana.rooms[-1].open, timeout=WAIT_MS)
    hosted = ana.together.room(document)
    assert hosted is not None
    joinings = [knocks(guest, ana.rooms[-1].name, qtbot) for guest in guests]
    qtbot.waitUntil(lambda: all(guest.joins[-1].comparing for guest in guests), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: getattr(ana.rooms[-1].comparing, "after", 0) == 1, timeout=WAIT_MS)
    theirs = {one.digits: at for at, one in enumerate(guest.joins[-1].comparing for guest in guests) if one}
    asked: list[int] = []
    while len(asked) < len(guests):
        qtbot.waitUntil(lambda: ana.rooms[-1].comparing is not None, timeout=WAIT_MS)
        mine = ana.rooms[-1].comparing
        assert mine is not None
        at = theirs[mine.digits]
        asked.append(at)
        hosted.answer(mine.id, True)
        other = guests[at].joins[-1].comparing
        assert other is not None
        joinings[at].answer(other.id, True)
        qtbot.waitUntil(lambda at=at: bool(guests[at].received), timeout=WAIT_MS)  # type: ignore[misc]
    assert sorted(asked) == [0, 1]
    assert len(ana.rooms[-1].guests) == 2
    assert ana.rooms[-1].comparing is None


def test_a_guest_is_called_as_the_account_calls_him(programs: Programs, qtbot: QtBot) -> None:
    """Not as the computer's user is called, where the host sees who came."""
    ana, ben = programs.begin("Ana"), programs.begin("Ben")
    ben.together.called = lambda: "Benedict"
    joined(ana, ben, qtbot, by_code)
    assert [guest.name for guest in ana.rooms[-1].guests] == ["Benedict"]


def test_who_knocks_again_and_again_is_told_of_once_a_minute(
    programs: Programs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TRA-56: while the dialog is closed; what is remembered does not grow with every knock."""
    ana = programs.begin("Ana")
    ana.stage.begin()
    document, told = ana.stage.tab.id, list[str]()
    ana.together.knocked = told.append
    at = [ana.together.session.now_ms()]
    monkeypatch.setattr(ana.together.session, "now_ms", lambda: at[-1])
    for _ in range(3):
        for number in range(5):
            ana.together.show_room(document, RoomState(open=True, comparing=Comparing(str(number), "123456")))
        at.append(at[-1] + KNOCK_REST_MS)
    assert told == [document] * 3
    assert len(ana.together._knocks) == 1


def test_stop_sharing_is_told_edits_wait_and_the_guest_comes_back_by_himself(
    pair: tuple[Program, Program], qtbot: QtBot
) -> None:
    """RUN-16, TRA-53: nobody joins a second time."""
    ana, ben = pair
    document = joined(ana, ben, qtbot, by_code)
    qtbot.waitUntil(lambda: "1 other on this network" in ben.says, timeout=WAIT_MS)
    ana.together.close_room(document)
    qtbot.waitUntil(lambda: "nobody else here" in ben.says or "not connected" in ben.says, timeout=WAIT_MS)
    waiting = ben.at_work().box((500, 400), (620, 460))
    qtbot.waitUntil(lambda: "1 edit waiting" in ben.says, timeout=WAIT_MS)
    ana.together.open_room(document, ana.rooms.append)
    qtbot.waitUntil(lambda: waiting in ana.stage.editor.records.shapes, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "waiting" not in ben.says, timeout=WAIT_MS)
    assert ana.hash(document) == ben.hash(document)


def test_a_room_that_was_open_when_the_program_ended_is_open_again_until_it_is_closed(
    programs: Programs, pair: tuple[Program, Program], qtbot: QtBot
) -> None:
    """The guest, who was there before, comes back by himself (RUN-16)."""
    ana, ben = pair
    document = joined(ana, ben, qtbot, by_code)
    programs.end("Ana")
    waiting = ben.at_work().box((500, 400), (620, 460))
    again: list[str] = []
    ana = programs.begin("Ana")
    ana.together.reopened = again.append
    ana.together.start()
    ana.stage.window.show()
    assert ana.stage.window.open_diagram(document)
    qtbot.waitUntil(lambda: again == [document], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: waiting in ana.stage.editor.records.shapes, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "1 other on this network" in ana.says, timeout=WAIT_MS)
    ana.together.close_room(document)
    qtbot.waitUntil(lambda: "not connected" in ana.says, timeout=WAIT_MS)
    programs.end("Ana")
    ana = programs.begin("Ana")
    ana.together.start()
    assert ana.together.room(document) is None


def test_a_room_stays_closed_for_who_does_not_want_it_opened_again(programs: Programs, qtbot: QtBot) -> None:
    ana = programs.begin("Ana")
    ana.stage.begin()
    document = ana.stage.tab.id
    ana.together.open_room(document, ana.rooms.append)
    qtbot.waitUntil(lambda: bool(ana.rooms) and ana.rooms[-1].open, timeout=WAIT_MS)
    programs.end("Ana")
    ana = programs.begin("Ana")
    ana.together.reopens = lambda: False
    ana.together.start()
    assert ana.together.room(document) is None


def pressed(program: Program, text: str) -> bool:
    """Press the button of a message, if it is there."""
    for button in program.stage.window.workbench.area.findChildren(Button):
        if button.isVisible() and button.text() == text:
            button.click()
            return True
    return False


def test_a_damaged_diagram_is_started_anew_and_the_others_find_the_new_one(
    pair: tuple[Program, Program], qtbot: QtBot
) -> None:
    ana, ben = pair
    document = joined(ana, ben, qtbot, by_code)
    shapes = set(ana.stage.editor.records.shapes)
    team = ana.together.team_of(document)
    assert team is not None
    team.tell(Poisoned(document, rebuilt=True))
    qtbot.waitUntil(lambda: ana.stage.editor.read_only, timeout=WAIT_MS)
    assert "damaged" in ana.says
    assert pressed(ana, "Start anew")
    successor = successor_of(document)
    qtbot.waitUntil(lambda: ana.stage.tab.id == successor, timeout=WAIT_MS)
    assert set(ana.stage.editor.records.shapes) == shapes
    assert not ana.stage.editor.read_only
    qtbot.waitUntil(lambda: pressed(ben, "Open the new one"), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: ben.stage.tab.id == successor, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: set(ben.stage.editor.records.shapes) == shapes, timeout=WAIT_MS)
    more = ben.at_work().box((500, 400), (620, 460))
    qtbot.waitUntil(lambda: more in ana.stage.editor.records.shapes, timeout=WAIT_MS)
    assert ana.hash(successor) == ben.hash(successor)
    assert ana.hash(document) == ben.hash(document)


def test_a_file_brings_what_was_drawn_apart(pair: tuple[Program, Program], qtbot: QtBot, tmp_path: Path) -> None:
    """RUN-17: also what was never sealed, since nobody was there; a second time it brings nothing."""
    ana, ben = pair
    document = joined(ana, ben, qtbot, by_code)
    ana.together.close_room(document)
    qtbot.waitUntil(lambda: "not connected" in ana.says and "not connected" in ben.says, timeout=WAIT_MS)
    apart = ana.at_work().box((500, 400), (620, 460))
    qtbot.waitUntil(lambda: "1 edit waiting" in ana.says, timeout=WAIT_MS)
    path = ana.stage.answers.path = ben.stage.answers.path = tmp_path / "plan.aiobundle"
    ana.stage.do("file.export_bundle")
    qtbot.waitUntil(path.exists, timeout=WAIT_MS)
    assert apart not in ben.stage.editor.records.shapes
    ben.at_work().do("file.open_bundle")
    qtbot.waitUntil(lambda: apart in ben.stage.editor.records.shapes, timeout=WAIT_MS)
    assert ana.hash(document) == ben.hash(document)
    assert "1 edit waiting" in ana.says  # A file that somebody may have is no answer.
    ben.at_work().do("file.open_bundle")
    qtbot.waitUntil(lambda: "here already" in told(ben), timeout=WAIT_MS)


def told(program: Program) -> str:
    """Return what the program says in passing."""
    toast = program.stage.window.workbench.area.toasts.toast
    return "" if toast is None else " ".join(label.text() for label in toast.findChildren(QLabel))
