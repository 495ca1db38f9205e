"""Labels and page names are what a search finds; blanks are not."""

from __future__ import annotations

from app.library.text_entries import INDEXED_PAGE_TEXT, text_entries
from canvas.model.records import PageRecord, Run, ShapeRecord, Snapshot, plain


def test_labels_and_page_names_are_found() -> None:
    shapes = {
        "a": ShapeRecord("a", {}, (Run("Light", (("bold", True),)), Run("house"))),
        "b": ShapeRecord("b", {}, plain("  \n")),
    }
    snapshot = Snapshot({}, {"p": PageRecord("p", {"name": "Coast"}), "q": PageRecord("q")}, {}, shapes)
    assert text_entries(snapshot) == [("a", "Lighthouse"), (INDEXED_PAGE_TEXT + "p", "Coast")]
