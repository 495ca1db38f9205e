from __future__ import annotations

import pytest

from relay_server.errors import Conflict, Unauthenticated
from relay_server.service.email_change import ask_for_email_change, confirm_email_change
from relay_server.service.registration import register
from tests.support.relay import CALLER, OWNER, PASSWORD, House

NEW = "new@example.org"


def email_of(house: House, account: str) -> str:
    """Return the address of an account."""
    with house.env.transactions.read() as unit:
        found = unit.accounts.get(account)
    assert found is not None
    return found.email


def test_token_and_password_change_the_address_once(house: House) -> None:
    """ACC-51."""
    owner = house.owner()
    ask_for_email_change(house.env, CALLER, house.principal(owner), NEW)
    token = house.post.token(NEW)
    with pytest.raises(Unauthenticated):
        confirm_email_change(house.env, CALLER, token, "wrong")
    assert email_of(house, owner.account) == OWNER
    confirm_email_change(house.env, CALLER, token, PASSWORD)
    assert email_of(house, owner.account) == NEW
    assert house.post.mails[-1].recipient == OWNER
    with pytest.raises(Unauthenticated):
        confirm_email_change(house.env, CALLER, token, PASSWORD)


def test_an_unknown_token_sounds_like_a_wrong_password(house: House) -> None:
    with pytest.raises(Unauthenticated) as refused:
        confirm_email_change(house.env, CALLER, "unknown", PASSWORD)
    assert refused.value.code == "invalid_verification"


def test_an_address_that_was_taken_meanwhile_stays_with_its_owner(house: House) -> None:
    owner = house.owner()
    ask_for_email_change(house.env, CALLER, house.principal(owner), NEW)
    token = house.post.token(NEW)
    register(house.env, CALLER, NEW, PASSWORD, "Ana", None)
    with pytest.raises(Conflict):
        confirm_email_change(house.env, CALLER, token, PASSWORD)
    assert email_of(house, owner.account) == OWNER


def test_it_is_good_for_an_hour(house: House) -> None:
    """ACC-51."""
    ask_for_email_change(house.env, CALLER, house.principal(house.owner()), NEW)
    house.clock.forward(hours=1)
    with pytest.raises(Unauthenticated):
        confirm_email_change(house.env, CALLER, house.post.token(NEW), PASSWORD)
