"""The header beside the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.errors import CorruptLibraryError
from sync.store.key_header import HEADER_NAME, KeyHeader, KeyKind, key_check
from sync.store.keys import (
    FixedPassphrase,
    RawKey,
    resolve_key,
)
from tests.support.library import CHEAP, KEY, OTHER_KEY


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "5", '{"version": 2}', '{"version": 1}', '{"version": 1, "profile": 5}', "[" * 5_000, "x" * 70_000])  # fmt: skip
def test_st76_a_malformed_header_is_told(tmp_path: Path, text: str) -> None:
    """ST-76."""
    (tmp_path / HEADER_NAME).write_text(text)
    with pytest.raises(CorruptLibraryError):
        resolve_key(tmp_path, [RawKey(KEY)])


def test_st76_a_header_cannot_ask_for_all_memory(tmp_path: Path) -> None:
    """ST-76."""
    resolve_key(tmp_path, [FixedPassphrase("x", CHEAP)])
    path = tmp_path / HEADER_NAME
    path.write_text(path.read_text().replace('"memory_kib": 64', '"memory_kib": 99999999'))
    with pytest.raises(CorruptLibraryError, match="out of bounds"):
        resolve_key(tmp_path, [FixedPassphrase("x", CHEAP)])


def test_st70_a_key_check_does_not_show_the_key() -> None:
    """ST-70."""
    header = KeyHeader("0a" * 16, KeyKind.RAW, (key_check(KEY),))
    assert KEY.hex()[:16] not in repr(header)
    assert key_check(KEY) != key_check(OTHER_KEY)
