from __future__ import annotations

import pytest

from relay_server.domain.account import AccountRole
from relay_server.errors import Forbidden, Unauthenticated
from relay_server.service.authenticate import authenticate, require_admin
from relay_server.service.profile import delete_own
from relay_server.service.sessions import log_out
from tests.support.relay import CALLER, House


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
    mixed = house.env.access_tokens.issue("f" * 32, owner.session)
    with pytest.raises(Unauthenticated):
        authenticate(house.env, mixed)


def test_a_deleted_account_is_refused(house: House) -> None:
    """ACC-21."""
    owner = house.owner()
    with house.env.transactions.write() as unit:
        unit.accounts.set_role(owner.account, AccountRole.USER)
    delete_own(house.env, CALLER, house.principal(owner))
    with pytest.raises(Unauthenticated):
        authenticate(house.env, owner.access_token)
