"""The content behind the store in memory."""

from __future__ import annotations

import pytest

from sync.errors import UnknownDocumentError
from sync.store.memory_content import StoreContent


def test_an_unknown_document_is_an_error_of_the_library() -> None:
    with pytest.raises(UnknownDocumentError) as caught:
        StoreContent().of("0c" * 16)
    assert caught.value.document == "0c" * 16
