"""Files into snapshots, whatever their format."""

from __future__ import annotations

import re
from dataclasses import dataclass

from canvas.formats.drawio.container import open_file
from canvas.formats.drawio.reader import read_drawio
from canvas.model.records import Snapshot

_PNG = b"\x89PNG"
_HEAD_BYTES = 4096
_FIRST_ELEMENT = re.compile(rb"<(?:\w+:)?(svg|mxfile|mxGraphModel)\b")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file besides the diagram in it.

    Attributes:
        format: "drawio", or the picture that holds it: "drawio.png", "drawio.svg".
        compressed: at least one page is packed inside the file.
        size: bytes.
    """

    format: str
    compressed: bool
    size: int


def read_snapshot(data: bytes, name: str) -> Snapshot:
    """Return the diagram in a file.

    Args:
        data: the whole file.
        name: file name without its folder.

    Raises:
        FormatError: no diagram that we can read, or one beyond the limits.
    """
    return read_drawio(data, name)


def facts_of(data: bytes) -> FileFacts:
    """Return what is known of a file besides the diagram in it.

    Raises:
        FormatError: no diagram that we can read, or one beyond the limits.
    """
    source = open_file(data)
    return FileFacts(_format(data), any(page.compressed for page in source.pages), len(data))


def _format(data: bytes) -> str:
    """Return the form of a file that is known to hold a diagram."""
    if data.startswith(_PNG):
        return "drawio.png"
    first = _FIRST_ELEMENT.search(data[:_HEAD_BYTES])
    return "drawio.svg" if first is not None and first.group(1) == b"svg" else "drawio"
