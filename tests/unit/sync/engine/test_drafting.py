"""From intents to operations with the right boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.crypto.identity import admit_device
from sync.engine import intents as want
from sync.engine.drafting import draft
from sync.engine.intents import Intent
from sync.protocol.device_entry import DeviceKind
from sync.protocol.documents import discussion_of
from sync.protocol.errors import OperationRefused, ProtocolError
from sync.protocol.membership.fold import fold
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN, CLEO, DAN, LATER, NOW, Person, digest, identifier, identity

PLAN = identifier("plan")
TWO_SCREENS = ANA.with_device("desktop")


def household(*people: Person) -> Household:
    """Return Ana's workspace with these editors and a diagram."""
    house = Household(TWO_SCREENS)
    house.do(ANA, want.NewDiagram(PLAN))
    for person in people:
        house.join(person)
    return house


def knows(house: Household, person: Person, document: str = PLAN, device: int = 0) -> bool:
    """Tell whether a device can open what is sealed now."""
    return house.keys(person.devices[device]).key_of(house.state, document) is not None


def test_eng60_every_change_drafts_to_an_operation_that_stands() -> None:
    """ENG-60."""
    house = household(BEN, CLEO)
    phone = identity("ana's phone")
    steps: list[Intent] = [
        want.ChangeRole(BEN.user, Role.ADMIN),
        want.EnterDevice(admit_device(phone, ANA.user, DeviceKind.PAPER)),
        want.EndDevice(phone.device),
        want.CloseDiagram(PLAN, ((ANA.user, Role.EDITOR), (BEN.user, Role.VIEWER))),
        want.ChangeDiagramRole(CLEO.user, PLAN, Role.EDITOR),
        want.ChangeDiagramRole(CLEO.user, PLAN, None),
        want.UncloseDiagram(PLAN),
        want.NewDiagram(identifier("secret plan"), ((ANA.user, Role.EDITOR),)),
        want.RotateKeys((house.workspace,)),
        want.ShareByLink(identifier("shown"), PLAN, digest("shown"), LATER),
        want.EndLink(identifier("shown")),
        want.AdmitUser(DAN.user, Role.VIEWER, DAN.admissions()),
        want.RemoveUser(DAN.user),
        want.ReadmitUser(DAN.user, Role.EDITOR),
        want.BinDiagram(PLAN),
        want.UnbinDiagram(PLAN),
        want.HandSequencer(digest("relay")),
    ]
    for step in steps:
        house.do(ANA, step)
    assert house.state == fold(house.entries)
    assert house.state.sequencer == digest("relay")


def test_eng61_whoever_may_read_gets_the_keys_and_nobody_else() -> None:
    """ENG-61."""
    house = household(BEN)
    assert knows(house, BEN)
    assert knows(house, TWO_SCREENS, device=1)
    house.do(ANA, want.CloseDiagram(PLAN, ((ANA.user, Role.EDITOR),)))
    assert not knows(house, BEN)
    house.do(ANA, want.ChangeDiagramRole(BEN.user, PLAN, Role.VIEWER))
    assert knows(house, BEN)
    house.do(ANA, want.UncloseDiagram(PLAN))
    house.join(CLEO)
    keys = house.keys(CLEO.laptop)
    assert knows(house, CLEO)
    assert keys.key_of(house.state, PLAN, house.state.diagrams[PLAN].bridges[0].seq - 1) is not None


def test_eng61_a_guest_gets_one_diagram_with_all_its_keys() -> None:
    """ENG-61."""
    house = household(BEN)
    other = identifier("other")
    house.do(ANA, want.NewDiagram(other))
    house.do(ANA, want.RotateKeys((house.workspace,)))
    house.enter(DAN, house.link(Role.EDITOR, PLAN))
    keys = house.keys(DAN.laptop)
    for document in (PLAN, discussion_of(PLAN)):
        assert [keys.document_key(house.workspace, epoch, document) is not None for epoch in (1, 2)] == [True, True]
    assert keys.key_of(house.state, other) is None
    assert keys.scope_key(house.workspace, 2) is None


def test_eng61_a_guest_reads_what_was_written_before_and_while_the_diagram_was_restricted() -> None:
    """ENG-61."""
    house = household(BEN)
    house.do(ANA, want.CloseDiagram(PLAN, ((ANA.user, Role.EDITOR),)))
    house.enter(DAN, house.link(Role.EDITOR, PLAN))
    keys = house.keys(DAN.laptop)
    assert keys.document_key(PLAN, 1, PLAN) is not None
    assert keys.document_key(house.workspace, 1, PLAN) is not None
    house.do(ANA, want.UncloseDiagram(PLAN))
    house.enter(CLEO, house.link(Role.VIEWER, PLAN))
    for guest in (DAN, CLEO):
        keys = house.keys(guest.laptop)
        assert keys.key_of(house.state, PLAN) is not None
        assert keys.document_key(PLAN, 1, PLAN) is not None
        assert keys.scope_key(PLAN, 1) is None


def test_eng68_what_guests_get_is_promised_in_the_log_and_only_once() -> None:
    """ENG-68, PRO-23."""
    house = household(BEN)
    house.enter(DAN, house.link(Role.EDITOR, PLAN))
    pair = {PLAN, discussion_of(PLAN)}
    assert set(house.state.promises) == {(house.workspace, 1, document) for document in pair}
    house.enter(CLEO, house.link(Role.EDITOR, PLAN))
    assert len(house.state.promises) == 2
    house.do(ANA, want.RotateKeys((house.workspace,)))
    assert set(house.state.promises) == {(house.workspace, epoch, document) for document in pair for epoch in (1, 2)}
    for guest in (DAN, CLEO):
        assert house.keys(guest.laptop).key_of(house.state, PLAN) is not None


def test_eng62_removal_brings_a_key_that_the_removed_one_cannot_open_and_cuts_his_chains() -> None:
    """ENG-62."""
    house = household(BEN, CLEO)
    chain = (PLAN, BEN.laptop.device, "0f" * 8)
    house.counters[chain] = 7
    house.do(ANA, want.RemoveUser(BEN.user))
    assert not knows(house, BEN)
    assert knows(house, CLEO)
    assert house.state.members[BEN.user].losses[-1].cuts == {chain: 7}


def test_eng62_who_leaves_brings_no_key_and_a_reader_rotates() -> None:
    """ENG-62."""
    house = household(BEN, CLEO)
    house.do(BEN, want.RemoveUser(BEN.user))
    assert house.state.scopes[house.workspace].stale
    house.do(CLEO, want.RotateKeys())
    assert not house.state.scopes[house.workspace].stale
    assert knows(house, ANA)
    assert not knows(house, BEN)


def test_eng62_a_revoked_device_is_out_and_the_paper_device_reads_everything() -> None:
    """ENG-62, KEY-12."""
    house = Household(ANA.with_device("paper"))
    house.do(ANA, want.NewDiagram(PLAN))
    ben = BEN.with_device("phone")
    house.join(ben)
    house.do(ANA, want.EndDevice(ben.devices[1].device))
    assert [knows(house, ben, device=at) for at in (0, 1)] == [True, False]
    assert knows(house, ANA.with_device("paper"), device=1)


def test_eng63_what_the_log_does_not_permit_is_not_signed() -> None:
    """ENG-63."""
    house = household(BEN)
    with pytest.raises(OperationRefused):
        draft(house.state, house.author(BEN), want.RemoveUser(ANA.user), NOW)
    without_keys = replace(house.author(ANA), keys=type(house.author(ANA).keys)())
    with pytest.raises(OperationRefused):
        draft(house.state, without_keys, want.RemoveUser(BEN.user), NOW)
    with pytest.raises(ProtocolError):
        draft(house.state, house.author(ANA), want.ChangeDiagramRole(BEN.user, "ee" * 16, None), NOW)
