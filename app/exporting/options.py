"""What the user asks of an export."""

from __future__ import annotations

from dataclasses import dataclass

FORMATS = ("svg", "png", "pdf", "drawio")
PICTURES = frozenset({"svg", "png"})
"""Formats of one page a file, which can hold the diagram itself as well."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """An export as data.

    Attributes:
        format: one of FORMATS.
        pages: page numbers from 0, or None for all.
        scale: pixels per scene unit (PNG only).
        border: empty margin around the content in scene units.
        transparent: leave the background out (PNG, SVG).
        embed: put the diagram itself, with all its pages, into the picture (PNG, SVG).
        dark: colours for a dark background.
        adaptive: both in one picture: it follows what the reader prefers (SVG only; `dark` is not looked at).
    """

    format: str
    pages: tuple[int, ...] | None = (0,)
    scale: float = 1.0
    border: float = 0.0
    transparent: bool = False
    embed: bool = False
    dark: bool = False
    adaptive: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """One finished file.

    Attributes:
        page: number of the page from 0, or None when the file holds several.
    """

    data: bytes
    page: int | None = None


def whole_diagram(format_: str) -> ExportOptions:
    """Return the options that write a diagram so that nothing is lost where the format allows it.

    A picture shows the first page and holds the whole diagram; a PDF shows every page.
    """
    if format_ in PICTURES:
        return ExportOptions(format_, pages=(0,), embed=True)
    return ExportOptions(format_, pages=None)
