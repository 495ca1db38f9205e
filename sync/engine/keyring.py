"""The keys of one workspace that this device knows, and what follows from them.

Boxes bring the newest key of a scope, or a document's alone to a guest; the newest key opens those before it, a bridge
the key of a diagram that was restricted once. What opens to another key than the log committed to is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from sync.crypto.envelope import ChainKey, chain_key
from sync.crypto.epoch import DocumentKey, EpochKey, document_commitment, document_key, open_bridge, open_previous
from sync.crypto.key_wrap import open_document_box, open_epoch_box
from sync.engine.records import KeyRow
from sync.errors import CommitmentError, OpenFailed
from sync.protocol.boxes import NO_DOCUMENT, Box
from sync.protocol.chain import Chain
from sync.protocol.envelope import EnvelopeHeader
from sync.protocol.membership.access import place_of, scope_of
from sync.protocol.membership.state import Bridge, KeyPlace, Scope, WorkspaceState

MAX_CACHED = 4_096
"""Keys of chains that are kept ready."""


class KeyRing:
    """Keys by scope and epoch."""

    def __init__(self, rows: Iterable[KeyRow] = ()) -> None:
        """Start with what is stored."""
        self._scopes: dict[tuple[str, int], EpochKey] = {}
        self._documents: dict[tuple[str, int, str], DocumentKey] = {}
        self._chains: dict[tuple[str, int, Chain], ChainKey] = {}
        self._kept: set[KeyPlace] = set()
        for row in rows:
            self._keep(row)

    def rows(self, workspace: str) -> list[KeyRow]:
        """Return the rows of all keys that are not derived from others here."""
        scopes = [KeyRow(workspace, key.scope, key.epoch, "", key.secret) for key in self._scopes.values()]
        return scopes + [
            KeyRow(workspace, key.scope, key.epoch, key.document, key.secret)
            for key in self._documents.values()
            if (key.scope, key.epoch) not in self._scopes
        ]

    def open_boxes(self, state: WorkspaceState, boxes: Iterable[Box], recipient: str, seed: bytes) -> list[KeyRow]:
        """Open the boxes of a device or invite, and what they lead to.

        Args:
            state: What the log says; boxes of scopes or epochs that it does not have are left.
            boxes: What somebody handed over; anything may be among it.
            recipient: Id of the device or invite.
            seed: Seed of its sealing key.

        Returns:
            Rows of the keys that are new here.
        """
        found = []
        for box in boxes:
            if box.recipient == recipient and self._is_new(box):
                found += self._opened(state, box, seed)
        return found + self.follow(state)

    def keep(self, workspace: str, key: EpochKey) -> KeyRow:
        """Take a key that was made here."""
        row = KeyRow(workspace, key.scope, key.epoch, "", key.secret)
        self._keep(row)
        return row

    def follow(self, state: WorkspaceState) -> list[KeyRow]:
        """Open what the known keys lead to: those before them, and bridges into diagrams; return the new rows."""
        rows: list[KeyRow] = []
        for scope in state.scopes.values():
            rows += self._older(state, scope)
        for diagram in state.diagrams.values():
            for bridge in diagram.bridges:
                rows += self._bridged(state, diagram.diagram, bridge)
        return rows

    def scope_key(self, scope: str, epoch: int) -> EpochKey | None:
        """Return a scope's key in an epoch."""
        return self._scopes.get((scope, epoch))

    def newest(self, state: WorkspaceState, scope: str) -> EpochKey | None:
        """Return the key of a scope that is in use, if it is known."""
        found = state.scopes.get(scope)
        return None if found is None else self._scopes.get((scope, found.newest.number))

    def broken_promises(self, state: WorkspaceState) -> set[str]:
        """Return the scopes whose guests were promised another newest key of a document than the members have."""
        broken = set()
        for place, promised in state.promises.items():
            scope, epoch, document = place
            above = self._scopes.get((scope, epoch))
            if above is None or epoch != state.scopes[scope].newest.number:
                continue
            if place not in self._kept and document_commitment(document_key(above, document)) == promised:
                self._kept.add(place)
            if place not in self._kept:
                broken.add(scope)
        return broken

    def document_key(self, scope: str, epoch: int, document: str) -> DocumentKey | None:
        """Return a document's key in an epoch of a scope."""
        name = (scope, epoch, document)
        known = self._documents.get(name)
        if known is None and (above := self._scopes.get((scope, epoch))) is not None:
            known = self._documents[name] = document_key(above, document)
        return known

    def key_of(self, state: WorkspaceState, document: str, seq: int | None = None) -> DocumentKey | None:
        """Return the key that a document is sealed under, now or after an operation."""
        scope = scope_of(state, place_of(state, document), seq)
        known = state.scopes[scope]
        return self.document_key(scope, known.newest.number if seq is None else known.epoch_at(seq), document)

    def chain_key(self, key: DocumentKey, chain: Chain) -> ChainKey:
        """Return the key of a chain, derived once."""
        name = (key.scope, key.epoch, chain)
        known = self._chains.get(name)
        if known is None:
            if len(self._chains) >= MAX_CACHED:
                self._chains.clear()
            known = self._chains[name] = chain_key(key, chain)
        return known

    def find(self, state: WorkspaceState, header: EnvelopeHeader) -> ChainKey | None:
        """Return the key that an authorised envelope was sealed under, if it is known."""
        key = self.key_of(state, header.document, header.log_seq)
        return None if key is None else self.chain_key(key, header.chain)

    def _is_new(self, box: Box) -> bool:
        if box.document == NO_DOCUMENT:
            return (box.scope, box.epoch) not in self._scopes
        return (box.scope, box.epoch, box.document) not in self._documents

    def _opened(self, state: WorkspaceState, box: Box, seed: bytes) -> list[KeyRow]:
        scope = state.scopes.get(box.scope)
        if scope is None or not 1 <= box.epoch <= len(scope.epochs):
            return []
        if box.document == NO_DOCUMENT:
            expected = scope.epochs[box.epoch - 1].commitment
            return self._try(state, partial(open_epoch_box, box, seed, expected))
        promised = state.promises.get((box.scope, box.epoch, box.document))
        if promised is None:
            return []
        try:
            key = open_document_box(box, seed, promised)
        except (OpenFailed, CommitmentError):
            # Whoever handed it over made it: the log promises another key.
            return []
        row = KeyRow(state.workspace, key.scope, key.epoch, key.document, key.secret)
        self._keep(row)
        return [row]

    def _older(self, state: WorkspaceState, scope: Scope) -> list[KeyRow]:
        rows: list[KeyRow] = []
        for epoch in reversed(scope.epochs[1:]):
            newer = self._scopes.get((scope.scope, epoch.number))
            if newer is None or (scope.scope, epoch.number - 1) in self._scopes:
                continue
            expected = scope.epochs[epoch.number - 2].commitment
            rows += self._try(state, partial(open_previous, newer, epoch.previous, expected))
        return rows

    def _bridged(self, state: WorkspaceState, diagram: str, bridge: Bridge) -> list[KeyRow]:
        under = self._scopes.get((state.workspace, bridge.workspace_epoch))
        if under is None or (diagram, bridge.epoch) in self._scopes:
            return []
        scope = state.scopes[diagram]
        expected = scope.epochs[bridge.epoch - 1].commitment
        rows = self._try(state, partial(open_bridge, under, diagram, bridge.epoch, bridge.sealed, expected))
        return rows + (self._older(state, scope) if rows else [])

    def _try(self, state: WorkspaceState, opened: Callable[[], EpochKey]) -> list[KeyRow]:
        try:
            key = opened()
        except (OpenFailed, CommitmentError):
            # Whoever made it lied; the scope stays closed here until an honest reader rotates it.
            return []
        return [self.keep(state.workspace, key)]

    def _keep(self, row: KeyRow) -> None:
        if row.document:
            key = DocumentKey(row.scope, row.epoch, row.document, row.secret)
            self._documents[row.scope, row.epoch, row.document] = key
        else:
            self._scopes[row.scope, row.epoch] = EpochKey(row.scope, row.epoch, row.secret)
