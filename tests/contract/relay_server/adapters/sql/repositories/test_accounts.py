from __future__ import annotations

import pytest

from relay_server.domain.account import AccountRole, AccountState
from relay_server.errors import DuplicateError
from relay_server.ports.unit_of_work import Transactions
from tests.support.relay_rows import account, session, stored_account


def test_an_address_is_found_whatever_its_case(transactions: Transactions) -> None:
    made = stored_account(transactions, email="Ana@Example.ORG")
    with transactions.read() as unit:
        assert unit.accounts.by_email("ana@example.org") == made
        assert unit.accounts.by_email("ana@example.net") is None


def test_an_address_is_taken_once_and_the_transaction_goes_on(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        with pytest.raises(DuplicateError):
            unit.accounts.add(account(2, email="PERSON1@example.org"))
        unit.accounts.add(account(3))
        with pytest.raises(DuplicateError):
            unit.accounts.set_email(account(3).id, "person1@example.org", 5)
    with transactions.read() as unit:
        assert unit.accounts.count() == 2
        assert unit.accounts.get(account(3).id) == account(3)


def test_every_change_changes_that_account_alone(transactions: Transactions) -> None:
    stored_account(transactions)
    other = stored_account(transactions, 2)
    who = account().id
    with transactions.write() as unit:
        unit.accounts.set_name(who, "New")
        unit.accounts.set_password(who, "hash")
        unit.accounts.set_email(who, "new@example.org", 7)
        unit.accounts.set_state(who, AccountState.LOCKED)
        unit.accounts.set_role(who, AccountRole.ADMIN)
    changed = account(
        name="New",
        password="hash",
        email="new@example.org",
        email_verified_ms=7,
        state=AccountState.LOCKED,
        role=AccountRole.ADMIN,
    )
    with transactions.read() as unit:
        assert unit.accounts.get(who) == changed
        assert unit.accounts.get(other.id) == other
        assert unit.accounts.by_email("person1@example.org") is None


def test_pages_follow_each_other_and_queries_are_literal(transactions: Transactions) -> None:
    for number in range(1, 6):
        stored_account(transactions, number, name="100% done" if number == 3 else f"Person {number}")
    with transactions.read() as unit:
        first = unit.accounts.page(None, 2)
        assert [one.id for one in first] == [account(1).id, account(2).id]
        assert [one.id for one in unit.accounts.page(first[-1].id, 10)] == [account(number).id for number in (3, 4, 5)]
        assert [one.id for one in unit.accounts.page(None, 10, "0%")] == [account(3).id]
        assert [one.id for one in unit.accounts.page(None, 10, "PERSON4@")] == [account(4).id]
        assert unit.accounts.page(None, 10, "_") == []


def test_only_administrators_who_can_sign_in_count(transactions: Transactions) -> None:
    stored_account(transactions, 1, role=AccountRole.ADMIN, email_verified_ms=1_000)
    stored_account(transactions, 2, role=AccountRole.ADMIN, email_verified_ms=1_000, state=AccountState.LOCKED)
    stored_account(transactions, 4, role=AccountRole.ADMIN)
    stored_account(transactions, 3)
    with transactions.read() as unit:
        assert unit.accounts.count_admins() == 1


def test_deleting_takes_what_belongs_to_the_account(transactions: Transactions) -> None:
    made = stored_account(transactions)
    with transactions.write() as unit:
        unit.sessions.add(session())
        unit.avatars.put(made.id, "digest", b"picture")
        unit.accounts.delete(made.id)
    with transactions.read() as unit:
        assert unit.accounts.get(made.id) is None
        assert unit.sessions.get(session().id) is None
        assert unit.avatars.get(made.id) is None


def test_a_picture_is_replaced_and_removed(transactions: Transactions) -> None:
    made = stored_account(transactions)
    with transactions.write() as unit:
        unit.avatars.put(made.id, "one", b"1")
        unit.avatars.put(made.id, "two", b"2")
        stored = unit.accounts.get(made.id)
        assert stored is not None
        assert stored.avatar == "two"
        assert unit.avatars.get(made.id) == b"2"
        unit.avatars.remove(made.id)
        assert unit.avatars.get(made.id) is None
        assert unit.accounts.get(made.id) == made


def test_accounts_that_were_never_proven_go(transactions: Transactions) -> None:
    stored_account(transactions, 1, created_ms=10)
    stored_account(transactions, 2, created_ms=10, email_verified_ms=11)
    stored_account(transactions, 3, created_ms=20)
    with transactions.write() as unit:
        assert unit.accounts.prune_unproven(20) == 1
        assert [one.id for one in unit.accounts.page(None, 9)] == [account(2).id, account(3).id]
