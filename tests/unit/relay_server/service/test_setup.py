from __future__ import annotations

import threading

import pytest

from relay_server.errors import Conflict, Forbidden, RelayError
from relay_server.service.authenticate import authenticate
from relay_server.service.setup import needs_setup, new_setup_code, set_up
from tests.support.relay import CALLER, OWNER, PASSWORD, House


def made_code(house: House) -> str:
    """Return a new set-up code."""
    code = new_setup_code(house.env)
    assert code is not None
    return code


def test_the_newest_code_opens_the_first_account_once(house: House) -> None:
    """ACC-1."""
    old, new = made_code(house), made_code(house)
    with pytest.raises(Forbidden):
        set_up(house.env, CALLER, old, OWNER, PASSWORD, "Olive")
    signed_in = set_up(house.env, CALLER, new.lower(), OWNER, PASSWORD, "Olive")
    assert authenticate(house.env, signed_in.access_token).account.is_admin
    assert not needs_setup(house.env)
    assert new_setup_code(house.env) is None
    with pytest.raises(Conflict):
        set_up(house.env, CALLER, new, "b@example.org", PASSWORD, "Bo")


def test_without_a_code_nobody_sets_up(house: House) -> None:
    """ACC-1."""
    with pytest.raises(Forbidden):
        set_up(house.env, CALLER, "", OWNER, PASSWORD, "Olive")


def test_of_several_at_once_one_wins(house: House) -> None:
    """ACC-1."""
    code = made_code(house)
    won: list[str] = []

    def attempt(number: int) -> None:
        try:
            won.append(set_up(house.env, CALLER, code, f"p{number}@example.org", PASSWORD, "P").account)
        except RelayError:
            return

    threads = [threading.Thread(target=attempt, args=(number,), daemon=True) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with house.env.transactions.read() as unit:
        assert unit.accounts.count() == len(won) == 1
