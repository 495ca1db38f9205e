"""Keymaps: presets without conflicts, the user's keys before the defaults, and keys that cannot be had."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QKeyCombination, Qt

from app.actions.catalogue import ALL, BY_ID
from app.actions.keymaps import (
    Preset,
    Refusal,
    assigned,
    conflicts,
    effective,
    owner,
    portable,
    presets,
    pressed,
    refusal,
    reset,
)


def test_without_own_keys_the_defaults_are_in_force() -> None:
    keys = effective({})
    assert keys == {action.id: tuple(map(portable, action.shortcuts)) for action in ALL}
    assert conflicts(keys) == {}


def test_draw_io_can_be_chosen() -> None:
    assert "draw.io" in [preset.title for preset in presets()]


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.id)
def test_a_preset_gives_every_action_its_own_keys(preset: Preset) -> None:
    assert conflicts(effective(preset.keys)) == {}
    assert conflicts(preset.keys) == {}
    assert [key for keys in preset.keys.values() for key in keys if not portable(key) or refusal(key)] == []


def test_own_keys_go_before_the_defaults_of_others() -> None:
    keys = effective({"edit.undo": ("Ctrl+D",)})
    assert keys["edit.undo"] == ("Ctrl+D",)
    assert "Ctrl+D" not in keys["edit.duplicate"]


def test_two_actions_never_get_the_same_key_whatever_the_file_says() -> None:
    keys = effective({"edit.undo": ("F6", "F6"), "edit.redo": ("F6",), "no.such": ("F7",), "edit.cut": ("nonsense!",)})
    assert conflicts(keys) == {}
    assert owner(keys, "F6") == "edit.undo"
    assert keys["edit.cut"] == ()


def test_whoever_had_a_key_loses_it_and_gets_it_back_by_a_reset() -> None:
    own = assigned({}, "edit.undo", ("Ctrl+D",))
    assert effective(own)["edit.duplicate"] == ()
    again = reset(own, "edit.duplicate")
    assert effective(again)["edit.duplicate"] == ("Ctrl+D",)
    assert effective(again)["edit.undo"] == ()
    assert reset(again, "edit.undo") == {}


def test_keys_that_say_what_the_catalogue_says_are_not_kept() -> None:
    assert assigned({}, "edit.undo", BY_ID["edit.undo"].shortcuts) == {}


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("Alt+F", Refusal.DEAD),
        ("Esc", Refusal.RESERVED),
        ("Space", Refusal.RESERVED),
        ("", Refusal.MODIFIER),
        ("Ctrl+Alt+F", None),
        ("Alt+F4", None),
        ("G", None),
    ],
)
def test_keys_that_cannot_be_had(key: str, why: Refusal | None) -> None:
    assert refusal(key) is why


def test_a_pressed_key_is_read_and_a_modifier_alone_is_none() -> None:
    assert pressed(QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_J)) == "Ctrl+J"
    assert pressed(QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Control)) == ""
