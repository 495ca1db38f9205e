"""Rows of shared documents and workspaces, whatever the store."""

from __future__ import annotations

import pytest

from sync.engine.catch_up import Missing
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
    SealedMark,
    SharingRow,
    WorkspaceRow,
)
from sync.errors import UnknownDocumentError
from sync.protocol.card import CardKind
from sync.store.ports import Store
from sync.store.records import DocumentKind, UpdateKind
from tests.support.envelopes import card
from tests.support.founding import Household
from tests.support.library import DEVICE, WORKSPACE, appends, writer_for
from tests.support.workspace import ANA

PLAN = "0c" * 16
CHAIN = (PLAN, DEVICE, "0f" * 8)
OTHER = (PLAN, DEVICE, "1f" * 8)
SHARED = SharingRow(PLAN, WORKSPACE, "diagram", {(1 << 53) - 1: 7}, b"start")


def envelope_rows(count: int, chain: tuple[str, str, str] = CHAIN) -> list[EnvelopeRow]:
    """Return the first envelopes of a chain."""
    return [EnvelopeRow(chain, n, bytes([n]) * 32, bytes([n]) * (100 * n)) for n in range(1, count + 1)]


def test_st120_a_shared_document_comes_back_as_it_was_written(store: Store) -> None:
    """ST-120."""
    end = ChainRow(CHAIN, 3, bytes([3]) * 16, 30, 4, None, 2)
    snapshot, confirmation = BesideRow(PLAN, b"h" * 32, "user", b"snapshot"), BesideRow(PLAN, b"i" * 32, "you", b"c")
    rows = [SHARED, *envelope_rows(3), end, snapshot, confirmation, PlainRow(PLAN, DEVICE, CHAIN[2], b"plain")]
    store.shared.write(rows)
    found = store.shared.load_document(PLAN)
    assert found is not None
    assert found.sharing == SHARED
    assert found.chains == (end,)
    assert found.hashes == {CHAIN: tuple(bytes([n]) * 16 for n in (1, 2, 3))}
    assert found.beside == (snapshot, confirmation)
    assert found.unsealed == ()
    info = store.documents.get(PLAN)
    assert (info.kind, info.workspace) == (DocumentKind.DIAGRAM, WORKSPACE)
    (plain,) = store.log.load(PLAN).updates
    assert (plain.data, plain.kind) == (b"plain", UpdateKind.REMOTE)


def test_st120_the_same_rows_again_change_nothing_and_an_end_moves(store: Store) -> None:
    """ST-120."""
    store.shared.write([SHARED, *envelope_rows(2), ChainRow(CHAIN, 2, bytes(16), 20, 4)])
    store.shared.write([*envelope_rows(2), ChainRow(CHAIN, 2, bytes(16), 20, 4, 1, 2)])
    found = store.shared.load_document(PLAN)
    assert found is not None
    assert [(row.counter, row.ended, row.at_relay) for row in found.chains] == [(2, 1, 2)]
    assert len(store.shared.envelopes(PLAN, [Missing(CHAIN, 1, 9)], 1 << 20)) == 2


def test_st120_nothing_of_a_call_is_stored_when_a_part_of_it_cannot_be(store: Store) -> None:
    """ST-120."""
    with pytest.raises(UnknownDocumentError):
        store.shared.write([WorkspaceRow(WORKSPACE, "user"), *envelope_rows(1)])
    assert store.shared.workspaces() == []
    with pytest.raises(UnknownDocumentError):
        store.shared.load_document(PLAN)


def test_st121_envelopes_come_back_in_order_and_in_portions(store: Store) -> None:
    """ST-121."""
    rows = [*envelope_rows(4), *envelope_rows(2, OTHER)]
    store.shared.write([SHARED, *reversed(rows)])
    ranges = [Missing(OTHER, 1, 2), Missing(CHAIN, 2, 4)]
    everything = [bytes([n]) * (100 * n) for n in (1, 2, 2, 3, 4)]
    assert list(store.shared.envelopes(PLAN, ranges, 1 << 20)) == everything
    assert list(store.shared.envelopes(PLAN, ranges, 350)) == everything[:2]
    assert list(store.shared.envelopes(PLAN, ranges[1:], 1)) == everything[2:3]
    assert list(store.shared.envelopes(PLAN, [Missing(CHAIN, 9, 9)], 1)) == []


def test_st122_own_edits_wait_until_they_are_sealed_whatever_is_compacted(store: Store) -> None:
    """ST-122."""
    store.shared.write([SHARED])
    writer = writer_for(PLAN)
    store.log.append(appends(writer, b"one", b"two", b"three"))
    for _ in range(2):
        store.log.compact(PLAN, b"state", {writer.id: 3})
    store.shared.write([SealedMark(PLAN, writer.id, 1), PlainRow(PLAN, DEVICE, "2f" * 8, b"remote")])
    found = store.shared.load_document(PLAN)
    assert found is not None
    assert [(edit.device, edit.writer, edit.number, edit.update) for edit in found.unsealed] == [
        (DEVICE, writer.id, 2, b"two"),
        (DEVICE, writer.id, 3, b"three"),
    ]
    assert [update.data for update in store.log.load(PLAN).updates] == [b"remote"]
    store.shared.write([SealedMark(PLAN, writer.id, 3), SealedMark(PLAN, writer.id, 2)])
    store.log.compact(PLAN, b"state", {writer.id: 3, "2f" * 8: 1})
    again = store.shared.load_document(PLAN)
    assert again is not None
    assert again.unsealed == ()


def test_st123_a_document_that_was_built_again_holds_that_and_its_outbox(store: Store) -> None:
    """ST-123."""
    writer = writer_for(PLAN)
    store.shared.write([SHARED, *envelope_rows(3), ChainRow(CHAIN, 3, bytes(16), 9, 1)])
    store.shared.write([PlainRow(PLAN, DEVICE, CHAIN[2], b"bad")])
    store.log.append(appends(writer, b"mine", b"newer"))
    rebuilt = ReplaceRow(PLAN, b"again", {CHAIN: 1}, {writer.id: 1})
    store.shared.write([rebuilt, ChainRow(CHAIN, 1, bytes(16), 3, 1, 1)])
    loaded = store.log.load(PLAN)
    assert (loaded.state, [update.data for update in loaded.updates]) == (b"again", [b"newer"])
    assert len(store.shared.envelopes(PLAN, [Missing(CHAIN, 1, 9)], 1 << 20)) == 1
    found = store.shared.load_document(PLAN)
    assert found is not None
    assert [edit.update for edit in found.unsealed] == [b"mine", b"newer"]


def test_st123_what_waits_of_a_writer_that_the_new_state_does_not_know_stays_in_the_document(store: Store) -> None:
    """ST-123: a window opened after the state was made and before it was stored."""
    store.shared.write([SHARED])
    known, unknown, over = writer_for(PLAN), writer_for(PLAN), writer_for(PLAN)
    store.log.append(appends(known, b"known"))
    store.log.append(appends(over, b"sent", b"sent too"))
    store.log.append(appends(unknown, b"sent as well", b"of a new window", b"and more"))
    store.shared.write([SealedMark(PLAN, over.id, 2), SealedMark(PLAN, unknown.id, 1)])
    store.shared.write([ReplaceRow(PLAN, b"again", {}, {known.id: 1})])
    loaded = store.log.load(PLAN)
    assert (loaded.state, [update.data for update in loaded.updates]) == (b"again", [b"of a new window", b"and more"])
    found = store.shared.load_document(PLAN)
    assert found is not None
    assert [edit.update for edit in found.unsealed] == [b"known", b"of a new window", b"and more"]


def test_st120_evidence_of_a_fork_is_kept_once(store: Store) -> None:
    """ST-120, ENG-6."""
    row = EvidenceRow(CHAIN, 2, b"e" * 32, b"another second")
    store.shared.write([SHARED, row])
    store.shared.write([row])
    assert list(store.shared.evidence(PLAN)) == [row]


def test_st120_a_workspace_comes_back_with_log_keys_boxes_and_cards(store: Store) -> None:
    """ST-120."""
    house = Household()
    row = WorkspaceRow(house.workspace, ANA.user, "https://relay.example")
    entries = [EntryRow(house.workspace, seq, entry) for seq, entry in enumerate(house.entries, 1)]
    key = KeyRow(house.workspace, house.workspace, 1, "", b"k" * 32)
    boxes = [BoxRow(house.workspace, box) for box in house.boxes]
    old, new = (card(ANA.laptop, house.workspace, CardKind.PERSON, ANA.user, 1, revision) for revision in (1, 2))
    cards = [CardRow(house.workspace, one) for one in (old, new)]
    sharing = SharingRow(PLAN, house.workspace, "diagram")
    assert not store.has_workspaces()
    store.shared.write([row, *entries, key, *boxes, *cards, sharing, *envelope_rows(1), ChainRow(CHAIN, 1, b"", 1, 1)])
    assert store.has_workspaces()
    found = store.shared.load_workspace(house.workspace)
    assert found is not None
    assert (found.row, list(found.entries), found.keys, list(found.boxes)) == (row, house.entries, (key,), boxes)
    assert [one.card for one in found.cards] == [new]
    assert (found.documents, found.counters) == ((PLAN,), {CHAIN: 1})
    assert store.shared.workspaces() == [row]
    assert store.shared.load_workspace(WORKSPACE) is None


def test_st124_a_document_that_is_not_shared_is_none(store: Store) -> None:
    """ST-124."""
    made = store.documents.create(DocumentKind.DIAGRAM, "d", WORKSPACE)
    store.log.append(appends(writer_for(made.id), b"plain"))
    assert store.shared.load_document(made.id) is None


def test_st120_purging_a_document_takes_its_rows(store: Store) -> None:
    """ST-120."""
    store.shared.write([SHARED, *envelope_rows(1), EvidenceRow(CHAIN, 1, b"e" * 32, b"x")])
    store.documents.purge(PLAN)
    store.shared.write([SHARED])
    assert list(store.shared.envelopes(PLAN, [Missing(CHAIN, 1, 9)], 1 << 20)) == []
    assert list(store.shared.evidence(PLAN)) == []
