"""Which diagram a file became, so that an unchanged file opens its diagram again instead of becoming another one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sync.errors import UnknownDocumentError
from sync.store.ports import Store

_PREFIX = "imported:"


@dataclass(frozen=True, slots=True)
class PastImport:
    """What became of a file.

    Attributes:
        document: id of a diagram that is in the library and not in the trash.
        changed: the file is not what it was then.
    """

    document: str
    changed: bool


def past_import(store: Store, path: Path, data: bytes) -> PastImport | None:
    """Return what became of a file when it was imported the last time, if that is still in the library."""
    entry = store.settings.get(_setting(path))
    if not isinstance(entry, dict):
        return None
    document = str(entry.get("document"))
    if not _is_kept(store, document):
        return None
    return PastImport(document, entry.get("hash") != hashlib.sha256(data).hexdigest())


def remember_import(store: Store, path: Path, data: bytes, document: str) -> None:
    """Keep which diagram a file became."""
    store.settings.set(_setting(path), {"hash": hashlib.sha256(data).hexdigest(), "document": document})


def _setting(path: Path) -> str:
    """Return the name of a file's entry: of fixed length, and it does not tell where the user's files lie."""
    return _PREFIX + hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()


def _is_kept(store: Store, document: str) -> bool:
    try:
        return store.documents.get(document).trashed_ms is None
    except UnknownDocumentError:
        return False
