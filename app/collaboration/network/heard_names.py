"""What people are called of whom there is no card to read, as guests of single diagrams: as they said it when they were here, kept for later."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.library.background import in_background
from sync.store.library import Library
from sync.store.ports import Store
from sync.store.records import JsonValue

MOST_NAMES = 500
"""Names kept of one workspace; who was heard first goes first."""

PAUSE_MS = 10_000
"""How long somebody is called what he said last, whatever else he says: each name is written, and shown in many places."""


class HeardNames:
    """The names heard in one workspace; on the GUI thread."""

    def __init__(self, library: Library, workspace: str, now_ms: Callable[[], int]) -> None:
        """Read what was heard before.

        Args:
            library: keeps it.
            workspace: whose people.
            now_ms: clock, Unix milliseconds.
        """
        self._library, self._key, self._now_ms = library, f"names/{workspace}", now_ms
        self._heard_at: dict[str, int] = {}
        self._people = library.submit(lambda store: _read(store, self._key)).result()

    @property
    def people(self) -> Mapping[str, str]:
        """Names by user id."""
        return self._people

    def hear(self, user: str, name: str) -> bool:
        """Take in that somebody calls himself so; returns whether that is news. A name that comes too soon after another one is said again."""
        now = self._now_ms()
        too_soon = user in self._heard_at and 0 <= now - self._heard_at[user] < PAUSE_MS
        if not name or too_soon or self._people.get(user) == name:
            return False
        self._heard_at[user] = now
        others = {known: said for known, said in self._people.items() if known != user}
        self._people = dict([*others.items(), (user, name)][-MOST_NAMES:])
        kept: dict[str, JsonValue] = {**self._people}
        in_background(self._library, "names of guests", lambda store: store.session.set(self._key, kept))
        return True


def _read(store: Store, key: str) -> dict[str, str]:
    found = store.session.get(key)
    if not isinstance(found, dict):
        return {}
    return {user: name for user, name in found.items() if isinstance(name, str)}
