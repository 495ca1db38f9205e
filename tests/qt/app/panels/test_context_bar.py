from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.panels.context_bar import EDGE, GAP, ContextBar, find_place, reach
from tests.qt.app.screens import CONTEXT

SIZE = QSize(130, 34)
VIEW = QRect(0, 0, 800, 600)
SELECTION = QRect(340, 280, 120, 60)
rects = st.builds(QRect, st.integers(0, 700), st.integers(0, 550), st.integers(1, 300), st.integers(1, 200))


def test_above_in_the_middle_when_there_is_room() -> None:
    place = find_place(SIZE, SELECTION, VIEW, [])
    assert place is not None
    assert place.y() == SELECTION.top() - GAP - SIZE.height()
    assert abs(place.x() + SIZE.width() // 2 - SELECTION.center().x()) <= 1


def test_below_when_a_neighbour_is_above_and_beside_when_both_are() -> None:
    above, below = QRect(340, 190, 120, 60), QRect(340, 370, 120, 60)
    place = find_place(SIZE, SELECTION, VIEW, [above])
    assert place is not None
    assert place.y() > SELECTION.bottom()
    place = find_place(SIZE, SELECTION, VIEW, [above, below])
    assert place is not None
    assert place.x() > SELECTION.right()


def test_nowhere_when_everything_is_taken() -> None:
    assert find_place(SIZE, SELECTION, VIEW, [VIEW]) is None


@given(selection=rects, others=st.lists(rects, max_size=8))
def test_it_never_hides_a_neighbour_and_stays_in_the_view(selection: QRect, others: list[QRect]) -> None:
    place = find_place(SIZE, selection, VIEW, others)
    if place is not None:
        bar = QRect(place, SIZE)
        assert not any(bar.intersects(other) for other in [*others, selection])
        assert VIEW.adjusted(EDGE, EDGE, -EDGE, -EDGE).contains(bar)


@given(selection=rects, others=st.lists(rects, max_size=8))
def test_what_lies_beyond_its_reach_does_not_matter(selection: QRect, others: list[QRect]) -> None:
    room = reach(SIZE, selection, VIEW)
    near = [other for other in others if other.intersects(room)]
    assert find_place(SIZE, selection, VIEW, near) == find_place(SIZE, selection, VIEW, others)


def test_it_follows_the_selection(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(800, 600)
    ground.show()
    bar = ContextBar(CONTEXT, ground)
    bar.follow(SELECTION, VIEW, [])
    assert bar.isVisible()
    assert bar.surface_rect().bottom() < SELECTION.top()
    bar.follow(None, VIEW, [])
    assert not bar.isVisible()


def test_buttons_say_their_id(qtbot: QtBot) -> None:
    bar = ContextBar(CONTEXT)
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.triggered) as triggered:
        qtbot.mouseClick(bar.buttons["delete"], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert triggered.args == ["delete"]
