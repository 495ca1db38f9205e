from __future__ import annotations

from relay_server.domain.one_time_token import OneTimeToken, Purpose
from relay_server.domain.second_factor import SecondFactor
from relay_server.ports.unit_of_work import Transactions
from tests.support.relay_rows import account, stored_account

NOW = 10_000


def token(digest: bytes = b"t" * 32, purpose: Purpose = Purpose.VERIFY_EMAIL) -> OneTimeToken:
    """Return a token of the first account."""
    return OneTimeToken(digest, purpose, account().id, NOW + 1, "person1@example.org")


def test_a_token_is_claimed_once_for_its_purpose_while_it_is_good(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        unit.tokens.add(token())
        assert unit.tokens.claim(token().digest, Purpose.RESET_PASSWORD, NOW) is None
        assert unit.tokens.claim(token().digest, Purpose.VERIFY_EMAIL, NOW + 1) is None
        assert unit.tokens.get(token().digest, Purpose.VERIFY_EMAIL, NOW) == token()
        assert unit.tokens.get(token().digest, Purpose.VERIFY_EMAIL, NOW + 1) is None
        assert unit.tokens.claim(token().digest, Purpose.VERIFY_EMAIL, NOW) == token()
        assert unit.tokens.claim(token().digest, Purpose.VERIFY_EMAIL, NOW) is None


def test_a_new_token_replaces_the_one_of_its_purpose(transactions: Transactions) -> None:
    stored_account(transactions)
    reset = token(b"r" * 32, Purpose.RESET_PASSWORD)
    with transactions.write() as unit:
        unit.tokens.add(token())
        unit.tokens.add(reset)
        unit.tokens.add(token(b"n" * 32))
        assert unit.tokens.claim(token().digest, Purpose.VERIFY_EMAIL, NOW) is None
        assert unit.tokens.claim(reset.digest, Purpose.RESET_PASSWORD, NOW) == reset
        assert unit.tokens.prune(NOW + 1) == 1


def test_a_step_counts_once_and_only_forward(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        unit.second_factors.put(SecondFactor(account().id, b"sealed"))
        assert unit.second_factors.claim_step(account().id, 5)
        assert not unit.second_factors.claim_step(account().id, 5)
        assert not unit.second_factors.claim_step(account().id, 4)
        assert unit.second_factors.claim_step(account().id, 6)
        assert unit.second_factors.get(account().id) == SecondFactor(account().id, b"sealed", None, 6)


def test_a_recovery_code_is_claimed_by_one(transactions: Transactions) -> None:
    stored_account(transactions)
    stored_account(transactions, 2)
    with transactions.write() as unit:
        unit.second_factors.replace_codes(account().id, [b"a" * 32, b"b" * 32])
        assert not unit.second_factors.claim_code(account(2).id, b"a" * 32)
        assert unit.second_factors.claim_code(account().id, b"a" * 32)
        assert not unit.second_factors.claim_code(account().id, b"a" * 32)
        assert unit.second_factors.count_codes(account().id) == 1


def test_removing_takes_app_and_codes(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        unit.second_factors.put(SecondFactor(account().id, b"sealed", 5, 7))
        unit.second_factors.put(SecondFactor(account().id, b"again"))
        assert unit.second_factors.get(account().id) == SecondFactor(account().id, b"again")
        unit.second_factors.replace_codes(account().id, [b"a" * 32])
        unit.second_factors.remove(account().id)
        assert unit.second_factors.get(account().id) is None
        assert unit.second_factors.count_codes(account().id) == 0
