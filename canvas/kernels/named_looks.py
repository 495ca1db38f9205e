"""Looks that a document keeps under a name, and its default looks, as flat meta keys: "look.<id>.name", "look.<id>.style.fill".

Flat, so that two people who change the fill and the stroke of one named look at the same time both win. What has no name is no
named look (any more): a delete wins over what was written into a look meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from canvas.kernels.looks import LOOK_KEYS, Look
from canvas.model.plan import META, UNSET, Op, Set
from canvas.model.records import ShapeRecord, Value
from canvas.model.schema import ALL_SHAPE_KEYS, LOOK, PARAM, clean, default

NAME, CONNECTOR = "name", "connector"
FOLLOWED = "look"
"""Shape key: id of the named look that a shape follows."""
DEFAULT = "default:"
"""Ids of the default looks begin so; the family follows."""
MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class NamedLook:
    """A look with its id and name."""

    id: str
    name: str
    look: Look


def named_looks(meta: Mapping[str, Value]) -> tuple[NamedLook, ...]:
    """Return a document's named looks, by name."""
    parts = _parts(meta)
    found = [
        NamedLook(look_id, str(values[NAME])[:MOST_NAME], _look(values))
        for look_id, values in parts.items()
        if isinstance(values.get(NAME), str) and values[NAME] and not look_id.startswith(DEFAULT)
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def default_looks(meta: Mapping[str, Value]) -> dict[str, Look]:
    """Return a document's default looks by family."""
    parts = _parts(meta)
    return {i.removeprefix(DEFAULT): _look(v) for i, v in parts.items() if i.startswith(DEFAULT) and v.get(NAME)}


def write_look(meta: Mapping[str, Value], look_id: str, name: str, look: Look) -> tuple[Op, ...]:
    """Return the operations that keep a look under an id; keys that it does not name any more go."""
    prefix = f"{LOOK}{look_id}."
    wanted: dict[str, Value] = {NAME: name[:MOST_NAME], CONNECTOR: look.connector, **look.values}
    gone = [key for key in meta if key.startswith(prefix) and key.removeprefix(prefix) not in wanted]
    changed = [Set("", prefix + key, value, META) for key, value in wanted.items() if meta.get(prefix + key) != value]
    return (*(Set("", key, UNSET, META) for key in gone), *changed)


def remove_look(meta: Mapping[str, Value], look_id: str) -> tuple[Op, ...]:
    """Return the operations that forget a look."""
    return tuple(Set("", key, UNSET, META) for key in meta if key.startswith(f"{LOOK}{look_id}."))


def following(old: Look, new: Look, record: ShapeRecord) -> dict[str, Value]:
    """Return what changes in a shape that follows a named look when the look changes: its own deviations stay."""
    changed: dict[str, Value] = {}
    for key in old.keys & new.keys:
        before, after = (look.values.get(key, default(key)) for look in (old, new))
        if before != after and record.get(key, default(key)) == before:
            changed[key] = after if key in new.values else UNSET
    return changed


def _parts(meta: Mapping[str, Value]) -> dict[str, dict[str, Value]]:
    """Return the keys of each look without their prefix, by id."""
    found: dict[str, dict[str, Value]] = {}
    for key, value in meta.items():
        if key.startswith(LOOK):
            look_id, _, own = key.removeprefix(LOOK).partition(".")
            found.setdefault(look_id, {})[own] = value
    return found


def _look(values: Mapping[str, Value]) -> Look:
    """Return the look in a document's keys; what no look has is left out, and what is of a wrong type becomes its default."""
    own: dict[str, Value] = {}
    for key in LOOK_KEYS & values.keys():
        value = values[key] if key.startswith(PARAM) else clean(key, values[key], ALL_SHAPE_KEYS)
        if isinstance(value, (str, float, int, bool)):
            own[key] = value
    return Look(own, values.get(CONNECTOR) is True)
