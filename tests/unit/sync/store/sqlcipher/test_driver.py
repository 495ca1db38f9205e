"""Driver errors as errors of the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.errors import BusyError, CorruptLibraryError, DiskFullError, ReadOnlyError, StorageError, StoreError
from sync.store.sqlcipher.driver import DriverError, translated


@pytest.mark.parametrize(
    ("code", "expected"),
    [(13, DiskFullError), (5, BusyError), (6, BusyError), (10, StorageError), (10 | 3 << 8, StorageError), (14, StorageError),
     (8, ReadOnlyError), (11, CorruptLibraryError), (26, CorruptLibraryError), (1, StoreError), (None, StoreError)],
)  # fmt: skip
def test_result_codes_become_errors_that_say_what_to_do(code: int | None, expected: type[StoreError]) -> None:
    error = DriverError("native words")
    if code is not None:
        error.sqlite_errorcode = code  # type: ignore[attr-defined]
    assert type(translated(error, Path("library.db"))) is expected
