"""Which documents an event concerns, and when each wants to be looked at again.

A workspace may keep thousands of documents in step, and an event is about one of them, or about none. Whoever does something for a
document says so; what follows later, once rows are durable, concerns what the event concerned that it goes back to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def earliest(*times: float | None) -> float | None:
    """Return the first of some times; None is never."""
    first = None
    for at in times:
        if at is not None and (first is None or at < first):
            first = at
    return first


@dataclass(slots=True)
class _Concern:
    documents: set[str] = field(default_factory=set)
    all: bool = False


class Attention:
    """The documents that are to be looked at."""

    def __init__(self) -> None:
        """Start with none."""
        self._present = _Concern()
        self._at: dict[str, float] = {}
        self._queue: list[tuple[float, str]] = []

    def concerns(self, document: str) -> None:
        """Note that the event at hand is about a document."""
        self._present.documents.add(document)

    def concerns_all(self) -> None:
        """Note that the event at hand, or else the next one, may be about any document."""
        self._present.all = True

    def kept(self, then: Callable[P, R]) -> Callable[P, R]:
        """Return what does the same later, and then concerns what the event at hand does, also what that is told only now."""
        past = self._present

        def later(*args: P.args, **kwargs: P.kwargs) -> R:
            self._present.documents |= past.documents
            self._present.all = self._present.all or past.all
            return then(*args, **kwargs)

        return later

    def look_again(self, document: str, at: float | None) -> None:
        """Have a document looked at again at a time; None if that is not needed."""
        if at is None:
            self._at.pop(document, None)
        elif self.planned(document) != at:
            self._at[document] = at
            heappush(self._queue, (at, document))

    def planned(self, document: str) -> float | None:
        """Return when a document is to be looked at again."""
        return self._at.get(document)

    def ripen(self, now: float) -> None:
        """Take in which documents are to be looked at again by now."""
        while (at := self.next_at()) is not None and at <= now:
            _, document = heappop(self._queue)
            del self._at[document]
            self.concerns(document)

    def next_at(self) -> float | None:
        """Return when the next document is to be looked at again."""
        while self._queue and self.planned(self._queue[0][1]) != self._queue[0][0]:
            heappop(self._queue)
        return self._queue[0][0] if self._queue else None

    def among(self, documents: Collection[str]) -> list[str]:
        """Return which of some documents the event at hand concerns so far."""
        if self._present.all:
            return list(documents)
        return [document for document in sorted(self._present.documents) if document in documents]

    def end(self) -> None:
        """Note that everything was done for the event at hand."""
        self._present = _Concern()
