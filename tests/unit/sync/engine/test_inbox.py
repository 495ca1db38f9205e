"""The receiving side."""

from __future__ import annotations

import pytest

from sync.crypto.envelope import ChainTip, chain_key, seal_beside_chain, seal_update
from sync.crypto.epoch import EpochKey, document_key
from sync.engine.chain_book import ChainEnd
from sync.engine.findings import (
    Apply,
    BeyondCut,
    ChainForked,
    FetchChain,
    FetchKeys,
    FetchLog,
    Finding,
    ForkShown,
    OwnChainTaken,
    Refused,
    SnapshotConfirmed,
    SnapshotOffered,
    SnapshotWrong,
    Store,
    Void,
)
from sync.engine.inbox import MAX_AHEAD, MAX_WAITING
from sync.protocol.chain import Chain
from sync.protocol.envelope import EnvelopeType, envelope_hash, parse_header
from sync.protocol.errors import ErrorCode
from sync.protocol.fork import encode_fork, fork_of
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from sync.protocol.signing import ENVELOPE
from sync.protocol.snapshot import Confirmation, SnapshotContent, encode_confirmation, encode_snapshot
from tests.support.drawing_room import WRITER, Room, kinds
from tests.support.workspace import ANA, BEN, BOXES, CLEO, Person, digest


def test_eng1_an_envelope_is_stored_then_applied_and_once_only() -> None:
    """ENG-1."""
    room = Room()
    (envelope,) = room.drawn(1)
    assert kinds(room.ben.receive(envelope)) == [Store, Apply]
    assert room.ben.drawing() == {"shape": {"x": 0.0}}
    assert room.ben.receive(envelope) == []


def test_eng2_early_ones_wait_and_what_is_missing_is_asked_for() -> None:
    """ENG-2."""
    room = Room()
    first, second, third = room.drawn(3)
    asked = FetchChain(parse_header(first).key, 1)
    assert room.ben.receive(third) == [asked]
    assert room.ben.receive(second) == [asked]
    # Whoever brings one once more may have what is missing by now.
    assert room.ben.receive(second) == [asked]
    assert kinds(room.ben.receive(first)) == [Store, Apply] * 3
    assert room.ben.inbox.waiting == 0
    assert room.ben.drawing() == {"shape": {"x": 2.0}}


def test_eng2_what_waits_is_bounded() -> None:
    """ENG-2."""
    room = Room()
    sent = room.drawn(MAX_WAITING + 2)
    for envelope in sent[1:-1]:
        room.ben.receive(envelope)
    assert room.ben.inbox.waiting == MAX_WAITING
    assert room.ben.receive(sent[-1]) == [Refused(parse_header(sent[-1]), ErrorCode.TOO_MANY)]
    far = room.sealed(b"\0\0", ChainTip(MAX_AHEAD + 1, b"x" * 16), "ee" * 8)
    (refused,) = room.ben.receive(far)
    assert isinstance(refused, Refused)
    assert refused.code is ErrorCode.COUNTER_GAP


def test_eng3_a_chain_waits_for_what_it_refers_to_and_others_do_not() -> None:
    """ENG-3."""
    room = Room()
    cleo = room.desk(CLEO.laptop.device)
    (shape,) = room.drawn(1)
    cleo.receive(shape)
    cleo.draw("shape", "fill", "red")
    (fill,) = cleo.send()
    other = room.desk(CLEO.laptop.device, "ee" * 8)
    other.draw("elsewhere", "x", 1.0)
    (free,) = other.send()
    assert room.ben.receive(fill) == []
    assert kinds(room.ben.receive(free)) == [Store, Apply]
    assert room.ben.drawing() == {"elsewhere": {"x": 1.0}}
    assert kinds(room.ben.receive(shape)) == [Store, Apply] * 2
    assert room.ben.drawing()["shape"] == {"x": 0.0, "fill": "red"}


def test_eng4_the_log_is_waited_for() -> None:
    """ENG-4."""
    room = Room()
    later = room.log.do(ANA, op.SetRole(CLEO.user, Role.VIEWER, (), BOXES))
    room.ana.learn(later)
    (envelope,) = room.drawn(1)
    assert room.ben.receive(envelope) == [FetchLog(later.seq)]
    assert room.ben.inbox.waiting == 1
    assert kinds(room.ben.learn(later)) == [Store, Apply]


def test_eng4_a_key_is_waited_for() -> None:
    """ENG-4."""
    room = Room()
    state = room.log.do(ANA, op.Rotate((room.log.rotation(),), BOXES))
    room.ana.keys = {**room.keys, 2: EpochKey(room.log.workspace, 2, digest("second"))}
    room.ana.learn(state)
    room.ben.learn(state)
    room.ana.outbox.change_key(room.ana.own_key())
    (envelope,) = room.drawn(1)
    assert room.ben.receive(envelope) == [FetchKeys(room.log.workspace, 2)]
    room.ben.keys = room.ana.keys
    effects = room.ben.inbox.keys_changed()
    assert kinds(effects) == [Store, Apply]


@pytest.mark.parametrize("content", [b"", b"\xff" * 9, b"\0\0\0"])
def test_eng5_a_malformed_update_is_void_and_the_chain_goes_on(content: bytes) -> None:
    """ENG-5."""
    room = Room()
    bad = room.sealed(content, writer="ee" * 8)
    good = room.sealed(b"\0\0", ChainTip().after(bad), "ee" * 8)
    assert kinds(room.ben.receive(bad)) == [Store, Void]
    assert kinds(room.ben.receive(good)) == [Store, Apply]


def test_eng5_an_update_under_another_client_or_clock_is_void() -> None:
    """ENG-5."""
    room = Room()
    stolen = room.desk(BEN.laptop.device, "aa" * 8)
    stolen.draw("shape", "x", 1.0)
    update = stolen.doc.get_update()
    assert kinds(room.ben.receive(room.sealed(update, writer="bb" * 8))) == [Store, Void]
    first = room.drawn(1)
    own = room.ana.doc.get_update()
    assert kinds(room.ben.receive(first[0])) == [Store, Apply]
    assert kinds(room.ben.receive(room.sealed(own, ChainTip().after(first[0])))) == [Store, Void]


def test_eng6_two_signed_envelopes_with_one_counter_end_the_chain() -> None:
    """ENG-6."""
    room = Room()
    first, second, third = room.drawn(3)
    twin = room.sealed(b"\0\0", ChainTip().after(first))
    for envelope in (first, second):
        room.ben.receive(envelope)
    unsigned = twin[:-64] + bytes(64)
    (refused,) = room.ben.receive(unsigned)
    assert isinstance(refused, Refused)
    assert refused.code is ErrorCode.BAD_SIGNATURE
    assert room.ben.receive(twin) == [ChainForked(parse_header(first).key, 1, (twin,), rebuild=True)]
    (behind,) = room.ben.receive(third)
    assert isinstance(behind, Refused)
    assert behind.code is ErrorCode.COUNTER_FORK


def test_eng6_a_fork_is_seen_whichever_came_first_and_before_it_is_applied() -> None:
    """ENG-6."""
    room = Room()
    first, second = room.drawn(2)
    twin = room.sealed(b"\0\0", ChainTip().after(first))
    assert kinds(room.ben.receive(twin)) == [FetchChain]
    assert room.ben.receive(second) == [ChainForked(parse_header(first).key, 1, (twin, second), rebuild=False)]
    assert kinds(room.ben.receive(first)) == [Store, Apply]
    assert room.ben.inbox.waiting == 0


def test_eng6_an_envelope_with_another_past_ends_the_chain_before_where_they_part() -> None:
    """ENG-6: it proves by itself that its author signed another envelope than the one that is here."""
    room = Room()
    first, second = room.drawn(2)
    twin = room.sealed(b"\0\0", ChainTip().after(first))
    third = room.sealed(b"\0\0", ChainTip().after(first).after(twin))
    for envelope in (first, second):
        room.ben.receive(envelope)
    assert room.ben.receive(third) == [ChainForked(parse_header(first).key, 1, (third,), True)]
    (refused,) = room.ben.receive(twin)
    assert isinstance(refused, Refused)
    late = room.desk(CLEO.laptop.device)
    for envelope in (first, second):
        late.receive(envelope)
    (fourth,) = room.drawn(1)
    late.receive(fourth)
    # The two pasts part before the envelope that shows it.
    assert late.receive(third) == [ChainForked(parse_header(first).key, 1, (third,), True)]


def test_pro10_an_author_does_not_forget_what_he_knew_of_the_log() -> None:
    """PRO-10: what says so is refused at every peer, and something else may take its place."""
    room = Room()
    state = room.log.join(Person("eve"))
    for desk in (room.ana, room.ben):
        desk.learn(state)
    (first,) = room.drawn(1)
    key = chain_key(document_key(room.keys[1], room.plan), Chain(room.plan, ANA.laptop.device, WRITER))
    tip = ChainTip().after(first)
    back = seal_update(key, ANA.laptop, tip, room.log.state.seq - 1, b"\0\0")
    room.ben.receive(first)
    assert room.ben.receive(back) == [Refused(parse_header(back), ErrorCode.LOG_DECREASED)]
    assert kinds(room.ben.receive(room.sealed(b"\0\0", tip))) == [Store, Apply]


def test_eng54_a_proof_ends_a_chain_that_is_known_from_a_snapshot_only() -> None:
    """ENG-54, ENG-50."""
    room = Room()
    first, second = room.drawn(2)
    twin = room.sealed(b"\0\0", ChainTip().after(first))
    proof = fork_of(second, twin)
    key = parse_header(first).key
    for counter, expected in ((1, [ChainForked]), (2, [ChainForked, SnapshotWrong])):
        late = room.desk(CLEO.laptop.device)
        late.inbox.book.restore(key, ChainEnd(counter, bytes(16), 1, 0, None, counter))
        assert kinds(late.inbox.forked(proof)) == expected
        assert late.inbox.forked(proof) == []


def test_eng54_a_proof_counts_by_its_signatures_and_not_by_who_shows_it() -> None:
    """ENG-54, ENG-6."""
    room = Room()
    first, second = room.drawn(2)
    twin = room.sealed(b"\0\0", ChainTip().after(first))
    chain = Chain(room.plan, CLEO.laptop.device, WRITER)
    key = chain_key(document_key(room.keys[1], room.plan), chain)

    def shown(one: bytes, other: bytes) -> list[Finding]:
        proof = encode_fork(fork_of(one, other))
        sealed = seal_beside_chain(key, CLEO.laptop, EnvelopeType.FORK, room.log.state.seq, proof)
        return room.ben.receive(sealed)

    for envelope in (first, second):
        room.ben.receive(envelope)
    forged = bytearray(twin)
    forged[-1] ^= 1
    (refused,) = shown(second, bytes(forged))
    assert isinstance(refused, Refused)
    assert refused.code is ErrorCode.BAD_SIGNATURE
    assert kinds(shown(second, twin)) == [ForkShown, ChainForked]


def test_eng50_what_does_not_go_on_where_a_snapshot_ends_speaks_against_the_snapshot() -> None:
    """ENG-50: not against the envelope, which others take."""
    room = Room()
    first, second = room.drawn(2)
    key = parse_header(first).key
    late = room.desk(CLEO.laptop.device)
    lie = ChainEnd(1, envelope_hash(first)[:16], 99, 0, None, 1)
    late.inbox.book.restore(key, lie)
    assert late.receive(second) == [SnapshotWrong(key)]


def test_eng7_more_than_the_cut_was_applied() -> None:
    """ENG-7."""
    room = Room()
    sent = room.drawn(3)
    for envelope in sent:
        room.ben.receive(envelope)
    room.log.do(ANA, op.SetRole(BEN.user, Role.OWNER, (), BOXES))
    key = parse_header(sent[0]).key
    cut = op.Cut(*key, 2)
    state = room.log.do(BEN, op.SetRole(ANA.user, Role.VIEWER, (cut,), BOXES))
    assert room.ben.learn(state) == [BeyondCut(key, 2, 3)]
    state = room.log.do(BEN, op.Adopt(*key, 3, envelope_hash(sent[2])))
    assert room.ben.learn(state) == []
    fresh = room.desk(CLEO.laptop.device)
    fresh.learn(state)
    for envelope in sent:
        assert kinds(fresh.receive(envelope)) == [Store, Apply]


def test_eng9_somebody_else_writes_the_own_chain() -> None:
    """ENG-9."""
    room = Room()
    clone = room.desk(ANA.laptop.device)
    clone.draw("shape", "x", 1.0)
    (envelope,) = clone.send()
    key = parse_header(envelope).key
    effects = room.ana.receive(envelope)
    assert effects[0] == OwnChainTaken(key, 1)


def test_eng10_snapshots_and_confirmations_come_from_writers() -> None:
    """ENG-10."""
    room = Room()
    content = SnapshotContent((), bytes(32), b"state")
    confirmation = Confirmation(bytes(32), bytes(32))
    chain = Chain(room.plan, ANA.laptop.device, WRITER)
    key = chain_key(document_key(room.keys[1], room.plan), chain)
    seq = room.log.state.seq
    snapshot = seal_beside_chain(key, ANA.laptop, EnvelopeType.SNAPSHOT, seq, encode_snapshot(content))
    word = seal_beside_chain(key, ANA.laptop, EnvelopeType.CONFIRMATION, seq, encode_confirmation(confirmation))
    assert room.ben.receive(snapshot) == [SnapshotOffered(parse_header(snapshot), content)]
    assert room.ben.receive(word) == [SnapshotConfirmed(parse_header(word), ANA.user, confirmation)]
    forged = snapshot[:-64] + BEN.laptop.sign(ENVELOPE, snapshot[:-64])
    assert kinds(room.ben.receive(forged)) == [Refused]
    state = room.log.do(ANA, op.SetRole(CLEO.user, Role.VIEWER, (), BOXES))
    chain = Chain(room.plan, CLEO.laptop.device, WRITER)
    key = chain_key(document_key(room.keys[1], room.plan), chain)
    viewers = seal_beside_chain(key, CLEO.laptop, EnvelopeType.SNAPSHOT, state.seq, encode_snapshot(content))
    room.ben.learn(state)
    assert kinds(room.ben.receive(viewers)) == [Refused]


def test_pro11_what_is_no_envelope_or_another_documents_is_refused_and_newer_versions_are_held() -> None:
    """PRO-11, ENG-41."""
    room = Room()
    (envelope,) = room.drawn(1)
    assert room.ben.receive(b"junk") == [Refused(None, ErrorCode.MALFORMED)]
    for _ in range(2):
        assert room.ben.receive(b"\2" + envelope[1:]) == [Refused(None, ErrorCode.VERSION)]
    # It waits for nothing that anybody could bring: "catching up" would be said for ever.
    assert (room.ben.inbox.newer, room.ben.inbox.waiting) == (1, 0)
    elsewhere = envelope[:2] + bytes(16) + envelope[18:]
    assert room.ben.receive(elsewhere) == [Refused(parse_header(elsewhere), ErrorCode.UNKNOWN_DOCUMENT)]


def test_eng4_what_waits_and_does_not_count_any_more_is_dropped() -> None:
    """ENG-4, ENG-7: what it waits for would be refused, so that it would wait for ever."""
    room = Room()
    _, second = room.drawn(2)
    room.log.do(ANA, op.SetRole(BEN.user, Role.OWNER, (), BOXES))
    late = room.desk(CLEO.laptop.device)
    late.receive(second)
    assert late.inbox.waiting == 1
    findings = late.learn(room.log.do(BEN, op.SetRole(ANA.user, Role.VIEWER, (), BOXES)))
    assert findings == [Refused(parse_header(second), ErrorCode.CUT)]
    assert late.inbox.waiting == 0


def test_eng4_what_names_a_later_operation_is_held_only_if_it_is_signed() -> None:
    """ENG-4: anybody on the way could fill what waits for the log otherwise."""
    room = Room()
    (envelope,) = room.drawn(1)
    later = bytearray(envelope)
    later[55] = 0xFF
    (refused,) = room.ben.receive(bytes(later))
    assert isinstance(refused, Refused)
    assert refused.code is ErrorCode.BAD_SIGNATURE
    assert room.ben.inbox.waiting == 0
