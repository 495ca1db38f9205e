"""The one writer: owns the Y.Doc of a diagram, applies plans and updates, tells what changed."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from pycrdt import Doc, Map

from canvas.errors import DocumentPoisoned, WrongThread
from canvas.model.announcing import Announcer, ChangeListener, Unsubscribe, UpdateListener
from canvas.model.migrations import check_schema
from canvas.model.plan import LAYERS, META, PAGES, SHAPES, Origin, Plan
from canvas.model.plan_check import PlanCheck
from canvas.model.projection import Projection
from canvas.model.watching import Watch
from canvas.model.writing import PlanWriter

UpdateCheck: TypeAlias = Callable[[bytes], object]
"""Raises when an update from outside is not even structurally sound."""

_TABLES = (META, PAGES, LAYERS, SHAPES)


class Document:
    """One diagram; used from the thread that made it and no other.

    Args:
        client_id: Yjs client id; never shared by two writers.
        updates: what the store holds, causes before their effects; applied as Origin.LOADED.
        check: structural pre-check run on every update before pycrdt sees it; what it raises is passed on.

    Raises:
        DocumentPoisoned: an update cannot be applied.
        UnsupportedSchema: a newer program wrote the document.
    """

    def __init__(self, client_id: int, updates: Sequence[bytes] = (), check: UpdateCheck | None = None) -> None:
        self._owner = threading.get_ident()
        self._check = check
        self._poisoned = False
        self._announcer = Announcer()
        self._doc: Doc[Any] = Doc(client_id=client_id)
        self._load(updates)

    def _load(self, updates: Sequence[bytes]) -> None:
        for update in updates:
            if self._check is not None:
                self._check(update)
        with self._guarded():
            roots = {table: self._doc.get(table, type=Map) for table in _TABLES}
            for update in updates:
                self._doc.apply_update(update)
            self._records = Projection(roots)
            self._watch = Watch(self._doc, roots, self._records)
            self._watch.begin()
        weakref.finalize(self, self._watch.end).atexit = False
        self._writer = PlanWriter(roots)
        check_schema(self._records.meta)

    @property
    def records(self) -> Projection:
        """What the document holds, as frozen records; the mappings are live, the records are replaced, never changed."""
        return self._records

    @property
    def client_id(self) -> int:
        """Yjs client id of this writer."""
        return int(self._doc.client_id)

    def apply(self, plan: Plan, origin: Origin = Origin.USER) -> None:
        """Write one plan as one transaction.

        Raises:
            PlanError: the plan does not fit the document; nothing is written.
            UnsupportedSchema: a newer program has changed the document meanwhile; nothing is written.
            DocumentPoisoned: writing failed half way, or an earlier call did.
            WrongThread: called from another thread than the owner's.
        """
        self._check_usable()
        check_schema(self._records.meta)
        operations = PlanCheck(self._records).run(plan)
        if not operations:
            return
        with self._guarded(), self._doc.transaction(origin=int(origin)):
            self._writer.write(operations)
        self._tell(origin)

    def apply_update(self, update: bytes, origin: Origin = Origin.REMOTE) -> None:
        """Take in an update made elsewhere; see `apply_updates`."""
        self.apply_updates((update,), origin)

    def apply_updates(self, updates: Sequence[bytes], origin: Origin = Origin.REMOTE) -> None:
        """Take in updates made elsewhere, causes before their effects, as one change that listeners hear of once.

        Raises:
            DocumentPoisoned: drop this object and rebuild it from the accepted log.
            UnsupportedSchema: with them the document belongs to a newer program; they are applied.
            WrongThread: called from another thread than the owner's.
        """
        self._check_usable()
        if self._check is not None:
            for update in updates:
                self._check(update)
        with self._guarded():
            if self._records.is_empty:
                self._take_first(updates)
            else:
                self._integrate(updates)
        self._tell(origin)
        check_schema(self._records.meta)

    def state(self) -> bytes:
        """Return the whole document as one update."""
        self._check_usable()
        with self._guarded():
            return bytes(self._doc.get_update())

    def state_vector(self) -> bytes:
        """Return how much of every writer's work the document holds, in Yjs's encoding."""
        self._check_usable()
        with self._guarded():
            return bytes(self._doc.get_state())

    def subscribe(self, listener: ChangeListener) -> Unsubscribe:
        """Call the listener after each transaction that changed a record; returns what ends the subscription.

        A listener may apply plans; their changes are told after all listeners have heard of the present ones.
        """
        return self._announcer.subscribe(listener)

    def on_update(self, listener: UpdateListener) -> Unsubscribe:
        """Call the listener with the bytes of each local transaction (USER and HISTORY), before the change listeners."""
        return self._announcer.on_update(listener)

    def _take_first(self, updates: Sequence[bytes]) -> None:
        """Take in what an empty document begins with: all of it is read anew, so that nobody needs an event for each record."""
        self._watch.end()
        self._integrate(updates)
        self._watch.read_anew()
        self._watch.begin()

    def _integrate(self, updates: Sequence[bytes]) -> None:
        with self._doc.transaction():
            for update in updates:
                self._doc.apply_update(update)

    def _check_usable(self) -> None:
        if threading.get_ident() != self._owner:
            raise WrongThread("a document is used from the thread that made it")
        if self._poisoned:
            raise DocumentPoisoned("an earlier update failed half way")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Poison the document when pycrdt fails: its panics are no Exceptions, and a Doc that panicked may crash the process."""
        try:
            yield
        except BaseException as error:
            self._poisoned = True
            if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
                raise
            raise DocumentPoisoned(f"the document cannot be trusted any more: {error}") from error

    def _tell(self, origin: Origin) -> None:
        changes, update = self._watch.take()
        self._announcer.tell(changes, update, origin)
