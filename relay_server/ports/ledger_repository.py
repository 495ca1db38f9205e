"""What is stored of the audit ledger: its leaves, the hashes of its tree and the head signed with each leaf."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from relay_server.domain.ledger_leaf import LedgerLeaf, StoredLeaf
from relay_server.domain.ledger_tree import Place


class LedgerRepository(Protocol):
    """The ledger. It only grows; personal data beside it can be erased."""

    def size(self, *, lock: bool = False) -> int:
        """Return how many leaves there are; with ``lock`` nobody else adds one until the transaction ends."""

    def add(self, stored: StoredLeaf, nodes: Mapping[Place, bytes]) -> None:
        """Store the next leaf, the nodes that it adds, and the size that the ledger has then."""

    def nodes(self, places: Collection[Place]) -> Mapping[Place, bytes]:
        """Return hashes of complete subtrees; those that are not there are left out."""

    def get(self, index: int) -> StoredLeaf | None:
        """Return a leaf."""

    def after(self, index: int, limit: int, workspace: str | None = None) -> Sequence[StoredLeaf]:
        """Return leaves after an index (-1: from the first), ascending; of one workspace if one is named."""

    def newest(
        self, limit: int, before: int | None = None, *, subject: str | None = None, workspace: str | None = None
    ) -> Sequence[LedgerLeaf]:
        """Return the newest leaves before an index, about an account or in a workspace, descending."""

    def newest_before(self, subject: str, limit: int, time_ms: int) -> Sequence[LedgerLeaf]:
        """Return the newest leaves about an account from before a time, descending."""

    def erase_account(self, account: str) -> int:
        """Erase who it was from all leaves, as subject and as actor; returns how many leaves that touched."""

    def erase_addresses(self, before_ms: int) -> int:
        """Erase actors and addresses of leaves from before a time; returns how many that touched."""

    def strip(self, below: int) -> int:
        """Erase details and personal data of the leaves below an index; returns how many that touched."""
