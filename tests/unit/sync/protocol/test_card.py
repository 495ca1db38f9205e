"""Cards: header, signature, who may write which, which one stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.card import (
    HEADER_BYTES,
    OVERHEAD_BYTES,
    CardKind,
    authorise_card,
    card_scope,
    pack_card_header,
    parse_card_header,
    replaces,
    verify_card,
)
from sync.protocol.errors import (
    ErrorCode,
    LogBehind,
    Malformed,
    NotAuthorised,
    ProtocolError,
    SignatureInvalid,
    TooLarge,
    UnsupportedVersion,
)
from sync.protocol.membership import operations as op
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role
from tests.support.envelopes import card
from tests.support.workspace import ANA, BEN, BOXES, CLEO, Person, TeamLog, identifier, team

WORKSPACE = "0a" * 16


def test_pro40_a_card_survives_its_encoding_and_is_signed_whole() -> None:
    """PRO-40."""
    data = card(ANA.laptop, WORKSPACE, CardKind.PERSON, ANA.user, 7, 3)
    header = parse_card_header(data)
    assert pack_card_header(header) == data[:HEADER_BYTES]
    assert (HEADER_BYTES, OVERHEAD_BYTES) == (78, 158)
    assert (header.kind, header.subject, header.log_seq, header.revision) == (CardKind.PERSON, ANA.user, 7, 3)
    verify_card(data, ANA.laptop.entry.signing_public)
    for position in (0, 5, 80, len(data) - 1):
        damaged = bytearray(data)
        damaged[position] ^= 1
        with pytest.raises(SignatureInvalid):
            verify_card(bytes(damaged), ANA.laptop.entry.signing_public)


def test_pro40_malformed_cards_are_refused() -> None:
    """PRO-40."""
    data = card(ANA.laptop, WORKSPACE, CardKind.PERSON, ANA.user, 7)
    with pytest.raises(Malformed):
        parse_card_header(data[:100])
    with pytest.raises(TooLarge):
        parse_card_header(data + bytes(128 << 10))
    with pytest.raises(UnsupportedVersion):
        parse_card_header(b"\2" + data[1:])
    with pytest.raises(Malformed):
        parse_card_header(b"\1\x09" + data[2:])


@given(st.binary(min_size=156, max_size=400))
def test_pro40_any_bytes_are_a_header_or_an_error(data: bytes) -> None:
    """PRO-40."""
    for candidate in (data, b"\1\1" + data):
        try:
            header = parse_card_header(candidate)
        except ProtocolError:
            continue
        assert pack_card_header(header) == candidate[:HEADER_BYTES]


def verdict(state: WorkspaceState, person: Person, kind: CardKind, subject: str) -> ErrorCode | None:
    """Return why a card does not count, or None."""
    data = card(person.laptop, state.workspace, kind, subject, state.seq)
    try:
        device = authorise_card(state, parse_card_header(data))
    except NotAuthorised as error:
        return error.code
    assert device.device == person.laptop.device
    return None


def test_pro41_who_writes_which_card() -> None:
    """PRO-41."""
    log = team(ben=Role.ADMIN, cleo=Role.VIEWER)
    plan = log.diagram("plan")
    subjects = {
        CardKind.PERSON: CLEO.user,
        CardKind.DEVICE: CLEO.laptop.device,
        CardKind.DIAGRAM: plan,
        CardKind.WORKSPACE: log.workspace,
    }
    found = {
        person.name: [verdict(log.state, person, kind, subject) for kind, subject in subjects.items()]
        for person in (ANA, BEN, CLEO)
    }
    no = ErrorCode.ROLE
    assert found == {"ana": [no, no, None, None], "ben": [no, no, None, no], "cleo": [None, None, no, no]}
    assert verdict(log.state, ANA, CardKind.DIAGRAM, identifier("no")) is ErrorCode.UNKNOWN_DOCUMENT
    assert verdict(log.state, ANA, CardKind.WORKSPACE, plan) is no
    assert verdict(log.state, Person("stranger"), CardKind.PERSON, ANA.user) is ErrorCode.UNKNOWN_DEVICE


def test_pro41_the_log_of_its_time_decides() -> None:
    """PRO-41."""
    log = team(cleo=Role.EDITOR)
    plan = log.diagram("plan")
    before = log.state.seq
    log.do(ANA, op.RevokeDevice(CLEO.laptop.device, (), (log.rotation(),), BOXES))
    state = log.state
    old, new = (
        parse_card_header(card(CLEO.laptop, log.workspace, CardKind.DIAGRAM, plan, seq)) for seq in (before, state.seq)
    )
    assert authorise_card(state, old).device == CLEO.laptop.device
    for header, code in ((new, ErrorCode.DEVICE_REVOKED),):
        with pytest.raises(NotAuthorised) as refused:
            authorise_card(state, header)
        assert refused.value.code is code
    epoch = parse_card_header(card(ANA.laptop, log.workspace, CardKind.DIAGRAM, plan, state.seq))
    with pytest.raises(NotAuthorised) as refused:
        authorise_card(state, epoch)
    assert refused.value.code is ErrorCode.EPOCH
    with pytest.raises(LogBehind):
        authorise_card(state, parse_card_header(card(ANA.laptop, log.workspace, CardKind.DIAGRAM, plan, state.seq + 1)))
    with pytest.raises(NotAuthorised):
        authorise_card(state, parse_card_header(card(ANA.laptop, WORKSPACE, CardKind.PERSON, ANA.user, 1)))


def test_pro41_a_removed_user_writes_no_cards() -> None:
    """PRO-41."""
    log = team(cleo=Role.EDITOR)
    before = log.state.seq
    state = log.do(ANA, op.Remove(CLEO.user, (), (log.rotation(),), BOXES))
    old, new = (
        parse_card_header(card(CLEO.laptop, log.workspace, CardKind.PERSON, CLEO.user, seq))
        for seq in (before, state.seq)
    )
    assert authorise_card(state, old).device == CLEO.laptop.device
    with pytest.raises(NotAuthorised) as refused:
        authorise_card(state, new)
    assert refused.value.code is ErrorCode.ROLE


def test_pro41_a_diagrams_card_is_sealed_under_its_own_scope() -> None:
    """PRO-41."""
    log = team()
    secret = log.restricted("secret")
    diagram, person = (
        parse_card_header(card(ANA.laptop, log.workspace, kind, subject, log.state.seq))
        for kind, subject in ((CardKind.DIAGRAM, secret), (CardKind.PERSON, ANA.user))
    )
    assert card_scope(log.state, diagram) == secret
    assert card_scope(log.state, person) == log.workspace


def test_pro42_one_card_stays_wherever_they_come_from_and_in_whatever_order() -> None:
    """PRO-42."""
    log = TeamLog(ANA.with_device("phone"))
    low, high, twin = (
        card(device, log.workspace, CardKind.PERSON, ANA.user, 1, revision)
        for device, revision in ((ANA.laptop, 1), (ANA.laptop, 2), (log.founder.devices[1], 2))
    )
    assert replaces(log.state, high, low)
    assert not replaces(log.state, low, high)
    assert replaces(log.state, twin, high) != replaces(log.state, high, twin)
    assert not replaces(log.state, high, high)


def test_pro42_a_card_of_somebody_who_may_not_any_more_gives_way() -> None:
    """PRO-42: neither a back-dated card nor the highest revision keeps the place of who was removed or lowered."""
    log = team(ben=Role.EDITOR, cleo=Role.EDITOR)
    plan = log.diagram("plan")
    then, top = log.state.seq, (1 << 64) - 1
    of_cleo = card(CLEO.laptop, log.workspace, CardKind.DIAGRAM, plan, then, top)
    of_ben = card(BEN.laptop, log.workspace, CardKind.DIAGRAM, plan, then, top)
    of_ana = card(ANA.laptop, log.workspace, CardKind.DIAGRAM, plan, then, 1)
    assert replaces(log.state, of_cleo, of_ana)
    log.do(ANA, op.Remove(CLEO.user, (), (log.rotation(),), BOXES))
    state = log.do(ANA, op.SetRole(BEN.user, Role.VIEWER, (), BOXES))
    for lost in (of_cleo, of_ben):
        assert replaces(state, of_ana, lost)
        assert not replaces(state, lost, of_ana)


def test_pro42_a_lost_devices_card_gives_way_to_those_of_its_user() -> None:
    """PRO-42."""
    log = TeamLog(ANA.with_device("phone"))
    phone = log.founder.devices[1]
    lost = card(phone, log.workspace, CardKind.PERSON, ANA.user, 1, 9)
    state = log.do(ANA, op.RevokeDevice(phone.device, (), (log.rotation(),), BOXES))
    assert replaces(state, card(ANA.laptop, log.workspace, CardKind.PERSON, ANA.user, state.seq, 1), lost)
