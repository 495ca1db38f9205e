"""The log of updates and the load cache in SQL."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from sync.errors import CompactionError, CorruptLibraryError, CounterError, LimitExceededError
from sync.protocol.limits import MAX_UPDATE_BYTES
from sync.store.records import Append, Generation, LoadedDocument, LoggedUpdate, UpdateKind, Writer
from sync.store.sqlcipher.catalogue import document_number, read_info
from sync.store.sqlcipher.connection import Connection

_FAST = 1  # Level 1 takes a full update to about 15 % of its size; higher levels gain little and hold up the thread.
_GENERATION_NUMBER = {Generation.CURRENT: 0, Generation.PREVIOUS: 1}


class SqlUpdateLog:
    """Implements UpdateLog."""

    __slots__ = ("_connection", "_now_ms")

    def __init__(self, connection: Connection, now_ms: Callable[[], int]) -> None:
        self._connection = connection
        self._now_ms = now_ms

    def append(self, appends: Sequence[Append]) -> None:
        """Store updates durably, all or none; a writer's row is made with its first update."""
        now = self._now_ms()
        with self._connection.transaction():
            for (document, _), group in _by_writer(appends).items():
                number = document_number(self._connection, document)
                writer_number = self._advance(number, group, now)
                self._connection.executemany(
                    "INSERT INTO log (document, writer, counter, kind, received_ms, data) VALUES (?, ?, ?, ?, ?, ?)",
                    ((number, writer_number, one.counter, int(one.kind), now, one.data) for one in group),
                )
            documents = {one.writer.document for one in appends}
            self._connection.executemany(
                "UPDATE documents SET modified_ms = ? WHERE id = ?", [(now, document) for document in documents]
            )

    def load(self, document: str, generation: Generation = Generation.CURRENT) -> LoadedDocument:
        """Return the compacted state and what came after it."""
        number = document_number(self._connection, document)
        with self._connection.snapshot():
            info = read_info(self._connection, document)
            state = self._connection.row(
                "SELECT data FROM state WHERE document = ? AND generation = ?", (number, _GENERATION_NUMBER[generation])
            )
            rows = self._connection.rows(
                "SELECT w.writer, l.counter, l.kind, l.data, l.received_ms FROM log l JOIN writers w"
                " ON w.number = l.writer WHERE l.document = ?1"
                " AND l.counter > CASE ?2 WHEN 0 THEN w.covered ELSE w.covered_before END ORDER BY l.number",
                (number, _GENERATION_NUMBER[generation]),
            )
            heads = self._connection.rows("SELECT writer, last_counter FROM writers WHERE document = ?", (number,))
        updates = tuple(LoggedUpdate(row[0], row[1], UpdateKind(row[2]), row[3], row[4]) for row in rows)
        return LoadedDocument(info, self._inflate(state[0]) if state else None, updates, dict(heads))

    def compact(self, document: str, state: bytes, covers: Mapping[str, int]) -> None:
        """Replace the log up to ``covers`` by one full update; keep one generation more."""
        number = document_number(self._connection, document)
        if len(state) > MAX_UPDATE_BYTES:
            raise LimitExceededError("document", len(state), MAX_UPDATE_BYTES)
        packed = zlib.compress(state, _FAST)
        with self._connection.transaction():
            self._check_covers(document, number, covers)
            self._connection.execute("DELETE FROM state WHERE document = ? AND generation = 1", (number,))
            self._connection.execute("UPDATE state SET generation = 1 WHERE document = ?", (number,))
            self._connection.execute("INSERT INTO state VALUES (?, 0, ?, ?)", (number, self._now_ms(), packed))
            self._connection.execute("UPDATE writers SET covered_before = covered WHERE document = ?", (number,))
            self._connection.executemany(
                "UPDATE writers SET covered = ? WHERE document = ? AND writer = ?",
                [(counter, number, writer) for writer, counter in covers.items()],
            )
            self._connection.execute(
                "DELETE FROM log WHERE document = ?1 AND counter <="
                " (SELECT covered_before FROM writers WHERE number = log.writer)",
                (number,),
            )

    def _advance(self, document_number: int, group: Sequence[Append], now: int) -> int:
        """Move the writer's last counter over a group of updates and return the writer's number."""
        writer = group[0].writer
        row = self._connection.row(
            "SELECT number, last_counter FROM writers WHERE document = ? AND writer = ?", (document_number, writer.id)
        )
        last = _check_counters(writer, group, row[1] if row else 0)
        if row is not None:
            self._connection.execute("UPDATE writers SET last_counter = ? WHERE number = ?", (last, row[0]))
            return int(row[0])
        return self._connection.execute(
            "INSERT INTO writers (document, writer, device, client_id, last_counter, opened_ms)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (document_number, writer.id, writer.chain.device, writer.client_id, last, now),
        ).lastrowid

    def _check_covers(self, document: str, number: int, covers: Mapping[str, int]) -> None:
        rows = self._connection.rows("SELECT writer, covered, last_counter FROM writers WHERE document = ?", (number,))
        check_covers(document, covers, {row[0]: (row[1], row[2]) for row in rows})

    def _inflate(self, packed: bytes) -> bytes:
        reader = zlib.decompressobj()
        try:
            state = reader.decompress(packed, MAX_UPDATE_BYTES)
        except zlib.error as error:
            raise CorruptLibraryError(self._connection.path, "a stored state cannot be read") from error
        if not reader.eof:
            raise CorruptLibraryError(self._connection.path, "a stored state is too large or cut off")
        return state


def check_covers(document: str, covers: Mapping[str, int], writers: Mapping[str, tuple[int, int]]) -> None:
    """Check that a state loses nothing and claims nothing that is not stored.

    Args:
        document: Id of the document, for the error.
        covers: Last counter by writer that the new state contains.
        writers: For each known writer the counter that the present state covers, and its last stored counter.

    Raises:
        CompactionError: It says which writer does not fit.
    """
    for writer, (covered, last) in writers.items():
        if covers.get(writer, 0) < covered:
            raise CompactionError(document, f"the present state covers more of writer {writer}")
        if covers.get(writer, 0) > last:
            raise CompactionError(document, f"updates of writer {writer} are not stored yet")
    for writer in covers.keys() - writers.keys():
        if covers[writer] != 0:
            raise CompactionError(document, f"writer {writer} is not known")


def _by_writer(appends: Iterable[Append]) -> dict[tuple[str, str], list[Append]]:
    groups: dict[tuple[str, str], list[Append]] = {}
    for one in appends:
        groups.setdefault((one.writer.document, one.writer.id), []).append(one)
    return groups


def _check_counters(writer: Writer, group: Sequence[Append], last: int) -> int:
    for one in group:
        if one.counter != last + 1:
            raise CounterError(writer.document, writer.id, last + 1, one.counter)
        if len(one.data) > MAX_UPDATE_BYTES:
            raise LimitExceededError("update", len(one.data), MAX_UPDATE_BYTES)
        last = one.counter
    return last
