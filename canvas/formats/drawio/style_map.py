"""draw.io styles <-> document keys: one table, used in both directions.

What the table does not name becomes a parameter of the shape ("startSize=23" is "param.start_size"), so that kinds of shapes find
their numbers without being listed here; only what steers draw.io's editor and paints nothing is left in the original style alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from canvas.formats.drawio.facets import Facet
from canvas.formats.drawio.figure_insets import INSET_KEY
from canvas.formats.drawio.kinds import kind_of
from canvas.formats.drawio.style_facets import EDGE_FACETS, SHARED_FACETS, VERTEX_FACETS
from canvas.formats.drawio.style_text import bare_names, effective, number_text, patched
from canvas.model.records import CONNECTOR, Value
from canvas.model.schema import ALL_SHAPE_KEYS, PARAM

_BEHAVIOUR = frozenset(
    {
        "html", "pointerEvents", "resizable", "movable", "rotatable", "deletable", "editable", "cloneable", "connectable",
        "collapsible", "foldable", "bendable", "recursiveResize", "resizeParent", "resizeParentMax", "resizeLast",
        "resizeWidth", "resizeHeight", "resizeHeightLast", "dropTarget", "autosize", "expand", "snapToPoint", "part",
        "outlineConnect", "allowArrows", "metaEdit", "metaData", "noEdgeStyle", "editableCssRules", "fontSource",
        "whitespace", "swimlaneHead", "swimlaneBody", "perimeter", "shape", "verticalAlignment", INSET_KEY,
    }
)  # fmt: skip
"""Keys that change nothing in the picture, or are read together with the kind or the spacings."""
SPELLED = frozenset({"kind", "style.fill", "style.stroke", "style.font_color"})
"""Keys that are kept when they equal the default: a colour that is named does not follow the theme."""
_PARAMETER_CHARS = 10_000
"""Longer values are no parameters; they stay in the original style."""
_REMEMBERED_CHARS = 2_000
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PLAIN_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def facets(*, edge: bool) -> tuple[Facet, ...]:
    """Return the facets of connectors, or those of shapes."""
    return (*SHARED_FACETS, *(EDGE_FACETS if edge else VERTEX_FACETS))


_UNDERSTOOD = {edge: frozenset(k for f in facets(edge=edge) for k in f.drawio) | _BEHAVIOUR for edge in (False, True)}
_COVERED = {edge: frozenset(k for f in facets(edge=edge) for k in f.keys) for edge in (False, True)}


def style_values(style: str, *, edge: bool) -> dict[str, Value]:
    """Return the document values that a style means; defaults are left out.

    Args:
        style: draw.io's style string.
        edge: the cell is a connector.

    Raises:
        LimitExceeded: the style is too long.
    """
    return dict(_remembered(style, edge)) if len(style) <= _REMEMBERED_CHARS else _style_values(style, edge)


@lru_cache(maxsize=4096)
def _remembered(style: str, edge: bool) -> Mapping[str, Value]:
    # Files repeat their styles, and writing asks for each of them several times.
    return _style_values(style, edge)


def _style_values(style: str, edge: bool) -> dict[str, Value]:
    keys = effective(style, edge=edge)
    kind = CONNECTOR if edge else kind_of(keys, bare_names(style))
    given = {**keys, "": kind}
    values: dict[str, Value] = {"kind": kind}
    for facet in facets(edge=edge):
        values.update(facet.read(given))
    values.update(_parameters(keys, edge))
    return {key: value for key, value in values.items() if not _is_default(key, value)}


def patched_style(style: str, now: Mapping[str, Value], *, edge: bool) -> str:
    """Return a style changed so that it means the values of a record, and not changed at all where it does already.

    Args:
        style: the original style, or one to start from.
        now: all values of the record.
        edge: the record is a connector.
    """
    was = style_values(style, edge=edge)
    if was == {key: value for key, value in now.items() if is_style_key(key, edge=edge) or key == "kind"}:
        return style
    changes: dict[str, str | None] = {}
    for facet in facets(edge=edge):
        if any(was.get(key) != now.get(key) for key in facet.keys):
            changes.update(facet.write(_filled(now, facet.keys)))
    for key in sorted({key for key in (*was, *now) if key.startswith(PARAM)} - _COVERED[edge]):
        if was.get(key) != now.get(key):
            changes[parameter_key(key)] = _parameter_text(now.get(key))
    return patched(style, changes) if changes else style


def is_style_key(key: str, *, edge: bool) -> bool:
    """Tell whether a document key is said by the style string."""
    return key in _COVERED[edge] or key.startswith(PARAM)


def parameter_name(drawio: str) -> str:
    """Return the document key of a parameter: snake case where the way back is sure."""
    snake = _HUMP.sub("_", drawio).lower()
    return PARAM + (snake if _camel(snake) == drawio else drawio)


def parameter_key(key: str) -> str:
    """Return draw.io's key of a parameter; the inverse of `parameter_name`."""
    name = key.removeprefix(PARAM)
    return _camel(name) if name == name.lower() else name


def _camel(snake: str) -> str:
    head, *rest = snake.split("_")
    return head + "".join(part.capitalize() if part else "_" for part in rest)


def _is_default(key: str, value: Value) -> bool:
    return value is None or (key in ALL_SHAPE_KEYS and key not in SPELLED and value == ALL_SHAPE_KEYS[key].default)


def _filled(values: Mapping[str, Value], keys: Iterable[str]) -> dict[str, Value]:
    """Return the values of some keys; absent ones stay absent, each facet knows what that means."""
    return {key: values[key] for key in keys if values.get(key) is not None}


def _parameters(keys: Mapping[str, str], edge: bool) -> dict[str, Value]:
    understood = _UNDERSTOOD[edge]
    return {
        parameter_name(key): _parameter_value(value)
        for key, value in keys.items()
        if key not in understood and len(value) <= _PARAMETER_CHARS
    }


def _parameter_value(value: str) -> Value:
    text = value.strip()
    if _PLAIN_NUMBER.fullmatch(text) and len(text) < 20 and abs(float(text)) < 1e7:
        return float(text)
    return text


def _parameter_text(value: Value) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    return number_text(value) if isinstance(value, (int, float)) else str(value)
