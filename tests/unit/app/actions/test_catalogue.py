"""The catalogue keeps the rules for default keys (UX.md "Hands")."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence

from app.actions.catalogue import ALL, BY_ID


def keys() -> list[str]:
    return [QKeySequence(key).toString() for action in ALL for key in action.shortcuts]


def test_every_id_is_unique() -> None:
    assert len(BY_ID) == len(ALL)


def test_no_key_is_bound_twice() -> None:
    assert [key for key, times in Counter(keys()).items() if times > 1] == []


def test_every_key_is_one_qt_understands() -> None:
    assert all(keys())


def test_no_alt_letter_that_a_menu_title_could_make_dead() -> None:
    dead = [key for key in keys() if key.startswith("Alt+") and len(key) == len("Alt+X")]
    assert dead == []


def test_keys_that_many_layouts_lack_are_never_the_only_way() -> None:
    rare = set("/\\[]'")
    lonely = [a.id for a in ALL if a.shortcuts and all(key[-1] in rare for key in a.shortcuts)]
    assert lonely == []
