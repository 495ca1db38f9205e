"""A person's way through accounts, over a real socket and a real database."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest

from relay_server.service.setup import new_setup_code
from sync.crypto.identity import generate_identity
from sync.protocol.device_entry import encode_entry
from sync.protocol.relay_proofs import possession_message
from sync.protocol.signing import REGISTRATION
from tests.support.pictures import png_bytes
from tests.support.relay import OWNER, PASSWORD, Running, running_relay

NEW_PASSWORD = "another good phrase"


@pytest.fixture
def relay(tmp_path: Path, setup: dict[str, Any]) -> Iterator[Running]:
    with running_relay(tmp_path, registration="open", **setup) as running:
        yield running


def code_now(relay: Running, secret: str) -> str:
    """Return the code that an authenticator app shows."""
    return pyotp.TOTP(secret).at(relay.house.clock.now // 1000)


def test_the_first_owner_sets_the_relay_up_once(tmp_path: Path) -> None:
    with running_relay(tmp_path) as relay:
        assert relay.call("GET", "/server").json()["needs_setup"] is True
        code = new_setup_code(relay.house.env)
        body = {"code": "wrong", "email": OWNER, "password": PASSWORD, "name": "Olive"}
        assert relay.call("POST", "/setup", json=body).json()["code"] == "wrong_setup_code"
        answer = relay.call("POST", "/setup", json={**body, "code": code})
        assert answer.status_code == 201
        me = relay.call("GET", "/me", answer.json()["access_token"]).json()
        assert (me["email"], me["role"], me["email_verified"]) == (OWNER, "admin", True)
        assert relay.call("POST", "/setup", json={**body, "code": code}).json()["code"] == "already_set_up"
        assert relay.call("GET", "/server").json()["needs_setup"] is False


def test_register_verify_sign_in(relay: Running) -> None:
    body = {"email": "ana@example.org", "password": PASSWORD, "name": "Ana"}
    assert relay.call("POST", "/accounts", json=body).json() == {"next": "check_mail"}
    login = {"email": "ana@example.org", "password": PASSWORD}
    assert relay.call("POST", "/sessions", json=login).json()["code"] == "email_unverified"
    token = relay.house.post.token("ana@example.org")
    assert relay.call("POST", "/accounts/verify-email", json={**login, "token": token}).status_code == 200
    tokens = relay.sign_in("ana@example.org")
    me = relay.call("GET", "/me", tokens["access_token"]).json()
    assert (me["name"], me["role"]) == ("Ana", "user")


def test_refresh_sessions_and_sign_out(relay: Running) -> None:
    relay.house.owner()
    first, second = relay.sign_in(), relay.sign_in()
    renewed = relay.call("POST", "/sessions/refresh", json={"refresh_token": first["refresh_token"]}).json()
    sessions = relay.call("GET", "/sessions", renewed["access_token"]).json()
    assert {one["id"] for one in sessions if one["current"]} == {first["session"]}
    assert len(sessions) == 3
    other = f"/sessions/{second['session']}"
    assert relay.call("DELETE", other, renewed["access_token"]).status_code == 204
    assert relay.call("GET", "/me", second["access_token"]).json()["code"] == "session_ended"
    assert relay.call("DELETE", "/sessions", renewed["access_token"]).json() == {"ended": 1}
    assert relay.call("DELETE", "/sessions/current", renewed["access_token"]).status_code == 204
    assert relay.call("GET", "/me", renewed["access_token"]).status_code == 401


def test_a_forgotten_password(relay: Running) -> None:
    relay.house.owner()
    tokens = relay.sign_in()
    assert relay.call("POST", "/password-reset", json={"email": OWNER}).status_code == 202
    relay.house.settle()
    body = {"token": relay.house.post.token(OWNER), "password": NEW_PASSWORD}
    assert relay.call("POST", "/password-reset/confirm", json=body).status_code == 200
    assert relay.call("GET", "/me", tokens["access_token"]).json()["code"] == "session_ended"
    assert relay.call("POST", "/password-reset/confirm", json=body).json()["code"] == "invalid_reset"
    relay.sign_in(OWNER, NEW_PASSWORD)


def test_password_name_and_address_change(relay: Running) -> None:
    relay.house.owner()
    token = relay.sign_in()["access_token"]
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    assert relay.call("POST", "/me/password", token, json=body).status_code == 204
    assert relay.call("PATCH", "/me", token, json={"name": "Olivia"}).json()["name"] == "Olivia"
    assert relay.call("POST", "/me/email", token, json={"email": "new@example.org"}).status_code == 202
    mailed = {"token": relay.house.post.token("new@example.org"), "password": NEW_PASSWORD}
    assert relay.call("POST", "/accounts/confirm-email", json=mailed).status_code == 200
    assert relay.call("GET", "/me", token).json()["email"] == "new@example.org"
    relay.sign_in("new@example.org", NEW_PASSWORD)
    actions = [event["action"] for event in relay.call("GET", "/me/events", token).json()]
    assert actions[:4] == ["logged_in", "email_changed", "email_change_asked", "profile_changed"]


def test_second_factor_and_step_up(relay: Running) -> None:
    relay.house.owner()
    token = relay.sign_in()["access_token"]
    secret = relay.call("POST", "/me/totp", token).json()["secret"]
    codes = relay.call("POST", "/me/totp/confirm", token, json={"code": code_now(relay, secret)}).json()
    login = {"email": OWNER, "password": PASSWORD}
    assert relay.call("POST", "/sessions", json=login).json()["code"] == "second_factor_required"
    relay.house.clock.forward(minutes=10)
    with_app = relay.sign_in(totp=code_now(relay, secret))
    with_code = relay.sign_in(recovery_code=codes["recovery_codes"][0])
    me = relay.call("GET", "/me", with_code["access_token"]).json()
    assert (me["second_factor"], me["recovery_codes_left"]) == (True, 9)
    relay.house.clock.forward(minutes=4, seconds=59)
    renewed = relay.call("POST", "/sessions/refresh", json={"refresh_token": with_app["refresh_token"]}).json()
    relay.house.clock.forward(minutes=1)
    refused = relay.call("DELETE", "/me/totp", renewed["access_token"])
    assert (refused.status_code, refused.json()["methods"]) == (403, ["totp", "recovery_code"])
    proof = {"totp": code_now(relay, secret)}
    assert relay.call("POST", "/sessions/step-up", renewed["access_token"], json=proof).status_code == 204
    assert relay.call("DELETE", "/me/totp", renewed["access_token"]).status_code == 204
    relay.sign_in()


def test_a_picture(relay: Running) -> None:
    relay.house.owner()
    token = relay.sign_in()["access_token"]
    assert relay.call("GET", "/me/avatar", token).json()["code"] == "no_avatar"
    stored = relay.call("PUT", "/me/avatar", token, content=png_bytes(600, 300), headers={"content-type": "image/png"})
    assert stored.json()["avatar"] == relay.call("GET", "/me", token).json()["avatar"]
    shown = relay.call("GET", "/me/avatar", token)
    assert shown.headers["content-type"] == "image/png"
    assert "sandbox" in shown.headers["content-security-policy"]
    refused = relay.call("PUT", "/me/avatar", token, content=b"<svg/>", headers={"content-type": "image/png"})
    assert refused.json()["code"] == "not_a_picture"
    assert relay.call("DELETE", "/me/avatar", token).status_code == 204


def test_an_administrator_invites_locks_and_promotes(relay: Running) -> None:
    relay.house.owner()
    admin = relay.sign_in()["access_token"]
    code = relay.call("POST", "/admin/invitations", admin, json={"email": "bo@example.org"}).json()["code"]
    assert code in relay.house.post.mails[-1].text
    relay.call("POST", "/admin/invitations", admin, json={"email": "eve@example.org"})
    for_eve, for_bo = sorted(
        relay.call("GET", "/admin/invitations", admin).json(), key=lambda one: one["email"] == "bo@example.org"
    )
    assert [one["email"] for one in (for_eve, for_bo)] == ["eve@example.org", "bo@example.org"]
    for status in (204, 404):
        assert relay.call("DELETE", f"/admin/invitations/{for_eve['id']}", admin).status_code == status
    assert relay.call("GET", "/admin/invitations", admin).json() == [for_bo]
    body = {"email": "bo@example.org", "password": PASSWORD, "name": "Bo", "invitation": code}
    assert relay.call("POST", "/accounts", json=body).json() == {"next": "sign_in"}
    bo = relay.sign_in("bo@example.org")
    assert relay.call("GET", "/admin/accounts", bo["access_token"]).json()["code"] == "admin_only"
    listed = relay.call("GET", "/admin/accounts", admin, params={"query": "bo@"}).json()
    assert [one["id"] for one in listed["accounts"]] == [bo["account"]]
    place = f"/admin/accounts/{bo['account']}"
    assert relay.call("POST", f"{place}/lock", admin).json()["state"] == "locked"
    assert relay.call("GET", "/me", bo["access_token"]).status_code == 401
    login = {"email": "bo@example.org", "password": PASSWORD}
    assert relay.call("POST", "/sessions", json=login).json()["code"] == "account_locked"
    assert relay.call("POST", f"{place}/unlock", admin).json()["state"] == "active"
    assert relay.call("PUT", f"{place}/role", admin, json={"role": "admin"}).json()["role"] == "admin"
    relay.sign_in("bo@example.org")
    assert relay.call("DELETE", f"{place}/sessions", admin).json() == {"ended": 1}
    assert relay.call("DELETE", place, admin).status_code == 204
    assert relay.call("POST", "/sessions", json=login).json()["code"] == "invalid_credentials"


def test_the_last_administrator_stays(relay: Running) -> None:
    owner = relay.house.owner()
    admin = relay.sign_in()["access_token"]
    place = f"/admin/accounts/{owner.account}"
    assert relay.call("POST", f"{place}/lock", admin).json()["code"] == "last_admin"
    assert relay.call("PUT", f"{place}/role", admin, json={"role": "user"}).json()["code"] == "last_admin"
    assert relay.call("DELETE", "/me", admin).json()["code"] == "last_admin"


def test_a_device_is_registered_and_revoked(relay: Running) -> None:
    """ACC-70."""
    relay.house.owner()
    tokens, laptop = relay.sign_in(), relay.sign_in()
    identity = generate_identity()
    base = relay.house.settings.base_url
    signature = identity.sign(REGISTRATION, possession_message(base, laptop["account"], laptop["session"]))
    body = {
        "entry": b64encode(encode_entry(identity.entry)).decode(),
        "proof": b64encode(signature).decode(),
    }
    access = laptop["access_token"]
    assert relay.call("POST", "/me/devices", access, json=body).json()["id"] == identity.device
    assert relay.call("POST", "/me/devices", tokens["access_token"], json=body).json()["code"] == "invalid_device"
    broken = {**body, "entry": "%%%"}
    assert relay.call("POST", "/me/devices", access, json=broken).json()["code"] == "invalid_request"
    assert [one["id"] for one in relay.call("GET", "/me/devices", access).json()] == [identity.device]
    assert relay.call("DELETE", f"/me/devices/{identity.device}", tokens["access_token"]).status_code == 204
    assert relay.call("GET", "/me", access).json()["code"] == "session_ended"
