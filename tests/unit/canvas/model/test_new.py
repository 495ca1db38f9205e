"""DOC-14: new documents."""

from __future__ import annotations

from canvas.model.document import Document
from canvas.model.new import new_document


def test_a_new_document_has_a_page_and_a_layer() -> None:
    """DOC-14."""
    ids = iter(["page", "layer"])
    document = new_document(5, "Plan of the house", 1234.0, lambda: next(ids))
    records = Document(6, [document.state()]).records
    assert records.meta == {"schema": 1.0, "title": "Plan of the house", "created": 1234.0}
    assert list(records.pages) == ["page"]
    assert records.pages["page"].name == "Page-1"
    assert list(records.layers) == ["layer"]
    assert records.layers["layer"].page == "page"
    assert document.client_id == 5
