"""One record -> its cell: the kept original with only that changed which now means something else, or a new one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from canvas.errors import FormatError
from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.cell_geometry import GEOMETRY_KEYS, patch_geometry
from canvas.formats.drawio.cell_source import CELL, CellSource, cell_source, with_long_values
from canvas.formats.drawio.cell_values import INVISIBLE, OWN, WRAPPED, label_hash, own_label, own_values
from canvas.formats.drawio.figure_insets import INSET_KEY, with_insets, without_insets
from canvas.formats.drawio.figure_writer import packed_figure
from canvas.formats.drawio.freehand_figure import freehand_shape
from canvas.formats.drawio.guarded_xml import drop_attribute, parse_xml
from canvas.formats.drawio.html_writer import is_plain, label_html
from canvas.formats.drawio.kinds import FIGURE_KEY, FREEHAND, is_figure, kind_of
from canvas.formats.drawio.style_map import SPELLED, is_style_key, patched_style
from canvas.formats.drawio.style_text import bare_names, effective, patched
from canvas.model.records import CONNECTOR, LayerRecord, RichText, ShapeRecord, Value, plain_text
from canvas.model.schema import ALL_SHAPE_KEYS, FOREIGN
from canvas.shapes.orientation import own_size

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GRAPH_KEYS = frozenset(
    {"kind", "page", "layer", "parent", "order", "source", "target", "hidden", "collapsed", "arrangement"}
)
_NEW_STYLES = {
    CONNECTOR: "endArrow=classic;html=1;rounded=0;",
    "text": "text;html=1;whiteSpace=wrap;rounded=0;",
    "group": "group;",
    "ellipse": "ellipse;whiteSpace=wrap;html=1;",
    "rhombus": "rhombus;whiteSpace=wrap;html=1;",
    "triangle": "triangle;whiteSpace=wrap;html=1;",
    FREEHAND: f"{FREEHAND};shape=stencil();whiteSpace=wrap;html=1;",
}
_NEW_STYLE = "rounded=0;whiteSpace=wrap;html=1;"
_OF_THE_KIND = frozenset({"shape", "perimeter", "image", "edgeStyle", FIGURE_KEY, INSET_KEY})
_DEFINITION = re.compile(r"shape=stencil\([^)]*\)")


def xml_text(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def kept_sources(records: Iterable[LayerRecord | ShapeRecord]) -> dict[str, CellSource]:
    """Return the cells that records were read from by record id; left out are those that cannot be read any more."""
    texts = {r.id: text for r in records if (text := foreign_keys.text_of(r.values, foreign_keys.CELL))}
    try:
        together = parse_xml("<kept>" + "".join(f"<cell>{text}</cell>" for text in texts.values()) + "</kept>")
        if len(together) == len(texts):
            return _sources(zip(texts, together, strict=True))
    except FormatError:
        # One of them is broken or there are too many for one document: each is read alone.
        pass
    return _sources((record_id, element) for record_id, text in texts.items() if (element := _alone(text)) is not None)


def _alone(text: str) -> etree._Element | None:
    try:
        return parse_xml(f"<cell>{text}</cell>")
    except FormatError:
        return None


def _sources(pairs: Iterable[tuple[str, etree._Element]]) -> dict[str, CellSource]:
    found: dict[str, CellSource] = {}
    for record_id, holder in pairs:
        source = cell_source(holder[0]) if len(holder) == 1 else None
        if source is not None:
            holder.remove(source.outer)
            found[record_id] = source
    return found


def write_cell(record: ShapeRecord, source: CellSource | None) -> CellSource:
    """Return a record's cell; id, parent and ends are left to the caller.

    Args:
        record: the shape or connector.
        source: the cell it was read from, which is changed; None for a new one.
    """
    now = meant(record.values)
    if source is None or _role(source) != _wanted_role(now):
        source = _new_source(now)
    style = _style(source, record, now)
    source = CellSource(source.outer, source.cell, style, source.label)
    was = own_values(source)
    raw, style = _label(source, record, style)
    source = _wrapped(source, now)
    _set_or_leave(source.cell, "style", style)
    _set_or_leave(source.outer, "label" if source.wrapper is not None else "value", raw)
    _patch_flags(source, was, now)
    _patch_wrapper(source, was, now)
    _patch_place(source, was, now)
    return source


def meant(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return a record's values without those that only spell out a default; colours count as spelled on purpose."""
    return {
        key: value
        for key, value in values.items()
        if value is not None and (key not in ALL_SHAPE_KEYS or key in SPELLED or value != ALL_SHAPE_KEYS[key].default)
    }


def _role(source: CellSource) -> str:
    if source.is_edge:
        return "edge"
    return "vertex" if source.is_vertex else ""


def _wanted_role(now: Mapping[str, Value]) -> str:
    kind = now.get("kind", "rect")
    if kind == CONNECTOR:
        return "edge"
    return "" if kind == INVISIBLE else "vertex"


def _new_source(now: Mapping[str, Value]) -> CellSource:
    cell = etree.Element(CELL, {"id": "", "value": "", "style": ""})
    role = _wanted_role(now)
    if role:
        cell.set(role, "1")
    geometry = etree.SubElement(cell, "mxGeometry", {"relative": "1"} if role == "edge" else {})
    geometry.set("as", "geometry")
    return CellSource(cell, cell, "", "")


def _style(source: CellSource, record: ShapeRecord, now: Mapping[str, Value]) -> str:
    """Return the style string: the kept one with what changed, or a new one for a new kind."""
    kept = foreign_keys.text_of(record.values, foreign_keys.STYLE)
    kind = str(now.get("kind", "rect"))
    if kind == INVISIBLE:
        return kept
    style = with_long_values(kept, str(now.get("image", "")), str(now.get("param.stencil", "")))
    edge = source.is_edge
    known = foreign_keys.text_of(record.values, foreign_keys.CELL) != ""
    if not known:
        style = _NEW_STYLES.get(kind, _NEW_STYLE)
    elif not edge and kind_of(effective(style, edge=False), bare_names(style)) != kind:
        style = _rebased(style, kind)
    style = patched_style(without_insets(style), now, edge=edge)
    if edge:
        return style
    if kind == FREEHAND:
        style = patched(style, {"shape": freehand_shape(record)})
    return with_figure(with_insets(style, record), kind, *_own_size(record))


def _own_size(record: ShapeRecord) -> tuple[float, float]:
    return own_size(record.w, record.h, str(record.get("style.direction", "east")))


def with_figure(style: str, kind: str, w: float, h: float) -> str:
    """Return a style with the definition of a figure of our library for a shape of this size; other styles as they are."""
    if not is_figure(kind):
        return style
    definition = packed_figure(kind, w, h)
    return _DEFINITION.sub(lambda _: f"shape=stencil({definition})", style, count=1)


def _rebased(style: str, kind: str) -> str:
    """Return a style that starts from that of another kind and keeps the keys of the old one that still fit."""
    kept = [piece for piece in style.split(";") if "=" in piece and piece.partition("=")[0].strip() not in _OF_THE_KIND]
    return ";".join([_NEW_STYLES.get(kind, _NEW_STYLE).rstrip(";"), *kept, ""])


def _label(source: CellSource, record: ShapeRecord, style: str) -> tuple[str, str]:
    """Return the label as the file is to have it, and the style, which must ask for markup when the label needs it."""
    kept = foreign_keys.text_of(record.values, foreign_keys.LABEL)
    shown = foreign_keys.text_of(record.values, foreign_keys.SHOWN)
    label = record.label
    if kept and (label_hash(label) == shown if shown else _reads_as(source, kept, label)):
        return kept, style
    text = xml_text(plain_text(label))
    if is_plain(label) and _reads_as(source, text, label):
        return text, style
    if is_plain(label) and not source.is_html():
        return text, style
    return xml_text(label_html(label)), style if source.is_html() else patched(style, {"html": "1"})


def _reads_as(source: CellSource, raw: str, label: RichText) -> bool:
    """Tell whether a label in the file's spelling means a rich text."""
    try:
        return own_label(source, own_values(source), raw) == label
    except FormatError:
        return False


def _set_or_leave(element: etree._Element, name: str, value: str) -> None:
    """Set an attribute, but do not add an empty one."""
    if value or name in element.attrib:
        element.set(name, xml_text(value))


def _patch_flags(source: CellSource, was: Mapping[str, Value], now: Mapping[str, Value]) -> None:
    if bool(was.get("hidden")) != bool(now.get("hidden")):
        source.cell.set("visible", "0" if now.get("hidden") else "1")
    if bool(was.get("collapsed")) != bool(now.get("collapsed")):
        source.cell.set("collapsed", "1" if now.get("collapsed") else "0")


def _extra(now: Mapping[str, Value], *, edge: bool) -> dict[str, Value]:
    """Return the values that draw.io has no word for."""
    return {
        key: value
        for key, value in sorted(now.items())
        if not is_style_key(key, edge=edge)
        and key not in _GRAPH_KEYS
        and key not in GEOMETRY_KEYS
        and key not in WRAPPED
        and (key in ALL_SHAPE_KEYS or (key.startswith(FOREIGN) and not key.startswith(foreign_keys.PREFIX)))
    }


def _wrapped(source: CellSource, now: Mapping[str, Value]) -> CellSource:
    """Return the cell inside a <UserObject> when it needs attributes that an <mxCell> cannot have."""
    needed = any(now.get(name) for name in WRAPPED) or bool(_extra(now, edge=source.is_edge))
    if source.wrapper is not None or not needed:
        return source
    outer = etree.Element("UserObject", {"label": "", "id": drop_attribute(source.cell, "id")})
    drop_attribute(source.cell, "value")
    outer.append(source.cell)
    return CellSource(outer, source.cell, source.style, source.label)


def _patch_wrapper(source: CellSource, was: Mapping[str, Value], now: Mapping[str, Value]) -> None:
    wrapper = source.wrapper
    if wrapper is None:
        return
    for name in WRAPPED:
        if was.get(name) != now.get(name):
            _set_or_remove(wrapper, name, str(now.get(name) or ""))
    edge = source.is_edge
    extra = _extra(now, edge=edge)
    if extra != _extra(was, edge=edge):
        _set_or_remove(wrapper, OWN, json.dumps(extra, sort_keys=True) if extra else "")


def _set_or_remove(element: etree._Element, name: str, value: str) -> None:
    if value:
        element.set(name, xml_text(value))
    else:
        drop_attribute(element, name)


def _patch_place(source: CellSource, was: Mapping[str, Value], now: Mapping[str, Value]) -> None:
    edge = source.is_edge
    if all(was.get(key) == now.get(key) for key in (*GEOMETRY_KEYS, "collapsed")):
        return
    geometry = source.geometry
    if geometry is None:
        geometry = etree.SubElement(source.cell, "mxGeometry", {"relative": "1"} if edge else {})
        geometry.set("as", "geometry")
    patch_geometry(geometry, now, edge=edge)
