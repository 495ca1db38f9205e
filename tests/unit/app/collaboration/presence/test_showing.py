from __future__ import annotations

import pytest

from app.collaboration.presence.person import Member, Person, people
from app.collaboration.presence.showing import FARTHEST, MOST_DRAGGED, figures, overrides
from app.theme.person_color import presence_color
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.scene.others import OtherCaret, OtherCursor, OtherFigure, OtherFrame, OtherLaser, OtherTag
from sync.protocol.presence import Caret, Moved, Presence
from tests.support.test_editor import TestEditor

COLOR = presence_color("ana")


@pytest.fixture
def driver() -> TestEditor:
    return TestEditor()


def ana(driver: TestEditor, *, may_edit: bool = True, page: str = "", **values: object) -> tuple[Person, ...]:
    presence = Presence(1, page=page or driver.editor.page, **values)  # type: ignore[arg-type]
    return people({"d": presence}, lambda _device: Member("ana", "Ana", may_edit))


def shown(driver: TestEditor, kind: type[OtherFigure], **values: object) -> list[OtherFigure]:
    return [figure for figure in figures(ana(driver, **values), driver.editor) if isinstance(figure, kind)]  # type: ignore[arg-type]


def test_a_pointer_bears_the_name(driver: TestEditor) -> None:
    assert shown(driver, OtherCursor, cursor=(1.0, 2.0)) == [OtherCursor(Vec(1.0, 2.0), "Ana", COLOR)]


def test_who_is_on_another_page_is_not_seen(driver: TestEditor) -> None:
    assert figures(ana(driver, page="elsewhere", cursor=(1.0, 2.0)), driver.editor) == ()


def test_selected_shapes_and_lines_are_framed_and_unknown_ones_ignored(driver: TestEditor) -> None:
    shape = driver.shape(10, 20, 100, 50, rotation=30.0)
    frames = shown(driver, OtherFrame, selection=(shape, "gone"))
    assert frames == [OtherFrame(Box(10, 20, 100, 50), COLOR, 30.0)]


def test_without_a_pointer_the_name_stands_at_what_is_selected(driver: TestEditor) -> None:
    shape = driver.shape(10, 20, 100, 50)
    assert shown(driver, OtherTag, selection=(shape,)) == [OtherTag(Vec(10, 20), "Ana", COLOR)]
    assert shown(driver, OtherTag, selection=(shape,), cursor=(0.0, 0.0)) == []


def test_a_dragged_shape_is_shown_where_it_is_dragged_to(driver: TestEditor) -> None:
    shape = driver.shape(10, 20, 100, 50)
    moved = (Moved(shape, 60.0, 70.0, 100.0, 50.0, 15.0),)
    wished = overrides(ana(driver, moved=moved), driver.editor)
    assert wished == {shape: {"x": 60.0, "y": 70.0, "w": 100.0, "h": 50.0, "rotation": 15.0}}
    assert shown(driver, OtherFrame, selection=(shape,), moved=moved) == [OtherFrame(Box(60, 70, 100, 50), COLOR, 15.0)]


def test_inside_another_shape_it_is_measured_from_that(driver: TestEditor) -> None:
    outer = driver.container(100, 100, 400, 300)
    inner = driver.shape(10, 10, 50, 50, parent=outer)
    wished = overrides(ana(driver, moved=(Moved(inner, 150.0, 160.0, 50.0, 50.0, 0.0),)), driver.editor)
    assert (wished[inner]["x"], wished[inner]["y"]) == (50.0, 60.0)


def test_who_may_not_edit_moves_nothing(driver: TestEditor) -> None:
    shape = driver.shape(10, 20, 100, 50)
    moved = (Moved(shape, 60.0, 70.0, 100.0, 50.0, 0.0),)
    assert overrides(ana(driver, may_edit=False, moved=moved), driver.editor) == {}
    assert shown(driver, OtherFrame, may_edit=False, selection=(shape,), moved=moved) == [
        OtherFrame(Box(10, 20, 100, 50), COLOR)
    ]


@pytest.mark.parametrize("frame", [(1e300, 0.0, 1.0, 1.0, 0.0), (0.0, 0.0, -5.0, 1.0, 0.0), (0.0, 0.0, 1.0, 1.0, 1e99)])
def test_nonsense_is_not_shown(driver: TestEditor, frame: tuple[float, float, float, float, float]) -> None:
    nonsense = Moved(driver.shape(0, 0, 10, 10), *frame)
    assert overrides(ana(driver, moved=(nonsense, Moved("?", 0, 0, 1, 1, 0))), driver.editor) == {}
    assert figures(ana(driver, cursor=(2 * FARTHEST, 0.0), laser=((1e300, 0.0), (0.0, 0.0))), driver.editor) == ()


def test_a_caret_stands_in_the_text_counted_in_bytes(driver: TestEditor) -> None:
    shape = driver.shape(0, 0, 100, 40, text="éa")
    (first,), (second,) = (shown(driver, OtherCaret, caret=Caret(shape, position, position)) for position in (0, 2))
    assert isinstance(first, OtherCaret)
    assert isinstance(second, OtherCaret)
    assert second.top.x > first.top.x
    assert 0 < first.top.y < first.bottom.y < 40


def test_a_caret_turns_with_its_shape(driver: TestEditor) -> None:
    shape = driver.shape(0, 0, 100, 40, rotation=90.0, text="ab")
    (caret,) = shown(driver, OtherCaret, caret=Caret(shape, 1, 1))
    assert isinstance(caret, OtherCaret)
    assert caret.top.y == pytest.approx(caret.bottom.y)


def test_light_needs_two_points(driver: TestEditor) -> None:
    assert shown(driver, OtherLaser, laser=((0.0, 0.0),)) == []
    assert len(shown(driver, OtherLaser, laser=((0.0, 0.0), (5.0, 5.0)))) == 1


def test_of_very_many_dragged_shapes_those_that_are_seen_move_and_of_the_others_frames() -> None:
    driver = TestEditor()
    far = driver.shape(9_000, 9_000)
    shapes = [driver.shape(10.0 * number, 0) for number in range(MOST_DRAGGED + 5)]
    aside = tuple(Moved(shape, 10.0 * at, 50.0, 100.0, 60.0, 0.0) for at, shape in enumerate(shapes))
    away = Moved(far, 9_100.0, 9_000.0, 100.0, 60.0, 0.0)
    everybody = ana(driver, moved=(away, *aside), selection=(shapes[-1],))
    assert list(overrides(everybody, driver.editor)) == shapes[:MOST_DRAGGED]
    (frame, *_) = figures(everybody, driver.editor)
    assert isinstance(frame, OtherFrame)
    assert frame.box.y == 50.0
    assert list(overrides(ana(driver, moved=(Moved(far, 0.0, 0.0, 100.0, 60.0, 0.0),)), driver.editor)) == [far]
