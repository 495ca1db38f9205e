"""Meetings of devices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy import delete as sql_delete
from sqlalchemy.exc import IntegrityError

from relay_server.adapters.sql.statements import fitting
from relay_server.adapters.sql.tables.meetings import MEETING, MEETING_WORD
from relay_server.domain.meeting import Meeting, Side
from relay_server.errors import DuplicateError


class SqlMeetings:
    """Implements MeetingRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, meeting: Meeting) -> None:
        """Store a meeting."""
        self._connection.execute(insert(MEETING).values(**asdict(meeting)))

    def get(self, meeting: str, now_ms: int) -> Meeting | None:
        """Return a meeting that is open."""
        open_one = (MEETING.c.id == meeting, MEETING.c.expires_ms > now_ms)
        row = self._connection.execute(select(MEETING).where(*open_one)).one_or_none()
        return None if row is None else Meeting(*row)

    def of_account(self, account: str, now_ms: int) -> Sequence[Meeting]:
        """Return those of an account that are open."""
        table = MEETING.c
        mine = (table.account == account, table.expires_ms > now_ms)
        statement = select(MEETING).where(*mine).order_by(table.expires_ms, table.id)
        return [Meeting(*row) for row in self._connection.execute(statement)]

    def come(self, meeting: str, guest: str) -> bool:
        """Let a guest in."""
        free = (MEETING.c.id == meeting, MEETING.c.guest.is_(None))
        return self._connection.execute(update(MEETING).where(*free).values(guest=guest)).rowcount == 1

    def say(self, meeting: str, side: Side, number: int, word: bytes) -> None:
        """Leave a word."""
        values = {"meeting": meeting, "side": int(side), "number": number, "word": word}
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(MEETING_WORD).values(**values))
        except IntegrityError as error:
            raise DuplicateError("this word was said") from error

    def word(self, meeting: str, side: Side, number: int) -> bytes | None:
        """Return one word of a side."""
        table = MEETING_WORD.c
        here = (table.meeting == meeting, table.side == int(side), table.number == number)
        return self._connection.execute(select(table.word).where(*here)).scalar_one_or_none()

    def words(self, meeting: str, side: Side, after: int, most_bytes: int) -> Sequence[tuple[int, bytes]]:
        """Return the words of a side after a number."""
        table = MEETING_WORD.c
        later = (table.meeting == meeting, table.side == int(side), table.number > after)
        sizes = select(func.length(table.word)).where(*later).order_by(table.number)
        count = fitting(self._connection.execute(sizes).scalars(), most_bytes)
        statement = select(table.number, table.word).where(*later).order_by(table.number).limit(count)
        return [(row.number, row.word) for row in self._connection.execute(statement)]

    def said(self, meeting: str, side: Side) -> int:
        """Return how many words a side has left."""
        table = MEETING_WORD.c
        counted = select(func.count()).select_from(MEETING_WORD)
        here = (table.meeting == meeting, table.side == int(side))
        return self._connection.execute(counted.where(*here)).scalar_one()

    def size(self, meeting: str) -> int:
        """Return how many bytes both sides have left."""
        total = select(func.sum(func.length(MEETING_WORD.c.word))).where(MEETING_WORD.c.meeting == meeting)
        return int(self._connection.execute(total).scalar_one() or 0)

    def remove(self, meeting: str) -> bool:
        """Remove a meeting with all that was left in it."""
        return self._connection.execute(sql_delete(MEETING).where(MEETING.c.id == meeting)).rowcount == 1

    def prune(self, now_ms: int) -> int:
        """Remove those that are over."""
        return self._connection.execute(sql_delete(MEETING).where(MEETING.c.expires_ms <= now_ms)).rowcount
