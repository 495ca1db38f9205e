from __future__ import annotations

import pytest

from relay_server.errors import Conflict, InvalidRequest, NotFound, Unauthenticated
from relay_server.service import profile
from relay_server.service.login import log_in
from relay_server.service.second_factor_check import SecondProof
from tests.support.pictures import png_bytes
from tests.support.relay import CALLER, OWNER, PASSWORD, House

NEW = "another good phrase"


def test_a_name_changes(house: House) -> None:
    who = house.principal(house.owner())
    assert profile.rename(house.env, CALLER, who, " Olivia ").name == "Olivia"
    with pytest.raises(InvalidRequest):
        profile.rename(house.env, CALLER, who, "\n")


def test_a_picture_is_stored_and_removed(house: House) -> None:
    """ACC-90."""
    who = house.principal(house.owner())
    digest = profile.set_avatar(house.env, CALLER, who, png_bytes(300, 200))
    assert house.again(who).account.avatar == digest
    assert profile.avatar(house.env, who.account.id).startswith(b"\x89PNG")
    profile.remove_avatar(house.env, CALLER, who)
    with pytest.raises(NotFound):
        profile.avatar(house.env, who.account.id)


def test_the_password_changes_with_the_current_one(house: House) -> None:
    """ACC-26."""
    who = house.principal(house.owner())
    with pytest.raises(Unauthenticated):
        profile.change_password(house.env, CALLER, who, "wrong", NEW)
    with pytest.raises(InvalidRequest):
        profile.change_password(house.env, CALLER, who, PASSWORD, "weak")
    profile.change_password(house.env, CALLER, who, PASSWORD, NEW)
    log_in(house.env, CALLER, OWNER, NEW, SecondProof())
    with pytest.raises(Unauthenticated):
        log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
    assert house.post.mails[-1].recipient == OWNER


def test_of_two_changes_at_once_the_second_is_refused(house: House) -> None:
    who = house.principal(house.owner())
    profile.change_password(house.env, CALLER, who, PASSWORD, NEW)
    with pytest.raises(Conflict):
        profile.change_password(house.env, CALLER, who, PASSWORD, "a third good phrase")
    log_in(house.env, CALLER, OWNER, NEW, SecondProof())


def test_the_last_administrator_deletes_not_himself(house: House) -> None:
    """ACC-80."""
    with pytest.raises(Conflict):
        profile.delete_own(house.env, CALLER, house.principal(house.owner()))
