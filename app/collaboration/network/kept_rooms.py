"""Which diagrams have an open room in this network, kept in the library: what was open when the program ended opens again."""

from __future__ import annotations

from collections.abc import Iterable

from app.library.background import in_background
from sync.store.library import Library
from sync.store.records import JsonValue

_KEY = "rooms.open"
_MOST = 64


def keep_open(library: Library, documents: Iterable[str]) -> None:
    """Keep which diagrams have an open room now; in the background."""
    names: list[JsonValue] = [*sorted(documents)[:_MOST]]
    in_background(library, "keeping which rooms are open", lambda store: store.session.set(_KEY, names))


def kept_open(library: Library) -> tuple[str, ...]:
    """Return the diagrams whose room was open when that was kept last."""
    found = library.submit(lambda store: store.session.get(_KEY)).result()
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()
