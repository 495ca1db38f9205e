"""Two devices of one account meet: one opens a place, the other comes, and they leave sealed words for each other.

The relay passes words on and understands none. Whether somebody stands in between is what the persons find out by comparing
digits on both screens (``sync.crypto.pairing``).
"""

from __future__ import annotations

from collections.abc import Sequence

from relay_server.domain.meeting import (
    MAX_MEETING_BYTES,
    MAX_OPEN,
    MAX_WORD_BYTES,
    MAX_WORDS,
    MEETING_MS,
    Meeting,
    Side,
)
from relay_server.domain.security_event import Action
from relay_server.errors import Conflict, DuplicateError, InvalidRequest, NotFound, TooLarge
from relay_server.ports.rate_limiter import Limit
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.read_log import PAGE_BYTES
from relay_server.service.record import note_own


def open_meeting(env: Environment, caller: Caller, principal: Principal) -> Meeting:
    """Open a place where another device of the account can come; the oldest ones give way.

    Raises:
        InvalidRequest: The session is on no device.
        RateLimited: Too many.
    """
    host, account, now = _device(principal), principal.account.id, env.now_ms()
    env.limiter.hit(Limit.MEETINGS_PER_ACCOUNT, account)
    made = Meeting(env.random_bytes(16).hex(), account, host, now + MEETING_MS)
    with env.transactions.write() as unit:
        # Also those that are over, which a sweep would leave for up to an hour, with all that was said in them.
        before = unit.meetings.of_account(account, 0)
        for old in before[: max(0, len(before) - MAX_OPEN + 1)]:
            unit.meetings.remove(old.id)
        unit.meetings.add(made)
        note_own(env, unit, caller, Action.MEETING_OPENED, principal, device=host)
    return made


def open_meetings(env: Environment, principal: Principal) -> Sequence[Meeting]:
    """Return the account's meetings that are open."""
    with env.transactions.read() as unit:
        return unit.meetings.of_account(principal.account.id, env.now_ms())


def come_to_meeting(env: Environment, caller: Caller, principal: Principal, meeting: str) -> Meeting:
    """Come as the guest; coming again is no error.

    Raises:
        InvalidRequest: The session is on no device.
        NotFound: The account has no such open meeting.
        Conflict: Another device came before, or this one is the host.
    """
    guest = _device(principal)
    with env.transactions.write() as unit:
        found = _found(env, unit, principal, meeting)
        if found.guest == guest:
            return found
        if guest == found.host or not unit.meetings.come(meeting, guest):
            raise Conflict("meeting_taken", "Another device came before.")
        note_own(env, unit, caller, Action.MEETING_JOINED, principal, device=guest)
    return Meeting(found.id, found.account, found.host, found.expires_ms, guest)


def say(env: Environment, principal: Principal, meeting: str, number: int, word: bytes) -> None:
    """Leave a word for the other side; the same again is no error.

    Raises:
        NotFound: The device is in no such open meeting.
        Conflict: The words before are missing, or another one has this number.
        TooLarge: The word is, or all of them are.
    """
    if len(word) > MAX_WORD_BYTES:
        raise TooLarge("word_too_large", f"A word has at most {MAX_WORD_BYTES} bytes.")
    with env.transactions.write() as unit:
        side = _side(env, unit, principal, meeting)
        known = unit.meetings.word(meeting, side, number)
        if known is not None:
            if known != word:
                raise Conflict("word_out_of_order", "Another word has this number.")
            return
        if number != unit.meetings.said(meeting, side) + 1:
            raise Conflict("word_out_of_order", "The words before are missing.")
        if number > MAX_WORDS or unit.meetings.size(meeting) + len(word) > MAX_MEETING_BYTES:
            raise TooLarge("meeting_too_large", "Too much was said in this meeting.")
        try:
            unit.meetings.say(meeting, side, number, word)
        except DuplicateError:
            raise Conflict("word_out_of_order", "Another word has this number.") from None


def heard(env: Environment, principal: Principal, meeting: str, after: int) -> Sequence[tuple[int, bytes]]:
    """Return what the other side said after a number, as much as goes into an answer.

    Raises:
        NotFound: The device is in no such open meeting.
    """
    with env.transactions.read() as unit:
        side = _side(env, unit, principal, meeting)
        return unit.meetings.words(meeting, side.other, after, PAGE_BYTES)


def close_meeting(env: Environment, principal: Principal, meeting: str) -> None:
    """Remove a meeting and all that was said in it.

    Raises:
        NotFound: The device is in no such open meeting.
    """
    with env.transactions.write() as unit:
        _side(env, unit, principal, meeting)
        unit.meetings.remove(meeting)


def _device(principal: Principal) -> str:
    if principal.session.device is None:
        raise InvalidRequest("no_device", "The session is on no device.")
    return principal.session.device


def _found(env: Environment, unit: UnitOfWork, principal: Principal, meeting: str) -> Meeting:
    found = unit.meetings.get(meeting, env.now_ms())
    if found is None or found.account != principal.account.id:
        raise NotFound("no_such_meeting", "There is no such meeting.")
    return found


def _side(env: Environment, unit: UnitOfWork, principal: Principal, meeting: str) -> Side:
    side = _found(env, unit, principal, meeting).side_of(principal.session.device)
    if side is None:
        raise NotFound("no_such_meeting", "There is no such meeting.")
    return side
