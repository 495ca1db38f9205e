from __future__ import annotations

from dataclasses import replace

import pytest

from relay_server.errors import Conflict, Forbidden, NotFound, TooLarge
from relay_server.ports.broker import CARD_CHANGED
from relay_server.service.cards import put_card, put_cards, read_cards, read_pictures
from sync.protocol.card import CardKind, parse_card_header
from sync.protocol.errors import ErrorCode, NotAuthorised, SignatureInvalid
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.envelopes import card
from tests.support.relay import CALLER
from tests.support.relay_cards import put
from tests.support.relay_team import Colleague, RelayTeam, hire


def read(team: RelayTeam, who: Colleague, since: int = 0) -> tuple[int, int]:
    page = read_cards(team.house.env, team.principal(who), team.workspace, since, 100)
    return len(page.cards), page.upto


def test_the_newest_revision_stays_and_is_read_by_its_change(team: RelayTeam) -> None:
    """WSP-7."""
    ana = team.founder
    assert put(team, ana, CardKind.PERSON, ana.user) == 1
    assert put(team, ana, CardKind.WORKSPACE, team.workspace) == 2
    assert put(team, ana, CardKind.PERSON, ana.user, 3) == 3
    with pytest.raises(Conflict):
        put(team, ana, CardKind.PERSON, ana.user, 2)
    assert read(team, ana) == (2, 3)
    assert read(team, ana, 2) == (1, 3)
    assert read(team, ana, 3) == (0, 3)


def test_a_card_takes_its_own_device_a_right_and_a_signature(team: RelayTeam) -> None:
    """WSP-7."""
    ana, ben, eve = team.founder, team.admit(hire(team.house, "ben")), hire(team.house, "eve")
    made = card(ana.laptop, team.workspace, CardKind.PERSON, ana.user, team.state.seq)
    env = team.house.env
    with pytest.raises(Forbidden):
        put_card(env, CALLER, team.principal(ben), team.workspace, made)
    with pytest.raises(NotFound):
        put_card(env, CALLER, team.principal(eve), team.workspace, made)
    with pytest.raises(SignatureInvalid):
        put_card(env, CALLER, team.principal(ana), team.workspace, made[:-1] + bytes([made[-1] ^ 1]))
    with pytest.raises(NotAuthorised):
        put(team, ben, CardKind.WORKSPACE, team.workspace)
    with pytest.raises(NotAuthorised):
        put(team, ben, CardKind.PERSON, ana.user)


def test_a_lost_right_is_not_used_by_naming_an_old_state(team: RelayTeam) -> None:
    """WSP-7."""
    ben = team.admit(hire(team.house, "ben"))
    plan = team.diagram("plan")
    before = team.state.seq
    team.do(team.founder, op.SetRole(ben.user, Role.VIEWER, (), bytes(32)))
    with pytest.raises(NotAuthorised):
        put(team, ben, CardKind.DIAGRAM, plan, seq=before)


def test_guests_see_the_cards_of_their_diagrams_alone(team: RelayTeam) -> None:
    """WSP-20."""
    ana = team.founder
    plan, other = team.diagram("plan"), team.diagram("other")
    guest = hire(team.house, "gus")
    team.do(ana, op.AddGuest(guest.user, Role.VIEWER, plan, guest.person.admissions(), bytes(32)))
    for kind, subject in (
        (CardKind.PERSON, ana.user),
        (CardKind.WORKSPACE, team.workspace),
        (CardKind.DIAGRAM, plan),
        (CardKind.DIAGRAM, other),
    ):
        put(team, ana, kind, subject)
    assert read(team, ana) == (4, 4)
    assert read(team, guest) == (1, 4)


def test_cards_count_to_the_quota(team: RelayTeam) -> None:
    """RLY-65."""
    ana = team.founder
    made = card(ana.laptop, team.workspace, CardKind.PERSON, ana.user, team.state.seq)
    env = replace(team.house.env, policy=replace(team.house.env.policy, quota_bytes=len(made)))
    put_card(env, CALLER, team.principal(ana), team.workspace, made)
    newer = card(ana.laptop, team.workspace, CardKind.PERSON, ana.user, team.state.seq, 2)
    put_card(env, CALLER, team.principal(ana), team.workspace, newer)
    other = card(ana.laptop, team.workspace, CardKind.WORKSPACE, team.workspace, team.state.seq)
    with pytest.raises(TooLarge):
        put_card(env, CALLER, team.principal(ana), team.workspace, other)
    assert [error.code for error in put_cards(env, CALLER, team.principal(ana), team.workspace, [other])] == [
        ErrorCode.QUOTA
    ]
    with env.transactions.write() as unit:
        assert unit.usage.of(team.workspace) == len(newer)
        unit.cards.remove(team.workspace, [ana.user])
        assert unit.usage.of(team.workspace) == 0


def test_pictures_are_shown_to_who_asks_and_told_to_nobody(team: RelayTeam) -> None:
    """RLY-98."""
    ana, env = team.founder, team.house.env
    plan, other, bare = team.diagram("plan"), team.diagram("other"), team.diagram("bare")
    guest = hire(team.house, "gus")
    team.do(ana, op.AddGuest(guest.user, Role.VIEWER, plan, guest.person.admissions(), bytes(32)))
    told: list[str] = []
    env.broker.subscribe(CARD_CHANGED, lambda topic, _message: told.append(topic))
    for subject in (plan, other):
        put(team, ana, CardKind.PICTURE, subject)
    second = card(ana.laptop, team.workspace, CardKind.PICTURE, plan, team.state.seq, 2)
    put_cards(env, CALLER, team.principal(ana), team.workspace, [second])
    assert told == []
    put(team, ana, CardKind.DIAGRAM, plan)
    assert told == [CARD_CHANGED]
    assert read(team, ana)[0] == 1

    def seen(who: Colleague) -> list[tuple[str, int]]:
        found = read_pictures(env, team.principal(who), team.workspace, (plan, other, bare))
        return [(header.subject, header.revision) for header in map(parse_card_header, found)]

    assert seen(ana) == [(plan, 2), (other, 1)]
    assert seen(guest) == [(plan, 2)]
    with pytest.raises(NotFound):
        seen(hire(team.house, "eve"))


def test_a_picture_takes_the_right_to_draw(team: RelayTeam) -> None:
    """PRO-41, WSP-7."""
    ben = team.admit(hire(team.house, "ben"))
    plan = team.diagram("plan")
    put(team, ben, CardKind.PICTURE, plan)
    before = team.state.seq
    team.do(team.founder, op.SetRole(ben.user, Role.VIEWER, (), bytes(32)))
    for seq in (before, team.state.seq):
        with pytest.raises(NotAuthorised):
            put(team, ben, CardKind.PICTURE, plan, 2, seq)
