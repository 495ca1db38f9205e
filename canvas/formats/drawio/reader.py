"""Bytes of a .drawio file -> a snapshot."""

from __future__ import annotations

import re
from pathlib import PurePath

from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.container import FileSource, open_file
from canvas.formats.drawio.page_links import with_own_links
from canvas.formats.drawio.page_reader import Room, read_page
from canvas.formats.drawio.placeholders import file_variables
from canvas.model.ordering import many_between
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Snapshot, Value
from canvas.model.schema import SCHEMA_VERSION

_ENDINGS = re.compile(r"(\.drawio|\.dio)?(\.svg|\.png|\.xml|\.drawio|\.dio)$", re.IGNORECASE)


def read_drawio(data: bytes, name: str = "") -> Snapshot:
    """Return the diagram in a file: plain or compressed, several pages, also inside .drawio.svg and .drawio.png.

    Args:
        data: the whole file.
        name: its name, for the title and the placeholder %filename%.

    Raises:
        MalformedFile: no diagram, or a damaged one.
        LimitExceeded: larger, deeper or more than `canvas.formats.limits` accept.
    """
    source = open_file(data)
    pages: dict[str, PageRecord] = {}
    layers: dict[str, LayerRecord] = {}
    shapes: dict[str, ShapeRecord] = {}
    room = Room()
    orders = many_between(None, None, len(source.pages), lambda n: n // 2)
    variables = {**file_variables(source.variables), **_file_values(source, name)}
    for number, (page, order) in enumerate(zip(source.pages, orders, strict=True)):
        known = {**variables, "page": page.name or f"Page-{number + 1}", "pagenumber": str(number + 1)}
        content = read_page(page, number, order, known, room)
        pages[content.page.id] = content.page
        layers.update(content.layers)
        shapes.update(content.shapes)
    return with_own_links(Snapshot(_meta(source, name), pages, layers, shapes))


def title_of(name: str) -> str:
    """Return a file's name without folders and without the endings of diagrams."""
    return _ENDINGS.sub("", PurePath(name).name)


def _file_values(source: FileSource, name: str) -> dict[str, str]:
    values = {"pagecount": str(len(source.pages))}
    if name:
        values["filename"] = PurePath(name).name
    return values


def _meta(source: FileSource, name: str) -> dict[str, Value]:
    meta: dict[str, Value] = {"schema": float(SCHEMA_VERSION)}
    if name:
        meta["title"] = title_of(name)
    if source.shell:
        meta[foreign_keys.FILE] = source.shell
    return meta
