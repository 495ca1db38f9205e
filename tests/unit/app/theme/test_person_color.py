from __future__ import annotations

from app.theme.person_color import person_colors, presence_color
from app.theme.tokens import PRESENCE, PRESENCE_MORE

CROWD = [f"person-{number}" for number in range(40)]
ALL = (*PRESENCE, *PRESENCE_MORE)


def test_the_colour_follows_the_person() -> None:
    assert presence_color("person-1") == presence_color("person-1")
    assert {presence_color(f"person-{number}") for number in range(60)} == set(PRESENCE)


def test_no_two_have_the_same_one_while_there_are_enough() -> None:
    assert len(set(ALL)) == 16
    assert set(person_colors(CROWD[:8], {}).values()) == set(PRESENCE)
    assert set(person_colors(CROWD[:16], {}).values()) == set(ALL)
    worn = list(person_colors(CROWD, {}).values())
    assert {worn.count(color) for color in ALL} == {2, 3}


def test_who_came_first_keeps_the_colour_whoever_comes_after() -> None:
    few, many = person_colors(CROWD[:5], {}), person_colors(CROWD, {})
    assert few == {person: many[person] for person in CROWD[:5]}
    assert few[CROWD[0]] == presence_color(CROWD[0])


def test_a_wish_counts_unless_somebody_before_has_it_or_it_is_none_of_ours() -> None:
    wishes = {"ana": "#0070D1", "ben": "#0070D1", "cleo": "#FFFFFF"}
    found = person_colors(["ana", "ben", "cleo"], wishes)
    assert found["ana"] == "#0070D1"
    assert found["ben"] == PRESENCE[2]
    assert found["cleo"] in PRESENCE
    assert len(set(found.values())) == 3
