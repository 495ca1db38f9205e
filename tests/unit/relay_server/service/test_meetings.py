"""Two devices of one account leave words for each other; nobody else does, and not without bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from relay_server.domain.meeting import MAX_OPEN, MAX_WORD_BYTES, MAX_WORDS, MEETING_MS, Meeting
from relay_server.domain.security_event import Action
from relay_server.errors import Conflict, InvalidRequest, NotFound, TooLarge
from relay_server.service import meetings
from relay_server.service.environment import Principal
from relay_server.service.housekeeping import sweep
from tests.support.relay import CALLER, House
from tests.support.relay_team import Colleague, further, hire


@dataclass
class Two:
    """Ana's laptop and her new computer, and Eve."""

    house: House
    ana: Colleague
    new: Colleague
    eve: Colleague

    def who(self, one: Colleague) -> Principal:
        return self.house.principal(one.tokens)

    def open(self) -> Meeting:
        self.house.clock.now += 1
        return meetings.open_meeting(self.house.env, CALLER, self.who(self.ana))

    def come(self, one: Colleague, meeting: Meeting) -> Meeting:
        return meetings.come_to_meeting(self.house.env, CALLER, self.who(one), meeting.id)

    def say(self, one: Colleague, meeting: Meeting, number: int, word: bytes) -> None:
        meetings.say(self.house.env, self.who(one), meeting.id, number, word)

    def heard(self, one: Colleague, meeting: Meeting, after: int = 0) -> list[tuple[int, bytes]]:
        return list(meetings.heard(self.house.env, self.who(one), meeting.id, after))


@pytest.fixture
def two(house: House) -> Two:
    ana = hire(house, "ana")
    return Two(house, ana, further(house, ana, "new computer"), hire(house, "eve"))


def test_words_go_to_the_other_side_in_their_order(two: Two) -> None:
    """ACC-71."""
    made = two.open()
    listed = meetings.open_meetings(two.house.env, two.who(two.new))
    assert listed == [made]
    assert two.come(two.new, made).guest == two.new.laptop.device
    assert two.come(two.new, made).guest == two.new.laptop.device
    for number, word in enumerate((b"one", b"two"), 1):
        two.say(two.ana, made, number, word)
        two.say(two.ana, made, number, word)
    two.say(two.new, made, 1, b"mine")
    assert two.heard(two.new, made) == [(1, b"one"), (2, b"two")]
    assert two.heard(two.new, made, 1) == [(2, b"two")]
    assert two.heard(two.ana, made) == [(1, b"mine")]
    with pytest.raises(Conflict):
        two.say(two.ana, made, 2, b"another")
    with pytest.raises(Conflict):
        two.say(two.ana, made, 4, b"early")
    meetings.close_meeting(two.house.env, two.who(two.new), made.id)
    with pytest.raises(NotFound):
        two.heard(two.ana, made)


def test_a_meeting_is_for_two_devices_of_one_account(two: Two) -> None:
    """ACC-71, ACC-72: of others it cannot be told from one that does not exist."""
    made = two.open()
    third = further(two.house, two.ana, "a third")
    with pytest.raises(Conflict):
        two.come(two.ana, made)
    with pytest.raises(NotFound):
        two.come(two.eve, made)
    with pytest.raises(NotFound):
        two.say(two.new, made, 1, b"not come yet")
    two.come(two.new, made)
    with pytest.raises(Conflict):
        two.come(third, made)
    for stranger in (third, two.eve):
        with pytest.raises(NotFound):
            two.heard(stranger, made)
        with pytest.raises(NotFound):
            two.say(stranger, made, 1, b"word")
        with pytest.raises(NotFound):
            meetings.close_meeting(two.house.env, two.who(stranger), made.id)
    assert meetings.open_meetings(two.house.env, two.who(two.eve)) == []
    somewhere = two.who(two.ana)
    nowhere = replace(somewhere, session=replace(somewhere.session, device=None))
    with pytest.raises(InvalidRequest):
        meetings.open_meeting(two.house.env, CALLER, nowhere)


def test_a_meeting_ends_and_holds_little(two: Two) -> None:
    """ACC-72."""
    made = [two.open() for _ in range(MAX_OPEN + 1)]
    assert {one.id for one in meetings.open_meetings(two.house.env, two.who(two.ana))} == {one.id for one in made[1:]}
    last = made[-1]
    with pytest.raises(TooLarge):
        two.say(two.ana, last, 1, bytes(MAX_WORD_BYTES + 1))
    with two.house.env.transactions.write() as unit:
        for number in range(1, MAX_WORDS + 1):
            unit.meetings.say(last.id, last.side_of(two.ana.laptop.device), number, b"w")  # type: ignore[arg-type]
    with pytest.raises(TooLarge):
        two.say(two.ana, last, MAX_WORDS + 1, b"one too many")
    two.house.clock.now += MEETING_MS
    with pytest.raises(NotFound):
        two.heard(two.ana, last)
    assert sweep(two.house.env).meetings == MAX_OPEN


def test_an_account_keeps_no_more_meetings_than_may_be_open_at_once(two: Two) -> None:
    """ACC-72: also of those that are over."""
    for _ in range(3 * MAX_OPEN):
        two.open()
        two.house.clock.now += MEETING_MS
    assert sweep(two.house.env).meetings == MAX_OPEN


def test_what_is_said_is_bounded_together(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """ACC-72."""
    monkeypatch.setattr(meetings, "MAX_MEETING_BYTES", 100)
    made = two.open()
    two.come(two.new, made)
    two.say(two.ana, made, 1, bytes(60))
    with pytest.raises(TooLarge):
        two.say(two.new, made, 1, bytes(60))
    two.say(two.new, made, 1, bytes(40))


def test_opening_and_coming_stand_in_the_ledger(two: Two) -> None:
    """ACC-71."""
    two.come(two.new, two.open())
    with two.house.env.transactions.read() as unit:
        actions = [stored.leaf.action for stored in unit.ledger.after(-1, 100)]
    assert actions[-2:] == [Action.MEETING_OPENED, Action.MEETING_JOINED]
