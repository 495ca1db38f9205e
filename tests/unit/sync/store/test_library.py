"""The library as the app uses it: resolve a key, open, edit a real Doc, close, find everything again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Map

from sync.errors import ProfileLockedError, UnknownDocumentError
from sync.protocol.chain import client_id
from sync.protocol.limits import WHOLE_DOCUMENT
from sync.protocol.yupdate import inspect_update
from sync.store.keys import FixedPassphrase, resolve_key
from sync.store.library import open_library
from sync.store.open_document import OpenDocument
from sync.store.records import DocumentKind, Generation
from sync.store.writer import Saved
from tests.support.library import CHEAP, KEY, ticking_clock

TIMEOUT = 20.0


def rebuilt(document: OpenDocument) -> Doc[Any]:
    doc: Doc[Any] = Doc(client_id=document.writer.client_id)
    if document.loaded.state is not None:
        doc.apply_update(document.loaded.state)
    for update in document.loaded.updates:
        doc.apply_update(update.data)
    return doc


def test_st14_edits_are_found_again_by_a_new_writer(tmp_path: Path) -> None:
    """ST-14."""
    saved: list[Saved] = []
    key = resolve_key(tmp_path, [FixedPassphrase("x", CHEAP)])
    library = open_library(tmp_path, key, ticking_clock(), on_saved=saved.append)
    document = library.new_document(DocumentKind.DIAGRAM, "Plan").result(TIMEOUT)
    doc = rebuilt(document)
    doc.observe(lambda event: document.append(event.update))
    shapes: Map[Any] = doc.get("shapes", type=Map)
    for number in range(60):
        shapes[f"s{number}"] = number
    library.thread.flush().result(TIMEOUT)
    assert saved[-1] == Saved(document.writer.document, document.writer.id, document.submitted)
    assert not document.wants_compaction()
    document.compact(doc.get_update()).result(TIMEOUT)
    shapes["after"] = 1
    library.close()

    library = open_library(tmp_path, resolve_key(tmp_path, [FixedPassphrase("x", CHEAP)]), ticking_clock())
    again = library.open_document(document.writer.document).result(TIMEOUT)
    assert again.writer.id != document.writer.id
    assert again.writer.client_id == client_id(again.writer.chain) != document.writer.client_id
    assert len(again.loaded.updates) == 1
    assert len(rebuilt(again).get("shapes", type=Map)) == 61
    before = library.open_document(document.writer.document, Generation.PREVIOUS).result(TIMEOUT)
    assert before.loaded.state is None
    assert len(rebuilt(before).get("shapes", type=Map)) == 61
    library.close()


def test_st8_every_stored_update_is_written_under_its_own_chain(tmp_path: Path) -> None:
    """ST-8."""
    library = open_library(tmp_path, KEY, ticking_clock())
    document = library.new_document(DocumentKind.DIAGRAM, "Plan").result(TIMEOUT)
    doc = rebuilt(document)
    doc.observe(lambda event: document.append(event.update))
    doc.get("shapes", type=Map)["a"] = Map({"x": 1.0})
    library.thread.flush().result(TIMEOUT)
    loaded = library.submit(lambda store: store.log.load(document.writer.document)).result(TIMEOUT)
    clients = {client for one in loaded.updates for client in inspect_update(one.data, WHOLE_DOCUMENT).clients}
    assert clients == {document.writer.client_id}
    assert loaded.heads == {document.writer.id: document.submitted}
    library.close()


def test_st56_a_locked_profile_is_told_before_any_thread_is_left_behind(tmp_path: Path) -> None:
    """ST-56."""
    library = open_library(tmp_path, KEY, ticking_clock())
    with pytest.raises(ProfileLockedError):
        open_library(tmp_path, KEY, ticking_clock())
    reader = open_library(tmp_path, KEY, ticking_clock(), read_only=True)
    assert reader.info.read_only
    with pytest.raises(UnknownDocumentError):
        reader.open_document("0c" * 16).result(TIMEOUT)
    reader.close()
    library.close()
