"""The file the settings lie in: read without ever failing the start, written whole or not at all."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import InputError
from app.files import read_bounded, write_atomically
from app.settings.values import Settings, decode, encode

NAME = "settings.json"
DAMAGED = "settings.damaged.json"
"""What could not be understood is kept under this name, so that saving does not destroy what somebody wrote by hand."""
MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a start gets.

    Attributes:
        settings: sound in any case.
        wrong: names of values that have their defaults because they made no sense; ("settings",) for the whole file.
        kept: where the old file was kept, None when nothing was wrong or it could not be kept.
    """

    settings: Settings
    wrong: tuple[str, ...] = ()
    kept: Path | None = None


def read(folder: Path) -> Loaded:
    """Return the settings of a profile; the defaults when there are none. Never raises for what a file holds, and changes nothing."""
    path = folder / NAME
    if not path.exists():
        return Loaded(Settings())
    try:
        found: object = json.loads(read_bounded(path, MAX_BYTES))
    except (InputError, ValueError, RecursionError):
        return Loaded(Settings(), ("settings",))
    decoded = decode(found)
    return Loaded(decoded.settings, decoded.wrong)


def load(folder: Path) -> Loaded:
    """Return the settings of a profile as `read` does; a file that was not understood in full is kept under another name."""
    found = read(folder)
    return replace(found, kept=_keep(folder / NAME)) if found.wrong else found


def save(folder: Path, settings: Settings) -> None:
    """Write the settings of a profile.

    Raises:
        OutputError: the disk refused; the old file is still there.
    """
    text = json.dumps(encode(settings), indent=2, sort_keys=True, ensure_ascii=False)
    write_atomically(folder / NAME, text.encode("utf-8") + b"\n")


def _keep(path: Path) -> Path | None:
    """Move a file out of the way and return where it is now; None where the system does not let us."""
    target = path.with_name(DAMAGED)
    try:
        path.replace(target)
    except OSError:
        return None
    return target
