"""Three whole editors as processes: who is there, where people type, and whose undo is whose."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.editors.exercise import converge, meet_in_a_room, person_gone, pointer_seen
from tests.support.editors.process import EditorProcess, editors_in

Three = list[EditorProcess]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    with editors_in(tmp_path, ("ana", "ben", "cleo")) as editors:
        meet_in_a_room(editors, shapes=20)
        for editor in editors:
            editor.until("people", lambda answer: len(answer["people"]) == 2)
        yield editors


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_pointers_are_seen_by_all_and_who_crashes_is_gone(three: Three) -> None:
    """ENG-30, ENG-31, ENG-42: also guests of a room see each other."""
    ana, ben, cleo = three
    for editor in (ana, cleo):
        editor.ask("look")
    for number in range(5):
        place = [100.0 + 10 * number, 80.0]
        pointed = ben.ask("point", x=place[0], y=place[1])["at"]
        for editor in (ana, cleo):
            assert pointer_seen(editor, "ben", place) - pointed < 10.0
    ben.kill()
    killed = time.monotonic()
    for editor in (ana, cleo):
        assert person_gone(editor, "ben") - killed < 15.0


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_two_type_in_one_label_and_see_each_others_carets(three: Three) -> None:
    """ENG-8: nothing that was typed is lost."""
    ana, ben, cleo = three
    ben.ask("set", shape="s1", key="style.fill", value="#ffffff")
    ben.ask("type", shape="s1", text=" ben")
    for editor in (ana, cleo):
        editor.until("people", lambda answer: {"name": "ben", "caret": "s1"}.items() <= named("ben", answer).items())
        editor.until("people", lambda answer: "OtherCaret" in answer["figures"])
        editor.until("value", lambda answer: str(answer["value"]).endswith(" ben"), shape="s1", key="label")
    ana.ask("type", shape="s1", text="-ana")
    ben.ask("type", shape="s1", text="+again")
    ben.until("people", lambda answer: "OtherCaret" in answer["figures"])
    for editor in (ana, ben):
        editor.ask("stop_typing")
    converge(three)
    text = cleo.ask("value", shape="s1", key="label")["value"]
    assert all(text.count(word) == 1 for word in (" ben", "-ana", "+again")), text
    cleo.until("people", lambda answer: "OtherCaret" not in answer["figures"])


def named(name: str, answer: dict[str, object]) -> dict[str, object]:
    """Return what is said of somebody."""
    people = answer["people"]
    assert isinstance(people, list)
    return next((one for one in people if one["name"] == name), {})


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_undo_takes_back_ones_own_steps_among_those_of_others(three: Three) -> None:
    """HIS-1."""
    ana, ben, cleo = three
    before = ben.ask("value", shape="s2", key="style.fill")["value"]
    ben.ask("draw", text="of ben")
    ben.ask("set", shape="s2", key="style.fill", value="#123456")
    converge(three)
    ana.ask("set", shape="s2", key="x", value=555.0)
    cleo.ask("draw", text="of cleo")
    converge(three)
    assert ben.ask("undo")["undone"]
    converge(three)
    for editor in three:
        assert editor.ask("value", shape="s2", key="style.fill")["value"] == before
        assert editor.ask("value", shape="s2", key="x")["value"] == 555.0
        assert editor.ask("labels", prefix="of ")["labels"] == ["of ben", "of cleo"]
    assert ben.ask("undo")["undone"]
    converge(three)
    assert all(editor.ask("labels", prefix="of ")["labels"] == ["of cleo"] for editor in three)
    assert not ben.ask("undo")["undone"]
