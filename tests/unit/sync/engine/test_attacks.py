"""What somebody tries who holds keys, and what honest devices make of it: nothing, and they agree on that."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from typing import Any

import pytest
from pycrdt import Doc, Map

from sync.crypto.epoch import DocumentKey, document_commitment
from sync.crypto.key_wrap import seal_document_box
from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.drafting import draft
from sync.engine.sequencer import countersign
from sync.protocol.boxes import boxes_hash, encode_boxes
from sync.protocol.chain import Chain, client_id
from sync.protocol.envelope import HEADER_BYTES, EnvelopeType, parse_header
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import (
    Append,
    Batch,
    Boxes,
    Ephemeral,
    Failure,
    LogEntries,
    Propose,
    SnapshotPart,
    StoredEnvelope,
)
from sync.protocol.membership import operations as op
from sync.protocol.membership.codec import encode_operation
from sync.protocol.roles import Role
from sync.protocol.signing import ENVELOPE, OPERATION
from sync.protocol.snapshot import CoveredChain, SnapshotContent
from tests.support.attack_scene import Scene
from tests.support.founding import Household
from tests.support.mutants import mutant
from tests.support.offices import Net, Office
from tests.support.plan_of_many import PLAN
from tests.support.workspace import ANA, BEN, CLEO, DAN, NOW, Person, digest, identifier, identity

MUTANTS = int(os.environ.get("AIO_CANVAS_MUTANTS", "300"))


def test_eng70_a_viewer_injects_at_a_peer() -> None:
    """ENG-70."""
    scene = Scene()
    dan = scene.intruder(DAN)
    dan.say(scene.ana, dan.next(dan.stroke("box", 66.0)))
    assert scene.unharmed()


def test_eng70_a_stranger_and_a_viewer_with_anothers_name_inject() -> None:
    """ENG-70."""
    scene = Scene()
    dan = scene.intruder(DAN)
    ben = scene.intruder(BEN)
    envelope = ben.sealed(ben.stroke("box", 66.0))
    resigned = envelope[:-64] + dan.identity.sign(ENVELOPE, envelope[:-64])
    dan.say(scene.ana, resigned)
    stranger = scene.intruder(ANA)
    stranger.identity = identity("stranger")
    stranger.chain = Chain(PLAN, stranger.identity.device, "0f" * 8)
    stranger.say(scene.ana, stranger.sealed(ben.stroke("more", 1.0)))
    assert scene.unharmed()


def test_eng71_a_removed_member_with_old_keys_and_a_back_dated_log_seq() -> None:
    """ENG-71."""
    scene = Scene()
    ben = scene.intruder(BEN)
    before = ben.log_seq
    known = ben.next(ben.stroke("known", 2.0))
    ben.say(scene.ana, known)
    scene.net.settle(8.0)
    scene.ana.tell(ev.Asked(1, want.RemoveUser(BEN.user)))
    scene.net.settle(1.0)
    for seq in (before, scene.ana.engine.state.seq):
        ben.log_seq = seq
        ben.say(scene.ana, ben.sealed(ben.stroke("late", 3.0)))
        ben.say(scene.cleo, ben.sealed(ben.stroke("late", 4.0)))
    other = scene.intruder(BEN, "1f" * 8)
    other.log_seq = before
    other.say(scene.cleo, other.next(other.stroke("late", 5.0)))
    assert scene.unharmed({"box": {"x": 1.0}, "known": {"x": 2.0}})


def test_eng72_replay_swap_and_damage() -> None:
    """ENG-72."""
    scene = Scene()
    ben = scene.intruder(BEN)
    first, second = ben.next(ben.stroke("one", 1.0)), ben.next(ben.stroke("two", 2.0))
    damaged = bytearray(first)
    damaged[HEADER_BYTES + 3] ^= 1
    swapped = second[:HEADER_BYTES] + first[HEADER_BYTES:]
    ben.say(scene.ana, bytes(damaged), swapped, second, first, first, second, first[:100], b"", b"\xff" * 400)
    scene.net.settle(8.0)
    ben.say(scene.cleo, *[first, second] * 5)
    assert scene.unharmed({"box": {"x": 1.0}, "one": {"x": 1.0}, "two": {"x": 2.0}})


def test_eng73_two_envelopes_with_one_counter_end_the_chain_for_both_who_heard_one() -> None:
    """ENG-73, ENG-51, ENG-47."""
    scene = Scene()
    ben = scene.intruder(BEN)
    first = ben.next(ben.stroke("fine", 1.0))
    ben.say(scene.ana, first)
    ben.say(scene.cleo, first)
    stroke = ben.stroke("two faces", 1.0)
    one, two = ben.sealed(stroke), ben.sealed(stroke)
    ben.say(scene.ana, one)
    ben.say(scene.cleo, two)
    assert scene.unharmed({"box": {"x": 1.0}, "fine": {"x": 1.0}})
    for office in (scene.ana, scene.cleo):
        assert ef.Warn.FORK in office.warnings()
        assert len(office.store.shared.evidence(PLAN)) >= 1


def test_eng41_what_seems_to_be_of_a_newer_version_is_told_as_that() -> None:
    """ENG-41, ENG-72: nobody can tell damage from what a newer program signs."""
    scene = Scene()
    ben = scene.intruder(BEN)
    ben.say(scene.ana, b"\2" + ben.sealed(ben.stroke("new", 1.0))[1:])
    scene.ana.tell(ev.Poisoned(PLAN))
    assert (scene.ana.status(PLAN).newer, scene.ana.status(PLAN).waiting) == (1, 0)
    assert scene.unharmed()


def test_eng41_whoever_brings_what_only_a_newer_program_reads_is_told_so_at_once() -> None:
    """ENG-41, ENG-23: nothing of his waits for an answer that never comes."""
    scene = Scene()
    ben = scene.intruder(BEN)
    newer = b"\2" + ben.sealed(ben.stroke("new", 1.0))[1:]
    up = ev.LinkUp("ben", ev.LinkKind.PEER, BEN.laptop.device, BEN.laptop.entry.signing_public)
    scene.ana.links["ben"] = up
    scene.ana.tell(up)
    scene.ana.sent.clear()
    scene.ana.tell(ev.FrameReceived("ben", Append(PLAN, 7, newer)))
    failures = [frame for link, frame in scene.ana.sent if link == "ben" and isinstance(frame, Failure)]
    assert failures == [Failure(ErrorCode.VERSION, 7, PLAN, "")]


def test_eng74_another_clients_name_and_a_gap_of_clocks_are_void_everywhere() -> None:
    """ENG-74, ENG-5."""
    scene = Scene()
    ben, twin = scene.intruder(BEN), scene.intruder(BEN, "2f" * 8)
    foreign = twin.stroke("foreign", 1.0)
    ben.say(scene.ana, ben.next(foreign))
    skipped = ben.stroke("first", 1.0)
    del skipped
    ben.say(scene.ana, ben.next(ben.stroke("second", 2.0)))
    assert scene.unharmed()


def test_eng75_a_fabricated_log_keys_boxes_and_orders_of_no_sequencer() -> None:
    """ENG-75, ENG-67."""
    scene = Scene()
    other = Household(BEN)
    forged = [replace(entry, countersignature=bytes(64)) for entry in scene.house.entries]
    workspace = scene.house.workspace
    drafted = draft(scene.house.state, scene.house.author(ANA), want.RemoveUser(CLEO.user), NOW)
    unsigned = Propose(workspace, 1, drafted.operation, bytes(64), encode_boxes(drafted.boxes))
    swapped = [replace(box, sealed=other.boxes[0].sealed) for box in scene.house.boxes]
    before = scene.ana.engine.state
    ben = scene.intruder(BEN)
    for office in (scene.ana, scene.cleo):
        ben.visit(
            office,
            LogEntries(workspace, tuple(other.entries)),
            LogEntries(workspace, tuple(forged)),
            unsigned,
            Boxes(workspace, encode_boxes(swapped)),
            Boxes(workspace, b"\xff" * 40),
        )
    assert scene.ana.engine.state == scene.cleo.engine.state == before
    assert scene.unharmed()


def test_eng67_two_who_were_given_two_logs_both_find_out_when_they_meet() -> None:
    """ENG-67: each has an operation of the same number, signed by the sequencer, and there is nothing newer to show."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    for person in (BEN, CLEO):
        house.join(person, Role.EDITOR)
    before = house.state, list(house.entries)
    house.do(ANA, want.NewDiagram(identifier("for ben")))
    ben = Office("ben", BEN.laptop, BEN.user, house, 1)
    house.state, house.entries = before
    house.do(ANA, want.NewDiagram(identifier("for cleo")))
    net = Net([ben, Office("cleo", CLEO.laptop, CLEO.user, house, 1)])
    logs = {name: office.engine.state for name, office in net.offices.items()}
    assert logs["ben"].seq == logs["cleo"].seq
    net.connect("ben", "cleo")
    net.settle(1.0)
    for name, office in net.offices.items():
        assert ef.Warn.LOG_FORKED in office.warnings()
        assert office.engine.state == logs[name]


def test_eng68_a_guest_who_was_promised_another_key_gets_the_right_one_from_an_honest_admin() -> None:
    """ENG-68: whoever lets a guest in can lie to him; another admin's program sees it and brings a new key."""
    scene = Scene()
    scene.house.do(ANA, want.ChangeRole(BEN.user, Role.ADMIN))
    eve = Person("eve")
    lie = DocumentKey(scene.house.workspace, 1, PLAN, bytes([7]) * 32)
    box = seal_document_box(lie, eve.laptop.device, eve.laptop.entry.sealing_public)
    promise = op.KeyPromise(*box.place[:3], document_commitment(lie))
    body = op.AddGuest(eve.user, Role.EDITOR, PLAN, eve.admissions(), boxes_hash([box]), (promise,))
    state = scene.house.state
    data = encode_operation(op.Operation(state.workspace, state.seq + 1, state.head, BEN.laptop.device, NOW, body))
    entry, after = countersign(state, ANA.laptop, data, BEN.laptop.sign(OPERATION, data), [box], NOW)
    scene.house.entries.append(entry)
    scene.house.boxes.append(box)
    scene.house.state = after
    guest = Office("eve", eve.laptop, eve.user, scene.house, 3)
    scene.net.offices["eve"] = guest
    guest.take_part(PLAN)
    ana = Office("ana again", ANA.laptop, ANA.user, scene.house, 4)
    scene.net.offices["ana again"] = ana
    ana.take_part(PLAN)
    scene.net.connect("ana again", "eve")
    scene.net.settle(30.0)
    assert ana.engine.state.scopes[scene.house.workspace].newest.number == 2
    guest.draw(PLAN, "mine", "x", 1.0)
    scene.net.settle(2.0)
    assert ana.drawing(PLAN) == guest.drawing(PLAN) == {"mine": {"x": 1.0}}


def test_eng76_a_lying_snapshot_is_shown_unconfirmed_and_given_up_when_chains_speak() -> None:
    """ENG-76, ENG-50."""
    scene = Scene()
    ben = scene.intruder(BEN)
    stored = scene.ana.store.shared.load_document(PLAN)
    assert stored is not None
    (row,) = stored.chains
    lie = ben.stroke("lie", 66.0)
    covered = (CoveredChain(row.chain[1], row.chain[2], row.counter, b"no such envelope"),)
    envelope = ben.snapshot(SnapshotContent(covered, bytes(32), lie))
    newcomer = Office("new", scene.house.founder.laptop, ANA.user, scene.house, 1)
    newcomer.identity = BEN.laptop
    victim = Office("victim", CLEO.laptop, CLEO.user, scene.house, 2)
    victim.take_part(PLAN)
    ben.visit(victim, Batch(PLAN, (StoredEnvelope(1, envelope),)))
    assert victim.drawing(PLAN) == {"lie": {"x": 66.0}}
    assert not victim.status(PLAN).confirmed
    scene.ana.draw(PLAN, "box", "x", 2.0)
    scene.net.offices["victim"] = victim
    scene.net.connect("ana", "victim")
    scene.net.settle(30.0)
    assert victim.drawing(PLAN) == scene.ana.drawing(PLAN)


def test_eng76_a_snapshot_with_the_right_hash_and_another_state_is_confirmed_by_nobody() -> None:
    """ENG-76, ENG-48: who confirms looks at what the state leads to, not at what its author wrote down."""
    scene = Scene()
    ben = scene.intruder(BEN)
    stored = scene.cleo.store.shared.load_document(PLAN)
    assert stored is not None
    (row,) = stored.chains
    covered = (CoveredChain(row.chain[1], row.chain[2], row.counter, row.previous, row.log_seq),)
    true, records = scene.cleo.docs[PLAN].get_update(), digest(scene.cleo.drawing_text(PLAN))
    words: list[bool] = []
    for state in (ben.stroke("lie", 66.0), true):
        envelope = ben.snapshot(SnapshotContent(covered, records, state))
        scene.net.seen.clear()
        ben.visit(scene.cleo, Batch(PLAN, (StoredEnvelope(1, envelope),)))
        scene.net.settle(2.0)
        said = scene.cleo.store.shared.load_document(PLAN)
        assert said is not None
        words.append(any(parse_header(one.envelope).type is EnvelopeType.CONFIRMATION for one in said.beside))
    assert words == [False, True]


def test_eng50_a_snapshot_may_not_add_to_what_is_here() -> None:
    """ENG-50, ENG-48: neither in the name of honest people nor in no name, though something waits here."""
    scene = Scene()
    ben, other = scene.intruder(BEN), scene.intruder(BEN, "4f" * 8)
    other.stroke("first", 1.0)
    ben.say(scene.cleo, other.next(other.stroke("first", 2.0)))
    doc: Doc[Any] = Doc(client_id=12345)
    doc.get("shapes", type=Map)["nobodys"] = Map({"x": 5.0})
    for state in (ben.stroke("lie", 66.0), doc.get_update()):
        ben.visit(scene.cleo, Batch(PLAN, (StoredEnvelope(1, ben.snapshot(SnapshotContent((), bytes(32), state))),)))
    assert scene.unharmed()


def test_eng77_snapshots_that_are_none_and_parts_without_end() -> None:
    """ENG-77, ENG-49."""
    scene = Scene()
    ben = scene.intruder(BEN)
    bad = ben.snapshot(SnapshotContent((), bytes(32), b"\xff" * 50))
    huge = SnapshotPart(PLAN, bytes(32), 0, 1 << 40, 0, b"x")
    ben.visit(scene.ana, Batch(PLAN, (StoredEnvelope(1, bad),)), huge, replace(huge, total=10, offset=5))
    assert scene.unharmed()


def test_eng78_presence_floods_and_ghosts() -> None:
    """ENG-78."""
    scene = Scene()
    dan = scene.intruder(DAN)
    dan.visit(scene.ana, *(Ephemeral(PLAN, bytes([1]) + bytes([n % 251]) * 60) for n in range(500)))
    outsider = scene.intruder(DAN)
    outsider.identity = identity("ghost")
    outsider.visit(scene.ana, *(Ephemeral(PLAN, bytes(70)) for _ in range(50)))
    assert not [one for one in scene.ana.told if isinstance(one, ef.PresenceChanged)]
    assert scene.unharmed()


def test_eng79_hostile_bytes_of_a_member_break_nobody_and_all_agree() -> None:
    """ENG-79: mutants of real updates, sealed and signed by an editor; more with AIO_CANVAS_MUTANTS."""
    scene = Scene()
    chance = random.Random(int(os.environ.get("AIO_CANVAS_SEED", "7")))
    for number in range(0, MUTANTS, 50):
        ben = scene.intruder(BEN, f"{number:016x}")
        for _ in range(50):
            ben.say(scene.ana, ben.next(mutant(ben.stroke(f"s{chance.randrange(9)}", 1.0), chance)))
        scene.net.settle(0.5)
    scene.net.settle(8.0)
    assert scene.ana.drawing(PLAN) == scene.cleo.drawing(PLAN) == scene.ana.reloaded(PLAN)
    assert scene.ana.engine.state == scene.cleo.engine.state
    assert ef.Warn.BROKEN not in scene.ana.warnings() | scene.cleo.warnings()
    scene.cleo.draw(PLAN, "after", "x", 9.0)
    scene.net.settle(2.0)
    assert scene.ana.drawing(PLAN)["after"] == {"x": 9.0}


@pytest.mark.parametrize("person", [BEN, CLEO])
def test_eng74_a_client_id_belongs_to_its_chain(person: Person) -> None:
    """ENG-74."""
    one, two = (Chain(PLAN, person.laptop.device, writer) for writer in ("0f" * 8, "1f" * 8))
    assert client_id(one) != client_id(two)
