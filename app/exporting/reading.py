"""Files into snapshots, whatever their format."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.formats.drawio.foreign_keys import COMPRESSED
from canvas.formats.registry import DRAWIO, format_of_content, read
from canvas.model.records import Snapshot


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
    return read(data, name)


def facts_of(data: bytes, snapshot: Snapshot) -> FileFacts:
    """Return what is known of a file besides the diagram that was read from it."""
    form = format_of_content(data) or DRAWIO
    return FileFacts(form.name, any(page.get(COMPRESSED) for page in snapshot.pages.values()), len(data))
