"""An audit ledger that has grown."""

from __future__ import annotations

from relay_server.domain.security_event import Action, SecurityEvent
from relay_server.service.ledger import append
from tests.support.relay import START_MS, House


def grow(house: House, count: int) -> None:
    """Add that many leaves."""
    for number in range(count):
        with house.env.transactions.write() as unit:
            append(house.env, unit, SecurityEvent(START_MS + number, Action.LOGGED_IN, "aa" * 16, None, "192.0.2.7"))
