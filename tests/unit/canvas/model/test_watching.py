"""What is heard of a document, and that nothing of a document stays once nobody has it."""

from __future__ import annotations

import gc
import sys
import weakref
from typing import Any

import pytest
from pycrdt import Doc, Map

from canvas.errors import DocumentPoisoned
from canvas.model.document import Document
from canvas.model.plan import META, Create, Plan
from canvas.model.projection import Projection
from canvas.model.records import plain
from canvas.model.watching import Watch


def drawn() -> Document:
    document = Document(1)
    document.apply(Plan("create", (Create("s", {"x": 1.0}, plain("hello")),)))
    return document


@pytest.fixture
def failed(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What failed where nobody could be told."""
    failed: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: failed.append(error))
    return failed


def test_it_hears_between_begin_and_end() -> None:
    doc: Doc[Any] = Doc(client_id=1)
    roots = {table: doc.get(table, type=Map) for table in (META, "pages", "layers", "shapes")}
    watch = Watch(doc, roots, Projection(roots))
    roots[META]["a"] = 1.0
    assert watch.take() == ((), b"")
    watch.begin()
    roots[META]["b"] = 1.0
    changes, update = watch.take()
    assert changes
    assert update
    assert watch.take() == ((), b"")
    watch.end()
    roots[META]["c"] = 1.0
    assert watch.take() == ((), b"")


def test_a_document_that_nobody_has_is_gone(failed: list[object]) -> None:
    document = drawn()
    told = document.subscribe(lambda changes, origin: None)
    records, watched = weakref.ref(document.records), weakref.ref(document._watch)
    del document, told
    gc.collect()
    assert records() is None
    assert watched() is None
    assert failed == []


def test_so_is_one_that_cannot_be_used_any_more(failed: list[object]) -> None:
    document = drawn()
    with pytest.raises(DocumentPoisoned):
        document.apply_update(b"\xff" * 20)
    watched = weakref.ref(document._watch)
    del document
    gc.collect()
    assert watched() is None
    assert failed == []
