from __future__ import annotations

from app.collaboration.workspace_words import orders_itself, workspace_title
from sync.engine.intents import HandSequencer
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN, DAN, digest, team

STATE = Household().state


def test_a_workspace_is_called_what_its_card_says() -> None:
    assert workspace_title("Harbour", "https://relay", STATE, BEN.user, {}) == "Harbour"


def test_without_a_card_a_team_is_unnamed_and_a_room_is_its_hosts() -> None:
    assert workspace_title("", "https://relay", STATE, ANA.user, {}) == "Unnamed team"
    assert workspace_title("", "", STATE, ANA.user, {}) == "Shared by me"
    assert workspace_title("", "", STATE, BEN.user, {ANA.user: "Ana"}) == "Shared by Ana"
    assert workspace_title("", "", STATE, BEN.user, {}) == "Shared nearby"


def test_a_guest_sees_whose_team_it_is_who_cannot_read_its_name() -> None:
    log = team()
    state = log.accept(log.invite("guest", Role.COMMENTER, log.diagram("plan")), DAN)
    assert workspace_title("", "https://relay", state, DAN.user, {}) == "Shared with me"
    assert workspace_title("", "https://relay", state, DAN.user, {ANA.user: "Ana"}) == "Shared by Ana"


def test_a_workspace_of_the_local_network_orders_itself() -> None:
    house = Household()
    assert orders_itself(house.state)
    house.do(ANA, HandSequencer(digest("a relay")))
    assert not orders_itself(house.state)
