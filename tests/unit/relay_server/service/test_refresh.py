from __future__ import annotations

import threading

import pytest

from relay_server.domain.account import AccountState
from relay_server.domain.session import EndReason
from relay_server.errors import Unauthenticated
from relay_server.ports.broker import SESSION_ENDED
from relay_server.service.administration import Actor, set_locked
from relay_server.service.authenticate import authenticate
from relay_server.service.login import log_in
from relay_server.service.refresh import refresh
from relay_server.service.registration import register
from relay_server.service.second_factor_check import SecondProof
from relay_server.service.sign_in import SignedIn
from tests.support.relay import CALLER, OWNER, PASSWORD, House


def refused(house: House, token: str) -> bool:
    """Tell whether a refresh is refused, always with the same words."""
    try:
        refresh(house.env, CALLER, token)
    except Unauthenticated as error:
        return error.code == "invalid_refresh_token"
    return False


def test_a_token_works_once(house: House) -> None:
    """ACC-22."""
    first = house.owner()
    second = refresh(house.env, CALLER, first.refresh_token)
    assert second.session == first.session
    assert second.refresh_token != first.refresh_token
    assert authenticate(house.env, second.access_token).session.id == first.session
    assert not refused(house, second.refresh_token)


def test_using_it_twice_ends_that_session_and_tells(house: House) -> None:
    """ACC-22, ACC-25."""
    ended: list[bytes] = []
    house.env.broker.subscribe(SESSION_ENDED, lambda _topic, message: ended.append(message))
    first = house.owner()
    other = log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
    second = refresh(house.env, CALLER, first.refresh_token)
    third = refresh(house.env, CALLER, second.refresh_token)
    assert refused(house, first.refresh_token)
    assert refused(house, third.refresh_token)
    with pytest.raises(Unauthenticated):
        authenticate(house.env, second.access_token)
    assert not refused(house, other.refresh_token)
    assert ended == [first.session.encode()]
    assert [mail.recipient for mail in house.post.mails] == [OWNER]
    assert house.principal(first).session.end_reason is EndReason.REFRESH_REUSED


def test_an_answer_that_was_lost_is_given_again(house: House) -> None:
    """ACC-22: a relay that stood still, a connection that broke."""
    first = house.owner()
    for _ in range(3):
        house.clock.forward(minutes=1)
        heard = refresh(house.env, CALLER, first.refresh_token)
    house.clock.forward(minutes=4)
    assert not refused(house, heard.refresh_token)
    assert house.post.mails == []


def test_of_several_pairs_one_works_whichever_process_gave_them(house: House) -> None:
    """ACC-22: their clocks differ by half a minute."""
    first = house.owner()
    refresh(house.env, CALLER, first.refresh_token)
    house.clock.forward(seconds=-30)
    slow = refresh(house.env, CALLER, first.refresh_token)
    refresh(house.env, CALLER, first.refresh_token)
    assert refused(house, slow.refresh_token)


def test_of_two_who_have_one_token_one_is_found_out_when_the_other_goes_on(house: House) -> None:
    """ACC-22: who came first has a pair that is void once the other came."""
    first = house.owner()
    owners = refresh(house.env, CALLER, first.refresh_token)
    house.clock.forward(minutes=1)
    thiefs = refresh(house.env, CALLER, first.refresh_token)
    house.clock.forward(minutes=3)
    assert refused(house, owners.refresh_token)
    assert refused(house, thiefs.refresh_token)
    assert [mail.recipient for mail in house.post.mails] == [OWNER]


def test_a_token_comes_too_late_for_a_lost_answer(house: House) -> None:
    """ACC-22."""
    first = house.owner()
    refresh(house.env, CALLER, first.refresh_token)
    house.clock.forward(minutes=10)
    assert refused(house, first.refresh_token)


def test_a_token_from_long_ago_is_still_recognised_as_a_copy(house: House) -> None:
    """ACC-22."""
    first = house.owner()
    newest = first
    for _ in range(5):
        house.clock.forward(days=13)
        newest = refresh(house.env, CALLER, newest.refresh_token)
    assert refused(house, first.refresh_token)
    assert refused(house, newest.refresh_token)


def test_of_many_at_once_at_most_one_pair_works_on(house: House) -> None:
    """ACC-22."""
    token, won = house.owner().refresh_token, []
    barrier = threading.Barrier(8)

    def attempt() -> None:
        barrier.wait()
        try:
            won.append(refresh(house.env, CALLER, token))
        except Unauthenticated:
            return

    threads = [threading.Thread(target=attempt, daemon=True) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won
    assert sum(not refused(house, one.refresh_token) for one in won) <= 1


def kept_alive(house: House, signed_in: SignedIn, days: int) -> SignedIn:
    """Refresh every day."""
    for _ in range(days):
        house.clock.forward(days=1)
        signed_in = refresh(house.env, CALLER, signed_in.refresh_token)
    return signed_in


def test_a_session_ends_after_14_idle_days_and_after_90_at_the_latest(house: House) -> None:
    """ACC-23."""
    idle = house.owner()
    house.clock.forward(days=14)
    assert refused(house, idle.refresh_token)
    busy = log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
    busy = kept_alive(house, busy, 89)
    house.clock.forward(hours=23, minutes=59)
    busy = refresh(house.env, CALLER, busy.refresh_token)
    house.clock.forward(minutes=1)
    assert refused(house, busy.refresh_token)
    with pytest.raises(Unauthenticated):
        authenticate(house.env, busy.access_token)


@pytest.mark.parametrize("token", ["", "unknown", "\ud800", "x" * 10_000])
def test_what_is_no_token_is_refused_alike(house: House, token: str) -> None:
    assert refused(house, token)


def test_the_session_of_a_revoked_device_says_so_to_who_has_its_token_and_to_nobody_else(house: House) -> None:
    """ACC-22: signing in again would be of no use to it."""
    first = house.owner()
    with house.env.transactions.write() as unit:
        unit.sessions.end(first.session, house.clock.now, EndReason.DEVICE_REVOKED)
    with pytest.raises(Unauthenticated) as told:
        refresh(house.env, CALLER, first.refresh_token)
    assert told.value.code == "device_revoked"
    assert refused(house, first.refresh_token[:-4] + "AAAA")
    other = log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
    assert not refused(house, other.refresh_token)


def test_a_locked_account_refreshes_nothing(house: House) -> None:
    """ACC-80."""
    owner = house.owner()
    register(house.env, CALLER, "ana@example.org", PASSWORD, "Ana", None)
    with house.env.transactions.write() as unit:
        ana = unit.accounts.by_email("ana@example.org")
        assert ana is not None
        unit.accounts.set_verified(ana.id, 1)
    signed_in = log_in(house.env, CALLER, "ana@example.org", PASSWORD, SecondProof())
    set_locked(house.env, Actor(owner.account, CALLER), ana.id, locked=True)
    assert refused(house, signed_in.refresh_token)


def test_a_session_that_slipped_past_the_lock_refreshes_nothing(house: House) -> None:
    """ACC-80: as one opened at the very moment when its account is locked, on a database with several writers."""
    owner = house.owner()
    with house.env.transactions.write() as unit:
        unit.accounts.set_state(owner.account, AccountState.LOCKED)
    assert house.principal(owner).session.ended_ms is None
    with pytest.raises(Unauthenticated):
        refresh(house.env, CALLER, owner.refresh_token)
