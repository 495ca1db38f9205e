"""Links to pages: draw.io names a page by the id of its <diagram>, the document by the id of its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.container import PAGE
from canvas.formats.drawio.page_writer import kept_xml
from canvas.model.records import PageRecord, ShapeRecord, Snapshot

FILE_LINK = "data:page/id,"
OWN_LINK = "page:"


def diagram_id(page: PageRecord) -> str:
    """Return the id that a page has, or gets, in a file."""
    diagram = kept_xml(page.values, foreign_keys.DIAGRAM, PAGE)
    return (diagram.get("id") or "") if diagram is not None else page.id


def with_own_links(snapshot: Snapshot) -> Snapshot:
    """Return a diagram that was read, with its links to pages as the document has them; links to no page stay as they are."""
    pages = {f"{FILE_LINK}{diagram_id(page)}": f"{OWN_LINK}{page.id}" for page in snapshot.pages.values()}
    return _renamed(snapshot, pages)


def with_file_links(snapshot: Snapshot) -> Snapshot:
    """Return a diagram that is to be written, with its links to pages as draw.io has them."""
    pages = {f"{OWN_LINK}{page.id}": f"{FILE_LINK}{diagram_id(page)}" for page in snapshot.pages.values()}
    return _renamed(snapshot, pages)


def _renamed(snapshot: Snapshot, links: Mapping[str, str]) -> Snapshot:
    changed: dict[str, ShapeRecord] = {}
    for shape_id, record in snapshot.shapes.items():
        link = record.values.get("link")
        if isinstance(link, str) and link in links:
            changed[shape_id] = replace(record, values={**record.values, "link": links[link]})
    return replace(snapshot, shapes={**snapshot.shapes, **changed}) if changed else snapshot
