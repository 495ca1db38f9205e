"""The log of updates and the load cache in SQL."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence

from sync.errors import CorruptLibraryError, LimitExceededError, UnknownDocumentError
from sync.protocol.limits import MAX_UPDATE_BYTES
from sync.store.log_rules import by_writer, check_counters, check_covers
from sync.store.records import Append, Generation, LoadedDocument, LoggedUpdate, UpdateKind
from sync.store.sqlcipher.catalogue import document_number, read_info
from sync.store.sqlcipher.connection import Connection
from sync.store.sqlcipher.driver import SqlValue

_FAST = 1  # Level 1 takes a full update to about 15 % of its size; higher levels gain little and hold up the thread.
_ROWS_PER_STATEMENT = 250
_GENERATION_NUMBER = {Generation.CURRENT: 0, Generation.PREVIOUS: 1}
# A full update that names no edit of a writer was made before the first one that still waits in the outbox.
_SPOKEN_FOR = (
    "UPDATE writers SET covered = ifnull((SELECT min(counter) - 1 FROM log WHERE log.writer = writers.number"
    " AND kind = ?2 AND counter > writers.sealed), last_counter) WHERE document = ?1"
)


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
            numbers = {name: self._advance(group, now) for name, group in by_writer(appends).items()}
            self._insert(appends, numbers, now)
            for document_number in {document_number for document_number, _ in numbers.values()}:
                self._connection.execute(
                    "UPDATE documents SET modified_ms = ? WHERE number = ?", (now, document_number)
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
                # What waits in the outbox of a shared document stays, also when the state contains it.
                "DELETE FROM log WHERE document = ?1 AND counter <="
                " (SELECT covered_before FROM writers WHERE number = log.writer)"
                " AND NOT (kind = ?2 AND EXISTS (SELECT 1 FROM sharing WHERE document = ?1)"
                " AND counter > (SELECT sealed FROM writers WHERE number = log.writer))",
                (number, int(UpdateKind.LOCAL)),
            )

    def replace(self, document: str, state: bytes, own: Mapping[str, int]) -> None:
        """Make a full update all that a document holds, beside own edits that it does not speak for; the outbox stays.

        Raises:
            LimitExceededError: It is too large.
        """
        number = document_number(self._connection, document)
        if len(state) > MAX_UPDATE_BYTES:
            raise LimitExceededError("document", len(state), MAX_UPDATE_BYTES)
        with self._connection.transaction():
            self._connection.execute("DELETE FROM state WHERE document = ?", (number,))
            self._connection.execute(
                "INSERT INTO state VALUES (?, 0, ?, ?)", (number, self._now_ms(), zlib.compress(state, _FAST))
            )
            self._connection.execute(_SPOKEN_FOR, (number, int(UpdateKind.LOCAL)))
            self._connection.executemany(
                "UPDATE writers SET covered = min(last_counter, ?) WHERE document = ? AND writer = ?",
                [(last, number, writer) for writer, last in own.items()],
            )
            self._connection.execute("UPDATE writers SET covered_before = covered WHERE document = ?", (number,))
            self._connection.execute(
                "DELETE FROM log WHERE document = ?1 AND counter <= (SELECT covered FROM writers WHERE number = log.writer)"
                " AND NOT (kind = ?2 AND counter > (SELECT sealed FROM writers WHERE number = log.writer))",
                (number, int(UpdateKind.LOCAL)),
            )

    def _advance(self, group: Sequence[Append], now: int) -> tuple[int, int]:
        """Move a writer's last counter over its updates; return the numbers of document and writer."""
        writer = group[0].writer
        row = self._connection.row(
            "SELECT d.number, w.number, w.last_counter FROM documents d"
            " LEFT JOIN writers w ON w.document = d.number AND w.writer = ? WHERE d.id = ?",
            (writer.id, writer.document),
        )
        if row is None:
            raise UnknownDocumentError(writer.document)
        document_number, writer_number, last_counter = row
        last = check_counters(group, last_counter or 0)
        if writer_number is not None:
            self._connection.execute("UPDATE writers SET last_counter = ? WHERE number = ?", (last, writer_number))
            return document_number, writer_number
        cursor = self._connection.execute(
            "INSERT INTO writers (document, writer, device, client_id, last_counter, opened_ms)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (document_number, writer.id, writer.chain.device, writer.client_id, last, now),
        )
        return document_number, cursor.lastrowid

    def _insert(self, appends: Sequence[Append], numbers: Mapping[tuple[str, str], tuple[int, int]], now: int) -> None:
        """Insert rows in the order given: an update may build on one of another writer in the same call."""
        # Many rows per statement: the driver lets other threads run around each one, and when the window's thread is
        # busy, getting the turn back takes longer than the statement.
        for start in range(0, len(appends), _ROWS_PER_STATEMENT):
            part = appends[start : start + _ROWS_PER_STATEMENT]
            marks = ", ".join(("(?, ?, ?, ?, ?, ?)",) * len(part))
            values: list[SqlValue] = []
            for one in part:
                values += (*numbers[one.writer.document, one.writer.id], one.counter, int(one.kind), now, one.data)
            self._connection.execute(
                f"INSERT INTO log (document, writer, counter, kind, received_ms, data) VALUES {marks}",  # noqa: S608
                values,
            )

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
