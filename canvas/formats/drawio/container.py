"""The file around the diagram: <mxfile>, a bare <mxGraphModel>, or either inside an SVG's or a PNG's own data."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from canvas.errors import LimitExceeded, MalformedFile
from canvas.formats import limits
from canvas.formats.drawio.guarded_xml import XmlBudget, element_text, parse_xml
from canvas.formats.drawio.packing import unpack
from canvas.formats.png.chunks import SIGNATURE
from canvas.formats.png.embed import read_source

FILE = "mxfile"
MODEL = "mxGraphModel"
PAGE = "diagram"


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page of a file.

    Attributes:
        diagram: XML of the <diagram> without its content, "" when the file has none around the page.
        name: as the file gives it, "" for none.
        model: the <mxGraphModel>.
        compressed: the page was compressed.
    """

    diagram: str
    name: str
    model: etree._Element
    compressed: bool


@dataclass(frozen=True, slots=True)
class FileSource:
    """A diagram file taken apart.

    Attributes:
        shell: XML of the <mxfile> without its pages, "" for a bare model.
        variables: JSON of the file's own variables, "" for none.
        pages: in their order.
    """

    shell: str
    variables: str
    pages: tuple[PageSource, ...]


def open_file(data: bytes) -> FileSource:
    """Return the pages of a file.

    Raises:
        MalformedFile: no diagram, or a damaged one.
        LimitExceeded: too large, too deep, too many pages.
    """
    if len(data) > limits.FILE_BYTES:
        raise LimitExceeded("the size of the file in bytes", limits.FILE_BYTES)
    if not data.strip():
        raise MalformedFile("the file is empty")
    budget = XmlBudget()
    root = _root(data, budget)
    if root.tag == MODEL:
        return FileSource("", "", (PageSource("", "", root, False),))
    if root.tag != FILE:
        raise MalformedFile(f"this is no draw.io diagram: its XML begins with <{_short(root.tag)}>")
    diagrams = root.findall(PAGE)
    if len(diagrams) > limits.PAGES:
        raise LimitExceeded("the number of pages", limits.PAGES)
    pages = tuple(_page(diagram, budget) for diagram in diagrams)
    return FileSource(bare_xml(root), root.get("vars") or "", pages)


def _root(data: bytes, budget: XmlBudget) -> etree._Element:
    if data.startswith(SIGNATURE):
        source = read_source(data)
        if source is None:
            raise MalformedFile("the picture holds no diagram")
        return parse_xml(unpack(source, budget), budget)
    root = parse_xml(data, budget)
    if etree.QName(root).localname == "svg":
        content = root.get("content")
        if not content:
            raise MalformedFile("the picture holds no diagram")
        return parse_xml(unpack(content, budget), budget)
    return root


def _short(tag: str) -> str:
    return etree.QName(tag).localname[:40]


def _page(diagram: etree._Element, budget: XmlBudget) -> PageSource:
    model = diagram.find(MODEL)
    compressed = False
    if model is None:
        text = (diagram.text or "").strip()
        compressed = bool(text) and not text.startswith("<")
        model = parse_xml(unpack(text, budget), budget) if text else etree.Element(MODEL)
        if model.tag != MODEL:
            raise MalformedFile(f"a page holds <{_short(model.tag)}> instead of a diagram")
    return PageSource(bare_xml(diagram), diagram.get("name") or "", model, compressed)


def bare_xml(element: etree._Element) -> str:
    """Return an element's own XML: its attributes, without text and children."""
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    return element_text(etree.Element(element.tag, attributes, nsmap=element.nsmap))  # type: ignore[arg-type] # None is a prefix.
