from __future__ import annotations

from relay_server.domain.blob import Blob
from relay_server.ports.unit_of_work import Transactions

WORKSPACE, DIGEST = "a" * 32, "d" * 64


def test_a_blob_is_begun_once_and_belongs_to_its_workspace(transactions: Transactions) -> None:
    blob = Blob(WORKSPACE, DIGEST, 30)
    with transactions.write() as unit:
        assert unit.blobs.begin(blob, 1) == blob
        unit.blobs.add_part(WORKSPACE, DIGEST, 0, b"x" * 20)
        assert unit.blobs.begin(Blob(WORKSPACE, DIGEST, 99), 1) == Blob(WORKSPACE, DIGEST, 30, 20)
        unit.blobs.add_part(WORKSPACE, DIGEST, 20, b"y" * 10)
        unit.blobs.complete(WORKSPACE, DIGEST)
        assert unit.blobs.get(WORKSPACE, DIGEST) == Blob(WORKSPACE, DIGEST, 30, 30, is_complete=True)
        assert unit.blobs.get("b" * 32, DIGEST) is None
        assert unit.blobs.parts(WORKSPACE, DIGEST) == [b"x" * 20, b"y" * 10]
        assert unit.usage.of(WORKSPACE) == 30
        assert unit.blobs.prune_unfinished(99) == 0


def test_what_was_begun_and_not_finished_goes(transactions: Transactions) -> None:
    with transactions.write() as unit:
        unit.blobs.begin(Blob(WORKSPACE, DIGEST, 30), 1)
        unit.blobs.add_part(WORKSPACE, DIGEST, 0, b"x" * 20)
        assert unit.blobs.prune_unfinished(1) == 0
        assert unit.blobs.prune_unfinished(2) == 1
        assert unit.blobs.get(WORKSPACE, DIGEST) is None
        assert unit.blobs.parts(WORKSPACE, DIGEST) == []
        assert unit.usage.of(WORKSPACE) == 0
        unit.blobs.discard(WORKSPACE, DIGEST)
