"""What is remembered of a file."""

from __future__ import annotations

from pathlib import Path

from app.library.imports import PastImport, past_import, remember_import
from tests.support.session import Shelf


def test_a_file_is_known_by_its_place_and_its_bytes(shelf: Shelf, tmp_path: Path) -> None:
    document = shelf.session.create("Plan")
    path = tmp_path / "plan.drawio"
    shelf.ask(lambda store: remember_import(store, path, b"one", document))
    assert shelf.ask(lambda store: past_import(store, path, b"one")) == PastImport(document, changed=False)
    assert shelf.ask(lambda store: past_import(store, path, b"two")) == PastImport(document, changed=True)
    assert shelf.ask(lambda store: past_import(store, tmp_path / "other.drawio", b"one")) is None


def test_a_damaged_entry_is_no_entry(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "plan.drawio"
    shelf.ask(lambda store: remember_import(store, path, b"one", "no such id"))
    assert shelf.ask(lambda store: past_import(store, path, b"one")) is None
    (name,) = shelf.ask(lambda store: store.settings.all())
    shelf.ask(lambda store: store.settings.set(name, "nonsense"))
    assert shelf.ask(lambda store: past_import(store, path, b"one")) is None
