"""Lines look for the way that a colleague's edit gave them by themselves, a while after it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.canvas_view.settling import (
    LONGEST_MS,
    PAINTED_MS,
    PATIENCE,
    PATIENCE_LONGEST,
    PATIENT_SHARE,
    QUIET_MS,
    SHARE,
    SLICE_MS,
    Settling,
)
from canvas.geometry.vec import Vec
from canvas.model.document import Document
from canvas.model.plan import Op, Origin, Plan, Set
from canvas.scene.avoiding import MOST_AT_ONCE, Haste
from tests.support.test_editor import TestEditor


class Page:
    """Lines side by side, and a wall that a colleague moves into their way."""

    def __init__(self, lines: int = 3, search_ms: float = 10.0) -> None:
        self.t = TestEditor()
        self.lines = []
        for n in range(lines):
            ends = self.t.shape(0, 100.0 * n), self.t.shape(600, 100.0 * n)
            self.lines.append(self.t.connector(*ends, routing="avoid"))
        self.wall = self.t.shape(300, 2000, h=100.0 * lines)
        self.theirs = Document(99, [self.t.document.state()])
        self.theirs.on_update(lambda update, _origin: self.t.document.apply_update(update, Origin.REMOTE))
        self.owner, self.now, self.free, self.asked, self.steps = QObject(), 0.0, True, 0, 0
        self.settling = Settling(self.owner, self.t.editor, self.is_free, self.clock)
        self.search_s = search_ms / 1000
        self.waited: list[int] = []
        self.before = self.ways()
        self.t.editor.on_scene.subscribe(lambda _delta: self.settling.follow())
        self.t.editor.on_settled.subscribe(lambda _: self.step())

    def clock(self) -> float:
        """Tell the time; a line looks for its way whenever somebody asks during a turn."""
        if self.settling.at_work:
            self.now += self.search_s
        return self.now

    def is_free(self) -> bool:
        self.asked += 1
        (timer,) = self.owner.findChildren(QTimer)
        self.waited.append(timer.interval())
        return self.free

    def step(self) -> None:
        self.steps += 1

    def ways(self) -> list[tuple[Vec, ...]]:
        return [self.t.editor.scene.points(line) for line in self.lines]

    def comes(self, *operations: Op) -> None:
        self.theirs.apply(Plan("Theirs", operations))

    @property
    def is_settled(self) -> bool:
        return self.t.editor.scene.is_settled

    @property
    def waits_ms(self) -> int:
        (timer,) = self.owner.findChildren(QTimer)
        return timer.interval() if timer.isActive() else -1


def test_lines_settle_one_by_one_and_nothing_needs_to_happen_for_it(qtbot: QtBot) -> None:
    page = Page()
    page.comes(Set(page.wall, "y", -50.0))
    assert page.ways() == page.before
    qtbot.waitUntil(lambda: page.is_settled)
    assert page.steps == len(page.lines)
    assert all(way != before for way, before in zip(page.ways(), page.before, strict=True))
    assert page.waits_ms == -1


def test_several_look_in_a_turn_that_they_do_not_fill(qtbot: QtBot) -> None:
    page = Page(lines=9, search_ms=SLICE_MS / 3)
    page.comes(Set(page.wall, "y", -50.0))
    qtbot.waitUntil(lambda: page.is_settled)
    assert page.steps == 3


def test_many_lines_of_an_own_edit_look_once_it_is_painted(qtbot: QtBot) -> None:
    page = Page(lines=MOST_AT_ONCE + 1)
    page.t.editor.apply(Plan("Own", (Set(page.wall, "y", -50.0),)))
    assert page.ways() == page.before
    assert page.waits_ms == PAINTED_MS
    qtbot.waitUntil(lambda: page.is_settled)
    assert page.steps == len(page.lines)
    settled = page.ways()
    page.t.editor.undo()
    qtbot.waitUntil(lambda: page.is_settled)
    assert page.ways() == page.before != settled, "one step of undo, whenever the lines found their ways"


def test_few_lines_of_an_own_edit_look_at_once(qapp: object) -> None:
    page = Page(lines=MOST_AT_ONCE)
    page.t.editor.apply(Plan("Own", (Set(page.wall, "y", -50.0),)))
    assert page.is_settled
    assert page.ways() != page.before


def test_edits_in_a_row_put_it_off_but_not_for_ever(qapp: object) -> None:
    page = Page()
    waits = []
    for number in range(LONGEST_MS // 50 + 4):
        page.comes(Set(page.wall, "y", -50.0 - number))
        waits.append(page.waits_ms)
        page.now += 0.05
    assert waits[0] == QUIET_MS
    assert waits[-1] == 0
    assert waits.index(0) == LONGEST_MS // 50


def test_lines_that_keep_clear_of_shapes_are_patient(qtbot: QtBot) -> None:
    page = Page()
    page.comes(Set(page.wall, "y", 250.0))
    assert not page.is_settled
    assert page.waits_ms == PATIENCE * QUIET_MS
    page.comes(Set(page.wall, "y", 150.0))
    assert page.waits_ms == QUIET_MS
    qtbot.waitUntil(lambda: page.t.editor.scene.haste is not Haste.SOON)
    assert page.waits_ms == PATIENCE * QUIET_MS
    qtbot.waitUntil(lambda: page.is_settled)


def test_patient_lines_do_not_look_in_a_turn_of_those_that_run_into_shapes(qtbot: QtBot) -> None:
    page = Page(lines=4, search_ms=0.0)
    page.comes(Set(page.wall, "y", 150.0))
    qtbot.waitUntil(lambda: page.t.editor.scene.haste is not Haste.SOON)
    assert [way != before for way, before in zip(page.ways(), page.before, strict=True)] == [False, False, True, True]
    assert not page.is_settled


def test_patience_has_an_end_and_others_are_in_no_greater_hurry_for_it(qapp: object) -> None:
    page = Page()
    waits = []
    for number in range(PATIENCE_LONGEST * LONGEST_MS // 400 + 2):
        page.comes(Set(page.wall, "y", 250.0 - number % 2))
        waits.append(page.waits_ms)
        page.now += 0.4
    assert waits[0] == PATIENCE * QUIET_MS
    assert waits[-2:] == [200, 0]
    page.comes(Set(page.wall, "y", 150.0))
    assert page.waits_ms == QUIET_MS


def test_searches_take_a_small_part_of_the_time_while_others_draw(qtbot: QtBot) -> None:
    page = Page(lines=3, search_ms=5.0)
    for number in range(LONGEST_MS // 50 + 1):
        page.now += 0.05
        page.comes(Set(page.wall, "y", -50.0 - number))
    assert page.waits_ms == 0
    qtbot.waitUntil(lambda: page.steps == 1)
    assert page.waits_ms == 5 * SHARE
    page.now += 0.02
    page.comes(Set(page.wall, "y", -10.0))
    assert page.waits_ms == 5 * SHARE - 20
    qtbot.waitUntil(lambda: page.steps == 2)
    assert page.waits_ms == 5 * SHARE
    page.now += (QUIET_MS - 1) / 1000
    page.settling.follow()
    assert page.waits_ms == 0


def test_lines_are_not_held_up_once_others_rest(qtbot: QtBot) -> None:
    page = Page(lines=3, search_ms=5.0)
    page.comes(Set(page.wall, "y", -50.0))
    page.now += QUIET_MS / 1000
    qtbot.waitUntil(lambda: page.is_settled)
    assert page.waited == [QUIET_MS, 0, 0]


def test_better_ways_are_looked_for_least_while_others_draw(qtbot: QtBot) -> None:
    page = Page(search_ms=4.5)
    for number in range(PATIENCE_LONGEST * LONGEST_MS // 400 + 2):
        page.comes(Set(page.wall, "x", -130.0 - number % 2), Set(page.wall, "y", 0.0))
        page.now += 0.4
    page.now -= 0.4
    assert page.waits_ms == 0
    qtbot.waitUntil(lambda: page.waits_ms != 0)
    assert page.waits_ms == 4.5 * PATIENT_SHARE
    page.comes(Set(page.wall, "x", 300.0))
    assert page.waits_ms == QUIET_MS, "those that run into shapes do not wait for it"


def test_nothing_is_searched_while_a_gesture_lasts(qtbot: QtBot) -> None:
    page = Page()
    page.free = False
    page.comes(Set(page.wall, "y", -50.0))
    qtbot.waitUntil(lambda: page.asked > 2)
    assert not page.is_settled
    page.free = True
    qtbot.waitUntil(lambda: page.is_settled)


def test_a_page_without_such_lines_waits_for_nothing(qapp: object) -> None:
    page = Page(lines=0)
    page.comes(Set(page.wall, "x", 10.0))
    assert page.waits_ms == -1
