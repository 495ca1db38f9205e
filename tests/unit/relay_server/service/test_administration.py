from __future__ import annotations

import threading
from pathlib import Path

import pytest

from relay_server.domain.account import AccountRole, AccountState
from relay_server.errors import Conflict, NotFound, Unauthenticated
from relay_server.service import administration
from relay_server.service.actor import Actor
from relay_server.service.authenticate import authenticate
from relay_server.service.login import log_in
from relay_server.service.registration import register
from relay_server.service.second_factor_check import SecondProof
from relay_server.service.sign_in import SignedIn
from tests.support.relay import CALLER, OWNER, PASSWORD, House, open_house

CLI = Actor("cli", CALLER)
ANA = "ana@example.org"


def ana_of(house: House) -> SignedIn:
    """Open an account for Ana and sign in."""
    register(house.env, CALLER, ANA, PASSWORD, "Ana", administration.invite(house.env, CLI, ANA))
    return log_in(house.env, CALLER, ANA, PASSWORD, SecondProof())


def test_locking_ends_sessions_at_once(house: House) -> None:
    """ACC-80."""
    house.owner()
    ana = ana_of(house)
    assert administration.set_locked(house.env, CLI, ana.account, locked=True).state is AccountState.LOCKED
    with pytest.raises(Unauthenticated):
        authenticate(house.env, ana.access_token)
    assert administration.set_locked(house.env, CLI, ana.account, locked=False).state is AccountState.ACTIVE
    log_in(house.env, CALLER, ANA, PASSWORD, SecondProof())


def test_the_last_administrator_stays(house: House) -> None:
    """ACC-80."""
    owner = house.owner()
    for attempt in (
        lambda: administration.set_locked(house.env, CLI, owner.account, locked=True),
        lambda: administration.set_role(house.env, CLI, owner.account, AccountRole.USER),
        lambda: administration.delete_account(house.env, CLI, owner.account),
    ):
        with pytest.raises(Conflict) as refused:
            attempt()
        assert refused.value.code == "last_admin"


def test_an_administrator_who_cannot_sign_in_does_not_count(tmp_path: Path) -> None:
    """ACC-80: not before the address is proven."""
    with open_house(tmp_path, registration="open") as house:
        owner = house.owner()
        register(house.env, CALLER, ANA, PASSWORD, "Ana", None)
        ana = administration.find_account(house.env, ANA)
        administration.set_role(house.env, CLI, ana.id, AccountRole.ADMIN)
        with pytest.raises(Conflict):
            administration.set_role(house.env, CLI, owner.account, AccountRole.USER)
        administration.set_role(house.env, CLI, ana.id, AccountRole.USER)


def test_two_administrators_cannot_demote_each_other_at_once(house: House) -> None:
    """ACC-80."""
    owner, ana = house.owner().account, ana_of(house).account
    administration.set_role(house.env, CLI, ana, AccountRole.ADMIN)
    barrier = threading.Barrier(2)
    refused: list[str] = []

    def demote(account: str) -> None:
        barrier.wait()
        try:
            administration.set_role(house.env, CLI, account, AccountRole.USER)
        except Conflict as error:
            refused.append(error.code)

    threads = [threading.Thread(target=demote, args=(account,), daemon=True) for account in (owner, ana)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["last_admin"]
    with house.env.transactions.read() as unit:
        assert unit.accounts.count_admins() == 1


def test_sessions_of_anybody_can_be_seen_and_ended(house: House) -> None:
    house.owner()
    ana = ana_of(house)
    assert [one.id for one in administration.sessions_of(house.env, ana.account)] == [ana.session]
    administration.end_session(house.env, CLI, ana.session)
    with pytest.raises(NotFound):
        administration.end_session(house.env, CLI, ana.session)
    log_in(house.env, CALLER, ANA, PASSWORD, SecondProof())
    assert administration.end_sessions(house.env, CLI, ana.account) == 1
    assert administration.sessions_of(house.env, ana.account) == []


def test_accounts_are_found_by_id_and_address_and_deleted(house: House) -> None:
    owner = house.owner()
    assert administration.find_account(house.env, OWNER.upper()).id == owner.account
    assert administration.find_account(house.env, owner.account).email == OWNER
    ana = ana_of(house)
    administration.delete_account(house.env, CLI, ana.account)
    for who in (ANA, ana.account, "\ud800", "\x00"):
        with pytest.raises(NotFound):
            administration.find_account(house.env, who)
    for attempt in (
        lambda: administration.set_locked(house.env, CLI, ana.account, locked=True),
        lambda: administration.end_sessions(house.env, CLI, ana.account),
        lambda: administration.delete_account(house.env, CLI, ana.account),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert [one.email for one in administration.list_accounts(house.env, None, 10, "")] == [OWNER]


def test_an_invitation_for_an_address_is_mailed(house: House) -> None:
    code = administration.invite(house.env, CLI, ANA)
    assert house.post.mails[-1].recipient == ANA
    assert code in house.post.mails[-1].text
    administration.invite(house.env, CLI, None)
    assert len(house.post.mails) == 1
    assert {one.email for one in administration.open_invites(house.env)} == {ANA, None}
