"""What the dialog is told about the library, and what it may ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """The library as it is now.

    Attributes:
        folder: where it lies.
        log: folder of the log.
        size_bytes: of its files.
        diagrams: how many, those in the trash included.
        key: where its key comes from, in words.
        relay: address of the relay that the program keeps in touch with; "" for none.
    """

    folder: Path
    log: Path
    size_bytes: int
    diagrams: int
    key: str
    relay: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the dialog asks the window for.

    Attributes:
        back_up: write a backup now; asks where to.
        open_folder: show a folder in the system's file manager.
    """

    back_up: Callable[[], object]
    open_folder: Callable[[Path], object]


def size_text(size_bytes: int) -> str:
    """Return a size in the unit that suits it."""
    size = float(size_bytes)
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"
