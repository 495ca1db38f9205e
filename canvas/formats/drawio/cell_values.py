"""What one cell means as document values, without looking at other cells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from canvas.formats.drawio.cell_geometry import geometry_values
from canvas.formats.drawio.cell_source import CellSource
from canvas.formats.drawio.drawn_ways import without_way
from canvas.formats.drawio.html_label import BaseFont, label_text
from canvas.formats.drawio.kinds import FREEHAND, STENCIL, stencil_of
from canvas.formats.drawio.style_map import style_values
from canvas.formats.drawio.style_text import effective
from canvas.model.records import CONNECTOR, RichText, Value
from canvas.model.schema import ALL_SHAPE_KEYS, clean

OWN = "aio"
"""Attribute of a wrapper: JSON of document values that draw.io has no word for."""
WRAPPED = ("link", "tooltip", "tags")
"""Attributes of a wrapper that are document keys of the same name."""
INVISIBLE = "transparent"
"""Kind of a cell that is neither shape nor connector: its children are shown, itself not."""


def own_values(source: CellSource) -> dict[str, Value]:
    """Return the document values of a cell but its place in the graph (page, layer, parent, order, ends); defaults left out.

    Raises:
        LimitExceeded: style, label or way points are too many.
    """
    edge = source.is_edge
    values = style_values(source.style, edge=edge)
    if not edge and not source.is_vertex:
        values["kind"] = INVISIBLE
    shut = source.cell.get("collapsed") == "1"
    values.update(geometry_values(source.geometry, edge=edge, shut=shut and not edge))
    if source.cell.get("visible") == "0":
        values["hidden"] = True
    if shut:
        values["collapsed"] = True
    wrapper = source.wrapper
    if wrapper is not None:
        values.update({name: text for name in WRAPPED if (text := wrapper.get(name))})
        values.update(_extra_values(wrapper.get(OWN)))
    if values.get("kind") == FREEHAND and not values.get("freehand"):
        # Some program has dropped our points: what is left is a figure like any other.
        values.update({"kind": STENCIL, "param.stencil": stencil_of(effective(source.style, edge=False))})
    return dict(without_way(values)) if edge else values


def _extra_values(text: str | None) -> dict[str, Value]:
    if not text:
        return {}
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    cleaned = {k: clean(k, v, ALL_SHAPE_KEYS) for k, v in found.items() if k in ALL_SHAPE_KEYS}
    return {k: v for k, v in cleaned.items() if v is not None and v != ALL_SHAPE_KEYS[k].default}


def base_font(values: Mapping[str, Value]) -> BaseFont:
    """Return the font that the markup of a label starts from."""
    size = values.get("style.font_size", 12.0)
    return BaseFont(float(size), bool(values.get("style.bold")), bool(values.get("style.italic")))


def own_label(source: CellSource, values: Mapping[str, Value], raw: str | None = None) -> RichText:
    """Return a cell's label as rich text.

    Args:
        source: the cell.
        values: its document values, for the font.
        raw: the label with placeholders replaced; as the file has it when None.

    Raises:
        LimitExceeded: the label is too long.
    """
    text = source.label if raw is None else raw
    return label_text(text, html=source.is_html(), base=base_font(values))


def has_placeholders(source: CellSource) -> bool:
    """Tell whether %names% in the label are to be replaced."""
    wrapper = source.wrapper
    return wrapper is not None and wrapper.get("placeholders") == "1" and "%" in source.label


def label_hash(label: RichText) -> str:
    """Return a short name of a label's characters and marks."""
    text = json.dumps([[run.text, [list(mark) for mark in run.marks]] for run in label], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def is_connector(values: Mapping[str, Value]) -> bool:
    """Tell whether values are those of a connector."""
    return values.get("kind") == CONNECTOR
