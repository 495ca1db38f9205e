"""Rows of shared documents and workspaces in SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from sync.engine.catch_up import Missing
from sync.engine.chain_book import REMEMBERED
from sync.engine.records import (
    BesideRow,
    BoxRow,
    CardRow,
    ChainRow,
    EntryRow,
    EnvelopeRow,
    EvidenceRow,
    KeyRow,
    PlainRow,
    ReplaceRow,
    Row,
    SealedMark,
    SharingRow,
    StoredDocument,
    StoredWorkspace,
    UnsealedEdit,
    WorkspaceRow,
)
from sync.protocol.boxes import Box
from sync.protocol.card import parse_card_header
from sync.protocol.chain import Chain, client_id
from sync.protocol.envelope import PREVIOUS_BYTES
from sync.protocol.membership.entry import decode_log_entry, encode_log_entry
from sync.protocol.membership.state import ChainKey
from sync.store.records import Append, DocumentKind, UpdateKind, Writer
from sync.store.sqlcipher.catalogue import SqlDocumentCatalogue, document_number
from sync.store.sqlcipher.connection import Connection
from sync.store.sqlcipher.update_log import SqlUpdateLog

_CHAIN_COLUMNS = "c.device, c.writer, c.counter, c.previous, c.clock, c.log_seq, c.ended, c.at_relay"
_ADD_ENVELOPE = (
    "INSERT OR IGNORE INTO envelopes (chain, counter, hash, data) SELECT number, ?, ?, ? FROM chains"
    " WHERE document = ? AND device = ? AND writer = ?"
)


class SqlSharedStore:
    """Implements SharedStore."""

    __slots__ = ("_catalogue", "_connection", "_log", "_numbers", "_writers")

    def __init__(self, connection: Connection, catalogue: SqlDocumentCatalogue, log: SqlUpdateLog) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._log = log
        self._numbers: dict[str, int] = {}
        self._writers: dict[type[Any], Callable[[Any], None]] = {
            ChainRow: self._write_chain,
            EnvelopeRow: self._write_envelope,
            PlainRow: self._write_plain,
            SealedMark: self._write_sealed,
            BesideRow: self._write_beside,
            EvidenceRow: self._write_evidence,
            ReplaceRow: self._write_replaced,
            SharingRow: self._write_sharing,
            WorkspaceRow: self._write_workspace,
            EntryRow: self._write_entry,
            KeyRow: self._write_key,
            BoxRow: self._write_box,
            CardRow: self._write_card,
        }

    def write(self, rows: Sequence[Row]) -> None:
        """Store rows durably in their order, all or none."""
        with self._connection.transaction():
            # Numbers of documents are the same within a transaction.
            self._numbers.clear()
            for row in rows:
                self._writers[type(row)](row)

    def workspaces(self) -> Sequence[WorkspaceRow]:
        """Return the workspaces that this profile belongs to."""
        return [
            WorkspaceRow(*row) for row in self._connection.rows("SELECT id, user, relay FROM workspaces ORDER BY id")
        ]

    def load_workspace(self, workspace: str) -> StoredWorkspace | None:
        """Return what is kept of a workspace."""
        with self._connection.snapshot():
            row = self._connection.row("SELECT id, user, relay FROM workspaces WHERE id = ?", (workspace,))
            if row is None:
                return None
            entries = self._of(workspace, "SELECT entry FROM membership WHERE workspace = ? ORDER BY seq")
            keys = self._of(workspace, "SELECT * FROM epoch_keys WHERE workspace = ?")
            boxes = self._of(workspace, "SELECT * FROM boxes WHERE workspace = ?")
            cards = self._of(workspace, "SELECT card FROM cards WHERE workspace = ? ORDER BY kind, subject")
            documents = self._of(
                workspace,
                "SELECT d.id FROM sharing s JOIN documents d ON d.number = s.document WHERE s.workspace = ? ORDER BY d.id",
            )
            counters = self._of(
                workspace,
                "SELECT d.id, c.device, c.writer, c.counter FROM chains c JOIN sharing s ON s.document = c.document"
                " JOIN documents d ON d.number = c.document WHERE s.workspace = ?",
            )
            unsealed = self._connection.rows(
                "SELECT d.id FROM sharing s JOIN documents d ON d.number = s.document WHERE s.workspace = ? AND EXISTS"
                " (SELECT 1 FROM log l JOIN writers w ON w.number = l.writer"
                " WHERE l.document = s.document AND l.kind = ? AND l.counter > w.sealed)",
                (workspace, int(UpdateKind.LOCAL)),
            )
        return StoredWorkspace(
            WorkspaceRow(*row),
            tuple(decode_log_entry(one[0]) for one in entries),
            tuple(KeyRow(*one) for one in keys),
            tuple(BoxRow(one[0], Box(*one[1:])) for one in boxes),
            tuple(CardRow(workspace, one[0]) for one in cards),
            tuple(one[0] for one in documents),
            {(one[0], one[1], one[2]): one[3] for one in counters},
            frozenset(one[0] for one in unsealed),
        )

    def load_document(self, document: str) -> StoredDocument | None:
        """Return what is kept of a shared document, its outbox included."""
        number = document_number(self._connection, document)
        with self._connection.snapshot():
            row = self._connection.row(
                "SELECT s.workspace, d.kind, s.clocks, s.started_from FROM sharing s JOIN documents d"
                " ON d.number = s.document WHERE s.document = ?",
                (number,),
            )
            if row is None:
                return None
            chains = self._chains(document, number)
            hashes = {chain.chain: self._hashes(number, chain.chain) for chain in chains if chain.counter}
            unsealed = self._unsealed(number)
            beside = self._connection.rows(
                "SELECT hash, user, data FROM beside WHERE document = ? ORDER BY number", (number,)
            )
        clocks = {int(client): clock for client, clock in json.loads(row[2]).items()}
        sharing = SharingRow(document, row[0], row[1], clocks, row[3])
        words = tuple(BesideRow(document, *one) for one in beside)
        return StoredDocument(sharing, chains, hashes, unsealed, words, tuple(self.evidence(document)))

    def envelopes(self, document: str, ranges: Sequence[Missing], limit: int) -> Sequence[bytes]:
        """Return stored envelopes, ascending within each range."""
        number = document_number(self._connection, document)
        found: list[bytes] = []
        size = 0
        for wanted in ranges:
            rows = self._connection.each(
                "SELECT e.data FROM envelopes e JOIN chains c ON c.number = e.chain WHERE c.document = ?"
                " AND c.device = ? AND c.writer = ? AND e.counter BETWEEN ? AND ? ORDER BY e.counter",
                (number, wanted.chain[1], wanted.chain[2], wanted.first, wanted.last),
            )
            for (data,) in rows:
                if found and size + len(data) > limit:
                    return found
                found.append(data)
                size += len(data)
        return found

    def evidence(self, document: str) -> Sequence[EvidenceRow]:
        """Return the second envelopes of forks."""
        rows = self._connection.rows(
            "SELECT device, writer, counter, hash, data FROM evidence WHERE document = ? ORDER BY number",
            (document_number(self._connection, document),),
        )
        return [EvidenceRow((document, row[0], row[1]), *row[2:]) for row in rows]

    def _of(self, workspace: str, statement: str) -> list[tuple[Any, ...]]:
        return self._connection.rows(statement, (workspace,))

    def _chains(self, document: str, number: int) -> tuple[ChainRow, ...]:
        statement = f"SELECT {_CHAIN_COLUMNS} FROM chains c WHERE c.document = ? ORDER BY device, writer"  # noqa: S608
        rows = self._connection.rows(statement, (number,))
        return tuple(ChainRow((document, row[0], row[1]), *row[2:]) for row in rows)

    def _hashes(self, number: int, chain: ChainKey) -> tuple[bytes, ...]:
        rows = self._connection.rows(
            "SELECT e.hash FROM envelopes e JOIN chains c ON c.number = e.chain WHERE c.document = ? AND c.device = ?"
            " AND c.writer = ? AND e.counter <= c.counter ORDER BY e.counter DESC LIMIT ?",
            (number, chain[1], chain[2], REMEMBERED),
        )
        return tuple(row[0][:PREVIOUS_BYTES] for row in reversed(rows))

    def _unsealed(self, number: int) -> tuple[UnsealedEdit, ...]:
        rows = self._connection.rows(
            "SELECT w.device, w.writer, l.counter, l.data FROM log l JOIN writers w ON w.number = l.writer"
            " WHERE l.document = ? AND l.kind = ? AND l.counter > w.sealed ORDER BY l.number",
            (number, int(UpdateKind.LOCAL)),
        )
        return tuple(UnsealedEdit(*row) for row in rows)

    def _number(self, document: str) -> int:
        if document not in self._numbers:
            self._numbers[document] = document_number(self._connection, document)
        return self._numbers[document]

    def _write_chain(self, row: ChainRow) -> None:
        self._connection.execute(
            "INSERT INTO chains (document, device, writer, counter, previous, clock, log_seq, ended, at_relay)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document, device, writer) DO UPDATE SET"
            " counter = excluded.counter, previous = excluded.previous, clock = excluded.clock,"
            " log_seq = excluded.log_seq, ended = excluded.ended, at_relay = excluded.at_relay",
            (
                self._number(row.chain[0]),
                *row.chain[1:],
                row.counter,
                row.previous,
                row.clock,
                row.log_seq,
                row.ended,
                row.at_relay,
            ),
        )

    def _write_envelope(self, row: EnvelopeRow) -> None:
        number = self._number(row.chain[0])
        values = (row.counter, row.hash, row.envelope, number, *row.chain[1:])
        if self._connection.execute(_ADD_ENVELOPE, values).rowcount:
            return
        # It is there, or it is the first one of its chain.
        self._connection.execute(
            "INSERT OR IGNORE INTO chains (document, device, writer, counter, previous, clock, log_seq, at_relay)"
            " VALUES (?, ?, ?, 0, zeroblob(16), 0, 0, 0)",
            (number, *row.chain[1:]),
        )
        self._connection.execute(_ADD_ENVELOPE, values)

    def _write_plain(self, row: PlainRow) -> None:
        chain = Chain(row.document, row.device, row.writer)
        found = self._connection.row(
            "SELECT w.last_counter FROM writers w JOIN documents d ON d.number = w.document"
            " WHERE d.id = ? AND w.writer = ?",
            (row.document, row.writer),
        )
        counter = (found[0] if found else 0) + 1
        self._log.append([Append(Writer(chain, client_id(chain)), counter, row.update, UpdateKind.REMOTE)])

    def _write_sealed(self, row: SealedMark) -> None:
        self._connection.execute(
            "UPDATE writers SET sealed = max(sealed, ?) WHERE writer = ? AND document = ?",
            (row.through, row.writer, self._number(row.document)),
        )

    def _write_beside(self, row: BesideRow) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO beside (document, hash, user, data) VALUES (?, ?, ?, ?)",
            (self._number(row.document), row.hash, row.user, row.envelope),
        )

    def _write_evidence(self, row: EvidenceRow) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO evidence (document, device, writer, counter, hash, data) VALUES (?, ?, ?, ?, ?, ?)",
            (self._number(row.chain[0]), *row.chain[1:], row.counter, row.hash, row.envelope),
        )

    def _write_replaced(self, row: ReplaceRow) -> None:
        number = self._number(row.document)
        self._log.replace(row.document, row.state, row.own)
        for (_, device, writer), last in row.ends.items():
            self._connection.execute(
                "DELETE FROM envelopes WHERE counter > ? AND chain ="
                " (SELECT number FROM chains WHERE document = ? AND device = ? AND writer = ?)",
                (last, number, device, writer),
            )

    def _write_sharing(self, row: SharingRow) -> None:
        if not self._catalogue.has(row.document):
            self._catalogue.create(DocumentKind(row.kind), "", row.workspace, row.document)
        number = self._number(row.document)
        self._connection.execute("UPDATE documents SET workspace = ? WHERE number = ?", (row.workspace, number))
        self._connection.execute(
            "INSERT INTO sharing VALUES (?, ?, ?, ?) ON CONFLICT (document) DO UPDATE SET"
            " workspace = excluded.workspace, clocks = excluded.clocks, started_from = excluded.started_from",
            (number, row.workspace, json.dumps(dict(row.clocks)), row.started_from),
        )

    def _write_workspace(self, row: WorkspaceRow) -> None:
        self._connection.execute(
            "INSERT INTO workspaces VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " user = excluded.user, relay = excluded.relay",
            (row.workspace, row.user, row.relay),
        )

    def _write_entry(self, row: EntryRow) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO membership (workspace, seq, entry) VALUES (?, ?, ?)",
            (row.workspace, row.seq, encode_log_entry(row.entry)),
        )

    def _write_key(self, row: KeyRow) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO epoch_keys VALUES (?, ?, ?, ?, ?)",
            (row.workspace, row.scope, row.epoch, row.document, row.secret),
        )

    def _write_box(self, row: BoxRow) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO boxes VALUES (?, ?, ?, ?, ?, ?)", (row.workspace, *row.box.place, row.box.sealed)
        )

    def _write_card(self, row: CardRow) -> None:
        header = parse_card_header(row.card)
        self._connection.execute(
            "INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?)",
            (row.workspace, int(header.kind), header.subject, row.card),
        )
