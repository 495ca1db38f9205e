"""Shape libraries of the user's own as files: JSON in our own form, read with the same suspicion as the clipboard."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from canvas.editor.payload import decode, encode
from canvas.errors import LimitExceeded, MalformedFile
from canvas.formats import limits
from canvas.kernels.copying import Copied

TYPE = "application/x-aio-canvas-library+json"
VERSION = 1
ENDING = ".aiolib"
MOST_ITEMS = 1_000
MOST_TITLE = 200


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """One entry of a library: shapes that are put onto the page together."""

    title: str
    shapes: Copied


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A library with its name and its entries in their order."""

    name: str
    items: tuple[LibraryItem, ...]


def write_library(library: LibraryFile) -> bytes:
    """Return a library as a file."""
    items = [{"title": item.title, "shapes": json.loads(encode(item.shapes))} for item in library.items]
    body = {"type": TYPE, "version": VERSION, "name": library.name, "items": items}
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def read_library(data: bytes) -> LibraryFile:
    """Return the library in a file of our own form.

    Raises:
        LimitExceeded: more than we accept.
        MalformedFile: not what `write_library` makes.
    """
    if len(data) > limits.FILE_BYTES:
        raise LimitExceeded("the size of the file in bytes", limits.FILE_BYTES)
    try:
        body: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise MalformedFile("this is no shape library") from error
    if not isinstance(body, dict) or body.get("type") != TYPE or not isinstance(body.get("items"), list):
        raise MalformedFile("this is no shape library")
    if body.get("version") != VERSION:
        raise MalformedFile("the shape library was written by another version of this program")
    return LibraryFile(
        clean_title(body.get("name")), bounded([_item(item) for item in body["items"][: MOST_ITEMS + 1]])
    )


def bounded(items: Sequence[LibraryItem]) -> tuple[LibraryItem, ...]:
    """Return the items, refusing too many and leaving out empty ones.

    Raises:
        LimitExceeded: there are more than MOST_ITEMS.
    """
    if len(items) > MOST_ITEMS:
        raise LimitExceeded("the number of shapes in a library", MOST_ITEMS)
    return tuple(item for item in items if item.shapes.shapes)


def clean_title(value: object) -> str:
    """Return a title of bounded length without line breaks, "" for what is none."""
    return " ".join(value.split())[:MOST_TITLE] if isinstance(value, str) else ""


def _item(value: object) -> LibraryItem:
    if not isinstance(value, dict):
        raise MalformedFile("an entry of the shape library cannot be read")
    return LibraryItem(clean_title(value.get("title")), decode(json.dumps(value.get("shapes")).encode()))
