"""The keys with which rooms of a diagram are marked in a local network, so that those who hold them find the room again."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Protocol

from sync.crypto.epoch import room_key
from sync.engine.workspace import WorkspaceEngine
from sync.protocol.errors import NotAuthorised
from sync.protocol.membership.access import place_of, scope_of


class Keeps(Protocol):
    """A workspace that keeps diagrams in step."""

    @property
    def documents(self) -> Set[str]:
        """Its diagrams that are in this library."""

    def room_keys(self, document: str) -> list[bytes]:
        """Return the keys with which rooms of a diagram are marked."""


def keys_of_rooms(work: Keeps) -> Iterator[tuple[str, bytes]]:
    """Yield the keys of the rooms of all diagrams of a workspace, each with its diagram; on the network thread."""
    yield from ((document, key) for document in tuple(work.documents) for key in work.room_keys(document))


def newest_room_keys(engine: WorkspaceEngine, document: str) -> list[bytes]:
    """Return the newest key and the one before, as far as they are here; none of a diagram that the log does not know."""
    try:
        place = place_of(engine.state, document)
    except NotAuthorised:
        return []
    scope = scope_of(engine.state, place)
    newest = engine.state.scopes[scope].newest.number
    keys = (engine.keys.document_key(scope, number, document) for number in range(newest, max(0, newest - 2), -1))
    return [room_key(key) for key in keys if key is not None]
