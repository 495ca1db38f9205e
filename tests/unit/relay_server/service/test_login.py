from __future__ import annotations

import statistics
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from relay_server.domain.ledger_leaf import event_of
from relay_server.domain.security_event import Action
from relay_server.domain.session import MAX_SESSIONS, Method
from relay_server.errors import RelayError, Unauthenticated
from relay_server.ports.broker import SESSION_ENDED
from relay_server.service.administration import Actor, set_locked
from relay_server.service.environment import Caller
from relay_server.service.login import log_in
from relay_server.service.password_pool import PasswordPool
from relay_server.service.registration import register
from relay_server.service.second_factor_check import SecondProof
from relay_server.service.sessions import list_sessions
from tests.support.logging_in import attempt, code_at, enrolled
from tests.support.relay import CALLER, NO_LIMITS, OWNER, PASSWORD, House, open_house


def test_unknown_address_and_wrong_password_sound_alike(house: House) -> None:
    """ACC-12."""
    house.owner()
    told = []
    for email in (OWNER, "nobody@example.org", "not an address", "", "\ud800"):
        with pytest.raises(Unauthenticated) as refused:
            log_in(house.env, CALLER, email, "wrong", SecondProof())
        told.append((refused.value.code, str(refused.value)))
    assert len(set(told)) == 1


def test_unknown_address_and_wrong_password_take_as_long(tmp_path: Path) -> None:
    """ACC-12. The medians of interleaved runs, with a cost that makes hashing the larger part."""
    with open_house(tmp_path) as house:
        env = replace(house.env, passwords=PasswordPool(1, cost=8))
        slow = replace(house, env=env)
        slow.owner()
        times: dict[str, list[float]] = {OWNER: [], "nobody@example.org": []}
        for _ in range(15):
            for email, taken in times.items():
                started = time.perf_counter()
                attempt(slow, email, "wrong")
                taken.append(time.perf_counter() - started)
        known, unknown = (statistics.median(taken) for taken in times.values())
        # Without the dummy hash the ratio is below 0.3.
        assert 0.6 < unknown / known < 1.67


def test_what_a_right_password_may_be_told(house: House) -> None:
    """ACC-4, ACC-80."""
    owner = house.owner()
    register(house.env, CALLER, "ana@example.org", PASSWORD, "Ana", None)
    assert attempt(house, "ana@example.org", PASSWORD) == "email_unverified"
    assert attempt(house, "ana@example.org", "wrong") == "invalid_credentials"
    with house.env.transactions.write() as unit:
        ana = unit.accounts.by_email("ana@example.org")
        assert ana is not None
        unit.accounts.set_verified(ana.id, 1)
    set_locked(house.env, Actor(owner.account, CALLER), ana.id, locked=True)
    assert attempt(house, "ana@example.org", PASSWORD) == "account_locked"
    assert attempt(house, "ana@example.org", "wrong") == "invalid_credentials"


def test_a_password_that_is_changed_while_it_is_checked_opens_nothing(house: House) -> None:
    """ACC-21, ACC-26."""
    owner = house.owner()

    class Changing(PasswordPool):
        def verify(self, password: str, stored: str | None) -> bool:
            right = super().verify(password, stored)
            with house.env.transactions.write() as unit:
                unit.accounts.set_password(owner.account, self.hash("another good phrase"))
            return right

    changing = replace(house, env=replace(house.env, passwords=Changing(1, cost=4)))
    assert attempt(changing, OWNER, PASSWORD) == "invalid_credentials"
    assert attempt(house, OWNER, "another good phrase") == "signed in"


def test_a_second_factor_is_asked_for_after_the_password(house: House) -> None:
    """ACC-12, ACC-30."""
    secret, _ = enrolled(house)
    assert attempt(house, OWNER, PASSWORD) == "second_factor_required"
    assert attempt(house, OWNER, "wrong") == "invalid_credentials"
    assert attempt(house, OWNER, "wrong", SecondProof(totp=code_at(secret, house.clock))) == "invalid_credentials"
    assert attempt(house, OWNER, PASSWORD, SecondProof(totp="000000")) == "invalid_credentials"
    signed_in = log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof(totp=code_at(secret, house.clock)))
    assert set(house.principal(signed_in).session.methods) == {Method.PASSWORD, Method.TOTP}


def test_a_code_counts_once_also_at_the_same_moment(house: House) -> None:
    """ACC-30."""
    secret, _ = enrolled(house)
    code, results = code_at(secret, house.clock), []
    threads = [
        threading.Thread(
            target=lambda: results.append(attempt(house, OWNER, PASSWORD, SecondProof(totp=code))), daemon=True
        )
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["invalid_credentials"] * 5 + ["signed in"]


def test_codes_are_guessed_a_few_times_only(tmp_path: Path) -> None:
    """ACC-60: with the right password too."""
    rates = NO_LIMITS.model_copy(update={"second_factor_per_account": "4 per hour"})
    with open_house(tmp_path, rates=rates) as house:
        secret, codes = enrolled(house)
        results = [attempt(house, OWNER, PASSWORD, SecondProof(totp="000000")) for _ in range(4)]
        assert results == ["invalid_credentials"] * 4
        proofs = (SecondProof(totp=code_at(secret, house.clock)), SecondProof(recovery_code=codes[0]))
        assert [attempt(house, OWNER, PASSWORD, proof) for proof in proofs] == ["rate_limited"] * 2


def test_a_recovery_code_counts_once(house: House) -> None:
    """ACC-31."""
    _, codes = enrolled(house)
    assert attempt(house, OWNER, PASSWORD, SecondProof(recovery_code=codes[3].lower())) == "signed in"
    assert attempt(house, OWNER, PASSWORD, SecondProof(recovery_code=codes[3])) == "invalid_credentials"
    assert attempt(house, OWNER, PASSWORD, SecondProof(recovery_code=codes[4])) == "signed in"


def test_a_hash_of_another_cost_is_renewed(house: House) -> None:
    """ACC-14."""
    owner = house.owner()
    changed = replace(house, env=replace(house.env, passwords=PasswordPool(1, cost=5)))
    assert attempt(changed, OWNER, PASSWORD) == "signed in"
    with house.env.transactions.read() as unit:
        stored = unit.accounts.get(owner.account)
    assert stored is not None
    assert stored.password.startswith("$aio1$2b$05$")
    assert attempt(changed, OWNER, PASSWORD) == "signed in"


def test_every_attempt_is_recorded(house: House) -> None:
    owner = house.owner()
    attempt(house, OWNER, "wrong")
    attempt(house, OWNER, PASSWORD)
    with house.env.transactions.read() as unit:
        events = [event_of(leaf) for leaf in unit.ledger.newest(2, subject=owner.account)]
    assert [event.action for event in events] == [Action.LOGGED_IN, Action.LOGIN_FAILED]
    assert events[1].details == {"reason": "invalid_credentials"}


def test_the_oldest_session_gives_way(house: House) -> None:
    """ACC-25: and is announced like every other that ends."""
    ended: list[str] = []
    house.env.broker.subscribe(SESSION_ENDED, lambda _topic, message: ended.append(message.decode()))
    first = house.owner()
    for _ in range(MAX_SESSIONS):
        house.clock.forward(seconds=1)
        last = log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
    sessions = list_sessions(house.env, house.principal(last))
    assert len(sessions) == MAX_SESSIONS
    assert first.session not in {one.id for one in sessions}
    assert ended == [first.session]


def test_one_address_does_not_use_up_what_all_share(tmp_path: Path) -> None:
    """ACC-60: what is refused to an address is not counted against everybody."""
    rates = NO_LIMITS.model_copy(update={"login_per_address": "2 per hour", "login_total": "4 per hour"})
    with open_house(tmp_path, rates=rates) as house:
        house.owner()
        results = [attempt(house, f"p{number}@example.org", "wrong") for number in range(8)]
        assert results == ["invalid_credentials"] * 2 + ["rate_limited"] * 6
        elsewhere = Caller("198.51.100.9", "198.51.100.9", "test")
        log_in(house.env, elsewhere, OWNER, PASSWORD, SecondProof())


def test_a_good_sign_in_forgets_the_failures(tmp_path: Path) -> None:
    """ACC-61."""
    rates = NO_LIMITS.model_copy(update={"login_per_account_and_address": "3 per hour"})
    with open_house(tmp_path, rates=rates) as house:
        house.owner()
        attempts = ["wrong", "wrong", PASSWORD, "wrong", "wrong", "wrong", PASSWORD]
        results = [attempt(house, OWNER, password) for password in attempts]
        assert results == [
            *["invalid_credentials"] * 2,
            "signed in",
            *["invalid_credentials"] * 3,
            "rate_limited",
        ]


def test_many_guesses_at_once_are_counted_before_they_are_checked(tmp_path: Path) -> None:
    """ACC-60."""
    rates = NO_LIMITS.model_copy(update={"login_per_account": "5 per hour"})
    with open_house(tmp_path, rates=rates) as house:
        house.owner()
        results: list[str] = []

        def guess() -> None:
            try:
                results.append(attempt(house, OWNER, "wrong"))
            except RelayError as error:
                results.append(type(error).__name__)

        threads = [threading.Thread(target=guess, daemon=True) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert results.count("invalid_credentials") == 5
        assert results.count("rate_limited") == 11
