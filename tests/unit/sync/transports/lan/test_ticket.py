"""What the host shows as a QR code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import LinkError
from sync.transports.lan.ticket import SCHEME, Ticket, format_ticket, new_secret, parse_ticket
from tests.support.workspace import digest, identifier

TICKET = Ticket(identifier("room"), digest("certificate"), 50123, ("192.0.2.7", "fd00::7"), digest("s")[:16])


def test_tra48_a_ticket_is_read_as_it_was_written() -> None:
    """TRA-48."""
    text = format_ticket(TICKET)
    assert parse_ticket(text) == TICKET
    assert text.startswith(SCHEME)
    assert len(text) < 160


def test_tra48_one_wrong_character_is_told() -> None:
    """TRA-48."""
    text = format_ticket(TICKET)
    for at in range(len(SCHEME), len(text)):
        wrong = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        with pytest.raises(LinkError):
            parse_ticket(wrong)


@given(st.text(max_size=300))
def test_tra48_whatever_was_scanned_gives_a_ticket_or_an_error(text: str) -> None:
    """TRA-48."""
    for code in (text, SCHEME + text):
        with pytest.raises(LinkError):
            parse_ticket(code)


def test_key15_its_secret_is_not_shown() -> None:
    """KEY-15."""
    assert TICKET.secret.hex() not in repr(TICKET)
    assert repr(TICKET.secret) not in repr(TICKET)
    assert len({new_secret() for _ in range(8)}) == 8
