from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from relay_server.errors import Forbidden, RateLimited, Unauthenticated
from relay_server.service.email_verification import send_verification_again, verify_email
from relay_server.service.environment import Caller
from relay_server.service.login import log_in
from relay_server.service.password_pool import PasswordPool
from relay_server.service.registration import register
from relay_server.service.second_factor_check import SecondProof
from tests.support.relay import CALLER, NO_LIMITS, OWNER, PASSWORD, House, open_house

ANA = "ana@example.org"


@pytest.fixture
def token(house: House) -> str:
    """Return the token of a new account."""
    register(house.env, CALLER, ANA, PASSWORD, "Ana", None)
    return house.post.token(ANA)


def test_token_and_password_prove_an_address_once(house: House, token: str) -> None:
    """ACC-4, ACC-51."""
    with pytest.raises(Forbidden):
        log_in(house.env, CALLER, ANA, PASSWORD, SecondProof())
    with pytest.raises(Unauthenticated):
        verify_email(house.env, CALLER, ANA, "not the password", token)
    with pytest.raises(Unauthenticated):
        verify_email(house.env, CALLER, ANA, PASSWORD, token + "x")
    verify_email(house.env, CALLER, ANA, PASSWORD, token)
    with pytest.raises(Unauthenticated):
        verify_email(house.env, CALLER, ANA, PASSWORD, token)
    log_in(house.env, CALLER, ANA, PASSWORD, SecondProof())


def test_it_is_good_for_a_day(house: House, token: str) -> None:
    """ACC-51."""
    house.clock.forward(days=1)
    with pytest.raises(Unauthenticated):
        verify_email(house.env, CALLER, ANA, PASSWORD, token)


def test_a_token_of_one_account_proves_no_other(house: House, token: str) -> None:
    """ACC-51."""
    register(house.env, CALLER, "bo@example.org", PASSWORD, "Bo", None)
    with pytest.raises(Unauthenticated):
        verify_email(house.env, CALLER, "bo@example.org", PASSWORD, token)
    verify_email(house.env, CALLER, ANA, PASSWORD, token)


def test_the_mail_comes_again_only_to_who_waits_for_it(house: House, token: str) -> None:
    """ACC-51, ACC-52."""
    house.owner()
    for email in (ANA, OWNER, "nobody@example.org"):
        send_verification_again(house.env, CALLER, email)
    house.settle()
    assert [mail.recipient for mail in house.post.mails] == [ANA, ANA]
    with pytest.raises(Unauthenticated):
        verify_email(house.env, CALLER, ANA, PASSWORD, token)
    verify_email(house.env, CALLER, ANA, PASSWORD, house.post.token(ANA))


def test_one_address_cannot_lock_somebody_out_by_proving_addresses(tmp_path: Path) -> None:
    """ACC-60: a guess at a password is counted alike wherever it is made."""
    rates = NO_LIMITS.model_copy(
        update={"login_per_account_and_address": "3 per hour", "login_per_account": "5 per hour"}
    )
    with open_house(tmp_path, rates=rates) as house:
        house.owner()
        for _ in range(3):
            with pytest.raises(Unauthenticated):
                verify_email(house.env, CALLER, OWNER, "wrong", "token")
        for _ in range(9):
            with pytest.raises(RateLimited):
                verify_email(house.env, CALLER, OWNER, "wrong", "token")
        log_in(house.env, Caller("198.51.100.9", "198.51.100.9", "test"), OWNER, PASSWORD, SecondProof())


def test_a_password_that_is_replaced_while_it_is_checked_proves_nothing(house: House, token: str) -> None:
    """ACC-4: the newest registration stands, and only its password proves the address."""

    class Replacing(PasswordPool):
        def verify(self, password: str, stored: str | None) -> bool:
            right = super().verify(password, stored)
            with house.env.transactions.write() as unit:
                account = unit.accounts.by_email(ANA)
                assert account is not None
                unit.accounts.set_password(account.id, self.hash("another good phrase"))
            return right

    with pytest.raises(Unauthenticated):
        verify_email(replace(house.env, passwords=Replacing(1, cost=4)), CALLER, ANA, PASSWORD, token)
    verify_email(house.env, CALLER, ANA, "another good phrase", token)
