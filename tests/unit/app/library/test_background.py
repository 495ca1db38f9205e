"""What nobody waits for fails into the log, by its kind only."""

from __future__ import annotations

import pytest

from app.library.background import in_background
from tests.support.session import Shelf


def test_a_failure_is_logged_without_what_it_was_about(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    in_background(shelf.library, "renaming", lambda store: store.documents.rename("secret", "Plan"))
    shelf.settle()
    assert "renaming failed: UnknownDocumentError" in caplog.text
    assert "secret" not in caplog.text


def test_a_closed_library_is_no_reason_to_stop(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    shelf.close()
    in_background(shelf.library, "indexing", lambda store: None)
    assert "indexing was not done" in caplog.text
