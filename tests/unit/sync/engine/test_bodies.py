"""What an honest author fills in."""

from __future__ import annotations

import secrets

import pytest

from sync.engine import intents as want
from sync.engine.bodies import NewKeys, body_for
from sync.engine.keyring import KeyRing
from sync.protocol.errors import OperationRefused
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN, identifier

PLAN = identifier("plan")


def test_eng62_a_lowered_role_is_cut_where_the_author_stands() -> None:
    """ENG-62."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    house.join(BEN)
    known = {(PLAN, BEN.laptop.device, "0f" * 8): 5, (PLAN, ANA.laptop.device, "0f" * 8): 9}
    new = NewKeys(house.state, house.keys(ANA.laptop), secrets.token_bytes)
    for role, cuts in ((Role.VIEWER, 1), (Role.ADMIN, 0)):
        body = body_for(house.state, ANA.user, ANA.laptop.device, known, want.ChangeRole(BEN.user, role), new)
        assert isinstance(body, op.SetRole)
        assert len(body.cuts) == cuts
    assert new.made == []


def test_eng63_a_key_that_leads_nowhere_is_not_made() -> None:
    """ENG-63."""
    house = Household()
    new = NewKeys(house.state, KeyRing(), secrets.token_bytes)
    with pytest.raises(OperationRefused):
        new.rotation(house.workspace)
    with pytest.raises(OperationRefused):
        new.bridge(PLAN)
