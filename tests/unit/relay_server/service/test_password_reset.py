from __future__ import annotations

import re

import pytest

from relay_server.domain.one_time_token import Purpose, token_digest
from relay_server.errors import Conflict, InvalidRequest, NotFound, Unauthenticated
from relay_server.service import second_factor
from relay_server.service.administration import Actor, set_locked
from relay_server.service.login import log_in
from relay_server.service.password_reset import ask_for_reset, reset_link, reset_password
from relay_server.service.registration import register
from relay_server.service.second_factor_check import SecondProof
from tests.support.logging_in import attempt, enrolled
from tests.support.relay import CALLER, OWNER, PASSWORD, House

NEW = "another good phrase"


def asked(house: House, email: str = OWNER) -> str:
    """Ask for a reset and return the token of the mail."""
    ask_for_reset(house.env, CALLER, email)
    house.settle()
    return house.post.token(email)


def test_a_mailed_token_sets_a_password_once_and_ends_every_session(house: House) -> None:
    """ACC-26, ACC-51."""
    owner = house.owner()
    token = asked(house)
    reset_password(house.env, CALLER, token, NEW)
    assert attempt(house, OWNER, PASSWORD) == "invalid_credentials"
    assert attempt(house, OWNER, NEW) == "signed in"
    assert house.principal(owner).session.ended_ms is not None
    with pytest.raises(Unauthenticated):
        reset_password(house.env, CALLER, token, PASSWORD)


def test_a_bad_password_leaves_the_token_good(house: House) -> None:
    """ACC-11: also one that is the own address."""
    house.owner()
    token = asked(house)
    with pytest.raises(InvalidRequest):
        reset_password(house.env, CALLER, token, "weak")
    with pytest.raises(InvalidRequest):
        reset_password(house.env, CALLER, token, OWNER)
    reset_password(house.env, CALLER, token, NEW)


def test_it_is_good_for_half_an_hour_and_until_the_next(house: House) -> None:
    """ACC-51."""
    house.owner()
    first, second = asked(house), asked(house)
    with pytest.raises(Unauthenticated):
        reset_password(house.env, CALLER, first, NEW)
    house.clock.forward(minutes=30)
    with pytest.raises(Unauthenticated):
        reset_password(house.env, CALLER, second, NEW)


def test_a_token_of_another_purpose_resets_nothing(house: House) -> None:
    """ACC-51."""
    register(house.env, CALLER, "ana@example.org", PASSWORD, "Ana", None)
    with pytest.raises(Unauthenticated):
        reset_password(house.env, CALLER, house.post.token("ana@example.org"), NEW)


def test_a_token_for_an_address_that_was_changed_since_resets_nothing(house: House) -> None:
    """ACC-51."""
    owner = house.owner()
    token = asked(house)
    with house.env.transactions.write() as unit:
        unit.accounts.set_email(owner.account, "new@example.org", 1)
    with pytest.raises(Unauthenticated):
        reset_password(house.env, CALLER, token, NEW)


def test_nobody_else_gets_mail(house: House) -> None:
    """ACC-52."""
    owner = house.owner()
    register(house.env, CALLER, "ana@example.org", PASSWORD, "Ana", None)
    with house.env.transactions.read() as unit:
        ana = unit.accounts.by_email("ana@example.org")
    assert ana is not None
    set_locked(house.env, Actor(owner.account, CALLER), ana.id, locked=True)
    house.post.mails.clear()
    for email in ("nobody@example.org", "ana@example.org", "not an address", "\ud800"):
        ask_for_reset(house.env, CALLER, email)
    house.settle()
    assert house.post.mails == []


def test_the_second_factor_stays(house: House) -> None:
    """ACC-32."""
    enrolled(house)
    reset_password(house.env, CALLER, asked(house), NEW)
    assert attempt(house, OWNER, NEW) == "second_factor_required"
    with house.env.transactions.read() as unit:
        account = unit.accounts.by_email(OWNER)
    assert account is not None
    with house.env.transactions.read() as unit:
        assert unit.second_factors.count_codes(account.id) == 10
    assert second_factor.RECOVERY_CODES == 10


def test_only_the_hash_of_a_token_is_stored(house: House) -> None:
    """ACC-51."""
    house.owner()
    token = asked(house)
    with house.env.transactions.read() as unit:
        stored = unit.tokens.get(token_digest(Purpose.RESET_PASSWORD, token), Purpose.RESET_PASSWORD, house.clock.now)
    assert stored is not None
    assert token not in repr(stored)


def test_an_administrator_can_hand_on_a_link(house: House) -> None:
    """ACC-50."""
    owner = house.owner()
    link = reset_link(house.env, CALLER, owner.account, actor="cli")
    found = re.fullmatch(r"https://relay\.test/account/reset#(\S+)", link)
    assert found
    reset_password(house.env, CALLER, found.group(1), NEW)
    log_in(house.env, CALLER, OWNER, NEW, SecondProof())
    with pytest.raises(NotFound):
        reset_link(house.env, CALLER, "0" * 32, actor="cli")


def test_no_link_for_a_locked_account(house: House) -> None:
    owner = house.owner()
    register(house.env, CALLER, "ana@example.org", PASSWORD, "Ana", None)
    with house.env.transactions.read() as unit:
        ana = unit.accounts.by_email("ana@example.org")
    assert ana is not None
    set_locked(house.env, Actor(owner.account, CALLER), ana.id, locked=True)
    with pytest.raises(Conflict):
        reset_link(house.env, CALLER, ana.id, actor="cli")
