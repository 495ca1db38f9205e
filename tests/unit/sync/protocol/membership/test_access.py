"""Who may do what, now and earlier."""

from __future__ import annotations

import pytest

from sync.protocol.documents import discussion_of, index_of
from sync.protocol.errors import ErrorCode, NotAuthorised
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import (
    DocumentKind,
    concerns,
    is_live,
    live_devices,
    may,
    may_read,
    may_write,
    place_ended,
    place_of,
    reads_scope,
    role_of,
    scope_of,
    scopes_known_to,
)
from sync.protocol.membership.fold import fold
from sync.protocol.membership.state import Loss
from sync.protocol.roles import Permission, Role
from tests.support.workspace import ANA, BEN, BOXES, CLEO, DAN, Person, identifier, team


def test_mem4_what_writing_needs_depends_on_the_document() -> None:
    """MEM-4."""
    log = team(ben=Role.COMMENTER, cleo=Role.EDITOR, dan=Role.VIEWER)
    plan = log.diagram("plan")
    state = log.state
    places = [place_of(state, document) for document in (plan, discussion_of(plan), index_of(log.workspace))]
    assert [place.kind for place in places] == list(DocumentKind)
    rights = {person.name: [may_write(state, person.user, place) for place in places] for person in (BEN, CLEO, DAN)}
    assert rights == {"ben": [False, True, False], "cleo": [True, True, True], "dan": [False, False, False]}
    with pytest.raises(NotAuthorised) as refused:
        place_of(state, identifier("no"))
    assert refused.value.code is ErrorCode.UNKNOWN_DOCUMENT


def test_mem3_guests_read_their_diagram_and_not_the_index() -> None:
    """MEM-3."""
    log = team()
    plan = log.diagram("plan")
    state = log.do(ANA, op.AddGuest(DAN.user, Role.EDITOR, plan, DAN.admissions(), BOXES))
    place, index = place_of(state, plan), place_of(state, index_of(log.workspace))
    assert may_write(state, DAN.user, place)
    assert may_read(state, DAN.user, place)
    assert not may_read(state, DAN.user, index)
    assert not may(state, DAN.user, Permission.SEE_MEMBERS)
    assert not may(state, DAN.user, Permission.EDIT_DIAGRAM)
    assert not reads_scope(state, DAN.user, log.workspace)
    assert scopes_known_to(state, DAN.user) == {log.workspace}


def test_mem3_the_past_is_answered_as_it_was() -> None:
    """MEM-3."""
    log = team(ben=Role.EDITOR)
    plan = log.diagram("plan")
    then = log.state.seq
    log.do(ANA, op.SetRole(BEN.user, Role.VIEWER, (), BOXES))
    lowered = log.state.seq
    grants = (op.Grant(ANA.user, Role.EDITOR),)
    state = log.do(ANA, op.RestrictDiagram(plan, grants, (), (log.rotation(plan),), BOXES))
    place = place_of(state, plan)
    assert [role_of(state, BEN.user, seq) for seq in (1, then, lowered)] == [None, Role.EDITOR, Role.VIEWER]
    assert may_write(state, BEN.user, place, then)
    assert not may_write(state, BEN.user, place, lowered)
    assert [may_read(state, BEN.user, place, seq) for seq in (then, lowered, state.seq)] == [True, True, False]
    assert [scope_of(state, place, seq) for seq in (then, state.seq)] == [log.workspace, plan]
    assert scope_of(state, place) == plan


def test_mem5_live_devices_are_those_of_present_users() -> None:
    """MEM-5."""
    log = team(cleo=Role.EDITOR)
    assert live_devices(log.state, identifier("nobody")) == []
    device = log.state.devices[CLEO.laptop.device]
    assert is_live(log.state, device)
    state = log.do(ANA, op.Remove(CLEO.user, (), (log.rotation(),), BOXES))
    assert not is_live(state, device)
    assert role_of(state, identifier("nobody")) is None
    assert scopes_known_to(state, CLEO.user) == set()


def test_mem31_who_reads_which_scope() -> None:
    """MEM-31."""
    log = team(ben=Role.ADMIN, cleo=Role.VIEWER)
    secret = log.restricted("secret", op.Grant(CLEO.user, Role.VIEWER))
    state = log.state
    assert [reads_scope(state, person.user, secret) for person in (ANA, BEN, CLEO, Person("x"))] == [
        True,
        False,
        True,
        False,
    ]
    assert scopes_known_to(state, CLEO.user) == {secret, log.workspace}
    assert scopes_known_to(state, BEN.user) == {log.workspace}


def test_mem50_a_loss_concerns_its_device_and_its_diagram() -> None:
    """MEM-50."""
    log = team()
    plan = log.diagram("plan")
    place, index = place_of(log.state, discussion_of(plan)), place_of(log.state, index_of(log.workspace))
    everything, device, diagram = Loss(1, None, None, {}), Loss(1, "aa", None, {}), Loss(1, None, plan, {})
    assert concerns(everything, "bb", index)
    assert concerns(device, "aa", index)
    assert not concerns(device, "bb", place)
    assert concerns(diagram, "bb", place)
    assert not concerns(diagram, "bb", index)


def test_rly51_what_takes_a_place_is_told_by_the_log_alone() -> None:
    """RLY-51: asked of the newest state, it is the first operation after which the device could not act any more."""
    log = team(ben=Role.EDITOR, cleo=Role.EDITOR)
    tablet = Person("ben", ("laptop", "tablet"))
    log.do(BEN, op.AddDevice(tablet.admissions()[1], BOXES))
    log.do(ANA, op.Remove(BEN.user, (), (log.rotation(),), BOXES))
    log.diagram("plan")
    log.do(ANA, op.Readmit(BEN.user, Role.VIEWER, BOXES))
    log.do(BEN, op.RevokeDevice(BEN.laptop.device, (), (), BOXES))
    log.do(CLEO, op.Remove(CLEO.user, (), (), BOXES))
    log.do(ANA, op.Remove(BEN.user, (), (log.rotation(),), BOXES))
    log.diagram("more")
    states = [fold(log.entries[:count]) for count in range(1, len(log.entries) + 1)]
    for state in states:
        for device in state.devices.values():
            lived = [
                one.seq
                for one in states[: state.seq]
                if (then := one.devices.get(device.device)) is not None and is_live(one, then)
            ]
            assert place_ended(state, device) == (None if is_live(state, device) else max(lived) + 1)
    assert {place_ended(log.state, device) for device in log.state.devices.values()} == {None, 8, 9, 10}
