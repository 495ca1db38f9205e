"""Finding nobody; the rest is in test_room."""

from __future__ import annotations

import pytest

from sync.errors import Unreachable
from sync.transports.lan.guest import FoundRoom, Visitor, enter_room
from sync.transports.lan.meeting import Question
from tests.support.loop import run
from tests.support.workspace import BEN, identifier


@pytest.mark.parametrize("addresses", [(), ("127.0.0.1",), ("::1",)])
def test_where_nobody_is_it_says_so(addresses: tuple[str, ...]) -> None:
    async def decide(question: Question) -> bool:
        raise AssertionError

    visitor = Visitor(BEN.laptop, lambda entry: False, decide)
    with pytest.raises(Unreachable):
        run(enter_room(FoundRoom(identifier("room"), addresses, 1), visitor))
