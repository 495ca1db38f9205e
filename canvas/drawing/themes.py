"""Theme palettes: matching colours by role, read from resources/themes.

A palette belongs to the document (meta key "theme"). Shapes do not name their role: a shape uses a role when its colours are
those of the role in the document's palette, so files of other programs, copies and merges need nothing more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

STANDARD = "standard"
"""Id of the palette of documents that name none."""
FILL, STROKE, TEXT = "style.fill", "style.stroke", "style.font_color"


@dataclass(frozen=True, slots=True)
class Role:
    """Colours that go together, "#rrggbb" (fill may be "none").

    Attributes:
        id: the same in every palette: "paper", "grey", "c1" to "c7", "ink", and "line", "container", "frame", "note".
        name: English, for a tooltip.
        fill: inside.
        stroke: outline.
        text: label; reads on the fill.
    """

    id: str
    name: str
    fill: str
    stroke: str
    text: str

    @property
    def values(self) -> dict[str, str]:
        """The colours by document key."""
        return {FILL: self.fill, STROKE: self.stroke, TEXT: self.text}


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme's colours.

    Attributes:
        id: what documents say.
        name: English.
        colour_blind_safe: its colours stay apart for people who see two primary colours.
        roles: the ten quick styles, from paper to ink.
        extra: roles of lines, containers, frames and notes.
    """

    id: str
    name: str
    colour_blind_safe: bool
    roles: tuple[Role, ...]
    extra: tuple[Role, ...]

    @property
    def all_roles(self) -> tuple[Role, ...]:
        """Quick styles and extra roles."""
        return (*self.roles, *self.extra)

    def role(self, role_id: str) -> Role | None:
        """Return a role by its id."""
        return next((role for role in self.all_roles if role.id == role_id), None)


@lru_cache(maxsize=1)
def palettes() -> Mapping[str, Palette]:
    """Return all palettes by id, in the order they are offered."""
    found: list[tuple[int, Palette]] = []
    for entry in files("resources.themes").iterdir():
        if entry.name.endswith(".json"):
            data = json.loads(entry.read_text(encoding="utf-8"))
            roles, extra = (tuple(Role(**role) for role in data[name]) for name in ("roles", "extra"))
            palette = Palette(data["id"], data["name"], data["colour_blind_safe"], roles, extra)
            found.append((data["order"], palette))
    return MappingProxyType({palette.id: palette for _, palette in sorted(found, key=lambda item: item[0])})


def palette_of(theme: object) -> Palette:
    """Return the palette that a document names; the standard one for what is not known."""
    known = palettes()
    return known.get(theme, known[STANDARD]) if isinstance(theme, str) else known[STANDARD]


def recolored(values: Mapping[str, object], old: Palette, new: Palette) -> dict[str, str]:
    """Return the colours that change when one palette follows another: those of a role become those of the same role.

    Args:
        values: document values; only fill, stroke and text colour count, and an absent one is nobody's.
        old: whose roles are looked for.
        new: whose colours are given.
    """
    own = {key: str(values[key]).lower() for key in (FILL, STROKE, TEXT) if key in values}
    best = max(old.all_roles, key=lambda role: _agreement(role, own), default=None)
    changed: dict[str, str] = {}
    for key, color in own.items():
        candidates = [role for role in (best, *old.all_roles) if role is not None and role.values[key] == color]
        target = new.role(candidates[0].id) if candidates and color != "none" else None
        if target is not None and target.values[key] not in {color, "none"}:
            changed[key] = target.values[key]
    return changed


def _agreement(role: Role, own: Mapping[str, str]) -> tuple[int, int]:
    """Return how well colours fit a role: their number, and the fill before the others where that is equal."""
    same = [key for key, color in own.items() if role.values[key] == color]
    return len(same), FILL in same
