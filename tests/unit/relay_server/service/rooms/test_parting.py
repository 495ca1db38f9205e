"""What those are shown who lost their place."""

from __future__ import annotations

from relay_server.service.rooms.parting import until_out
from sync.protocol.membership import operations as op
from sync.protocol.membership.fold import fold
from sync.protocol.roles import Role
from tests.support.workspace import ANA, BEN, BOXES, CLEO, team


def test_rly51_what_comes_after_the_end_is_for_nobody_who_is_out() -> None:
    """RLY-51: others who come or go later are none of his business."""
    log = team(ben=Role.EDITOR, cleo=Role.EDITOR)
    log.diagram("plan", CLEO)
    known, before = len(log.entries), fold(log.entries)
    log.diagram("more", CLEO)
    log.do(ANA, op.Remove(BEN.user, (), (log.rotation(),), BOXES))
    log.diagram("secret", CLEO)
    new = log.entries[known:]
    assert until_out(before, new, BEN.laptop.device) == tuple(new[:2])
    assert until_out(before, new, CLEO.laptop.device) == tuple(new)
