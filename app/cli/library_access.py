"""Opening the library for one command, and finding things in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.clock import now_ms
from app.cli.passphrases import terminal_prompt
from app.errors import InputError, ProfileError
from app.library.opening import find_key, open_profile_library
from app.places import profile_folder
from sync.store.keys import DATABASE_NAME
from sync.store.library import Library
from sync.store.records import DocumentInfo, DocumentQuery

_BLOB = "sha256:"
_SHOWN_CHOICES = 5


@contextmanager
def open_for(*, read_only: bool) -> Iterator[Library]:
    """Open the library of this user for the length of a command.

    Args:
        read_only: work beside an editor that has it open; there must be a library already.

    Raises:
        ProfileError: it cannot be opened; the message says why and what to do.
    """
    folder = profile_folder()
    if read_only and not (folder / DATABASE_NAME).exists():
        raise ProfileError(f"there is no library in {folder} yet", "`aio-canvas library add FILE` makes one.")
    library = open_profile_library(folder, found_key(folder), now_ms, read_only=read_only)
    try:
        yield library
    finally:
        library.close()


def found_key(folder: Path) -> bytes:
    """Return the key of a profile, from the environment, the keyring or the terminal.

    Raises:
        ProfileError: no key can be had.
    """
    return find_key(folder, os.environ, terminal_prompt())


def check_absent(folder: Path) -> None:
    """Make sure that a restore replaces nothing.

    Raises:
        ProfileError: there is a library.
    """
    if (folder / DATABASE_NAME).exists():
        raise ProfileError(
            f"there is a library in {folder} already, and a restore replaces nothing",
            "Move that folder away, or set AIO_CANVAS_HOME to another one.",
        )


def diagram_named(library: Library, words: str) -> DocumentInfo:
    """Return the diagram with this id, this beginning of an id, or this exact title; the trash is searched as well.

    Raises:
        InputError: there is none, or more than one.
    """
    kept = library.submit(lambda store: store.documents.list(DocumentQuery())).result()
    trashed = library.submit(lambda store: store.documents.list(DocumentQuery(trashed=True))).result()
    rows = [*kept, *trashed]
    for fits in _ways(words):
        found = [row for row in rows if fits(row)]
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(row.id for row in found[:_SHOWN_CHOICES])
            raise InputError(f"{len(found)} diagrams fit {words!r}: {choices}", "Give the whole id.")
    raise InputError(f"there is no diagram {words!r} in the library", "`aio-canvas library list` shows what there is.")


def _ways(words: str) -> tuple[Callable[[DocumentInfo], bool], ...]:
    return (
        lambda row: row.id == words,
        lambda row: row.title == words,
        lambda row: bool(words) and row.id.startswith(words.lower()),
    )


def picture_source(library: Library) -> Callable[[str], bytes | None]:
    """Return a function that finds the bytes of a picture named "sha256:<hex>" in the library."""

    def blob(source: str) -> bytes | None:
        if not source.startswith(_BLOB):
            return None
        name = source.removeprefix(_BLOB)
        return library.submit(lambda store: store.blobs.get(name)).result()

    return blob
