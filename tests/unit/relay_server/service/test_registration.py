from __future__ import annotations

from pathlib import Path

import pytest

from relay_server.domain.account import Account
from relay_server.errors import Forbidden, InvalidRequest, Unauthenticated
from relay_server.service.administration import Actor, invite
from relay_server.service.email_verification import verify_email
from relay_server.service.login import log_in
from relay_server.service.registration import register
from relay_server.service.second_factor_check import SecondProof
from tests.support.relay import CALLER, OWNER, PASSWORD, House, open_house

ANA = "ana@example.org"
CLI = Actor("cli", CALLER)


def account_of(house: House, email: str) -> Account | None:
    """Return an account as it is stored."""
    with house.env.transactions.read() as unit:
        return unit.accounts.by_email(email)


def test_a_taken_address_gives_the_same_answer_and_changes_nothing(house: House) -> None:
    """ACC-3."""
    house.owner()
    before = account_of(house, OWNER)
    assert register(house.env, CALLER, OWNER.upper(), "some other phrase", "Mallory", None) is register(
        house.env, CALLER, ANA, PASSWORD, "Ana", None
    )
    assert account_of(house, OWNER) == before
    told = house.post.mails[-2]
    assert told.recipient == OWNER
    assert "there is one already" in told.text
    assert "Mallory" not in told.text


def test_the_newest_registration_of_an_unproven_address_stands(house: House) -> None:
    """ACC-4."""
    register(house.env, CALLER, ANA, "password of a stranger", "Mallory", None)
    stolen = house.post.token(ANA)
    register(house.env, CALLER, ANA, PASSWORD, "Ana", None)
    with pytest.raises(Unauthenticated):
        verify_email(house.env, CALLER, ANA, "password of a stranger", stolen)
    with pytest.raises(Unauthenticated):
        verify_email(house.env, CALLER, ANA, PASSWORD, stolen)
    verify_email(house.env, CALLER, ANA, PASSWORD, house.post.token(ANA))
    stored = account_of(house, ANA)
    assert stored is not None
    assert stored.name == "Ana"
    log_in(house.env, CALLER, ANA, PASSWORD, SecondProof())


def test_by_invitation_only(tmp_path: Path) -> None:
    """ACC-2."""
    with open_house(tmp_path) as house:
        with pytest.raises(Forbidden) as refused:
            register(house.env, CALLER, ANA, PASSWORD, "Ana", None)
        assert refused.value.code == "invitation_needed"
        code = invite(house.env, CLI, None)
        assert register(house.env, CALLER, ANA, PASSWORD, "Ana", code) is False
        with pytest.raises(Forbidden):
            register(house.env, CALLER, "bo@example.org", PASSWORD, "Bo", code)


def test_an_invitation_for_an_address_proves_it_and_fits_no_other(house: House) -> None:
    """ACC-2."""
    code = invite(house.env, CLI, ANA)
    with pytest.raises(Forbidden):
        register(house.env, CALLER, "mallory@example.org", PASSWORD, "Mallory", code)
    assert register(house.env, CALLER, "Ana@Example.org", PASSWORD, "Ana", code) is True
    log_in(house.env, CALLER, ANA, PASSWORD, SecondProof())


def test_an_invitation_is_good_for_seven_days(house: House) -> None:
    """ACC-2."""
    code = invite(house.env, CLI, None)
    house.clock.forward(days=7)
    with pytest.raises(Forbidden):
        register(house.env, CALLER, ANA, PASSWORD, "Ana", code)


def test_listed_domains_only(tmp_path: Path) -> None:
    """ACC-2."""
    with open_house(tmp_path, registration="domains", registration_domains=("example.org",)) as house:
        register(house.env, CALLER, ANA, PASSWORD, "Ana", None)
        with pytest.raises(Forbidden) as refused:
            register(house.env, CALLER, "a@sub.example.org", PASSWORD, "Ana", None)
        assert refused.value.code == "domain_not_allowed"


def test_what_is_not_acceptable_is_refused_before_anything_happens(house: House) -> None:
    """ACC-11."""
    for email, password, name in [("no", PASSWORD, "Ana"), (ANA, "weak", "Ana"), (ANA, PASSWORD, "\n")]:
        with pytest.raises(InvalidRequest):
            register(house.env, CALLER, email, password, name, None)
    assert house.post.mails == []
    assert account_of(house, ANA) is None
