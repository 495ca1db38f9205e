"""What waits for something that will not come."""

from __future__ import annotations

from sync.crypto.envelope import ChainTip
from sync.engine.findings import Apply, Refused, Store
from sync.protocol.envelope import envelope_hash, parse_header
from sync.protocol.errors import ErrorCode
from sync.protocol.fork import fork_of
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.drawing_room import Room, kinds
from tests.support.workspace import ANA, BEN, BOXES, CLEO, DAN


def test_eng53_what_refers_to_what_does_not_count_is_set_aside_with_all_that_refers_to_it() -> None:
    """ENG-53: behind a fork."""
    room = Room()
    first, second = room.drawn(2)
    for envelope in (first, second):
        room.ben.receive(envelope)
    room.ben.draw("shape", "x", 8.0)
    (refers,) = room.ben.send()
    cleo = room.desk(CLEO.laptop.device)
    for envelope in (first, second, refers):
        cleo.receive(envelope)
    cleo.draw("shape", "x", 9.0)
    (refers_to_that,) = cleo.send()
    twin = room.sealed(b"\0\0", ChainTip().after(first))
    late = room.desk(DAN.laptop.device)
    for envelope in (refers_to_that, refers, first):
        late.receive(envelope)
    assert (late.inbox.waiting, late.inbox.set_aside) == (2, 0)
    late.receive(second)
    assert (late.inbox.waiting, late.inbox.set_aside) == (0, 0)
    newcomer = room.desk(DAN.laptop.device)
    for envelope in (first, refers, refers_to_that):
        newcomer.receive(envelope)
    newcomer.inbox.forked(fork_of(second, twin))
    assert (newcomer.inbox.waiting, newcomer.inbox.set_aside) == (0, 2)
    assert newcomer.receive(second)[0] == Refused(parse_header(second), ErrorCode.COUNTER_FORK)


def test_eng53_what_lies_behind_a_cut_comes_back_with_an_adoption() -> None:
    """ENG-53, MEM-51."""
    room = Room()
    first, second = room.drawn(2)
    for envelope in (first, second):
        room.ben.receive(envelope)
    room.ben.draw("shape", "x", 8.0)
    (refers,) = room.ben.send()
    room.log.do(ANA, op.SetRole(BEN.user, Role.OWNER, (), BOXES))
    key = parse_header(first).key
    state = room.log.do(BEN, op.SetRole(ANA.user, Role.VIEWER, (op.Cut(*key, 1),), BOXES))
    late = room.desk(CLEO.laptop.device)
    late.learn(state)
    for envelope in (first, refers):
        late.receive(envelope)
    assert (late.inbox.waiting, late.inbox.set_aside) == (0, 1)
    assert late.receive(second) == [Refused(parse_header(second), ErrorCode.CUT)]
    assert (late.inbox.waiting, late.inbox.set_aside) == (0, 1)
    late.learn(room.log.do(BEN, op.Adopt(*key, 2, envelope_hash(second))))
    assert (late.inbox.waiting, late.inbox.set_aside) == (1, 0)
    assert kinds(late.receive(second)) == [Store, Apply, Store, Apply]
