from __future__ import annotations

from dataclasses import replace

import pytest

from relay_server.domain.meeting import Meeting, Side
from relay_server.errors import DuplicateError
from relay_server.ports.unit_of_work import Transactions
from tests.support.relay_rows import stored_account

HOST, GUEST, NOW = "0a" * 16, "0b" * 16, 1_000


def test_a_meeting_is_open_until_its_time_is_over(transactions: Transactions) -> None:
    """ACC-72."""
    owner = stored_account(transactions)
    made = Meeting("aa" * 16, owner.id, HOST, NOW + 1)
    later = Meeting("bb" * 16, owner.id, HOST, NOW + 5)
    with transactions.write() as unit:
        unit.meetings.add(later)
        unit.meetings.add(made)
        assert unit.meetings.get(made.id, NOW) == made
        assert unit.meetings.of_account(owner.id, NOW) == [made, later]
        assert unit.meetings.of_account(owner.id, NOW + 1) == [later]
        assert unit.meetings.get(made.id, NOW + 1) is None
        assert unit.meetings.come(later.id, GUEST)
        assert not unit.meetings.come(later.id, "0c" * 16)
        assert unit.meetings.get(later.id, NOW) == replace(later, guest=GUEST)
        assert unit.meetings.prune(NOW + 1) == 1
        assert unit.meetings.remove(later.id)
        assert not unit.meetings.remove(later.id)


def test_words_are_kept_by_side_and_number_and_go_with_the_meeting(transactions: Transactions) -> None:
    """ACC-71, ACC-72."""
    owner = stored_account(transactions)
    made = Meeting("aa" * 16, owner.id, HOST, NOW + 1)
    with transactions.write() as unit:
        unit.meetings.add(made)
        for number, word in enumerate((b"one", b"two", b"three"), 1):
            unit.meetings.say(made.id, Side.HOST, number, word)
        unit.meetings.say(made.id, Side.GUEST, 1, b"mine")
        with pytest.raises(DuplicateError):
            unit.meetings.say(made.id, Side.HOST, 2, b"again")
        assert unit.meetings.word(made.id, Side.HOST, 2) == b"two"
        assert unit.meetings.word(made.id, Side.GUEST, 2) is None
        assert unit.meetings.words(made.id, Side.HOST, 0, 100) == [(1, b"one"), (2, b"two"), (3, b"three")]
        assert unit.meetings.words(made.id, Side.HOST, 1, 1) == [(2, b"two")]
        assert (unit.meetings.said(made.id, Side.HOST), unit.meetings.said(made.id, Side.GUEST)) == (3, 1)
        assert unit.meetings.size(made.id) == len(b"onetwothreemine")
        unit.meetings.remove(made.id)
        unit.meetings.add(made)
        assert unit.meetings.words(made.id, Side.HOST, 0, 100) == []
        assert unit.meetings.size(made.id) == 0


def test_a_meeting_goes_with_its_account(transactions: Transactions) -> None:
    owner = stored_account(transactions)
    with transactions.write() as unit:
        unit.meetings.add(Meeting("aa" * 16, owner.id, HOST, NOW + 1))
        unit.accounts.delete(owner.id)
        assert unit.meetings.get("aa" * 16, NOW) is None
