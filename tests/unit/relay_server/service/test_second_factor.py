from __future__ import annotations

import pytest

from relay_server.errors import Conflict, NotFound, Unauthenticated
from relay_server.service import second_factor
from relay_server.service.second_factor_check import secret_place
from relay_server.service.sign_in import SignedIn
from tests.support.logging_in import code_at
from tests.support.relay import CALLER, OWNER, House


def test_an_unfinished_enrolment_counts_for_nothing(house: House) -> None:
    who = house.principal(house.owner())
    first = second_factor.start_enrolment(house.env, who).secret
    second = second_factor.start_enrolment(house.env, who).secret
    assert first != second
    assert second_factor.second_factor_state(house.env, who) == second_factor.SecondFactorState(False, 0)
    with pytest.raises(Unauthenticated):
        second_factor.finish_enrolment(house.env, CALLER, who, code_at(first, house.clock))
    codes = second_factor.finish_enrolment(house.env, CALLER, who, code_at(second, house.clock))
    assert len(set(codes)) == 10
    assert second_factor.second_factor_state(house.env, who) == second_factor.SecondFactorState(True, 10)
    with pytest.raises(Conflict):
        second_factor.start_enrolment(house.env, house.principal(house_signed_in(house)))
    with pytest.raises(NotFound):
        second_factor.finish_enrolment(house.env, CALLER, house.principal(house_signed_in(house)), "000000")


def house_signed_in(house: House) -> SignedIn:
    """Return the owner's only session."""
    with house.env.transactions.read() as unit:
        account = unit.accounts.by_email(OWNER)
        assert account is not None
        session = unit.sessions.open_of(account.id, house.clock.now)[0]
    return SignedIn(account.id, session.id, "", "")


def test_the_code_that_enrolled_counts_no_more(house: House) -> None:
    """ACC-30."""
    who = house.principal(house.owner())
    secret = second_factor.start_enrolment(house.env, who).secret
    second_factor.finish_enrolment(house.env, CALLER, who, code_at(secret, house.clock))
    with house.env.transactions.read() as unit:
        factor = unit.second_factors.get(who.account.id)
    assert factor is not None
    assert factor.last_step == house.clock.now // 30_000
    assert factor.confirmed_ms == house.clock.now


def test_the_secret_is_sealed(house: House) -> None:
    """ACC-33."""
    who = house.principal(house.owner())
    secret = second_factor.start_enrolment(house.env, who).secret
    with house.env.transactions.read() as unit:
        factor = unit.second_factors.get(who.account.id)
    assert factor is not None
    assert secret.encode() not in factor.sealed_secret
    assert house.env.sealer.open(factor.sealed_secret, secret_place(who.account.id)) == secret.encode()


def test_new_recovery_codes_replace_the_old_ones(house: House) -> None:
    """ACC-31."""
    who = house.principal(house.owner())
    with pytest.raises(NotFound):
        second_factor.new_recovery_codes(house.env, CALLER, who)
    secret = second_factor.start_enrolment(house.env, who).secret
    old = second_factor.finish_enrolment(house.env, CALLER, who, code_at(secret, house.clock))
    fresh = house.principal(house_signed_in(house))
    new = second_factor.new_recovery_codes(house.env, CALLER, fresh)
    assert set(old).isdisjoint(new)
    second_factor.disable(house.env, CALLER, fresh)
    assert second_factor.second_factor_state(house.env, who) == second_factor.SecondFactorState(False, 0)
    with pytest.raises(NotFound):
        second_factor.disable(house.env, CALLER, fresh)
    assert [mail.recipient for mail in house.post.mails] == [OWNER, OWNER]
