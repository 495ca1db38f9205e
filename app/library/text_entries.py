"""What of a diagram the full-text search finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from canvas.model.records import PageRecord, ShapeRecord, plain_text

INDEXED_PAGE_TEXT = "page:"
"""Prefix of record ids under which page names are indexed."""


class TextRecords(Protocol):
    """What is read of a diagram: a snapshot or a live projection."""

    @property
    def pages(self) -> Mapping[str, PageRecord]:
        """Pages by id."""

    @property
    def shapes(self) -> Mapping[str, ShapeRecord]:
        """Shapes by id."""


def text_entries(records: TextRecords) -> list[tuple[str, str]]:
    """Return (record id, text) of every label and every page name; titles are the catalogue's own."""
    entries = [(shape.id, text) for shape in records.shapes.values() if (text := plain_text(shape.label).strip())]
    return entries + [(INDEXED_PAGE_TEXT + page.id, page.name) for page in records.pages.values() if page.name]
