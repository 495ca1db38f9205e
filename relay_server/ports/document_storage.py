"""What storage of documents has to do: logs, snapshots, blobs and how much a workspace holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from relay_server.domain.blob import Blob
from relay_server.domain.rooms import (
    ChainName,
    ChainPlace,
    HeldRoom,
    RoomCommit,
    RoomKey,
    Snapshot,
    StoredRoom,
)
from sync.protocol.membership.state import ChainKey


class RoomRepository(Protocol):
    """Logs of sealed envelopes."""

    def create(self, key: RoomKey, now_ms: int) -> int:
        """Return the number of a room, which is made if it is not there."""

    def find(self, key: RoomKey) -> int | None:
        """Return the number of a room."""

    def load(self, number: int) -> StoredRoom:
        """Return how far a room has come."""

    def hold(self, wanted: Mapping[int, Collection[ChainName]]) -> Mapping[int, HeldRoom]:
        """Return how far rooms have come, and some chains of each; nobody else adds to them until the transaction ends."""

    def last_numbers(self, numbers: Collection[int]) -> dict[int, int]:
        """Return the last number of rooms; those without a log are left out."""

    def commit(self, commits: Sequence[RoomCommit]) -> Mapping[str, int]:
        """Add to logs, indexes, heads of chains and the storage counted for workspaces; returns what those hold now."""

    def put_in_order(self) -> None:
        """Put in its place what ``commit`` may have stored where storing is quick; it is found either way."""

    def read(self, number: int, since: int, at_least: int) -> list[tuple[int, bytes]]:
        """Return rows (last number, items) whose last number is above ``since``, until they have that many bytes."""

    def locate(self, number: int, wanted: Collection[ChainPlace]) -> dict[ChainPlace, tuple[int, bytes]]:
        """Return number and 16 bytes of the hash of those envelopes that are there."""

    def chains_of(self, workspace: str, devices: Collection[str]) -> dict[ChainKey, int]:
        """Return the last acknowledged counter of every chain of some devices in a workspace."""

    def delete_workspace(self, workspace: str) -> None:
        """Remove everything that a workspace holds: logs, snapshots, blobs and what was counted of them."""

    def chain_heads(self, key: RoomKey) -> dict[ChainName, int]:
        """Return the last acknowledged counter of every chain; empty for a room that is not there."""


class SnapshotRepository(Protocol):
    """Sealed snapshots, stored part by part. They never replace a log."""

    def begin(self, number: int, snapshot: Snapshot, workspace: str, now_ms: int) -> int:
        """Return how many bytes of a snapshot are stored; notes it if it is new."""

    def add_part(self, number: int, digest: bytes, offset: int, data: bytes) -> None:
        """Store the next part."""

    def complete(self, number: int, digest: bytes, now_ms: int) -> None:
        """Note that the snapshot is whole and good."""

    def discard(self, number: int, digest: bytes) -> None:
        """Remove what is stored of a snapshot."""

    def parts(self, number: int, digest: bytes, offset: int, count: int) -> list[tuple[int, bytes]]:
        """Return the next parts (offset, data) from an offset on."""

    def newest(self, numbers: Collection[int]) -> Mapping[int, Snapshot]:
        """Return the newest complete snapshot of rooms; those that have none are left out."""

    def prune_unfinished(self, before_ms: int) -> int:
        """Remove uploads that began before a time and were never finished; returns how many."""


class BlobRepository(Protocol):
    """Sealed images and attachments of a workspace by the hash of their bytes."""

    def begin(self, blob: Blob, now_ms: int) -> Blob:
        """Return what is known of a blob; notes it if it is new."""

    def get(self, workspace: str, digest: str) -> Blob | None:
        """Return what is known of a blob."""

    def add_part(self, workspace: str, digest: str, offset: int, data: bytes) -> None:
        """Store the next part."""

    def complete(self, workspace: str, digest: str) -> None:
        """Note that the blob is whole."""

    def discard(self, workspace: str, digest: str) -> None:
        """Remove what is stored of a blob."""

    def parts(self, workspace: str, digest: str) -> list[bytes]:
        """Return the stored parts in order."""

    def prune_unfinished(self, before_ms: int) -> int:
        """Remove uploads that began before a time and were never finished; returns how many."""


class UsageRepository(Protocol):
    """How many bytes a workspace holds at the relay: logs, snapshots and blobs."""

    def of(self, workspace: str) -> int:
        """Return the bytes of a workspace."""

    def hold(self, workspace: str) -> int:
        """Return the bytes of a workspace; nobody else counts more until the transaction ends."""

    def add(self, workspace: str, size: int) -> int:
        """Count more (or, below zero, fewer) bytes and return the sum."""
