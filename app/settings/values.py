"""The settings and their JSON. Whatever is found in a file becomes the nearest sound value, and what was not understood is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

FORMAT = 1
THEMES = ("light", "dark", "system")
STARTS = ("session", "home")
MOTIONS = ("full", "reduced")
CONNECTORS = ("avoid", "orthogonal", "straight", "curved")
UI_SCALES = (0.0, 1.0, 1.25, 1.5, 1.75, 2.0)
"""0 follows the system."""
MOST_COLORS = 10
_COLOR = re.compile(r"#[0-9a-f]{6}")
MAX_KEYS = 500
MAX_KEYS_OF_ONE = 4
MAX_TEXT = 80
_NO_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set.

    Attributes:
        start: "session" opens what was open, "home" the list of diagrams.
        theme: "light", "dark" or "system".
        ui_scale: size of everything, 1.0 is 100 %; 0 follows the system. Read once, when the program starts.
        motion: "full" or "reduced" (nothing moves by itself).
        snap_grid: whether shapes snap to the grid.
        snap_guides: whether shapes snap to each other.
        guides: whether lines across the page are shown and count.
        wheel_zooms: whether the wheel zooms instead of panning.
        minimap: whether the map of the page is shown.
        hints: whether an empty page shows the first hints; ends with the first shape.
        connector: routing of new connectors.
        reopen_rooms: whether rooms in this network that were open when the program ended open again when it starts.
        recent_colors: the colours picked last, "#rrggbb", newest first.
        keys: the user's own keys by action id; () leaves an action without keys.
    """

    start: str = "session"
    theme: str = "system"
    ui_scale: float = 0.0
    motion: str = "full"
    snap_grid: bool = True
    snap_guides: bool = True
    guides: bool = True
    wheel_zooms: bool = False
    minimap: bool = False
    hints: bool = True
    connector: str = "avoid"
    reopen_rooms: bool = True
    recent_colors: tuple[str, ...] = ()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_KEYS)


_CHOICES: dict[str, tuple[str, ...]] = {
    "start": STARTS,
    "theme": THEMES,
    "motion": MOTIONS,
    "connector": CONNECTORS,
}
_SWITCHES = ("snap_grid", "snap_guides", "guides", "wheel_zooms", "minimap", "hints", "reopen_rooms")


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a file meant.

    Attributes:
        settings: sound in any case.
        wrong: names of values that were not understood and have their defaults.
    """

    settings: Settings
    wrong: tuple[str, ...] = ()


def encode(settings: Settings) -> dict[str, object]:
    """Return settings as JSON."""
    values: dict[str, object] = {name: getattr(settings, name) for name in (*_CHOICES, *_SWITCHES, "ui_scale")}
    keys = {action: list(keys) for action, keys in settings.keys.items()}
    return {"format": FORMAT, **values, "recent_colors": list(settings.recent_colors), "keys": keys}


def decode(found: object) -> Decoded:
    """Return what JSON means; what is missing is the default, what makes no sense as well, and it is named."""
    if not isinstance(found, dict):
        return Decoded(Settings(), ("settings",))
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for name, read in _READERS.items():
        if name in found:
            value = read(name, found[name])
            if value is None:
                wrong.append(name)
            else:
                values[name] = value
    return Decoded(Settings(**values), tuple(wrong))


def _choice(name: str, value: object) -> str | None:
    return value if isinstance(value, str) and value in _CHOICES[name] else None


def _switch(_name: str, value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _scale(_name: str, value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if value in UI_SCALES else None


def _colors(_name: str, found: object) -> tuple[str, ...] | None:
    if not isinstance(found, list) or len(found) > MOST_COLORS:
        return None
    if not all(isinstance(one, str) and _COLOR.fullmatch(one) for one in found):
        return None
    return tuple(found)


def _keys(_name: str, found: object) -> Mapping[str, tuple[str, ...]] | None:
    """Return keys by action; None when the table is none of ours."""
    if not isinstance(found, dict) or len(found) > MAX_KEYS:
        return None
    result: dict[str, tuple[str, ...]] = {}
    for action, keys in found.items():
        if not _is_text(action) or not isinstance(keys, list) or len(keys) > MAX_KEYS_OF_ONE:
            return None
        if not all(_is_text(key) for key in keys):
            return None
        result[action] = tuple(keys)
    return MappingProxyType(result)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_TEXT


_READERS: dict[str, Callable[[str, object], object]] = {
    **dict.fromkeys(_CHOICES, _choice),
    **dict.fromkeys(_SWITCHES, _switch),
    "ui_scale": _scale,
    "recent_colors": _colors,
    "keys": _keys,
}
"""Each returns a sound value, or None for one that makes no sense."""
