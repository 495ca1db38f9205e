"""A snapshot -> bytes of a .drawio file."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.cell_writer import xml_text
from canvas.formats.drawio.container import FILE, PAGE
from canvas.formats.drawio.drawn_ways import drawn_ways
from canvas.formats.drawio.guarded_xml import element_text
from canvas.formats.drawio.packing import pack
from canvas.formats.drawio.page_links import with_file_links
from canvas.formats.drawio.page_writer import kept_xml, write_page
from canvas.kernels.arrangement import settled
from canvas.model.records import PageRecord, Snapshot
from canvas.model.view import GraphView


def write_drawio(snapshot: Snapshot, *, compressed: bool | None = None) -> bytes:
    """Return a diagram as a .drawio file.

    What was read from such a file and not edited since comes out as it was: cells, attributes, order, unknown content.

    Args:
        snapshot: the diagram.
        compressed: compress all pages, or none; None keeps what each page had.
    """
    snapshot = with_file_links(snapshot)
    view = GraphView(snapshot)
    arranged = settled(snapshot.shapes, view)
    if arranged:
        snapshot = replace(snapshot, shapes={**snapshot.shapes, **arranged})
    snapshot = replace(snapshot, shapes={**snapshot.shapes, **drawn_ways(snapshot, view)})
    numbered = list(enumerate(view.pages()))
    bare = _bare_page(snapshot)
    if bare is not None:
        model = write_page(snapshot, view, bare)
        etree.indent(model)
        return element_text(model).encode()
    file = kept_xml(snapshot.meta, foreign_keys.FILE, FILE)
    if file is None:
        file = etree.Element(FILE, {"host": "aio-canvas"})
    if file.get("pages") is not None or "pages" in file.attrib:
        file.set("pages", str(len(numbered)))
    for number, page_id in numbered:
        page = snapshot.pages.get(page_id) or PageRecord(page_id)
        model = write_page(snapshot, view, page_id)
        diagram = _diagram(page, number)
        packed = bool(page.get(foreign_keys.COMPRESSED)) if compressed is None else compressed
        if packed:
            diagram.text = pack(element_text(model))
        else:
            diagram.append(model)
        file.append(diagram)
    etree.indent(file)
    return element_text(file).encode()


def _bare_page(snapshot: Snapshot) -> str | None:
    """Return the one page of a diagram whose file was a model without <mxfile>, else None."""
    if len(snapshot.pages) != 1 or foreign_keys.FILE in snapshot.meta:
        return None
    (page,) = snapshot.pages.values()
    bare = foreign_keys.MODEL in page.values and foreign_keys.DIAGRAM not in page.values
    return page.id if bare and page.name == "Page-1" else None


def _diagram(page: PageRecord, number: int) -> etree._Element:
    diagram = kept_xml(page.values, foreign_keys.DIAGRAM, PAGE)
    if diagram is None:
        diagram = etree.Element(PAGE, {"id": xml_text(page.id)})
    if "name" in diagram.attrib or page.name != f"Page-{number + 1}" or foreign_keys.DIAGRAM not in page.values:
        diagram.set("name", xml_text(page.name))
    return diagram
