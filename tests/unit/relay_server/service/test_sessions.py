from __future__ import annotations

import pytest

from relay_server.errors import NotFound, Unauthenticated
from relay_server.ports.broker import SESSION_ENDED
from relay_server.service.administration import Actor, invite
from relay_server.service.authenticate import authenticate
from relay_server.service.login import log_in
from relay_server.service.profile import change_password
from relay_server.service.registration import register
from relay_server.service.second_factor_check import SecondProof
from relay_server.service.sessions import list_sessions, log_out, own_events, revoke_others, revoke_session
from tests.support.relay import CALLER, OWNER, PASSWORD, House


@pytest.fixture
def ended(house: House) -> list[str]:
    """Return the list that announced sessions go into; each is over in the database by then."""
    heard: list[str] = []

    def hear(_topic: str, message: bytes) -> None:
        with house.env.transactions.read() as unit:
            session = unit.sessions.get(message.decode())
        assert session is not None
        assert session.ended_ms is not None
        heard.append(session.id)

    house.env.broker.subscribe(SESSION_ENDED, hear)
    return heard


def test_sessions_end_and_are_announced_after_the_commit(house: House, ended: list[str]) -> None:
    """ACC-24, ACC-25."""
    owner = house.owner()
    others = [log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof()) for _ in range(3)]
    who = house.principal(owner)
    assert len(list_sessions(house.env, who)) == 4
    revoke_session(house.env, CALLER, who, others[0].session)
    assert ended == [others[0].session]
    with pytest.raises(NotFound):
        revoke_session(house.env, CALLER, who, others[0].session)
    assert revoke_others(house.env, CALLER, who) == 2
    assert set(ended) == {one.session for one in others}
    log_out(house.env, CALLER, who)
    assert ended[-1] == owner.session
    with pytest.raises(Unauthenticated):
        authenticate(house.env, owner.access_token)


def test_another_s_session_sounds_like_none(house: House, ended: list[str]) -> None:
    """ACC-24."""
    owner = house.owner()
    code = invite(house.env, Actor("cli", CALLER), "ana@example.org")
    register(house.env, CALLER, "ana@example.org", PASSWORD, "Ana", code)
    ana = house.principal(log_in(house.env, CALLER, "ana@example.org", PASSWORD, SecondProof()))
    told = []
    for session in (owner.session, "0" * 32):
        with pytest.raises(NotFound) as refused:
            revoke_session(house.env, CALLER, ana, session)
        told.append((refused.value.code, str(refused.value)))
    assert told[0] == told[1]
    assert ended == []
    assert [one.id for one in list_sessions(house.env, ana)] == [ana.session.id]


def test_changing_the_password_ends_the_others(house: House, ended: list[str]) -> None:
    """ACC-26."""
    owner = house.owner()
    other = log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
    change_password(house.env, CALLER, house.principal(owner), PASSWORD, "another good phrase")
    assert ended == [other.session]
    authenticate(house.env, owner.access_token)


def test_the_record_shows_one_s_own_lines(house: House) -> None:
    who = house.principal(house.owner())
    log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
    events = own_events(house.env, who, 10, None)
    assert [event.action for event in events] == ["logged_in", "owner_set_up"]
    assert {event.address for event in events} == {CALLER.address}
    assert own_events(house.env, who, 10, house.clock.now) == []
