from __future__ import annotations

from app.collaboration.presence.person import LONGEST_NAME, Member, in_hand, people, shown_name
from app.theme.person_color import presence_color
from sync.protocol.presence import Caret, Moved, Presence

MEMBERS = {"d1": Member("ana", "Ana"), "d2": Member("ana", "Ana"), "d3": Member("ben")}


def test_people_stand_in_the_order_of_their_names_and_colours_follow_the_person() -> None:
    present = {"d3": Presence(1, name="Ben", colour=0), "d2": Presence(1), "d1": Presence(1)}
    found = people(present, MEMBERS.get)
    assert [(p.device, p.name) for p in found] == [("d1", "Ana"), ("d2", "Ana"), ("d3", "Ben")]
    assert [p.color for p in found] == [presence_color("ana"), presence_color("ana"), presence_color("ben")]


def test_the_colour_of_the_team_goes_before_ones_own_word_and_that_only_counts_if_it_is_one_of_ours() -> None:
    known = {"d1": Member("ana", color="#1F7F4F"), "d2": Member("ben"), "d3": Member("cleo")}
    present = {
        "d1": Presence(1, colour=0x0070D1),
        "d2": Presence(1, colour=0x0070D1),
        "d3": Presence(1, colour=0xFFFFFF),
    }
    assert [one.color for one in people(present, known.get)] == ["#1F7F4F", "#0070D1", presence_color("cleo")]


def test_a_device_that_has_no_place_here_is_not_shown() -> None:
    assert people({"ghost": Presence(1, name="Ana")}, MEMBERS.get) == ()


def test_the_name_of_the_card_goes_before_what_the_message_says() -> None:
    assert people({"d1": Presence(1, name="Root")}, MEMBERS.get)[0].name == "Ana"


def test_typing_is_known_by_the_caret() -> None:
    assert people({"d1": Presence(1, caret=Caret("s", 0, 0))}, MEMBERS.get)[0].is_typing


def test_names_are_one_line_without_tricks() -> None:
    assert shown_name(" A\n\tB\u202e\u200b ") == "A B"
    assert len(shown_name("x" * 500)) == LONGEST_NAME


def test_in_hand_is_what_somebody_selected_drags_or_writes_in() -> None:
    moved = (Moved("b", 0.0, 0.0, 1.0, 1.0, 0.0),)
    assert in_hand(Presence(1, selection=("a",), moved=moved, caret=Caret("c", 0, 0))) == {"a", "b", "c"}
    assert in_hand(Presence(1)) == set()
