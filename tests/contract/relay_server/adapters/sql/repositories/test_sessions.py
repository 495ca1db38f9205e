from __future__ import annotations

from relay_server.domain.session import EndReason, Method, RefreshToken
from relay_server.ports.unit_of_work import Transactions
from tests.support.relay_rows import account, session, stored_account

NOW = 10_000


def filled(transactions: Transactions) -> None:
    """Store two people, the first with three sessions."""
    stored_account(transactions)
    stored_account(transactions, 2)
    with transactions.write() as unit:
        for number in (1, 2, 3):
            unit.sessions.add(session(number))
        unit.sessions.add(session(4, account=account(2).id))


def test_open_sessions_come_last_used_first(transactions: Transactions) -> None:
    filled(transactions)
    with transactions.write() as unit:
        unit.sessions.touch(session(1).id, 5_000)
        unit.sessions.end(session(2).id, NOW, EndReason.LOGOUT)
    with transactions.read() as unit:
        assert [one.id for one in unit.sessions.open_of(account().id, NOW)] == [session(1).id, session(3).id]
        assert unit.sessions.open_of(account().id, session().expires_ms) == []


def test_a_session_comes_back_as_it_was_stored(transactions: Transactions) -> None:
    filled(transactions)
    with transactions.write() as unit:
        unit.sessions.prove(session(1).id, 9_000, [Method.TOTP, Method.PASSWORD])
        unit.sessions.bind_device(session(1).id, "d" * 32)
        assert unit.sessions.end(session(1).id, NOW, EndReason.REVOKED)
        assert not unit.sessions.end(session(1).id, NOW + 1, EndReason.LOGOUT)
    expected = session(
        1,
        proven_ms=9_000,
        methods=(Method.TOTP, Method.PASSWORD),
        device="d" * 32,
        ended_ms=NOW,
        end_reason=EndReason.REVOKED,
    )
    with transactions.read() as unit:
        assert unit.sessions.get(session(1).id) == expected
        assert unit.sessions.get(session(2).id) == session(2)


def test_ending_all_spares_one_and_other_people(transactions: Transactions) -> None:
    filled(transactions)
    with transactions.write() as unit:
        ended = unit.sessions.end_all(account().id, NOW, EndReason.LOCKED, keep=session(2).id)
        assert sorted(ended) == [session(1).id, session(3).id]
        assert unit.sessions.end_all(account().id, NOW, EndReason.LOCKED, keep=session(2).id) == []
        assert [one.id for one in unit.sessions.open_of(account(2).id, NOW)] == [session(4).id]


def test_ending_a_device_ends_its_sessions(transactions: Transactions) -> None:
    filled(transactions)
    with transactions.write() as unit:
        unit.sessions.bind_device(session(3).id, "d" * 32)
        assert unit.sessions.end_of_device("d" * 32, NOW, EndReason.DEVICE_REVOKED) == [session(3).id]


def test_a_refresh_token_is_used_by_one(transactions: Transactions) -> None:
    filled(transactions)
    token = RefreshToken(b"r" * 32, session(1).id, 1_000, 50_000)
    with transactions.write() as unit:
        unit.sessions.add_refresh(token)
        assert unit.sessions.refresh(token.digest) == token
        assert unit.sessions.mark_used(token.digest, NOW)
        assert not unit.sessions.mark_used(token.digest, NOW)
        assert unit.sessions.refresh(b"?" * 32) is None


def test_what_came_of_a_refresh_token_is_found_and_changed(transactions: Transactions) -> None:
    filled(transactions)
    first, second = (RefreshToken(name * 32, session(1).id, at, 50_000) for name, at in ((b"r", 1_000), (b"s", 2_000)))
    with transactions.write() as unit:
        unit.sessions.add_refresh(first)
        unit.sessions.add_refresh(second)
        unit.sessions.add_refresh(RefreshToken(b"t" * 32, session(2).id, 2_000, 50_000))
        assert unit.sessions.refresh_since(session(1).id, 2_000) == [second]
        unit.sessions.change_refresh(second.voided(3_000))
        assert unit.sessions.refresh(second.digest) == second.voided(3_000)
        assert unit.sessions.refresh(first.digest) == first


def test_pruning_takes_what_is_over_with_its_tokens(transactions: Transactions) -> None:
    filled(transactions)
    with transactions.write() as unit:
        unit.sessions.add_refresh(RefreshToken(b"r" * 32, session(1).id, 1_000, 50_000))
        unit.sessions.end(session(1).id, NOW, EndReason.LOGOUT)
        assert unit.sessions.prune(NOW) == 0
        assert unit.sessions.prune(NOW + 1) == 1
        assert unit.sessions.refresh(b"r" * 32) is None
        assert unit.sessions.prune(session().expires_ms + 1) == 3


def test_open_ones_are_picked_out_of_many(transactions: Transactions) -> None:
    stored_account(transactions)
    with transactions.write() as unit:
        for number in range(1, 4):
            unit.sessions.add(session(number, expires_ms=100 if number == 3 else 10_000))
        unit.sessions.end(session(2).id, 50, EndReason.LOGOUT)
        asked = {session(number).id for number in range(1, 1_000)}
        assert unit.sessions.open_among(asked, 200) == {session(1).id}
