from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from app.layout.animation import MOST_GLIDING, Glide, between
from canvas.kernels.edits import Edits
from canvas.model.plan import UNSET
from tests.support.test_editor import TestEditor


def test_numbers_go_part_of_the_way_and_the_rest_has_arrived() -> None:
    t = TestEditor()
    a = t.shape(100, 0)
    found = between({a: {"x": 200.0, "y": 50.0, "waypoints": UNSET}}, t.document.records.shapes, 0.25)
    assert found == {a: {"x": 125.0, "y": 12.5, "waypoints": UNSET}}


def test_a_shape_that_is_gone_is_left_out() -> None:
    assert between({"gone": {"x": 1.0}}, TestEditor().document.records.shapes, 0.5) == {}


def glided(count: int, *, still: bool, qtbot: QtBot) -> tuple[list[Any], list[str]]:
    t = TestEditor()
    edits: Edits = {t.shape(i, 0): {"x": 500.0} for i in range(count)}
    shown: list[Any] = []
    arrived: list[str] = []
    glide = Glide(edits, t.document.records.shapes, shown.append, lambda: arrived.append("now"))
    glide.start(still=still)
    qtbot.waitUntil(lambda: bool(arrived))
    return shown, arrived


def test_shapes_are_shown_on_their_way_and_let_go_at_the_end(qtbot: QtBot) -> None:
    shown, arrived = glided(2, still=False, qtbot=qtbot)
    assert arrived == ["now"]
    assert shown[-1] == {}
    assert any(shown[:-1])


def test_nothing_moves_by_itself_for_people_who_do_not_want_it(qtbot: QtBot) -> None:
    assert glided(2, still=True, qtbot=qtbot) == ([], ["now"])


def test_very_many_shapes_are_put_in_place_at_once(qtbot: QtBot) -> None:
    assert glided(MOST_GLIDING + 1, still=False, qtbot=qtbot) == ([], ["now"])
