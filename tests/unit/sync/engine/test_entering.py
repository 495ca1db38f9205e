"""Founding and entering a workspace."""

from __future__ import annotations

import pytest

from sync.crypto.invite import InviteLink
from sync.engine.entering import accept_invite, check_invited
from sync.errors import LinkError
from sync.protocol.errors import OperationRefused
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN, CLEO, NOW, digest


def test_eng65_somebody_enters_by_a_link_once_and_can_read() -> None:
    """ENG-65."""
    house = Household()
    link = house.link(Role.EDITOR)
    house.enter(BEN, link)
    assert house.keys(BEN.laptop).newest(house.state, house.workspace) is not None
    with pytest.raises(OperationRefused):
        house.enter(CLEO, link)


def test_eng65_nobody_is_led_into_another_workspace() -> None:
    """ENG-65, KEY-10."""
    house, fabricated = Household(), Household(CLEO)
    link = house.link()
    with pytest.raises(LinkError):
        check_invited(link, fabricated.entries)
    with pytest.raises(LinkError):
        accept_invite(link, house.entries[:-1], house.boxes, BEN.user, BEN.admissions(), NOW)
    elsewhere = InviteLink(link.workspace, digest("another head"), link.secret)
    with pytest.raises(LinkError):
        check_invited(elsewhere, house.entries)
    assert check_invited(link, house.entries).members.keys() == {ANA.user}
