from __future__ import annotations

import pytest

from relay_server.domain.account import AccountRole, AccountState
from relay_server.errors import Forbidden, Unauthenticated
from relay_server.service.authenticate import authenticate, require_admin
from relay_server.service.profile import delete_own
from relay_server.service.registration import register
from relay_server.service.sessions import log_out
from tests.support.relay import CALLER, PASSWORD, House


def test_the_present_state_decides(house: House) -> None:
    """ACC-21."""
    owner = house.owner()
    principal = authenticate(house.env, owner.access_token)
    require_admin(principal)
    with house.env.transactions.write() as unit:
        unit.accounts.set_role(owner.account, AccountRole.USER)
    with pytest.raises(Forbidden):
        require_admin(authenticate(house.env, owner.access_token))
    log_out(house.env, CALLER, principal)
    with pytest.raises(Unauthenticated) as refused:
        authenticate(house.env, owner.access_token)
    assert refused.value.code == "session_ended"


def test_a_token_for_another_s_session_is_refused(house: House) -> None:
    """ACC-21."""
    owner = house.owner()
    register(house.env, CALLER, "ana@example.org", PASSWORD, "Ana", None)
    with house.env.transactions.read() as unit:
        ana = unit.accounts.by_email("ana@example.org")
    assert ana is not None
    for account in ("f" * 32, ana.id):
        with pytest.raises(Unauthenticated):
            authenticate(house.env, house.env.access_tokens.issue(account, owner.session))


def test_a_session_that_slipped_past_the_lock_opens_nothing(house: House) -> None:
    """ACC-80: as one opened at the very moment when its account is locked, on a database with several writers."""
    owner = house.owner()
    with house.env.transactions.write() as unit:
        unit.accounts.set_state(owner.account, AccountState.LOCKED)
    with pytest.raises(Forbidden):
        authenticate(house.env, owner.access_token)


def test_a_deleted_account_is_refused(house: House) -> None:
    """ACC-21."""
    owner = house.owner()
    with house.env.transactions.write() as unit:
        unit.accounts.set_role(owner.account, AccountRole.USER)
    delete_own(house.env, CALLER, house.principal(owner))
    with pytest.raises(Unauthenticated):
        authenticate(house.env, owner.access_token)
