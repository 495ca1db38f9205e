"""A real library with a session over it, for tests of what stands above the store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.library.diagram import Diagram
from app.library.session import LibrarySession
from canvas.model.ids import new_id
from canvas.model.ordering import between
from canvas.model.plan import Create, Plan
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Snapshot, plain
from sync.store.library import Library, open_library
from sync.store.ports import Store
from sync.store.writer import DEFAULT_LIMITS, QueueLimits, Saved, SaveFailure
from tests.support.library import KEY, ticking_clock


@dataclass
class Shelf:
    """A session whose store thread tells into lists; `settle` hands them over as the GUI thread would."""

    library: Library
    session: LibrarySession
    saved: list[Saved]
    failures: list[SaveFailure]
    closed: bool = field(default=False)

    def settle(self) -> None:
        """Wait for the store thread and deliver what it said."""
        self.library.thread.flush().exception()
        while self.saved:
            self.session.note_saved(self.saved.pop(0))
        while self.failures:
            self.session.note_failure(self.failures.pop(0))

    def ask(self, call: Callable[[Store], Any]) -> Any:
        """Return what the store answers."""
        return self.library.submit(call).result()

    def close(self) -> None:
        """Close the library, giving up what cannot be stored."""
        if not self.closed:
            self.closed = True
            self.library.close(discard=True)


def open_shelf(folder: Path, limits: QueueLimits = DEFAULT_LIMITS, pictures: Any = None) -> Shelf:
    """Open the library of a folder, making it the first time."""
    saved: list[Saved] = []
    failures: list[SaveFailure] = []
    clock = ticking_clock()
    library = open_library(folder, KEY, clock, on_saved=saved.append, on_failure=failures.append, limits=limits)
    return Shelf(library, LibrarySession(library, clock, pictures), saved, failures)


@contextmanager
def held(shelf: Shelf) -> Iterator[None]:
    """Hold the store thread."""
    holding, go_on = threading.Event(), threading.Event()

    def hold(_store: object) -> None:
        holding.set()
        go_on.wait()

    shelf.library.submit(hold)
    try:
        holding.wait()
        yield
    finally:
        go_on.set()


def draw(diagram: Diagram, text: str = "") -> str:
    """Add a rectangle with a label to an open diagram, as a user's step, and return its id."""
    shape = new_id()
    records = diagram.document.records
    place = {"page": next(iter(records.pages)), "layer": next(iter(records.layers)), "order": between(None, None)}
    size = {"kind": "rect", "x": 10.0, "y": 10.0, "w": 120.0, "h": 60.0}
    diagram.history.apply(Plan("Draw", (Create(shape, {**place, **size}, plain(text)),)))
    return shape


def snapshot_with(text: str) -> Snapshot:
    """Return a diagram of one page with one labelled rectangle, as a file reader makes it."""
    page, layer, shape = new_id(), new_id(), new_id()
    values = {"page": page, "layer": layer, "order": "V", "kind": "rect", "x": 0.0, "y": 0.0, "w": 120.0, "h": 60.0}
    return Snapshot(
        {},
        {page: PageRecord(page, {"name": "Front", "order": "V"})},
        {layer: LayerRecord(layer, {"page": page, "name": "", "order": "V"})},
        {shape: ShapeRecord(shape, values, plain(text))},
    )


def fill_disk(shelf: Shelf) -> None:
    """Let the database grow no further, as on a full disk."""

    def limit(store: Any) -> None:
        (pages,) = store.connection.row("PRAGMA page_count")
        store.connection.row(f"PRAGMA max_page_count = {pages}")

    shelf.ask(limit)


def free_disk(shelf: Shelf) -> None:
    """Let the database grow again."""

    def lift(store: Any) -> None:
        store.connection.row("PRAGMA max_page_count = 1000000")

    shelf.ask(lift)
