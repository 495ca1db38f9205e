"""New documents."""

from __future__ import annotations

from collections.abc import Callable

from canvas.model.document import Document


def new_document(client_id: int, title: str, created_ms: float, new_id: Callable[[], str]) -> Document:
    """Return a document with one empty page "Page-1" and one layer.

    The transaction that makes it is not heard by `on_update`: store `document.state()` first.
    """
    ...
