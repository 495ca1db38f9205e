"""Boxes: their encoding, and whom an operation owes one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

import pytest

from sync.crypto.identity import admit_device
from sync.protocol.boxes import (
    BOX_BYTES,
    NO_DOCUMENT,
    Box,
    box_info,
    boxes_hash,
    check_boxes,
    decode_boxes,
    encode_boxes,
    required_boxes,
)
from sync.protocol.documents import discussion_of
from sync.protocol.errors import BoxesRefused, Malformed, UnsupportedVersion
from sync.protocol.membership import operations as op
from sync.protocol.membership.fold import apply_operation
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role
from tests.support.workspace import ANA, BEN, BOXES, CLEO, DAN, LATER, Person, TeamLog, identifier, identity, team

SEALED = bytes(range(80))


def boxes_for(scope: str, epoch: int, recipients: Iterable[tuple[str, str]]) -> tuple[Box, ...]:
    """Return a box for each (document, recipient)."""
    return tuple(Box(scope, epoch, document, recipient, SEALED) for document, recipient in recipients)


def judged(log: TeamLog, body: op.Body, boxes: Iterable[Box]) -> None:
    """Check boxes as a sequencer would: the operation names their hash, and those of the keys that guests get."""
    named = replace(body, boxes=boxes_hash(tuple(boxes)))  # type: ignore[call-arg, type-var]
    if hasattr(named, "promises"):
        named = replace(named, promises=promises_of(log, tuple(boxes)))
    check_boxes(after(log, named), named, tuple(boxes))


def promises_of(log: TeamLog, boxes: Iterable[Box]) -> tuple[op.KeyPromise, ...]:
    """Return what an operation has to promise of a set of boxes, as far as the log permits it."""
    places = {box.place[:3] for box in boxes if box.document != NO_DOCUMENT} - log.state.promises.keys()
    return tuple(op.KeyPromise(*place, log.fresh()) for place in sorted(places) if may_promise(log, *place))


def may_promise(log: TeamLog, scope: str, epoch: int, document: str) -> bool:
    """Tell whether a guest can be given a key of a document in a scope."""
    diagram = log.state.discussions.get(document, document)
    known = log.state.scopes.get(scope)
    fits = diagram in log.state.diagrams and scope in (log.workspace, diagram)
    return fits and known is not None and 1 <= epoch <= len(known.epochs)


def after(log: TeamLog, body: op.Body) -> WorkspaceState:
    """Return the state after an operation of Ana's."""
    entry = log.entry(ANA, body)
    return apply_operation(log.state, entry.operation, entry.signature)


def test_pro20_a_set_has_one_encoding_and_one_hash() -> None:
    """PRO-20."""
    boxes = boxes_for("0a" * 16, 3, [("0c" * 16, "0d" * 16), (NO_DOCUMENT, "0e" * 16)])
    data = encode_boxes(boxes)
    assert len(data) == 4 + 2 * BOX_BYTES
    assert decode_boxes(data) == boxes[::-1]
    assert encode_boxes(boxes[::-1]) == data
    assert boxes_hash(boxes) == hashlib.sha256(b"aio-canvas box set v1\0" + data).digest()
    assert box_info(*boxes[0].place) == bytes([1]) + bytes.fromhex("0a" * 16) + b"\0\0\0\3" + bytes.fromhex(
        "0c" * 16 + "0d" * 16
    )
    with pytest.raises(Malformed):
        decode_boxes(data + b"\0")
    with pytest.raises(Malformed):
        decode_boxes((2).to_bytes(4, "big") + data[4 + BOX_BYTES :] + data[4 : 4 + BOX_BYTES])
    with pytest.raises(Malformed):
        encode_boxes(boxes[:1] * 2)
    with pytest.raises(UnsupportedVersion):
        decode_boxes(data[:4] + b"\2" + data[5:])


def test_pro21_everybody_who_reads_gets_a_new_key() -> None:
    """PRO-21."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR)
    plan = log.diagram("plan")
    secret = log.restricted("secret", op.Grant(BEN.user, Role.VIEWER))
    log.do(ANA, op.AddGuest(DAN.user, Role.VIEWER, plan, DAN.admissions(), BOXES))
    log.invite("link")
    log.invite("guest link", Role.VIEWER, plan)
    laptops = {(NO_DOCUMENT, person.laptop.device) for person in (ANA, BEN, CLEO)}
    pair = (plan, discussion_of(plan))
    expected = laptops | {(NO_DOCUMENT, identifier("link"))}
    expected |= {(document, who) for document in pair for who in (DAN.laptop.device, identifier("guest link"))}
    assert required_boxes(log.state, log.workspace) == expected
    assert required_boxes(log.state, secret) == {(NO_DOCUMENT, person.laptop.device) for person in (ANA, BEN)}
    log.do(ANA, op.RevokeInvite(identifier("link"), (log.rotation(),), BOXES))
    log.do(ANA, op.Remove(CLEO.user, (), (log.rotation(),), BOXES))
    gone = {(NO_DOCUMENT, identifier("link")), (NO_DOCUMENT, CLEO.laptop.device)}
    assert required_boxes(log.state, log.workspace) == expected - gone


def test_pro21_a_removal_comes_with_exactly_the_boxes_of_those_who_stay() -> None:
    """PRO-21, PRO-20."""
    log = team(ben=Role.EDITOR, cleo=Role.EDITOR)
    body = op.Remove(CLEO.user, (), (log.rotation(),), BOXES)
    stay = [(NO_DOCUMENT, person.laptop.device) for person in (ANA, BEN)]
    judged(log, body, boxes_for(log.workspace, 2, stay))
    removed = (NO_DOCUMENT, CLEO.laptop.device)
    for recipients in (stay[:1], [*stay, removed], []):
        with pytest.raises(BoxesRefused):
            judged(log, body, boxes_for(log.workspace, 2, recipients))
    with pytest.raises(BoxesRefused):
        check_boxes(after(log, body), body, boxes_for(log.workspace, 2, stay))


def test_pro22_other_boxes_are_for_those_who_may_read() -> None:
    """PRO-22."""
    log = team(ben=Role.EDITOR)
    plan = log.diagram("plan")
    log.do(ANA, op.Rotate((log.rotation(),), BOXES))
    guest = op.AddGuest(DAN.user, Role.VIEWER, plan, DAN.admissions(), BOXES)
    pair = [(document, DAN.laptop.device) for document in (plan, discussion_of(plan))]
    judged(log, guest, (*boxes_for(log.workspace, 1, pair), *boxes_for(log.workspace, 2, pair)))
    for scope, epoch, place in (
        (log.workspace, 1, (NO_DOCUMENT, DAN.laptop.device)),
        (log.workspace, 3, pair[0]),
        (log.workspace, 0, pair[0]),
        ("ff" * 16, 1, pair[0]),
        (log.workspace, 1, (identifier("other"), DAN.laptop.device)),
        (log.workspace, 1, (plan, BEN.laptop.device)),
        (log.workspace, 1, (NO_DOCUMENT, CLEO.laptop.device)),
    ):
        with pytest.raises(BoxesRefused):
            judged(log, guest, boxes_for(scope, epoch, [place]))


def test_pro23_the_log_names_the_hash_of_every_key_that_a_guest_gets() -> None:
    """PRO-23: without it the box is refused, and so is a hash that no box goes with."""
    log = team(ben=Role.EDITOR)
    plan = log.diagram("plan")
    pair = [(document, DAN.laptop.device) for document in (plan, discussion_of(plan))]
    boxes = boxes_for(log.workspace, 1, pair)
    promises = promises_of(log, boxes)
    guest = op.AddGuest(DAN.user, Role.VIEWER, plan, DAN.admissions(), boxes_hash(boxes))
    check_boxes(after(log, replace(guest, promises=promises)), replace(guest, promises=promises), boxes)
    for some in ((), promises[:1]):
        body = replace(guest, promises=some)
        with pytest.raises(BoxesRefused):
            check_boxes(after(log, body), body, boxes)
    body = replace(guest, boxes=boxes_hash(boxes[:1]), promises=promises)
    with pytest.raises(BoxesRefused):
        check_boxes(after(log, body), body, boxes[:1])


def test_pro22_who_is_let_into_a_diagram_as_it_is_restricted_gets_what_it_was_sealed_under() -> None:
    """PRO-22."""
    log = team()
    plan, other = log.diagram("plan"), log.diagram("other")
    log.do(ANA, op.AddGuest(DAN.user, Role.VIEWER, other, DAN.admissions(), BOXES))
    grants = tuple(sorted((op.Grant(ANA.user, Role.EDITOR), op.Grant(DAN.user, Role.VIEWER)), key=lambda one: one.user))
    body = op.RestrictDiagram(plan, grants, (), (log.rotation(plan),), BOXES)
    pair = [(document, DAN.laptop.device) for document in (plan, discussion_of(plan))]
    new = boxes_for(plan, 1, [(NO_DOCUMENT, ANA.laptop.device), *pair])
    promised = tuple(
        op.KeyPromise(scope, 1, one, log.fresh())
        for scope in sorted((plan, log.workspace))
        for one in sorted(pair_of(plan))
    )
    boxes = (*new, *boxes_for(log.workspace, 1, pair))
    named = replace(body, boxes=boxes_hash(boxes), promises=promised)
    check_boxes(after(log, named), named, boxes)


def pair_of(plan: str) -> tuple[str, str]:
    """Return a diagram and its discussion."""
    return plan, discussion_of(plan)


def test_pro22_an_invite_gets_the_keys_of_what_it_leads_to() -> None:
    """PRO-22."""
    log = team()
    plan = log.diagram("plan")
    invite = op.Invite(identifier("i"), log.fresh(), log.fresh(), Role.EDITOR, None, LATER, BOXES)
    judged(log, invite, boxes_for(log.workspace, 1, [(NO_DOCUMENT, identifier("i"))]))
    with pytest.raises(BoxesRefused):
        judged(log, invite, boxes_for(log.workspace, 1, [(plan, identifier("i"))]))
    guest = op.Invite(identifier("g"), log.fresh(), log.fresh(), Role.VIEWER, plan, LATER, BOXES)
    judged(log, guest, boxes_for(log.workspace, 1, [(plan, identifier("g"))]))
    with pytest.raises(BoxesRefused):
        judged(log, guest, boxes_for(log.workspace, 1, [(NO_DOCUMENT, identifier("g"))]))


def test_pro20_operations_without_boxes_have_none() -> None:
    """PRO-20."""
    log = team()
    plan = log.diagram("plan")
    body = op.DeleteDiagram(plan)
    check_boxes(after(log, body), body, ())
    with pytest.raises(BoxesRefused):
        check_boxes(after(log, body), body, boxes_for(log.workspace, 1, [(NO_DOCUMENT, ANA.laptop.device)]))


def test_pro21_the_founder_gets_the_first_key() -> None:
    """PRO-21."""
    log = TeamLog()
    create = op.Create(bytes(16), ANA.user, ANA.admissions(), bytes(32), bytes(32), BOXES)
    boxes = boxes_for(log.workspace, 1, [(NO_DOCUMENT, ANA.laptop.device)])
    check_boxes(log.state, replace(create, boxes=boxes_hash(boxes)), boxes)
    with pytest.raises(BoxesRefused):
        check_boxes(log.state, replace(create, boxes=boxes_hash(())), ())


def test_pro22_nobody_exchanges_the_boxes_of_others() -> None:
    """PRO-22: a box takes the place of an earlier one, so it comes only with what concerns its recipient."""
    log = team(ben=Role.EDITOR, cleo=Role.VIEWER)
    phone = admit_device(identity("ana's phone"), ANA.user)
    body = op.AddDevice(phone, BOXES)
    judged(log, body, boxes_for(log.workspace, 1, [(NO_DOCUMENT, phone.entry.device)]))
    for operation in (body, op.CreateDiagram(identifier("x"), (), (), BOXES)):
        with pytest.raises(BoxesRefused):
            judged(log, operation, boxes_for(log.workspace, 1, [(NO_DOCUMENT, BEN.laptop.device)]))
    log.do(ANA, op.Rotate((log.rotation(),), BOXES))
    removal = op.Remove(CLEO.user, (), (log.rotation(),), BOXES)
    stay = [(NO_DOCUMENT, person.laptop.device) for person in (ANA, BEN)]
    judged(log, removal, boxes_for(log.workspace, 3, stay))
    with pytest.raises(BoxesRefused):
        judged(log, removal, (*boxes_for(log.workspace, 3, stay), *boxes_for(log.workspace, 2, stay[:1])))


def test_pro22_those_whom_an_operation_lets_in_get_the_keys_they_need() -> None:
    """PRO-22."""
    log = team(ben=Role.EDITOR, cleo=Role.EDITOR)
    plan = log.restricted("plan", op.Grant(BEN.user, Role.EDITOR))
    own = [(NO_DOCUMENT, CLEO.laptop.device)]
    judged(log, op.SetDiagramRole(CLEO.user, plan, Role.VIEWER, (), (), BOXES), boxes_for(plan, 1, own))
    log.do(ANA, op.AddGuest(DAN.user, Role.VIEWER, plan, DAN.admissions(), BOXES))
    log.invite("guest", Role.VIEWER, plan)
    pair = [
        (document, who) for document in (plan, discussion_of(plan)) for who in (DAN.laptop.device, identifier("guest"))
    ]
    judged(log, op.OpenDiagram(plan, b"bridge", BOXES), boxes_for(log.workspace, 1, pair))
    with pytest.raises(BoxesRefused):
        judged(log, op.OpenDiagram(plan, b"bridge", BOXES), boxes_for(log.workspace, 1, own))
    judged(
        log,
        op.SetRole(DAN.user, Role.VIEWER, (), BOXES),
        boxes_for(log.workspace, 1, [(NO_DOCUMENT, DAN.laptop.device)]),
    )
    eve = Person("eve")
    admit = op.Admit(eve.user, Role.VIEWER, eve.admissions(), BOXES)
    judged(log, admit, boxes_for(log.workspace, 1, [(NO_DOCUMENT, eve.laptop.device)]))


def test_pro22_what_concerns_somebody_gives_him_no_more_than_he_may_read() -> None:
    """PRO-22: not to a revoked device, no key of a document to a member, none of another scope to a guest."""
    log = team(ben=Role.VIEWER)
    plan, secret = log.diagram("plan"), log.restricted("secret")
    phone = identity("ben's phone")
    log.do(BEN, op.AddDevice(admit_device(phone, BEN.user), BOXES))
    log.do(BEN, op.RevokeDevice(phone.device, (), (log.rotation(),), BOXES))
    raised = op.SetRole(BEN.user, Role.EDITOR, (), BOXES)
    judged(log, raised, boxes_for(log.workspace, 1, [(NO_DOCUMENT, BEN.laptop.device)]))
    guest = op.AddGuest(DAN.user, Role.VIEWER, plan, DAN.admissions(), BOXES)
    judged(log, guest, boxes_for(log.workspace, 1, [(plan, DAN.laptop.device)]))
    for body, scope, place in (
        (raised, log.workspace, (NO_DOCUMENT, phone.device)),
        (raised, log.workspace, (plan, BEN.laptop.device)),
        (raised, secret, (NO_DOCUMENT, BEN.laptop.device)),
        (guest, secret, (plan, DAN.laptop.device)),
        (guest, secret, (secret, DAN.laptop.device)),
    ):
        with pytest.raises(BoxesRefused):
            judged(log, body, boxes_for(scope, 1, [place]))
