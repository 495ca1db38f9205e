"""Who watches a workspace at one process hears what is changed at another: operations, cards, and the own end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.protocol.card import CardKind
from sync.protocol.frames import Cards, CardsGet, LogEntries, LogGet, Notice, NoticeCode, Propose
from sync.protocol.membership import operations as op
from tests.support.envelopes import card
from tests.support.foreign_server import ForeignServer
from tests.support.postgresql import PostgresServer
from tests.support.redis_server import redis_url
from tests.support.relay import NO_LIMITS
from tests.support.relay_pair import Pair, open_pair
from tests.support.socket_device import SocketDevice
from tests.support.workspace import identifier


@pytest.fixture
def pair(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str, redis_server: ForeignServer
) -> Iterator[Pair]:
    with (
        postgresql.database(postgresql_template) as url,
        open_pair(tmp_path, database_url=url, redis_url=redis_url(redis_server), rates=NO_LIMITS) as opened,
    ):
        yield opened


def watch(device: SocketDevice, workspace: str) -> None:
    """Read the log to its end, in no room."""
    device.send(LogGet(workspace, 0))
    while device.expect(LogEntries).entries:
        pass


def test_operations_and_cards_are_heard_of(pair: Pair) -> None:
    """RLY-94."""
    office = pair.office
    edith = office.people["edith"]
    with office.on("edith") as here, pair.there("vera") as there:
        watch(there, office.workspace)
        made = office.team.proposal(edith, op.CreateDiagram(identifier("new"), (), (), bytes(32)))
        here.send(Propose(office.workspace, 1, made.operation, made.signature, made.boxes))
        entry = here.expect(LogEntries).entries[0]
        told = there.expect(Notice, lambda one: one.code is NoticeCode.LOG_CHANGED)
        there.send(LogGet(office.workspace, told.value - 1))
        assert there.expect(LogEntries).entries == (entry,)
        own = card(edith.laptop, office.workspace, CardKind.PERSON, edith.user, told.value)
        here.send(Cards(office.workspace, 0, (own,)))
        told = there.expect(Notice, lambda one: one.code is NoticeCode.CARD_CHANGED)
        there.send(CardsGet(office.workspace, told.value - 1))
        assert there.expect(Cards).cards == (own,)


def test_whoever_is_removed_at_one_is_cut_off_at_the_other(pair: Pair) -> None:
    """RLY-51, RLY-94."""
    office = pair.office
    with pair.there("edith") as there:
        watch(there, office.workspace)
        office.team.do(office.people["olive"], office.team.remove_body(office.people["edith"]))
        assert there.close_code() == 4403
