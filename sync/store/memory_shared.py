"""Rows of shared documents and workspaces in memory."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace as renewed

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
from sync.errors import UnknownDocumentError
from sync.protocol.card import parse_card_header
from sync.protocol.chain import Chain, client_id
from sync.protocol.envelope import PREVIOUS_BYTES
from sync.store.memory_content import SharingContent, StoreContent, WorkspaceContent
from sync.store.ports import DocumentCatalogue, ReplaceableLog
from sync.store.records import Append, DocumentKind, UpdateKind, Writer


class MemorySharedStore:
    """Implements SharedStore."""

    def __init__(self, content: StoreContent, catalogue: DocumentCatalogue, log: ReplaceableLog) -> None:
        self._content = content
        self._catalogue = catalogue
        self._log = log

    def write(self, rows: Sequence[Row]) -> None:
        """Store rows in their order; a row of a document that is neither here nor shared before it stores nothing."""
        self._check(rows)
        for row in rows:
            match row:
                case (
                    ChainRow() | EnvelopeRow() | PlainRow() | SealedMark() | BesideRow() | EvidenceRow() | ReplaceRow()
                ):
                    self._write_document(row)
                case SharingRow():
                    self._share(row)
                case _:
                    self._write_workspace(row)

    def workspaces(self) -> Sequence[WorkspaceRow]:
        """Return the workspaces that this profile belongs to."""
        return [row for _, row in sorted(self._content.rows.items())]

    def load_workspace(self, workspace: str) -> StoredWorkspace | None:
        """Return what is kept of a workspace."""
        row = self._content.rows.get(workspace)
        if row is None:
            return None
        kept = self._content.workspaces.get(workspace, WorkspaceContent())
        shared = {
            name: one.sharing
            for name, one in sorted(self._content.documents.items())
            if one.sharing is not None and one.sharing.row.workspace == workspace
        }
        return StoredWorkspace(
            row,
            tuple(entry for _, entry in sorted(kept.entries.items())),
            tuple(key for _, key in sorted(kept.keys.items())),
            tuple(box for _, box in sorted(kept.boxes.items())),
            tuple(card for _, card in sorted(kept.cards.items())),
            tuple(shared),
            {chain: end.counter for one in shared.values() for chain, end in one.chains.items()},
            frozenset(name for name in shared if any(map(self._content.of(name).waits, self._content.of(name).log))),
        )

    def load_document(self, document: str) -> StoredDocument | None:
        """Return what is kept of a shared document, its outbox included."""
        one = self._content.of(document)
        kept = one.sharing
        if kept is None:
            return None
        unsealed = tuple(
            UnsealedEdit(one.devices[update.writer], update.writer, update.counter, update.data)
            for update in one.log
            if one.waits(update)
        )
        chains = tuple(row for _, row in sorted(kept.chains.items()))
        hashes = {row.chain: self._hashes(kept, row) for row in chains if row.counter}
        words, forks = tuple(kept.beside.values()), tuple(kept.evidence.values())
        return StoredDocument(kept.row, chains, hashes, unsealed, words, forks)

    def envelopes(self, document: str, ranges: Sequence[Missing], limit: int) -> Sequence[bytes]:
        """Return stored envelopes, ascending within each range."""
        kept = self._sharing(document)
        found: list[bytes] = []
        size = 0
        for wanted in ranges:
            rows = kept.envelopes.get(wanted.chain, {})
            for counter in sorted(rows):
                data = rows[counter].envelope
                if not wanted.first <= counter <= wanted.last:
                    continue
                if found and size + len(data) > limit:
                    return found
                found.append(data)
                size += len(data)
        return found

    def evidence(self, document: str) -> Sequence[EvidenceRow]:
        """Return the second envelopes of forks."""
        return list(self._sharing(document).evidence.values())

    def _check(self, rows: Sequence[Row]) -> None:
        here = set(self._content.documents)
        for row in rows:
            if isinstance(row, SharingRow):
                here.add(row.document)
            document = row.chain[0] if isinstance(row, ChainRow | EnvelopeRow | EvidenceRow) else ""
            document = row.document if isinstance(row, PlainRow | SealedMark | BesideRow | ReplaceRow) else document
            if document and document not in here:
                raise UnknownDocumentError(document)

    def _sharing(self, document: str) -> SharingContent:
        one = self._content.of(document)
        if one.sharing is None:
            one.sharing = SharingContent(SharingRow(document, one.info.workspace, one.info.kind.value))
        return one.sharing

    def _share(self, row: SharingRow) -> None:
        if not self._catalogue.has(row.document):
            self._catalogue.create(DocumentKind(row.kind), "", row.workspace, row.document)
        self._sharing(row.document).row = row
        one = self._content.of(row.document)
        one.info = renewed(one.info, workspace=row.workspace)

    def _write_document(
        self, row: ChainRow | EnvelopeRow | PlainRow | SealedMark | BesideRow | EvidenceRow | ReplaceRow
    ) -> None:
        match row:
            case ChainRow():
                self._sharing(row.chain[0]).chains[row.chain] = row
            case EnvelopeRow():
                self._envelope(row)
            case EvidenceRow():
                self._sharing(row.chain[0]).evidence.setdefault(row.hash, row)
            case PlainRow():
                self._plain(row)
            case SealedMark():
                sealed = self._sharing(row.document).sealed
                sealed[row.writer] = max(sealed.get(row.writer, 0), row.through)
            case BesideRow():
                self._sharing(row.document).beside.setdefault(row.hash, row)
            case ReplaceRow():
                self._replace(row)

    def _envelope(self, row: EnvelopeRow) -> None:
        kept = self._sharing(row.chain[0])
        kept.chains.setdefault(row.chain, ChainRow(row.chain, 0, bytes(PREVIOUS_BYTES), 0, 0))
        kept.envelopes.setdefault(row.chain, {}).setdefault(row.counter, row)

    def _plain(self, row: PlainRow) -> None:
        chain = Chain(row.document, row.device, row.writer)
        counter = self._content.of(row.document).last.get(row.writer, 0) + 1
        self._log.append([Append(Writer(chain, client_id(chain)), counter, row.update, UpdateKind.REMOTE)])

    def _replace(self, row: ReplaceRow) -> None:
        self._log.replace(row.document, row.state, row.own)
        kept = self._sharing(row.document)
        for chain, last in row.ends.items():
            envelopes = kept.envelopes.get(chain, {})
            kept.envelopes[chain] = {counter: one for counter, one in envelopes.items() if counter <= last}

    def _write_workspace(self, row: WorkspaceRow | EntryRow | KeyRow | BoxRow | CardRow) -> None:
        if isinstance(row, WorkspaceRow):
            self._content.rows[row.workspace] = row
            return
        kept = self._content.workspaces.setdefault(row.workspace, WorkspaceContent())
        match row:
            case EntryRow():
                kept.entries.setdefault(row.seq, row.entry)
            case KeyRow():
                kept.keys[row.scope, row.epoch, row.document] = row
            case BoxRow():
                kept.boxes[row.box.place] = row
            case CardRow():
                header = parse_card_header(row.card)
                kept.cards[int(header.kind), header.subject] = row

    def _hashes(self, kept: SharingContent, row: ChainRow) -> tuple[bytes, ...]:
        rows = kept.envelopes.get(row.chain, {})
        counters = [counter for counter in sorted(rows) if counter <= row.counter][-REMEMBERED:]
        return tuple(rows[counter].hash[:PREVIOUS_BYTES] for counter in counters)
