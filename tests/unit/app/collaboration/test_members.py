from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from app.collaboration.members import member_of, standing_of, why_read_only
from sync.crypto.identity import admit_device
from sync.engine import intents as want
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN, CLEO, identifier, identity

PLAN = identifier("plan")


@dataclass
class Team:
    """How one of them knows the others."""

    user: str = ANA.user
    names: Mapping[str, str] = field(default_factory=dict)
    colors: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def house(role: Role = Role.EDITOR) -> Household:
    made = Household()
    made.do(ANA, want.NewDiagram(PLAN))
    made.join(BEN, role)
    return made


def test_a_device_is_its_users_with_the_name_of_the_card() -> None:
    member = member_of(
        house().state, PLAN, BEN.laptop.device, Team(names={BEN.user: "Ben"}, colors={BEN.user: "#1F7F4F"})
    )
    assert member is not None
    assert (member.user, member.name, member.may_edit, member.color) == (BEN.user, "Ben", True, "#1F7F4F")


def test_a_viewer_is_seen_and_may_not_edit() -> None:
    member = member_of(house(Role.VIEWER).state, PLAN, BEN.laptop.device, Team())
    assert member is not None
    assert not member.may_edit


def test_strangers_removed_people_and_other_documents_have_no_place() -> None:
    made = house()
    assert member_of(made.state, PLAN, CLEO.laptop.device, Team()) is None
    assert member_of(made.state, identifier("other"), BEN.laptop.device, Team()) is None
    made.do(ANA, want.RemoveUser(BEN.user))
    assert member_of(made.state, PLAN, BEN.laptop.device, Team()) is None


@pytest.mark.parametrize(
    ("role", "words"), [(Role.EDITOR, ""), (Role.VIEWER, "ask its owner"), (Role.COMMENTER, "comment on it")]
)
def test_why_one_may_not_draw(role: Role, words: str) -> None:
    why = why_read_only(house(role).state, PLAN, BEN.user)
    assert (why == "") == (words == "")
    assert words in why


def test_removal_bin_and_the_end_of_the_workspace_have_words_of_their_own() -> None:
    made = house()
    made.do(ANA, want.BinDiagram(PLAN))
    assert "bin" in why_read_only(made.state, PLAN, BEN.user)
    made.do(ANA, want.UnbinDiagram(PLAN))
    made.do(ANA, want.CloseWorkspace())
    assert "deleted" in why_read_only(made.state, PLAN, BEN.user)
    made.do(ANA, want.ReopenWorkspace())
    made.do(ANA, want.RemoveUser(BEN.user))
    assert "no longer a member" in why_read_only(made.state, PLAN, BEN.user)
    assert why_read_only(made.state, PLAN, BEN.user, remover="Ana").startswith("Ana removed you")


def test_where_one_stands_says_all_of_it_for_one_state_of_the_log() -> None:
    made = house(Role.VIEWER)
    before = standing_of(made.state, PLAN, BEN.user, BEN.laptop.device)
    assert (before.has_access, before.is_revoked) == (True, False)
    assert before.reason == why_read_only(made.state, PLAN, BEN.user)
    made.do(ANA, want.RemoveUser(BEN.user))
    after = standing_of(made.state, PLAN, BEN.user, BEN.laptop.device)
    assert (before.state is made.state, after.state is made.state) == (False, True)
    assert not after.has_access


def test_guests_take_everybodys_own_word_for_the_colour() -> None:
    made = house()
    made.enter(CLEO, made.link(Role.VIEWER, PLAN))
    team = Team(CLEO.user, colors={BEN.user: "#1F7F4F"})
    member = member_of(made.state, PLAN, BEN.laptop.device, team)
    assert member is not None
    assert member.color == ""


def test_a_revoked_computer_is_told_so_while_its_user_draws_on_with_another_one() -> None:
    made, phone = house(), identity("Ben's phone")
    made.do(BEN, want.EnterDevice(admit_device(phone, BEN.user)))
    made.do(BEN, want.EndDevice(BEN.laptop.device))
    assert "revoked" in why_read_only(made.state, PLAN, BEN.user, BEN.laptop.device)
    assert why_read_only(made.state, PLAN, BEN.user, phone.device) == ""
