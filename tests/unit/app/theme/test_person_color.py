from __future__ import annotations

from app.theme.person_color import presence_color
from app.theme.tokens import PRESENCE


def test_the_colour_follows_the_person() -> None:
    assert presence_color("person-1") == presence_color("person-1")
    assert {presence_color(f"person-{number}") for number in range(60)} == set(PRESENCE)
