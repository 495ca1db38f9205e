"""Rows for tests of the relay's storage."""

from __future__ import annotations

from typing import Any

from relay_server.domain.account import Account, AccountRole, AccountState
from relay_server.domain.session import Method, Session
from relay_server.ports.unit_of_work import Transactions


def account(number: int = 1, **changes: Any) -> Account:
    """Return an account whose id and address carry a number."""
    values: dict[str, Any] = {
        "id": f"{number:032x}",
        "email": f"person{number}@example.org",
        "name": f"Person {number}",
        "role": AccountRole.USER,
        "state": AccountState.ACTIVE,
        "password": "$aio1$2b$04$x",
        "created_ms": 1_000,
    }
    return Account(**{**values, **changes})


def session(number: int = 1, **changes: Any) -> Session:
    """Return a session of the first account."""
    values: dict[str, Any] = {
        "id": f"{number:032x}",
        "account": f"{1:032x}",
        "created_ms": 1_000,
        "expires_ms": 100_000,
        "used_ms": 1_000 + number,
        "proven_ms": 1_000,
        "methods": (Method.PASSWORD,),
        "user_agent": "test",
        "address": "192.0.2.7",
    }
    return Session(**{**values, **changes})


def stored_account(transactions: Transactions, number: int = 1, **changes: Any) -> Account:
    """Store an account."""
    made = account(number, **changes)
    with transactions.write() as unit:
        unit.accounts.add(made)
    return made
