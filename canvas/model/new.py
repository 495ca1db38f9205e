"""New documents."""

from __future__ import annotations

from collections.abc import Callable

from canvas.model.document import Document
from canvas.model.ordering import between
from canvas.model.plan import LAYERS, META, PAGES, Create, Origin, Plan, Set
from canvas.model.schema import SCHEMA_VERSION


def new_document(client_id: int, title: str, created_ms: float, new_id: Callable[[], str]) -> Document:
    """Return a document with one empty page "Page-1" and one layer.

    Args:
        client_id: Yjs client id of this writer.
        title: the diagram's name.
        created_ms: milliseconds since 1970, UTC.
        new_id: makes the ids of page and layer.

    Nobody can listen to the transaction that fills it: store `document.state()` first.
    """
    document = Document(client_id)
    page = new_id()
    operations = (
        Set("", "schema", float(SCHEMA_VERSION), META),
        Set("", "title", title, META),
        Set("", "created", created_ms, META),
        Create(page, {"name": "Page-1", "order": between(None, None)}, table=PAGES),
        Create(new_id(), {"page": page, "name": "", "order": between(None, None)}, table=LAYERS),
    )
    document.apply(Plan("New diagram", operations), Origin.USER)
    return document
