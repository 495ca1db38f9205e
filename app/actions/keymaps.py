"""Which keys do what: the defaults of the catalogue, a preset, the user's own, and what is wrong with a key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from app.actions.catalogue import ALL, BY_ID

Keys = Mapping[str, tuple[str, ...]]
"""Keys in portable notation by action id."""
_RESERVED = frozenset(
    {"Esc", "Space", "Left", "Right", "Up", "Down", "Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"}
)
"""The canvas needs these itself."""
_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})


class Refusal(Enum):
    """Why a key cannot be had."""

    MODIFIER = auto()
    RESERVED = auto()
    DEAD = auto()


@dataclass(frozen=True, slots=True)
class Preset:
    """A keymap to choose.

    Attributes:
        id: name of its file.
        title: as people call it.
        keys: what differs from the defaults.
    """

    id: str
    title: str
    keys: Keys


@cache
def presets() -> tuple[Preset, ...]:
    """Return the keymaps that come with the program, by name."""
    found: list[Preset] = []
    for entry in sorted(files("resources.keymaps").iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".json"):
            data = json.loads(entry.read_text(encoding="utf-8"))
            keys = {action: tuple(each) for action, each in data["keys"].items()}
            found.append(Preset(entry.name.removesuffix(".json"), data["title"], keys))
    return tuple(found)


def portable(key: str) -> str:
    """Return a key in the one notation by which keys are compared; "" for none that Qt understands."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def native(key: str) -> str:
    """Return a key as people read it on this system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def effective(own: Keys) -> dict[str, tuple[str, ...]]:
    """Return the keys of every action: the user's own, and of the defaults what the user gave to nothing else."""
    taken: set[str] = set()
    result: dict[str, tuple[str, ...]] = {}
    # The user's own come first, so that they win over defaults; of two that want the same key the first has it.
    for action in sorted(ALL, key=lambda each: each.id not in own):
        wanted = (portable(key) for key in own.get(action.id, action.shortcuts))
        result[action.id] = tuple(dict.fromkeys(key for key in wanted if key and key not in taken))
        taken.update(result[action.id])
    return result


def owner(keys: Keys, key: str) -> str | None:
    """Return the action that has a key, or None."""
    return next((action for action, each in keys.items() if key in each), None)


def conflicts(keys: Keys) -> dict[str, tuple[str, ...]]:
    """Return the actions that want the same key, by key; only keys that several want."""
    wanted: dict[str, list[str]] = {}
    for action, each in keys.items():
        for key in each:
            wanted.setdefault(portable(key), []).append(action)
    return {key: tuple(actions) for key, actions in wanted.items() if len(actions) > 1}


def assigned(own: Keys, action: str, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the user's keys after an action got these; whoever had one of them before loses it."""
    now = effective(own)
    wanted = tuple(dict.fromkeys(portable(key) for key in keys))
    result = dict(own)
    for other, had in now.items():
        if other != action and set(had) & set(wanted):
            result[other] = tuple(key for key in had if key not in wanted)
    result[action] = wanted
    return without_defaults(result)


def without_defaults(own: Keys) -> dict[str, tuple[str, ...]]:
    """Return the user's keys without those that say what the catalogue says anyway."""
    return {
        action: keys
        for action, keys in own.items()
        if action not in BY_ID or keys != tuple(map(portable, BY_ID[action].shortcuts))
    }


def reset(own: Keys, action: str) -> dict[str, tuple[str, ...]]:
    """Return the user's keys after an action got its default keys back; who took one of them meanwhile loses it."""
    return assigned(own, action, BY_ID[action].shortcuts)


def pressed(combination: QKeyCombination) -> str:
    """Return what was pressed in portable notation; "" while only modifiers are held."""
    return "" if combination.key() in _MODIFIERS else portable(QKeySequence(combination).toString())


def refusal(key: str) -> Refusal | None:
    """Return why an action cannot have a key, or None when it can."""
    if not portable(key):
        return Refusal.MODIFIER
    if portable(key) in _RESERVED:
        return Refusal.RESERVED
    last = portable(key).rpartition("+")
    # Qt goes dead on Alt with a letter that a menu title uses in some language.
    return Refusal.DEAD if last[0] == "Alt" and len(last[2]) == 1 and last[2].isalpha() else None
