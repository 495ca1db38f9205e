"""Cards as members put them at a relay."""

from __future__ import annotations

from relay_server.service.cards import put_card
from sync.protocol.card import CardKind
from tests.support.envelopes import card
from tests.support.relay import CALLER
from tests.support.relay_team import Colleague, RelayTeam


def put(
    team: RelayTeam, who: Colleague, kind: CardKind, subject: str, revision: int = 1, seq: int | None = None
) -> int:
    """Put an own card; return the number of the change."""
    made = card(who.laptop, team.workspace, kind, subject, team.state.seq if seq is None else seq, revision)
    return put_card(team.house.env, CALLER, team.principal(who), team.workspace, made)
