"""One meaning in two spellings: a facet joins keys of the document with keys of draw.io's styles, in both directions.

Reading gives the document's values (None: leave the key away, its default says it). Writing gets the values of the facet's keys
with absent ones filled in by their defaults, and gives the style keys to set, None to remove one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from canvas.formats.drawio.style_text import is_on, leading_number, number_text
from canvas.model.records import Value
from canvas.model.schema import ALL_SHAPE_KEYS, clean

Keys = Mapping[str, str]
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Facet:
    """A meaning.

    Attributes:
        keys: document keys, all that are read and written together.
        drawio: style keys that this facet understands, so that they are no parameters of the shape.
        read: effective style -> document values.
        write: document values of `keys` -> style keys.
    """

    keys: tuple[str, ...]
    drawio: tuple[str, ...]
    read: Callable[[Keys], Values]
    write: Callable[[Values], Mapping[str, str | None]]


def color(drawio: str, key: str) -> Facet:
    """Join a colour: absent in the document means the theme's, absent in draw.io none."""
    absent = "none" if ALL_SHAPE_KEYS[key].default == "none" else "default"

    def read(keys: Keys) -> Values:
        value = keys.get(drawio, "none").strip() or "none"
        return {key: None if value == absent else value}

    def write(values: Values) -> Mapping[str, str | None]:
        value = values.get(key)
        return {drawio: absent if value is None else str(value)}

    return Facet((key,), (drawio,), read, write)


def number(drawio: str, key: str, factor: float = 1.0) -> Facet:
    """Join a number."""
    spec = ALL_SHAPE_KEYS[key]

    def read(keys: Keys) -> Values:
        value = leading_number(keys.get(drawio))
        return {key: None if value is None else clean(key, value * factor, ALL_SHAPE_KEYS)}

    def write(values: Values) -> Mapping[str, str | None]:
        value = values.get(key, spec.default)
        return {drawio: None if value is None else number_text(value / factor)}

    return Facet((key,), (drawio,), read, write)


def flag(drawio: str, key: str) -> Facet:
    """Join a yes or no."""
    spec = ALL_SHAPE_KEYS[key]

    def read(keys: Keys) -> Values:
        return {key: is_on(keys[drawio]) if drawio in keys else None}

    def write(values: Values) -> Mapping[str, str | None]:
        return {drawio: "1" if values.get(key, spec.default) else "0"}

    return Facet((key,), (drawio,), read, write)


def text(drawio: str, key: str, absent: str | None = None) -> Facet:
    """Join a word.

    Args:
        drawio: style key.
        key: document key.
        absent: what a style without the key means; the document's default when None.
    """
    missing = ALL_SHAPE_KEYS[key].default if absent is None else absent

    def read(keys: Keys) -> Values:
        return {key: keys.get(drawio, missing).strip() or missing}

    def write(values: Values) -> Mapping[str, str | None]:
        value = str(values.get(key, ALL_SHAPE_KEYS[key].default))
        return {drawio: value or None}

    return Facet((key,), (drawio,), read, write)
