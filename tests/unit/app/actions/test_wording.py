from __future__ import annotations

from app.actions.catalogue import ALL
from app.actions.wording import area_title


def test_every_area_has_a_heading() -> None:
    assert all(area_title(action.area)[0].isupper() for action in ALL)
    assert area_title("page") == "Pages"
