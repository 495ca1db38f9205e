"""What a stranger with a socket can try. docs/topics/relay-attacks.md lists the attacks and names these tests."""

from __future__ import annotations

import socket
import statistics
import threading
import time
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import httpx
import pytest

from relay_server.domain import passwords
from relay_server.entrypoints.http.context import HttpState
from tests.support.relay import NO_LIMITS, OWNER, PASSWORD, Running, running_relay
from tests.support.relay_setups import SETUPS, setup_settings

ANA = "ana@example.org"


@pytest.fixture
def relay(tmp_path: Path, setup: dict[str, Any]) -> Iterator[Running]:
    with running_relay(tmp_path, registration="open", **setup) as running:
        running.house.owner()
        yield running


@pytest.fixture(scope="module", params=SETUPS)
def standing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a relay for tests that change nothing which others look at."""
    with (
        setup_settings(request, request.param) as settings,
        running_relay(tmp_path_factory.mktemp("standing"), registration="open", **settings) as running,
    ):
        running.house.owner()
        yield running


def raw(relay: Running, data: bytes) -> bytes:
    """Send bytes to the relay and return the answer's head."""
    port = int(relay.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(data)
        return connection.recv(65_536)


@pytest.mark.parametrize("field", ["role", "state", "email_verified_ms", "id", "is_admin", "password_hash"])
def test_mass_assignment(standing: Running, field: str) -> None:
    """ACC-5."""
    body = {"email": ANA, "password": PASSWORD, "name": "Ana", field: "admin"}
    assert standing.call("POST", "/accounts", json=body).status_code == 422
    token = standing.sign_in()["access_token"]
    assert standing.call("PATCH", "/me", token, json={"name": "Olive", field: "admin"}).status_code == 422
    assert standing.call("POST", "/sessions", json={"email": OWNER, "password": PASSWORD, field: 1}).status_code == 422


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Original-Host", "Forwarded", "X-Forwarded-Proto"])
def test_host_header_poisoning(standing: Running, header: str) -> None:
    """ACC-50."""
    value = "host=evil.test" if header == "Forwarded" else "evil.test"
    standing.call("POST", "/password-reset", json={"email": OWNER}, headers={header: value})
    standing.house.settle()
    mail = standing.house.post.mails[-1]
    assert "evil.test" not in mail.text + mail.html
    assert "https://relay.test/account/reset#" in mail.text


def test_limits_are_not_avoided_by_headers(tmp_path: Path, setup: dict[str, Any]) -> None:
    """ACC-60, ACC-61."""
    rates = NO_LIMITS.model_copy(update={"login_per_address": "5 per hour"})
    with running_relay(tmp_path, rates=rates, **setup) as relay:
        relay.house.owner()
        answers = []
        for number in range(8):
            forged = f"198.51.100.{number}"
            names = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP")
            headers = {name: f"for={forged}" if name == "Forwarded" else forged for name in names}
            body = {"email": f"p{number}@example.org", "password": "wrong"}
            answers.append(relay.call("POST", "/sessions", json=body, headers=headers))
        assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 3
        assert 3_000 < int(answers[-1].headers["retry-after"]) <= 3_600
        assert answers[-1].json()["code"] == "rate_limited"


def test_behind_a_trusted_proxy_each_client_counts_for_itself(tmp_path: Path, setup: dict[str, Any]) -> None:
    """ACC-60."""
    rates = NO_LIMITS.model_copy(update={"login_per_address": "2 per hour"})
    with running_relay(tmp_path, rates=rates, trusted_proxies=(ip_network("127.0.0.0/8"),), **setup) as relay:
        relay.house.owner()

        def attempt(forwarded: str) -> int:
            body = {"email": OWNER, "password": "wrong"}
            return relay.call("POST", "/sessions", json=body, headers={"X-Forwarded-For": forwarded}).status_code

        assert [attempt("198.51.100.1") for _ in range(3)] == [401, 401, 429]
        # What the client itself put in front does not count.
        assert attempt("203.0.113.77, 198.51.100.1") == 429
        assert attempt("198.51.100.2") == 401


def test_many_accounts_from_one_address_and_one_account_from_many(tmp_path: Path, setup: dict[str, Any]) -> None:
    """ACC-60."""
    rates = NO_LIMITS.model_copy(update={"login_per_account": "4 per hour"})
    with running_relay(tmp_path, rates=rates, trusted_proxies=(ip_network("127.0.0.0/8"),), **setup) as relay:
        relay.house.owner()
        codes = [
            relay.call(
                "POST",
                "/sessions",
                json={"email": OWNER.swapcase(), "password": "wrong"},
                headers={"X-Forwarded-For": f"198.51.100.{number}"},
            ).status_code
            for number in range(6)
        ]
        assert codes == [401] * 4 + [429] * 2


def test_many_sign_ins_at_once_leave_others_room(relay: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """ACC-13."""
    go, real = threading.Event(), passwords.matches

    def held(password: str, stored: str) -> bool:
        assert go.wait(60)
        return real(password, stored)

    token = relay.sign_in()["access_token"]
    monkeypatch.setattr(passwords, "matches", held)
    answers: list[httpx.Response] = []

    def sign_in() -> None:
        body = {"email": OWNER, "password": PASSWORD}
        answers.append(httpx.post(f"{relay.url}/api/v1/sessions", json=body, timeout=120))

    houses = (relay.house, *relay.house.beside)
    threads = [threading.Thread(target=sign_in, daemon=True) for _ in range(40 * len(houses))]
    for thread in threads:
        thread.start()
    while not answers or len(answers) + sum(house.env.passwords.busy() for house in houses) < len(threads):
        # Refused ones come back at once; the others hold their places, and everybody else is served.
        assert relay.call("GET", "/me", token).status_code == 200
    busy = [answer for answer in answers if answer.status_code == 503]
    assert {(answer.json()["code"], answer.headers["retry-after"]) for answer in busy} == {("overloaded", "2")}
    go.set()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201, 503}


def test_enumeration_by_answers(standing: Running) -> None:
    """ACC-3, ACC-12, ACC-52."""
    for method, path, body in [
        ("POST", "/sessions", {"password": "wrong"}),
        ("POST", "/accounts", {"password": "a decent enough phrase", "name": "X"}),
        ("POST", "/password-reset", {}),
        ("POST", "/accounts/resend-verification", {}),
        ("POST", "/accounts/verify-email", {"password": "wrong", "token": "x"}),
    ]:
        known, unknown = (
            standing.call(method, path, json={**body, "email": email}) for email in (OWNER, "nobody@example.org")
        )
        assert known.status_code == unknown.status_code
        assert known.content == unknown.content
        assert set(known.headers) == set(unknown.headers)


def test_enumeration_by_time(standing: Running) -> None:
    """ACC-12, ACC-52. Medians of interleaved requests: what needs no hashing must not differ by a look-up."""
    # The look-up with its commit alone would cost more than the whole request does; a busy machine does not differ three times.
    assert any(0.5 < quotient_of_times(standing) < 2 for _ in range(3))


def quotient_of_times(standing: Running) -> float:
    """Return how many times longer the relay takes to answer for somebody whom it knows."""
    times: dict[str, list[float]] = {OWNER: [], "nobody@example.org": []}
    for _ in range(25):
        for email, taken in times.items():
            started = time.perf_counter()
            standing.call("POST", "/password-reset", json={"email": email})
            taken.append(time.perf_counter() - started)
            # What was put off must not slow the next request down.
            standing.house.settle()
    known, unknown = (statistics.median(taken) for taken in times.values())
    return known / unknown


def test_token_confusion(relay: Running) -> None:
    """ACC-20, ACC-22, ACC-51."""
    tokens = relay.sign_in()
    relay.call("POST", "/password-reset", json={"email": OWNER})
    relay.house.settle()
    mailed = relay.house.post.token(OWNER)
    for wrong in (tokens["refresh_token"], mailed, tokens["session"], tokens["access_token"][:-4], "null", "Bearer"):
        assert relay.call("GET", "/me", wrong).json()["code"] == "invalid_token"
    for wrong in (tokens["access_token"][:200], mailed, tokens["session"]):
        answer = relay.call("POST", "/sessions/refresh", json={"refresh_token": wrong})
        assert answer.json()["code"] == "invalid_refresh_token"
    for wrong in (tokens["refresh_token"], tokens["session"]):
        body = {"token": wrong, "password": "another good phrase"}
        assert relay.call("POST", "/password-reset/confirm", json=body).json()["code"] == "invalid_reset"
    verify = {"email": OWNER, "password": PASSWORD, "token": mailed}
    assert relay.call("POST", "/accounts/verify-email", json=verify).json()["code"] == "invalid_verification"
    change = {"token": mailed, "password": PASSWORD}
    assert relay.call("POST", "/accounts/confirm-email", json=change).json()["code"] == "invalid_verification"


def test_tokens_count_in_the_header_alone(relay: Running) -> None:
    """ACC-20."""
    token = relay.sign_in()["access_token"]
    for place in ("access_token", "token", "authorization"):
        assert relay.call("GET", "/me", params={place: token}).status_code == 401
    relay.client.cookies.set("access_token", token)
    assert relay.call("GET", "/me").status_code == 401
    assert relay.call("GET", "/me", headers={"authorization": f"Basic {token}"}).status_code == 401


def test_object_level_access(relay: Running) -> None:
    """ACC-24, ACC-70."""
    owner = relay.sign_in()
    relay.call("POST", "/accounts", json={"email": ANA, "password": PASSWORD, "name": "Ana"})
    proof = {"email": ANA, "password": PASSWORD, "token": relay.house.post.token(ANA)}
    relay.call("POST", "/accounts/verify-email", json=proof)
    ana = relay.sign_in(ANA)["access_token"]
    for method, path in [
        ("DELETE", f"/sessions/{owner['session']}"),
        ("DELETE", f"/me/devices/{'d' * 32}"),
        ("DELETE", f"/sessions/{'0' * 32}"),
    ]:
        assert relay.call(method, path, ana).status_code == 404
    for method, path in [
        ("GET", "/admin/accounts"),
        ("GET", "/admin/invitations"),
        ("POST", "/admin/invitations"),
        ("DELETE", f"/admin/invitations/{'0' * 64}"),
        ("POST", f"/admin/accounts/{owner['account']}/lock"),
        ("POST", f"/admin/accounts/{owner['account']}/unlock"),
        ("PUT", f"/admin/accounts/{owner['account']}/role"),
        ("DELETE", f"/admin/accounts/{owner['account']}/sessions"),
        ("DELETE", f"/admin/accounts/{owner['account']}"),
    ]:
        body = {"json": {"role": "user"}} if method == "PUT" else {"json": {}} if path.endswith("invitations") else {}
        assert relay.call(method, path, ana, **body).json()["code"] == "admin_only", path
    assert relay.call("GET", "/me", owner["access_token"]).status_code == 200


def test_what_administrators_change_needs_a_fresh_proof(relay: Running) -> None:
    """ACC-40."""
    owner = relay.sign_in()
    relay.house.clock.forward(minutes=4, seconds=59)
    token = relay.call("POST", "/sessions/refresh", json={"refresh_token": owner["refresh_token"]}).json()[
        "access_token"
    ]
    relay.house.clock.forward(seconds=2)
    place = f"/admin/accounts/{owner['account']}"
    for method, path, more in [
        ("POST", "/admin/invitations", {"json": {}}),
        ("DELETE", f"/admin/invitations/{'0' * 64}", {}),
        ("POST", f"{place}/lock", {}),
        ("POST", f"{place}/unlock", {}),
        ("PUT", f"{place}/role", {"json": {"role": "admin"}}),
        ("DELETE", f"{place}/sessions", {}),
        ("DELETE", place, {}),
    ]:
        assert relay.call(method, path, token, **more).json()["code"] == "step_up_required", path
    assert relay.call("GET", "/admin/accounts", token).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/docs",
        "/account/reset",
        "/assets/account.js",
        "/api/v1/server",
        "/api/v1/nowhere",
        "/healthz",
        "/api/v1/me",
    ],
)
def test_every_answer_carries_the_safe_headers(standing: Running, path: str) -> None:
    """ACC-96."""
    headers = standing.client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


def test_pages_hold_no_inline_script_and_no_foreign_host(standing: Running) -> None:
    """ACC-96."""
    for path in ("/", "/docs", "/account/verify", "/account/reset", "/account/email", "/account/forgot"):
        text = standing.client.get(path).text
        assert "<script>" not in text
        assert " style=" not in text
        assert " on" + "click" not in text
        assert "://" not in text
    assert standing.client.get("/account/nothing").status_code == 404
    for path in ("/assets/../app.py", "/assets/%2e%2e%2fapp.py", "/assets/home.html", "/account/..%2f..%2fapp"):
        assert standing.client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", b" 413 "),
        (b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", b" 4"),
        (b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"0" * 5_000 + b"\r\n\r\n", b" 413 "),
        (b"GET / HTTP/9.9\r\n\r\n", b" 4"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b""),
    ],
)
def test_malformed_requests(standing: Running, request_: bytes, status: bytes) -> None:
    """ACC-95."""
    assert status in raw(standing, request_ + b"\r\n\r\n").split(b"\r\n")[0]
    assert standing.client.get("/healthz").status_code == 200


def test_a_body_that_grows_while_it_arrives(standing: Running) -> None:
    """ACC-95."""

    def endless() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 8_192

    answer = standing.client.post("/api/v1/sessions", content=endless(), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'{"email":"\\ud800","password":"x"}',
        b"[" * 30_000,
        b'{"email":NaN}',
        b"\xff\xfe",
        b'"' + b"x" * 60_000,
    ],
)
def test_hostile_bodies_are_refused_and_not_repeated(standing: Running, content: bytes) -> None:
    """ACC-95."""
    answer = standing.client.post("/api/v1/sessions", content=content, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "code", "detail"} <= answer.json().keys()
    assert len(answer.content) < 2_000


def test_a_field_of_another_name_is_not_repeated(standing: Running) -> None:
    """ACC-95."""
    answer = standing.call("POST", "/sessions", json={"email": OWNER, "password": PASSWORD, "hunter2 <b>": 1})
    assert answer.status_code == 422
    assert "hunter2" not in answer.text
    assert answer.json()["errors"] == [{"place": "body", "reason": "Extra inputs are not permitted"}]


def test_a_refused_password_is_not_repeated(standing: Running) -> None:
    """ACC-95."""
    for body in (
        {"email": OWNER, "password": ["hush-hush"]},
        {"email": OWNER, "password": "hush-hush" * 200},
        {"email": OWNER, "password": "hush-hush", "hush": "hush-hush"},
        {"email": ["hush-hush"], "password": "x"},
    ):
        assert "hush-hush" not in standing.call("POST", "/sessions", json=body).text


def test_other_content_types_are_refused(standing: Running) -> None:
    """ACC-95. A form of another site cannot send JSON, so that it can ask for nothing."""
    body = b'{"email":"owner@example.org","password":"x"}'
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = standing.client.post("/api/v1/sessions", content=body, headers={"content-type": kind})
        assert answer.status_code in {415, 422}


def test_metrics_are_for_the_named_networks(tmp_path: Path, relay: Running) -> None:
    """ACC-97."""
    assert relay.client.get("/metrics").status_code == 200
    assert relay.client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403

    def elsewhere(state: HttpState) -> None:
        assert state.settings.metrics_networks == (ip_network("10.0.0.0/8"),)

    with running_relay(tmp_path / "other", elsewhere, metrics_networks=(ip_network("10.0.0.0/8"),)) as other:
        assert other.client.get("/metrics").status_code == 403
