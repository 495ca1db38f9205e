"""One cell of a file: <mxCell>, or the element that wraps one (<UserObject>, <object>, a plugin's own)."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from canvas.errors import LimitExceeded
from canvas.formats import limits
from canvas.formats.drawio.guarded_xml import compact_text
from canvas.formats.drawio.style_text import effective, is_on

CELL = "mxCell"
_LONG_VALUE = 200
"""Values of a style longer than this are kept once, under their document key, and marked in the kept style."""
_MARK = "*"


@dataclass(frozen=True, slots=True)
class CellSource:
    """A cell as the file has it.

    Attributes:
        outer: the wrapper, or the <mxCell> itself.
        cell: the <mxCell>.
        style: its style string, "" when there is none.
        label: its label as the file has it, markup included.
    """

    outer: etree._Element
    cell: etree._Element
    style: str
    label: str

    @property
    def id(self) -> str:
        """Id in the file, "" when the file gives none."""
        return self.outer.get("id") or ""

    @property
    def is_edge(self) -> bool:
        """Tell whether the cell is a connector."""
        return self.cell.get("edge") == "1"

    @property
    def is_vertex(self) -> bool:
        """Tell whether the cell is a shape."""
        return self.cell.get("vertex") == "1"

    @property
    def wrapper(self) -> etree._Element | None:
        """The wrapping element, if there is one."""
        return None if self.outer is self.cell else self.outer

    @property
    def geometry(self) -> etree._Element | None:
        """The cell's <mxGeometry>."""
        return self.cell.find("mxGeometry")

    def is_html(self) -> bool:
        """Tell whether the label is markup."""
        return is_on(effective(self.style, edge=self.is_edge).get("html"))


def cell_source(element: etree._Element) -> CellSource | None:
    """Return the cell that an element is or wraps, None for anything else.

    Raises:
        LimitExceeded: its label or style is too long.
    """
    tag: object = element.tag  # Comments and processing instructions have a function there.
    if not isinstance(tag, str):
        return None
    cell = element if element.tag == CELL else element.find(CELL)
    if cell is None:
        return None
    label = (element.get("value") if cell is element else element.get("label")) or ""
    if len(label) > limits.LABEL_CHARS:
        raise LimitExceeded("the length of a label", limits.LABEL_CHARS)
    return CellSource(element, cell, cell.get("style") or "", label)


def shell(source: CellSource) -> str:
    """Return the XML of a cell with style and label left empty: all that is kept of a file beside those two."""
    outer = deepcopy(source.outer)
    outer.tail = None
    cell = outer if source.wrapper is None else outer.find(CELL)
    if cell is not None and "style" in cell.attrib:
        cell.set("style", "")
    name = "value" if source.wrapper is None else "label"
    if name in outer.attrib:
        outer.set(name, "")
    return compact_text(outer)


def without_long_values(style: str, image: str, stencil: str) -> str:
    """Return a style in which a long picture and figure are replaced by a mark; the document has them under their own keys."""
    if len(image) > _LONG_VALUE:
        style = style.replace(f"image={image}", f"image={_MARK}", 1)
    if len(stencil) > _LONG_VALUE:
        style = style.replace(f"stencil({stencil})", f"stencil({_MARK})", 1)
    return style


def with_long_values(style: str, image: str, stencil: str) -> str:
    """Return a style with its marks replaced by what the document has now."""
    style = style.replace(f"stencil({_MARK})", f"stencil({stencil})", 1)
    pieces = style.split(";")
    picture = "image=" + image.replace(";base64,", ",", 1).replace(";", "")
    return ";".join(picture if piece == f"image={_MARK}" else piece for piece in pieces)
