from __future__ import annotations

from app.templates.shelf import EmptyShelf


def test_an_empty_shelf_has_nothing() -> None:
    assert EmptyShelf().templates() == ()
